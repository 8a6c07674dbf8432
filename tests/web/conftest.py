"""The fixed cast of the web tests: one department with two units, another department, their people."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import deepcopy
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.services import org_create, user_create
from jixiao.web.records.models import ObjectiveTable, TableVersion
from jixiao.web.records.services.disclosing import table_disclose
from jixiao.web.records.services.imports import import_accept, import_read, import_start
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action, Role

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_EMPTY = Path(settings.DATABASES["default"]["TEST"]["NAME"]).with_name("empty.sqlite3")
PASSWORD = "Zhong-he-92-ding"  # noqa: S105


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Keep a copy of the database as it is before the first test."""
    with django_db_blocker.unblock(), closing(sqlite3.connect(_EMPTY)) as copy:
        if not connection.introspection.table_names():  # no test of this run has a database itself
            call_command("migrate", verbosity=0)
        connection.connection.backup(copy)


@pytest.fixture(scope="session")
def begin_home(django_db_setup: None) -> Callable[[Path], Path]:
    """`begin_home(path)` makes the folder of an office with nobody in it, for processes of its own.

    Its database is a copy, for to make one anew takes longer than most tests.
    """

    def make(home: Path) -> Path:
        home.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_EMPTY, home / "jixiao.sqlite3")
        return home

    return make


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    """Rate limits are counted in a cache, which outlasts a test; so does what rules said."""
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture(autouse=True)
def _nobody_spoke_before() -> None:
    """A page asked for in English leaves its language to whatever this thread does next."""
    translation.activate("zh-hans")


@pytest.fixture(autouse=True)
def _a_test_keeps_its_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file's answer that a test closes ends a request, and would end the test's transaction too."""
    usual = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def close(self: BaseDatabaseWrapper) -> None:
        if not self.in_atomic_block:
            usual(self)

    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", close)


@pytest.fixture(scope="module", autouse=True)
def _furnished(request: pytest.FixtureRequest) -> Iterator[SimpleNamespace | None]:
    """A module that has a function `furnish_once(office)` gets the office and what that makes once.

    Each of its tests begins with it, as `office.furnished`, and takes back what it does itself. So no
    test of the module may need an empty database, nor one whose transactions end.
    """
    furnish = getattr(request.module, "furnish_once", None)
    if furnish is None:
        yield None
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    with blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        # After each test its connection is closed, and would take along what is not committed.
        patch.setattr(connection, "close", lambda: None)
        translation.activate("zh-hans")
        office = _cast()
        office.furnished = furnish(office)
        yield office
        transaction.set_rollback(True)


@pytest.fixture
def office(_furnished: SimpleNamespace | None, db: None) -> SimpleNamespace:
    """`.department` with `.unit` and `.other_unit`; `.stranger_department`; people by role.

    `.preparer`, `.head`, `.administrator`, `.auditor`, `.reader` of the department;
    `.unit_preparer` of the unit alone; `.stranger` is a preparer elsewhere; `.nobody` has no role.
    `.furnished`: what the module's `furnish_once` gave.
    """
    return deepcopy(_furnished) or _cast()


def _cast() -> SimpleNamespace:
    made = SimpleNamespace()
    kind = OrgUnit.Kind
    made.department = org_create(name="某某市商务局", kind=kind.DEPARTMENT, actor=None, at=NOW)
    for name, title in (("unit", "某某市招商中心"), ("other_unit", "某某市会展中心")):
        unit = org_create(name=title, kind=kind.UNIT, parent=made.department, actor=None, at=NOW)
        setattr(made, name, unit)
    made.stranger_department = org_create(
        name="邻县水务局", kind=kind.DEPARTMENT, actor=None, at=NOW
    )
    for role in Role:
        setattr(made, role.value, _person(role.value, made.department, role))
    made.unit_preparer = _person("unit_preparer", made.unit, Role.PREPARER)
    made.stranger = _person("stranger", made.stranger_department, Role.PREPARER)
    made.nobody = User.objects.create_user("nobody", password=PASSWORD)
    return made


def _person(username: str, org: OrgUnit, role: Role) -> User:
    return user_create(
        username=username, display_name=f"测试{username}", password=PASSWORD, org=org,
        roles=(role,), actor=None, at=NOW,
    )  # fmt: skip


@pytest.fixture
def log_in() -> Callable[[User], Client]:
    """A client in which somebody is logged in."""

    def make(user: User) -> Client:
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(user, backend=_BACKEND)
        return client

    return make


_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def brought_in(
    office: SimpleNamespace, sample: str = "kaifaqu", year: int = 2024
) -> ObjectiveTable:
    """Accept a sample as the department's table of a year."""
    content = (files("jixiao") / "samples" / f"{sample}.txt").read_bytes()
    one = import_start(
        department=office.department, name=f"{sample}.txt", content=content, year=year,
        actor=office.preparer, at=NOW,
    )  # fmt: skip
    import_read(import_id=one.pk, at=NOW)
    return import_accept(import_id=one.pk, table_number=0, actor=office.preparer, at=NOW)


def approved(office: SimpleNamespace, table: ObjectiveTable) -> ObjectiveTable:
    """Submit and approve a table."""
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    return table_act(table_id=table.pk, action=Action.APPROVE, actor=office.head, at=NOW)


@pytest.fixture
def bring_in(office: SimpleNamespace) -> Callable[..., ObjectiveTable]:
    """As `brought_in`."""
    return partial(brought_in, office)


@pytest.fixture
def approve(office: SimpleNamespace) -> Callable[[ObjectiveTable], ObjectiveTable]:
    """As `approved`."""
    return partial(approved, office)


@pytest.fixture
def disclose(office: SimpleNamespace) -> Callable[..., TableVersion]:
    """Disclose an approved table."""

    def make(table: ObjectiveTable, who: str = "head", **more: object) -> TableVersion:
        return table_disclose(table_id=table.pk, actor=getattr(office, who), at=NOW, **more)

    return make
