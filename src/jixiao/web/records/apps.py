"""The application."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """目标表."""

    name = "jixiao.web.records"
    label = "records"
    verbose_name = "目标表"
