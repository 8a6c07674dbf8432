"""Writing people, organisations and memberships; each act leaves its entry in the trail."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from jixiao.web.accounts.models import Membership, OrgUnit, User
from jixiao.web.accounts.selectors import roles_at
from jixiao.web.audit.services import Subject, audit_record
from jixiao.workflow import Role


def require_administrator(actor: User | None, org: OrgUnit | None) -> None:
    """Only an administrator of the place goes on; no actor is the system itself (the command line).

    Raises:
        PermissionDenied: He is none.
    """
    if actor is not None and (org is None or Role.ADMINISTRATOR not in roles_at(actor, org)):
        raise PermissionDenied("只有本单位的管理员可以这样做。")


@transaction.atomic
def org_create(
    *,
    name: str,
    kind: str,
    actor: User | None,
    at: datetime,
    parent: OrgUnit | None = None,
    code: str = "",
) -> OrgUnit:
    """Add a department, or a unit below one."""
    require_administrator(actor, parent)
    org = OrgUnit(name=name.strip(), kind=kind, parent=parent, code=code.strip())
    org.full_clean(exclude=["path"])
    org.save()
    org.path = f"{parent.path if parent else '/'}{org.pk}/"
    org.save(update_fields=["path"])
    audit_record(
        action="org.create", actor=actor, at=at, org=org,
        subject=Subject("org", str(org.pk), org.name), after={"name": org.name, "code": org.code},
    )  # fmt: skip
    return org


@transaction.atomic
def user_create(
    *,
    username: str,
    display_name: str,
    password: str,
    org: OrgUnit,
    roles: tuple[Role, ...],
    actor: User | None,
    at: datetime,
) -> User:
    """Add a person with roles in an organisation.

    Raises:
        ValidationError: The name is taken or the password is too weak.
    """
    require_administrator(actor, org)
    user = User(username=username.strip(), display_name=display_name.strip())
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    audit_record(
        action="user.create", actor=actor, at=at, org=org,
        subject=Subject("user", str(user.pk), str(user)), after={"username": user.username},
    )  # fmt: skip
    for role in roles:
        membership_add(user=user, org=org, role=role, actor=actor, at=at)
    return user


@transaction.atomic
def membership_add(
    *, user: User, org: OrgUnit, role: Role, actor: User | None, at: datetime
) -> Membership:
    """Give a person a role in a place."""
    require_administrator(actor, org)
    if Membership.objects.filter(user=user, org=org, role=role.value).exists():
        raise ValidationError("已经有这个任职。")
    membership = Membership.objects.create(user=user, org=org, role=role.value)
    user.__dict__.pop("_memberships", None)
    audit_record(
        action="membership.add", actor=actor, at=at, org=org,
        subject=Subject("user", str(user.pk), f"{user}，{membership}"), after={"role": role.value},
    )  # fmt: skip
    return membership
