"""What was refused, for the log: who asked for what, never what he typed."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

_REFUSED = logging.getLogger("jixiao.refused")


def note_refusal(request: HttpRequest) -> None:
    """One line of who, method and address."""
    who = getattr(getattr(request, "user", None), "pk", None)
    _REFUSED.warning("user %s %s %s", who, request.method, ascii(request.path)[1:-1])


class RefusedForms:
    """Notes the forms of the log-in library that come back to be filled in again.

    Those of ours are answered with a status of their own or with a message, and noted there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._below = reverse("account_login").removesuffix("login/")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer."""
        answer = self._get_response(request)
        is_form = request.method == "POST" and request.path.startswith(self._below)
        if is_form and answer.status_code == 200:  # what is done leads on
            note_refusal(request)
        return answer
