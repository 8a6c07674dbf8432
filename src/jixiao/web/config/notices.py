"""Messages to the next page, in a cookie that is named as the others are."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class _Cookie(CookieStorage):
    @property
    def cookie_name(self) -> str:
        return f"{settings.COOKIE_PREFIX}messages"


class Notices(FallbackStorage):
    """As Django's own: a cookie, and the session for what is too long for it."""

    storage_classes = (_Cookie, SessionStorage)
