"""Where a code of the second factor is typed: a wrong one is in the trail."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError

from jixiao.web.accounts.adapter import record_log_in


class _Recorded:
    def clean_code(self) -> str:
        """The code, if it is right."""
        try:
            return super().clean_code()
        except ValidationError:
            record_log_in("user.code_failed", self.user, self.user.username)
            raise


class CodeForm(_Recorded, AuthenticateForm):
    """After the password."""


class CodeAgainForm(_Recorded, ReauthenticateForm):
    """Before something that is asked for once more."""
