"""A real office in a folder of its own: prepared, served and worked for by processes of its own."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

ROOT = Path(__file__).parents[3]
_FURNISH = """
import json, secrets, sys
from pathlib import Path
from jixiao.web import serving
serving.prepare(Path(sys.argv[1]))
from django.utils import timezone
from jixiao.web.accounts.models import OrgUnit
from jixiao.web.accounts.services import org_create, user_create
from jixiao.web.records.services.imports import import_start
from jixiao.workflow import Role
now = timezone.now()
kind = OrgUnit.Kind.DEPARTMENT
office = org_create(name="某某市", kind=kind, actor=None, at=now)
both = [org_create(name=n, kind=kind, parent=office, actor=None, at=now) for n in ("花都局", "增城局")]
password = secrets.token_urlsafe(12)
user_create(username="tianbao", display_name="填报员", password=password, org=office,
            roles=(Role.PREPARER,), actor=None, at=now)
for name in sys.argv[2:]:
    path = Path(name)
    import_start(department=both[0], name=path.name, content=path.read_bytes(), year=2024,
                 actor=None, at=now, queue=True)
print(json.dumps({"username": "tianbao", "password": password}))
"""


class Office(NamedTuple):
    """Where it is served, its folder, and who may come in."""

    address: str
    home: Path
    username: str
    password: str


def furnish(home: Path, *files: Path) -> dict[str, str]:
    """Make the office; the files wait to be read in it."""
    command = [sys.executable, "-c", _FURNISH, str(home), *map(str, files)]
    done = subprocess.run(command, env=environment(home), capture_output=True, check=True)
    return json.loads(done.stdout)


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "JIXIAO_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "jixiao.web.config.settings",
    }


def start_worker(home: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "jixiao.web.worker"]
    return subprocess.Popen(command, env=environment(home), stdin=subprocess.PIPE)


def start_server(
    home: Path,
    settings: str = "jixiao.web.config.settings",
    through: Sequence[str] = (),
) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *through,
        sys.executable,
        "-m",
        "jixiao",
        "start",
        "--home",
        str(home),
        "--port",
        str(port),
        "--no-browser",
    ]
    process = subprocess.Popen(
        command, env=environment(home) | {"DJANGO_SETTINGS_MODULE": settings}, cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    wait_for(lambda: _answers(address), 90)
    return process, address


def _answers(address: str) -> bool:
    with suppress(OSError), urlopen(f"{address}/account/login/", timeout=5):  # noqa: S310
        return True
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    else:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def states(home: Path) -> list[str]:
    """The states of all imports, oldest first, as another process sees them."""
    with sqlite3.connect(home / "jixiao.sqlite3", timeout=20) as database:
        rows = database.execute("select state from records_import order by id").fetchall()
    database.close()
    return [row[0] for row in rows]


def wait_for(what, seconds: float = 60):
    """Wait until something is so; what it gave."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
    return found
