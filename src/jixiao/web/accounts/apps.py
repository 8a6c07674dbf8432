"""The application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """人员与单位."""

    name = "jixiao.web.accounts"
    label = "accounts"
    verbose_name = "人员与单位"
