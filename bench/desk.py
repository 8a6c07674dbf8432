"""Speed of the desk on a large database; `python -m bench.desk`. Figures are reported, never asserted.

A database in a folder of its own, filled by the services' own writers: 100,000 projects of 100
departments, made of the samples with names of their own.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import resources
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec

from jixiao.model import ObjectiveTable, Project
from jixiao.pipeline import read

NAMES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
WORDS = ("满意", "招商", "满意度", "经费 质量", "企业满意度 90%", "率", "2023", "没有的词")
ROUNDS = 15


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--departments", type=int, default=100)
    parser.add_argument("--home", type=Path, help="keep the database here, or use what is there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = arguments.home or Path(folder)
        os.environ["JIXIAO_HOME"] = str(home)
        from jixiao.web import serving  # noqa: PLC0415 - needs the folder

        serving.prepare(home)
        report(arguments.projects, arguments.departments)


def report(projects: int, departments: int) -> None:
    """Fill the database if it is empty, and measure."""
    from jixiao.web.accounts.models import User  # noqa: PLC0415

    if not User.objects.exists():
        _fill(projects, departments)
    wide, narrow = User.objects.get(username="city"), User.objects.get(username="one")
    _findings(narrow)
    _pages(wide, narrow)


def _fill(projects: int, departments: int) -> None:
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from jixiao.web.accounts.services import org_create, user_create  # noqa: PLC0415
    from jixiao.web.records.assembly import write_record  # noqa: PLC0415
    from jixiao.web.records.services.library_index import library_recount  # noqa: PLC0415
    from jixiao.web.records.services.searching import reindex_table  # noqa: PLC0415
    from jixiao.web.records.services.tables import table_create  # noqa: PLC0415
    from jixiao.workflow import Role  # noqa: PLC0415

    now = timezone.now()
    samples = [_sample(name) for name in NAMES]
    pool = cycle([project for table in samples for project in table.projects])
    city = org_create(name="某某市", kind="department", actor=None, at=now)
    huadu = samples[NAMES.index("huadu")]
    orgs = [
        org_create(name=f"某某局{n}", kind="department", parent=city, actor=None, at=now)
        for n in range(departments)
    ]
    for name, org in (("city", city), ("one", orgs[0])):
        user_create(
            username=name, display_name=name, password="Bench-2026-only", org=org,  # noqa: S106
            roles=(Role.PREPARER,), actor=None, at=now,
        )  # fmt: skip
    writing = indexing = 0.0
    made = 0
    for number, org in enumerate(orgs):
        # The first department has a table of usual size, to check while typing.
        many = huadu.projects if number == 0 else _some(pool, projects // departments, made)
        made += len(many)
        unit = msgspec.structs.replace(huadu.spending_units[0], projects=tuple(many))
        record = msgspec.structs.replace(huadu, spending_units=(unit,), department=org.name)
        with transaction.atomic():
            table = table_create(department=org, year=2024, actor=None, at=now)
            start = time.process_time()
            write_record(table, record, at=now, source=None)
            middle = time.process_time()
            reindex_table(table, recount=False)
            writing, indexing = writing + middle - start, indexing + time.process_time() - middle
    library_recount()
    print(
        f"filled: {made:,} projects, rows {writing:.0f} s, index and library {indexing:.0f} s CPU"
    )


def _some(pool: Any, count: int, first: int) -> list[Project]:
    return [
        msgspec.structs.replace(one, name=f"{one.name}{first + n}")
        for n, one in zip(range(count), pool, strict=False)
    ]


def _sample(name: str) -> ObjectiveTable:
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    return read(content, f"{name}.txt", year=2024, values=False).table


def _findings(user: Any) -> None:
    from jixiao.web.records.selectors.findings import findings  # noqa: PLC0415
    from jixiao.web.records.selectors.tables import tables  # noqa: PLC0415

    table = tables(for_user=user).first()
    findings(for_user=user, table=table)
    _tell(
        f"findings of {table.project_count} projects", lambda: findings(for_user=user, table=table)
    )
    key = str(table.projects.first().key)
    _page(
        "the same beside a project, as a page", user, f"/tables/{table.pk}/findings/?project={key}"
    )


def _pages(wide: Any, narrow: Any) -> None:
    from jixiao.web.records.selectors.searching import search  # noqa: PLC0415

    for title, user in (("whole city", wide), ("one department", narrow)):
        for word in WORDS:
            found = search(for_user=user, query=word)
            number = sum(found.counts.values())
            _tell(
                f"search “{word}”, {title}: {number:,} found",
                lambda word=word, user=user: search(for_user=user, query=word),
            )
        _page(f"page of the search, {title}", user, "/search/?q=满意")
        _page(f"page of the library, {title}", user, "/library/")
        _page(f"page of the library “满意”, {title}", user, "/library/?words=满意")
        _page(f"list of tables, {title}", user, "/")


def _page(title: str, user: Any, address: str) -> None:
    from django.test import Client  # noqa: PLC0415

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(address)
    _tell(title, lambda: client.get(address))


def _tell(title: str, work: Callable[[], object]) -> None:
    """Median CPU and wall milliseconds of some runs."""
    spent, wall = [], []
    for _ in range(ROUNDS):
        start, begin = time.perf_counter(), time.process_time()
        work()
        spent.append(time.process_time() - begin)
        wall.append(time.perf_counter() - start)
    cpu, passed = statistics.median(spent) * 1000, statistics.median(wall) * 1000
    print(f"{title:60} {cpu:8.1f} ms CPU {passed:8.1f} ms wall")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
