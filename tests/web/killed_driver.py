"""Run an act again and again over a copy of an office, killed before each of its statements in turn.

``python -m tests.web.killed_driver HOME ACT``; prints one word for each kill: before, after, or
what is between. A process of its own, because the site's settings are of one folder.
"""

import io
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What differs from one run to the next: keys, times of a request, the digests over these, and how
# long a packed file with such a time in it is.
_OWN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|\d{4}-\d\d-\d\dT[0-9:.]+Z|\b[0-9a-f]{64}\b"
    r'|(?<="bytes": )\d+'
)


def main(home: Path, act: str) -> None:
    """Print the outcomes as JSON."""
    work = home.with_name(f"{home.name}-{act}")
    shutil.copytree(home, work)
    os.environ["JIXIAO_HOME"] = str(work)
    from jixiao.web import serving

    serving.prepare(work)
    from django.db import connection

    prepare, run = _acts()[act]
    given = prepare()
    connection.close()
    database = work / "jixiao.sqlite3"
    _checkpoint(database)
    start = database.read_bytes()
    before = _state()
    _in_child(lambda: run(given), None)
    after = _state()
    assert before != after
    outcomes = []
    for number in range(1, 10_000):
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        database.write_bytes(start)
        finished = _in_child(lambda: run(given), number)
        now = _state()
        outcomes.append(
            "before" if now == before else "after" if now == after else _unlike(now, after)
        )
        if finished:
            break
    print(json.dumps(outcomes, ensure_ascii=False))


def _unlike(now: str, after: str) -> str:
    """Where a state leaves the one that should be."""
    pairs = enumerate(zip(now, after, strict=False))
    place = next((n for n, (one, other) in pairs if one != other), 0)
    return f"{now[max(0, place - 200) : place + 200]} INSTEAD OF {after[place : place + 200]}"


def _in_child(run: Callable[[], object], kill_at: int | None) -> bool:
    """Do it in a fork, killed before its statement of that number; whether it came to its end."""
    from django.db import connection

    child = os.fork()
    if child == 0:
        counted = 0

        def count(execute, sql, params, many, context):
            nonlocal counted
            counted += 1
            if counted == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            run()
        connection.close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def _state() -> str:
    from django.core.management import call_command
    from django.db import connection

    out = io.StringIO()
    call_command("dumpdata", "accounts", "audit", "records", stdout=out)
    connection.close()
    return _OWN.sub("own", out.getvalue())


def _checkpoint(database: Path) -> None:
    import sqlite3
    from contextlib import closing

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

    def asks(who: str, path: str, body: dict[str, object], **more: str):
        """A whole request over all the middleware, of somebody who has logged in before."""
        client = Client(headers={"host": "127.0.0.1"})
        client.force_login(people(who), backend=_BACKEND)

        def run() -> None:
            answer = client.post(path, body, **more)
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
        path = f"/tables/{after(submit, approve)().pk}/act/disclose/"
        return asks("fuze", path, {"reason": "已核对"})

    return {
        "autosave": (type_something, lambda ask: ask()),
        "disclose": (disclose, lambda ask: ask()),
        "submit": (smallest, submit),
        "approve": (after(submit), approve),
        "accept": (read_once, accept),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
