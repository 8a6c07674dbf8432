"""Tables and projects: to see, to fill in."""

from django.urls import path

from jixiao.web.records.views import beginning, home, projects, tables

urlpatterns = [
    path("", home.home, name="home"),
    path("tables/new/", beginning.table_new, name="table_new"),
    path("tables/<int:pk>/", tables.table, name="table"),
    path("tables/<int:pk>/copy/", beginning.table_copy, name="table_copy"),
    path("tables/<int:pk>/sums/", tables.sums_compute, name="sums_compute"),
    path("tables/<int:pk>/template/", beginning.template, name="template"),
    path("tables/<int:pk>/returned/", beginning.template_compare, name="template_compare"),
    path("tables/<int:pk>/returned/merge/", beginning.template_merge, name="template_merge"),
    path("tables/<int:pk>/units/", tables.unit_add, name="unit_add"),
    path("units/<int:pk>/rename/", tables.unit_rename, name="unit_rename"),
    path("units/<int:pk>/move/", tables.unit_move, name="unit_move"),
    path("units/<int:pk>/delete/", tables.unit_delete, name="unit_delete"),
    path("units/<int:pk>/projects/", tables.project_create, name="project_create"),
    path("projects/<uuid:key>/", projects.project, name="project"),
    path("projects/<uuid:key>/rows/", projects.project_rows, name="project_rows"),
    path("projects/<uuid:key>/save/", projects.save, name="project_save"),
    path("projects/<uuid:key>/prose/", projects.prose, name="project_prose"),
    path("projects/<uuid:key>/move/", tables.project_move, name="project_move"),
    path("projects/<uuid:key>/delete/", tables.project_delete, name="project_delete"),
    path("projects/deleted/<int:pk>/restore/", tables.project_restore, name="project_restore"),
]
