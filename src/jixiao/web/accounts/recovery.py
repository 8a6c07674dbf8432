"""Recovery codes, kept as passwords are: whoever reads the database cannot log in with one.

The log-in library keeps a seed from which it makes the codes anew. They are shown once, and from then
on only their digests are there, in the place where the library looks up codes one by one.
"""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jixiao.web.accounts.models import User

_DIGESTS = "migrated_codes"


@never_cache
@require_safe
@login_required
@reauthentication_required(app="allauth.mfa")
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New codes, this once; later only how many are left."""
    codes = codes_seal(request.user)
    kept = _kept(request.user).first()
    left = 0 if kept is None else len(kept.wrap().get_unused_codes())
    return render(request, "mfa/recovery_codes/index.html", {"codes": codes, "left": left})


@transaction.atomic
def codes_seal(user: User) -> list[str]:
    """Keep new codes by their digests alone from now on; the codes, none where that was done before."""
    kept = _kept(user).select_for_update().first()
    if kept is None or "seed" not in kept.data:
        return []
    codes = kept.wrap().get_unused_codes()
    kept.data = {_DIGESTS: [make_password(one) for one in codes]}
    kept.save(update_fields=["data"])
    return codes


def digest_of(user: User, code: str) -> str | None:
    """What the library looks up in place of a typed code, if it is one of those kept."""
    codes_seal(user)  # of somebody who never looked at them
    kept = _kept(user).first()
    if kept is None or len(code) != settings.MFA_RECOVERY_CODE_DIGITS:
        return None
    return next((one for one in kept.data[_DIGESTS] if check_password(code, one)), None)


def _kept(user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES)
