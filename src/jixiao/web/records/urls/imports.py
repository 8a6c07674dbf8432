"""Bringing files in, and correcting what was read."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
