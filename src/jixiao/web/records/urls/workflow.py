"""Steps of the life cycle, and comments."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
