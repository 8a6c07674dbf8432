"""Addresses for everyone; keys are the ids of the static site and stay."""

from django.urls import path

from jixiao.web.publicdata import views

urlpatterns = [
    path("", views.home, name="public_home"),
    path("search/", views.search, name="public_search"),
    path("language/", views.language, name="public_language"),
    path("tables/<slug:key>/", views.table, name="public_table"),
    path("tables/<slug:key>/print/", views.printed, name="public_print"),
    path("tables/<slug:key>/versions/<int:number>/", views.version, name="public_version"),
    path("tables/<slug:key>/files/<slug:form>/", views.file, name="public_file"),
    path("tables/<slug:key>/projects/<slug:project>/", views.project, name="public_project"),
    path(
        "tables/<slug:key>/projects/<slug:project>/<slug:indicator>/",
        views.indicator,
        name="public_indicator",
    ),
]
