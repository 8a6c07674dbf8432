"""The first person of an empty office, who makes all others."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.services import fresh_password, org_create, user_create
from jixiao.workflow import Role

USERNAME = "admin"
DEPARTMENT = "本单位"


class LogIn(NamedTuple):
    """What somebody needs to come in."""

    username: str
    password: str


@transaction.atomic
def first_administrator() -> LogIn | None:
    """Make a department with an administrator where nobody is yet; None where somebody is.

    The password is told to the caller alone and kept nowhere.
    """
    if User.objects.exists():
        return None
    now, password = timezone.now(), fresh_password()
    org = org_create(name=DEPARTMENT, kind=OrgUnit.Kind.DEPARTMENT, actor=None, at=now)
    user_create(
        username=USERNAME, display_name="管理员", password=password, org=org,
        roles=(Role.ADMINISTRATOR,), actor=None, at=now, told=True,
    )  # fmt: skip
    return LogIn(USERNAME, password)
