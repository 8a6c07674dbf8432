"""How often one person, or one address where nobody is logged in, may ask for what costs much."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

_SPAN = 60  # seconds

View = Callable[..., HttpResponse]


def limited(what: str) -> Callable[[View], View]:
    """A view that answers 429 after so many requests in a minute as the settings allow of a kind.

    Counted in each process by itself, so that a count neither waits for a disk nor fills one.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            now = int(timezone.now().timestamp())
            if _count(request, what, now // _SPAN) <= settings.MOST_A_MINUTE[what]:
                return view(request, *args, **kwargs)
            answer = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
            answer.headers["Retry-After"] = str(_SPAN - now % _SPAN)
            return answer

        return answered

    return decorate


def _count(request: HttpRequest, what: str, minute: int) -> int:
    who = request.user.pk if request.user.is_authenticated else request.META["REMOTE_ADDR"]
    key = f"{what}:{minute}:{who}"
    rates = caches["rates"]
    rates.add(key, 0, 2 * _SPAN)
    return rates.incr(key)
