"""Messages to the next page, in a cookie that is named as the others are; what is refused is noted."""

from typing import Any

from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage

from jixiao.web.accounts.refusals import note_refusal


class _Cookie(CookieStorage):
    @property
    def cookie_name(self) -> str:
        return f"{settings.COOKIE_PREFIX}messages"


class Notices(FallbackStorage):
    """As Django's own: a cookie, and the session for what is too long for it."""

    storage_classes = (_Cookie, SessionStorage)

    def add(self, level: int, message: Any, extra_tags: str = "") -> None:
        """Keep a message; an error means that what was asked for is not done."""
        if level >= constants.ERROR:
            note_refusal(self.request)
        super().add(level, message, extra_tags)
