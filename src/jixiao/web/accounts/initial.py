"""Who was told a password by somebody else changes it before anything else."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

_STILL_OPEN = frozenset({"account_change_password", "account_logout", "set_language"})


class ChangeFirst:
    """Leads every request of such a person to the page where he changes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the way to that page."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Once it is known which page is asked for."""
        if not getattr(request.user, "must_change_password", False):
            return None
        if request.resolver_match.url_name in _STILL_OPEN:
            return None
        messages.warning(request, _("这个密码是别人告诉您的，请先换成只有自己知道的。"))
        return redirect("account_change_password")
