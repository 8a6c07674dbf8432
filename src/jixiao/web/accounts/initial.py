"""What comes before anything else: a password of one's own, and a second factor where it is asked for."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

_STILL_OPEN = frozenset({"account_change_password", "account_logout", "set_language"})
_OF_THE_FACTOR = _STILL_OPEN | {"account_reauthenticate"}


class ChangeFirst:
    """Leads every request of such a person to the page where he does what is missing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the way to that page."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Once it is known which page is asked for."""
        name = request.resolver_match.url_name or ""
        if getattr(request.user, "must_change_password", False):
            if name in _STILL_OPEN:
                return None
            messages.warning(request, _("这个密码是别人告诉您的，请先换成只有自己知道的。"))
            return redirect("account_change_password")
        if settings.EVERYBODY_NEEDS_MFA and request.user.is_authenticated:
            open_now = name in _OF_THE_FACTOR or name.startswith("mfa_")
            if not open_now and not is_mfa_enabled(request.user):
                messages.warning(request, _("本单位规定登录要用两步验证；请先开启，再做别的事。"))
                return redirect("mfa_index")
        return None
