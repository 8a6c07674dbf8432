"""Writing people, organisations and memberships; each act leaves its entry in the trail."""

import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

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
        raise PermissionDenied(_("只有本单位的管理员可以这样做。"))


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
    told: bool = False,
) -> User:
    """Add a person with roles in an organisation; a password that was ``told`` is to be changed.

    Raises:
        ValidationError: The name is taken or the password is too weak.
    """
    require_administrator(actor, org)
    user = User(username=username.strip(), display_name=display_name.strip())
    user.must_change_password = told
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
        raise ValidationError(_("已经有这个任职。"))
    membership = Membership.objects.create(user=user, org=org, role=role.value)
    user.__dict__.pop("_memberships", None)
    audit_record(
        action="membership.add", actor=actor, at=at, org=org,
        subject=Subject("user", str(user.pk), f"{user}，{membership}"), after={"role": role.value},
    )  # fmt: skip
    return membership


@transaction.atomic
def membership_remove(*, membership_id: int, actor: User | None, at: datetime) -> None:
    """Take a role away.

    Raises:
        ValidationError: It is the last administrator of the place.
    """
    one = Membership.objects.select_for_update().select_related("org", "user").get(pk=membership_id)
    require_administrator(actor, one.org)
    if one.role == Role.ADMINISTRATOR.value:
        _another_administrator(one.org, other_than=one.user)
    subject = Subject("user", str(one.user_id), f"{one.user}，{one}")
    org, role = one.org, one.role
    one.delete()
    audit_record(
        action="membership.remove", actor=actor, at=at, org=org, subject=subject,
        before={"role": role},
    )  # fmt: skip


@transaction.atomic
def user_change(*, user_id: int, display_name: str, actor: User, at: datetime) -> User:
    """Change what a person is called."""
    user = _managed(user_id, actor)
    before, user.display_name = user.display_name, display_name.strip()
    user.full_clean()
    user.save(update_fields=["display_name"])
    _record_user("user.change", user, actor, at, {"display_name": before}, user.display_name)
    return user


@transaction.atomic
def user_set_active(*, user_id: int, is_active: bool, actor: User, at: datetime) -> User:
    """Let a person in no longer, or again; the records he made stay.

    Raises:
        ValidationError: It is himself, or the last administrator.
    """
    user = _managed(user_id, actor)
    if user == actor:
        raise ValidationError(_("不能停用自己。"))
    if not is_active:
        for one in user.memberships.filter(role=Role.ADMINISTRATOR.value).select_related("org"):
            _another_administrator(one.org, other_than=user)
    before, user.is_active = user.is_active, is_active
    user.save(update_fields=["is_active"])
    action = "user.activate" if is_active else "user.deactivate"
    _record_user(action, user, actor, at, {"is_active": before}, is_active)
    return user


@transaction.atomic
def user_reset_password(*, user_id: int, actor: User, at: datetime) -> str:
    """Give a person a fresh password, which he has to change, and end his sessions.

    Returns:
        The password, to be told once; it is kept nowhere.
    """
    user = _managed(user_id, actor)
    password = fresh_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    reset(username=user.username)
    _record_user("user.password", user, actor, at, None, None)
    return password


@transaction.atomic
def user_release_factor(*, user_id: int, actor: User, at: datetime) -> User:
    """Let a person who lost his second factor log in by password alone.

    Who asks stands before the administrator, as for a fresh password.

    Raises:
        PermissionDenied: He looks after others only, or the person has a role elsewhere too.
        ValidationError: There is none, or it is the administrator's own.
    """
    user = _managed(user_id, actor)
    if user == actor:
        raise ValidationError(_("自己的两步验证请在“两步验证”页关闭。"))
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise ValidationError(_("这个人没有开启两步验证。"))
    _record_user("user.factor_release", user, actor, at, None, None)
    return user


def fresh_password() -> str:
    """A password that nobody has used: twelve characters that are told apart when read aloud."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def _managed(user_id: int, actor: User) -> User:
    """A person whom the actor looks after in every place, locked for the change.

    Who gives somebody a password can log in as him, so all of his roles must be the actor's to give.

    Raises:
        PermissionDenied: He looks after others only, or the person has a role elsewhere too.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    held = user.memberships.select_related("org")
    if not held or any(Role.ADMINISTRATOR not in roles_at(actor, one.org) for one in held):
        raise PermissionDenied(_("这个人不归本单位管理，或者在别处另有任职；请找上级管理员。"))
    return user


def _another_administrator(org: OrgUnit, *, other_than: User) -> None:
    others = Membership.objects.filter(
        org=org, role=Role.ADMINISTRATOR.value, user__is_active=True
    ).exclude(user=other_than)
    if not others.exists():
        raise ValidationError(_("%(org)s至少要有一位管理员。"), params={"org": org})


def _record_user(
    action: str, user: User, actor: User, at: datetime, before: object, after: object
) -> None:
    first = user.memberships.select_related("org").first()
    audit_record(
        action=action, actor=actor, at=at, org=first.org if first else None,
        subject=Subject("user", str(user.pk), str(user)), before=before,
        after=None if after is None else {"value": after},
    )  # fmt: skip
