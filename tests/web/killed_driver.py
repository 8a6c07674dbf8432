"""Run an act again and again over a copy of an office, killed at each place of it in turn.

``python -m tests.web.killed_driver HOME ACT``; prints one word for each kill: before, after, or
what is between. A process of its own, because the site's settings are of one folder. Its clock stands
still and its random bytes are always the same, so that each run comes to the very same content.

A place is before a statement that writes, and before the one after it; what lies between two statements
that only read leaves nothing else behind.
"""

import json
import os
import random
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_KEPT = ("accounts_", "audit_", "records_")


class _StandingClock(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return AT.astimezone(tz)


def main(home: Path, act: str) -> None:
    """Print the outcomes as JSON."""
    work = home.with_name(f"{home.name}-{act}")
    shutil.copytree(home, work)
    os.environ["JIXIAO_HOME"] = str(work)
    from jixiao.web import serving

    serving.prepare(work)
    from django.db import connection
    from django.utils import timezone

    timezone.datetime = _StandingClock
    prepare, run = _acts()[act]
    given = prepare()
    connection.close()
    database = work / "jixiao.sqlite3"
    _checkpoint(database)
    start = database.read_bytes()

    def begin() -> None:
        connection.close()
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        database.write_bytes(start)

    before = _state(database)
    if act != "disclose":  # what makes the PDF has threads, which no fork takes along
        run(given)  # here, so that each child finds loaded what it needs
        begin()
        assert _state(database) == before
    assert _in_child(lambda: run(given), None)
    after = _state(database)
    assert before != after
    outcomes = []
    for number in range(1, 10_000):
        begin()
        finished = _in_child(lambda: run(given), number)
        now = _state(database)
        outcomes.append(
            "before" if now == before else "after" if now == after else _unlike(now, after)
        )
        if finished:
            break
    print(json.dumps(outcomes, ensure_ascii=False))


def _unlike(now: list[str], after: list[str]) -> str:
    """Rows that a state should not have, and those that it has not."""
    more, fewer = (sorted(set(a) - set(b))[:3] for a, b in ((now, after), (after, now)))
    return f"{more} INSTEAD OF {fewer}"


def _in_child(run: Callable[[], object], kill_at: int | None) -> bool:
    """Do it in a fork, killed at its place of that number; whether it came to its end."""
    from django.db import connection

    child = os.fork()
    if child == 0:
        places, wrote = 0, False
        os.urandom = random.Random(0).randbytes  # new keys

        def count(execute, sql, params, many, context):
            nonlocal places, wrote
            writes = not sql.lstrip().startswith("SELECT")
            places += writes or wrote
            if (writes or wrote) and places == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            wrote = writes
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            run()
        connection.close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def _state(database: Path) -> list[str]:
    """All rows there are, nothing masked."""
    with closing(sqlite3.connect(database)) as connection:
        named = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()  # what an index for searching holds stands in tables of its own
        return [
            f"{name} {row}"
            for (name,) in sorted(named)
            if name.startswith(_KEPT)
            for row in connection.execute(f"SELECT * FROM {name}")  # noqa: S608
        ]


def _checkpoint(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _acts() -> dict[str, tuple[Callable[[], object], Callable[[object], object]]]:
    from django.test import Client

    from jixiao.web.accounts.models import User
    from jixiao.web.records.models import ObjectiveTable
    from jixiao.web.records.services import imports, tables
    from jixiao.workflow import Action

    def people(name: str) -> User:
        return User.objects.get(username=name)

    def smallest() -> ObjectiveTable:
        return min(ObjectiveTable.objects.all(), key=lambda table: table.projects.count())

    def step(action: Action, who: str):
        return lambda table: tables.table_act(
            table_id=table.pk, action=action, actor=people(who), at=AT
        )

    def after(*steps):
        def prepare():
            table = smallest()
            for one in steps:
                one(table)
            return table

        return prepare

    submit = step(Action.SUBMIT, "tianbao")
    approve = step(Action.APPROVE, "fuze")

    def read_once():
        table = smallest()
        source = table.imports.first().source
        one = imports.import_start(
            department=table.department, name=source.name,
            content=imports.stored_at(source.sha256).read_bytes(), year=table.year,
            actor=people("tianbao"), at=AT,
        )  # fmt: skip
        return imports.import_read(import_id=one.pk, at=AT)

    def accept(one):
        imports.import_accept(import_id=one.pk, table_number=0, actor=people("tianbao"), at=AT)

    def asks(who: str, path: str, body: dict[str, object] | None = None, **more: str):
        """A whole request over all the middleware, of somebody who has logged in before."""
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(people(who), backend=_BACKEND)

        def run() -> None:
            answer = client.get(path) if body is None else client.post(path, body, **more)
            assert answer.status_code in (200, 302), answer.content.decode()

        return run

    def type_something():
        project = smallest().projects.first()
        rows = [
            {"key": str(one.key), "name": f"{one.name}，改"} for one in project.indicators.all()
        ]
        body = {"revision": project.revision, "project": {"basis": "新的依据"}, "indicators": rows}
        path = f"/projects/{project.key}/save/"
        return asks("tianbao", path, body, content_type="application/json")

    def disclose():
        address = f"/tables/{after(submit, approve)().pk}"
        look = asks("fuze", f"{address}/step/disclose/")
        look()  # the rules are loaded then
        return asks("fuze", f"{address}/act/disclose/", {"reason": "已核对"})

    return {
        "autosave": (type_something, lambda ask: ask()),
        "disclose": (disclose, lambda ask: ask()),
        "submit": (smallest, submit),
        "approve": (after(submit), approve),
        "accept": (read_once, accept),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
