"""Where a code of the second factor is typed: a wrong one is in the trail."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.conf import settings
from django.core.exceptions import ValidationError

from jixiao.web.accounts.adapter import record_log_in
from jixiao.web.accounts.recovery import digest_of


class _Recorded:
    def clean_code(self) -> str:
        """The code, if it is right; a recovery code by its digest, as it is kept."""
        typed = "".join(self.cleaned_data["code"].split())
        # Cut, so that nobody types a digest that he has read somewhere.
        cut = typed[: settings.MFA_RECOVERY_CODE_DIGITS]
        self.cleaned_data["code"] = digest_of(self.user, typed) or cut
        try:
            return super().clean_code()
        except ValidationError:
            record_log_in("user.code_failed", self.user, self.user.username)
            raise


class CodeForm(_Recorded, AuthenticateForm):
    """After the password."""


class CodeAgainForm(_Recorded, ReauthenticateForm):
    """Before something that is asked for once more."""
