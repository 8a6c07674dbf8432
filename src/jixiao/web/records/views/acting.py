"""What the pages that change something share: one service, its complaints told, and back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone


def act(request: HttpRequest, service: Callable[..., Any], **arguments: Any) -> Any:
    """Call a service as the person who asks, now; what it refuses is told, and gives None."""
    try:
        return service(actor=request.user, at=timezone.now(), **arguments)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
        return None


def number(text: str | None) -> int | None:
    """A whole number out of an address or form; None where it is none.

    >>> number("12"), number("x"), number(None)
    (12, None, None)
    """
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
