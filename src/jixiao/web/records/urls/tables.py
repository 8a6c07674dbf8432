"""Tables and projects: to see, to fill in."""

from django.urls import path

from jixiao.web.records.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
