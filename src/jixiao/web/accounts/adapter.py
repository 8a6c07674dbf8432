"""How people log in: an administrator makes accounts, nobody signs up; every log-in leaves a trace."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from jixiao.web.accounts.models import User
from jixiao.web.audit.services import Subject, audit_record

if TYPE_CHECKING:
    from allauth.usersessions.models import UserSession

_FACTOR_ACTS = {
    "mfa/email/totp_activated": "user.factor_on",
    "mfa/email/totp_deactivated": "user.factor_off",
    "mfa/email/recovery_codes_generated": "user.factor_codes",
}


class OfficeAdapter(DefaultAccountAdapter):
    """No open registration; what concerns a log-in is in the trail."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Remember that somebody came in."""
        record_log_in("user.login", user, user.username)
        return super().post_login(request, user, **kwargs)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Remember that somebody tried; what he typed as a name may be no name, so it is cut."""
        super().authentication_failed(request, **credentials)
        record_log_in("user.login_failed", None, str(credentials.get("username", ""))[:150])

    def logout(self, request: HttpRequest) -> None:
        """Remember that somebody left."""
        if request.user.is_authenticated:
            record_log_in("user.logout", request.user, request.user.username)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:
        """Remember that somebody changed his password; now nobody else knows it."""
        user.must_change_password = False
        super().set_password(user, password)
        record_log_in("user.password", user, user.username)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """To the log-in, and from there to the work; not back to the change that is done."""
        return reverse("account_login")

    def send_notification_mail(
        self, template_prefix: str, user: User, *args: Any, **kwargs: Any
    ) -> None:
        """Where the library would write a mail about the second factor, remember it; none is sent."""
        if template_prefix in _FACTOR_ACTS:
            record_log_in(_FACTOR_ACTS[template_prefix], user, user.username)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By name and address, so that nobody is kept out by who tries elsewhere."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{self.get_client_ip(request)}"


class OfficeSessions(DefaultUserSessionsAdapter):
    """Ending one's other log-ins: only with the password typed not long ago, and in the trail."""

    def end_sessions(self, sessions: "Sequence[UserSession]") -> None:
        """End them; who has not typed his password of late is asked for it first."""
        if not did_recently_reauthenticate(context.request):
            raise ReauthenticationRequired
        user = context.request.user
        with transaction.atomic():
            super().end_sessions(sessions)
            record_log_in("user.sessions_end", user, user.username)


@transaction.atomic
def record_log_in(action: str, user: User | None, name: str) -> None:
    """Keep in the trail what somebody did to come in, or about that."""
    first = None if user is None else user.memberships.select_related("org").first()
    audit_record(
        action=action, actor=user, at=timezone.now(), org=first.org if first else None,
        subject=Subject("user", "" if user is None else str(user.pk), name),
    )  # fmt: skip
