"""An administrator looks after the people of his place, and of no other."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW, PASSWORD

from jixiao.web.accounts.models import Membership
from jixiao.web.accounts.selectors import roles_at
from jixiao.web.accounts.services import (
    membership_add,
    membership_remove,
    org_create,
    user_change,
    user_create,
    user_reset_password,
    user_set_active,
)
from jixiao.web.audit.models import AuditEntry
from jixiao.workflow import Role


def _new(office, actor, org=None, password=PASSWORD, username="xinren"):
    return user_create(
        username=username, display_name="新人", password=password, org=org or office.unit,
        roles=(Role.PREPARER,), actor=actor, at=NOW,
    )  # fmt: skip


def test_an_administrator_adds_a_person_with_a_role(office):
    user = _new(office, office.administrator)

    assert user.check_password(PASSWORD)
    assert roles_at(user, office.unit) == {Role.PREPARER}
    assert roles_at(user, office.department) == frozenset()
    last = AuditEntry.objects.filter(action="user.create").latest("id")
    assert (last.actor, last.subject_name) == (office.administrator, "新人")


@pytest.mark.parametrize("role", ["preparer", "head", "auditor", "reader", "stranger", "nobody"])
def test_nobody_else_adds_people(office, role):
    with pytest.raises(PermissionDenied):
        _new(office, getattr(office, role))


def test_an_administrator_adds_nobody_elsewhere(office):
    with pytest.raises(PermissionDenied):
        _new(office, office.administrator, office.stranger_department)


@pytest.mark.parametrize("password", ["short1", "12345678901", "password1234", "xinren1234"])
def test_a_weak_password_is_refused(office, password):
    with pytest.raises(ValidationError):
        _new(office, office.administrator, password=password)


def test_a_taken_name_is_refused_and_leaves_nothing(office):
    before = AuditEntry.objects.count()

    with pytest.raises(ValidationError):
        _new(office, office.administrator, username="head")

    assert AuditEntry.objects.count() == before


def test_the_same_role_is_not_given_twice(office):
    with pytest.raises(ValidationError):
        membership_add(
            user=office.reader, org=office.department, role=Role.READER,
            actor=office.administrator, at=NOW,
        )  # fmt: skip


def test_the_last_administrator_keeps_his_role(office):
    one = Membership.objects.get(user=office.administrator)

    with pytest.raises(ValidationError, match="至少要有一位管理员"):
        membership_remove(membership_id=one.pk, actor=office.administrator, at=NOW)

    assert Membership.objects.filter(pk=one.pk).exists()


def test_a_role_taken_away_is_gone_and_recorded(office):
    one = Membership.objects.get(user=office.reader)

    membership_remove(membership_id=one.pk, actor=office.administrator, at=NOW)

    assert not Membership.objects.filter(user=office.reader).exists()
    assert AuditEntry.objects.latest("id").before == {"role": "reader"}


def test_a_person_who_is_stopped_cannot_log_in_and_comes_back(office, log_in):
    user_set_active(user_id=office.reader.pk, is_active=False, actor=office.administrator, at=NOW)

    assert log_in(office.reader).get("/office/people/").status_code == 302
    user_set_active(user_id=office.reader.pk, is_active=True, actor=office.administrator, at=NOW)
    assert log_in(office.reader).get("/office/people/").status_code == 403


def test_nobody_stops_himself(office):
    with pytest.raises(ValidationError, match="自己"):
        user_set_active(
            user_id=office.administrator.pk, is_active=False, actor=office.administrator, at=NOW
        )


def test_a_reset_password_is_told_once_and_kept_nowhere(office):
    password = user_reset_password(user_id=office.reader.pk, actor=office.administrator, at=NOW)

    office.reader.refresh_from_db()
    assert office.reader.check_password(password)
    entry = AuditEntry.objects.latest("id")
    assert entry.action == "user.password"
    assert password not in str([entry.before, entry.after, entry.reason, entry.subject_name])


@pytest.mark.parametrize("act", [user_change, user_set_active, user_reset_password])
def test_people_elsewhere_are_not_his(office, act):
    more = {user_change: {"display_name": "x"}, user_set_active: {"is_active": False}}.get(act, {})

    with pytest.raises(PermissionDenied):
        act(user_id=office.stranger.pk, actor=office.administrator, at=NOW, **more)


def test_two_units_of_one_department_have_two_names(office):
    with pytest.raises(ValidationError):
        org_create(
            name=office.unit.name, kind="unit", parent=office.department,
            actor=office.administrator, at=NOW,
        )  # fmt: skip
