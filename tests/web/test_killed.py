"""A process killed in the midst of an act leaves what was before, or all that is after."""

import json
import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.web.imports import serving
from tests.web.test_archives import own_environment

ROOT = Path(__file__).parents[2]
# Two tables: the acts are about the smaller, and all that is there is compared after each kill.
_FURNISH = (
    "from jixiao.web import serving; serving.prepare(None)\n"
    "from jixiao.web.showcase import furnish; furnish(('kaifaqu', 'tianhe'))"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.fixture(scope="module")
def furnished(tmp_path_factory, begin_home):
    home = begin_home(tmp_path_factory.mktemp("killed") / "home")
    subprocess.run([sys.executable, "-c", _FURNISH], env=own_environment(home), check=True)
    return home


@pytest.mark.parametrize("act", ["accept", "submit", "approve", "autosave", "disclose"])
def test_a_kill_leaves_before_or_after(furnished, act):
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.killed_driver", str(furnished), act],
        env=own_environment(furnished), check=False, capture_output=True, encoding="utf-8",
        cwd=ROOT,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)
    assert len(outcomes) > 5
    assert set(outcomes) == {"before", "after"}
    assert outcomes == sorted(outcomes, reverse=True)  # once after, never before again


@pytest.fixture
def home(tmp_path, begin_home):
    return begin_home(tmp_path / "home")


@pytest.fixture
def told(home):
    """A small office in the folder, and its sessions and keys."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.troubled_office", str(home)], cwd=ROOT, check=True,
        env=own_environment(home), capture_output=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def test_a_killed_server_has_kept_all_that_it_said_was_saved(home, told):
    process, address = serving.start_server(home)
    said: list[int] = []
    typing = threading.Thread(target=_type_on, args=(address, told, said))
    typing.start()
    serving.wait_for(lambda: len(said) > 10)
    time.sleep(0.01 * (said[-1] % 7))  # not always between two requests
    process.kill()
    process.wait()
    typing.join()

    process, address = serving.start_server(home)
    try:
        again: list[int] = []
        _type_on(address, told, again, most=1)
        assert again[0] in (said[-1] + 1, said[-1] + 2)  # the last one may have come to its end
    finally:
        serving.stop(process)
    with closing(sqlite3.connect(home / "jixiao.sqlite3")) as database:
        key = told["project"].replace("-", "")
        (kept,) = database.execute(
            "SELECT count(*) FROM records_projectrevision WHERE project_key = ?", [key]
        ).fetchone()
        (acts,) = database.execute(
            "SELECT count(*) FROM audit_auditentry WHERE action = 'project.change'"
        ).fetchone()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert (kept, acts) == (
        again[0],
        again[0] - 1,
    )  # one of each for each save, and the first state


def test_a_server_killed_while_it_approves_or_discloses_did_it_or_did_not(home, told):
    first = [("submit", "preparer")]
    for action, mark in (("approve", "approved"), ("disclose", "disclosed")):
        for delay in (random.uniform(0, 0.5), 60):
            before = _facts(home)
            _steps(home, told, [*first, (action, "head")], delay)
            first = []
            now = _facts(home)
            assert now == before or now == before | {mark}
            if mark in now:
                break
        assert mark in _facts(home)
    verified = subprocess.run(
        [sys.executable, "-m", "jixiao", "office", "verify", "--home", str(home)],
        env=own_environment(home), check=False, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _steps(home, told, steps, delay):
    """Ask for steps, and kill the server so many seconds after the last one, or when it has answered."""
    process, address = serving.start_server(home)
    *before, last = steps
    for step in before:
        assert _answers(address, told, *step)
    answered = threading.Event()

    def ask():
        if _answers(address, told, *last):
            answered.set()

    asking = threading.Thread(target=ask)
    asking.start()
    answered.wait(delay)
    process.kill()
    process.wait()
    asking.join()


def _answers(address, told, action, who):
    """Ask for a step; whether the server lived to say that it is done."""
    token = "k" * 32
    headers = {
        "Cookie": f"sessionid={told['sessions'][who]}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    path = f"/tables/{told['table']}/act/{action}/"
    with (
        closing(HTTPConnection(urlsplit(address).netloc, timeout=60)) as connection,
        suppress(OSError, HTTPException),
    ):
        connection.request("POST", path, "reason=%E5%B7%B2%E6%A0%B8%E5%AF%B9", headers)
        assert connection.getresponse().status == 302
        return True
    return False


def _facts(home):
    """What has been done: each fact stands in the table, in its versions and in the trail, or nowhere."""
    with closing(sqlite3.connect(home / "jixiao.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (state,) = database.execute("SELECT state FROM records_objectivetable").fetchone()
        public = database.execute("SELECT count(*) FROM records_publictable").fetchone()[0]
        versions = {
            name for (name,) in database.execute("SELECT occasion FROM records_tableversion")
        }
        acts = {name for (name,) in database.execute("SELECT action FROM audit_auditentry")}
    found = set()
    for name, act in (("approved", "table.approve"), ("disclosed", "table.disclose")):
        reached = {"approved": ("approved", "disclosed"), "disclosed": ("disclosed",)}[name]
        told = {state in reached, name in versions, act in acts}
        assert len(told) == 1, (name, state, versions, acts)
        if told == {True}:
            found.add(name)
    assert public == ("disclosed" in found)
    return found


def _type_on(address, told, said, most=10_000):
    """Save one text after another, until nobody answers; the revisions that the server told of."""
    token = "k" * 32
    headers = {
        "Cookie": f"sessionid={told['sessions']['preparer']}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/json",
    }
    path = f"/projects/{told['project']}"
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=30)) as connection:
        try:
            connection.request("GET", f"{path}/rows/", headers=headers)
            revision = json.loads(connection.getresponse().read())["revision"]
            for _ in range(most):
                body = {"revision": revision, "project": {"basis": f"text {revision}"}}
                connection.request("POST", f"{path}/save/", json.dumps(body), headers)
                answer = json.loads(connection.getresponse().read())
                assert answer["status"] == "saved", answer
                revision = answer["revision"]
                said.append(revision)
        except (OSError, HTTPException):
            return
