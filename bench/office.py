"""A large office to measure in: departments of a city, each with a table of usual size a year.

Made of the samples with names of their own, by the writers of the services.

Of the years before the last one every table is public; the last is being filled in.
"""

import os
import time
from datetime import datetime
from importlib import resources
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import msgspec

from jixiao.model import ObjectiveTable, Project
from jixiao.pipeline import read

NAMES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
YEARS = (2021, 2022, 2023, 2024)
PER_TABLE = 62
WIDE = "city"
"""Who sees the whole city; ``p0``, ``p1`` … prepare one department each."""


def prepare(home: Path, projects: int) -> None:
    """Django over a home folder, and the office in it if it is empty."""
    os.environ["JIXIAO_HOME"] = str(home)
    from jixiao.web import serving  # noqa: PLC0415 - needs the folder

    serving.prepare(home)
    from jixiao.web.accounts.models import User  # noqa: PLC0415

    if not User.objects.exists():
        _fill(projects)


def someone(number: int, *, wide: bool) -> Any:
    """Who prepares a department, or somebody else, made if need be, who sees the whole city."""
    from jixiao.web.accounts.models import OrgUnit, User  # noqa: PLC0415

    name = f"{WIDE}{number}" if wide else f"p{number}"
    found = User.objects.filter(username=name).first()
    return found or _person(name, OrgUnit.objects.get(parent=None))


def _person(name: str, org: Any) -> Any:
    from django.utils import timezone  # noqa: PLC0415

    from jixiao.web.accounts.models import User  # noqa: PLC0415
    from jixiao.web.accounts.services import membership_add  # noqa: PLC0415
    from jixiao.workflow import Role  # noqa: PLC0415

    # Without a password: hashing one takes a second, and nobody types it.
    user = User.objects.create(username=name, display_name=name, password="!")  # noqa: S106
    membership_add(user=user, org=org, role=Role.PREPARER, actor=None, at=timezone.now())
    return user


def _fill(projects: int) -> None:
    from django.utils import timezone  # noqa: PLC0415

    from jixiao.web.accounts.services import org_create  # noqa: PLC0415
    from jixiao.web.records.services.library_index import library_recount  # noqa: PLC0415

    now, start = timezone.now(), time.process_time()
    samples = [_sample(name) for name in NAMES]
    pool = cycle([project for table in samples for project in table.projects])
    city = org_create(name="某某市", kind="department", actor=None, at=now)

    _person(WIDE, city)
    made = number = 0
    while made < projects:
        org = org_create(name=f"某某局{number}", kind="department", parent=city, actor=None, at=now)
        _person(f"p{number}", org)
        for year in YEARS:
            many = [
                msgspec.structs.replace(one, name=f"{one.name}{number}")
                for one in islice(pool, PER_TABLE)
            ]
            _write(samples[1], org, year, many, now)
            made += len(many)
        number += 1
    library_recount()
    print(f"filled: {made:,} projects, {time.process_time() - start:.0f} s CPU", flush=True)


def _write(like: ObjectiveTable, org: Any, year: int, many: list[Project], now: datetime) -> None:
    from django.db import transaction  # noqa: PLC0415

    from jixiao.web.records.assembly import reading_of, write_record  # noqa: PLC0415
    from jixiao.web.records.services.library_index import library_disclosed  # noqa: PLC0415
    from jixiao.web.records.services.public_rows import public_rows_write  # noqa: PLC0415
    from jixiao.web.records.services.searching import reindex_table  # noqa: PLC0415
    from jixiao.web.records.services.tables import table_create, version_keep  # noqa: PLC0415
    from jixiao.workflow import State  # noqa: PLC0415

    unit = msgspec.structs.replace(like.spending_units[0], name=org.name, projects=tuple(many))
    record = msgspec.structs.replace(
        like, spending_units=(unit,), department=org.name, budget_year=year
    )
    with transaction.atomic():
        table = table_create(department=org, year=year, actor=None, at=now)
        write_record(table, record, at=now, source=None)
        reindex_table(table, count=False)
        if year == YEARS[-1]:
            return
        reading = reading_of(table)
        table.state, table.approved_at, table.disclosed_at = State.DISCLOSED.value, now, now
        table.save()
        version_keep(table=table, occasion="approved", actor=None, at=now, reading=reading)
        public = version_keep(
            table=table, occasion="disclosed", actor=None, at=now, reading=reading, is_public=True
        )
        public_rows_write(table, public, reading, now)
        library_disclosed(table, count=False)


def _sample(name: str) -> ObjectiveTable:
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    return read(content, f"{name}.txt", year=2024, values=False).table
