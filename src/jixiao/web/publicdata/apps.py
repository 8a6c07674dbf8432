"""The application."""

from django.apps import AppConfig


class PublicDataConfig(AppConfig):
    """公开."""

    name = "jixiao.web.publicdata"
    label = "publicdata"
    verbose_name = "公开"
