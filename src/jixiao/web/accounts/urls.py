"""Administration of people and units."""

from django.urls import path

from jixiao.web.accounts import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/new/", views.person_create, name="person_create"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/change/", views.person_change, name="person_change"),
    path("people/<int:pk>/active/", views.person_set_active, name="person_set_active"),
    path("people/<int:pk>/password/", views.person_password, name="person_password"),
    path("people/<int:pk>/factor/", views.person_factor, name="person_factor"),
    path("people/<int:pk>/roles/", views.membership_add, name="membership_add"),
    path(
        "people/<int:pk>/roles/<int:membership>/remove/",
        views.membership_remove,
        name="membership_remove",
    ),
    path("units/", views.units, name="units"),
    path("units/new/", views.unit_create, name="unit_create"),
]
