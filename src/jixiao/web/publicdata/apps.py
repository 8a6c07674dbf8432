"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicDataConfig(AppConfig):
    """公开."""

    name = "jixiao.web.publicdata"
    label = "publicdata"
    verbose_name = _("公开")
