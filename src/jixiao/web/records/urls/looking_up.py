"""Findings, the library, search, versions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
