"""The desk."""

from django.urls import path

from jixiao.web.records.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
