"""How long a log-in lasts: so long without a request, and never longer than a working day."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

_RENEWED = timedelta(minutes=5)
"""A session is written again so seldom: a page that is only read should write nothing."""


class SessionStore(db.SessionStore):
    """Sessions in the database that know until when they were to last."""

    until: datetime | None = None

    def _get_session_from_db(self) -> Any:
        row = super()._get_session_from_db()
        self.until = row.expire_date if row else None
        return row


class LogInEnds:
    """Lengthens the session of who is at work, and ends the log-in of who began too long ago."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; to nobody where the log-in is too old."""
        now = timezone.now()
        if request.user.is_authenticated and _is_too_old(request, now):
            logout(request)
        answer = self._get_response(request)
        session = request.session
        until = getattr(session, "until", None)
        idle = timedelta(seconds=settings.SESSION_COOKIE_AGE) - _RENEWED
        if until is not None and until < now + idle and SESSION_KEY in session:
            # Not to be lengthened is no reason to keep an answer back; a full disk says so elsewhere.
            with suppress(DatabaseError, UpdateError):
                session.save()
        return answer


def _is_too_old(request: HttpRequest, now: datetime) -> bool:
    began = [one["at"] for one in get_authentication_records(request, request.user) if "at" in one]
    return bool(began) and now.timestamp() - min(began) > settings.SESSION_LONGEST
