"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """目标表."""

    name = "jixiao.web.records"
    label = "records"
    verbose_name = _("目标表")
