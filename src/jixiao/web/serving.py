"""Runs the site on one machine: database made ready, a worker beside the server, until stopped."""

import gc
import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from jixiao.web.config.home import VARIABLE, home_folder

SETTINGS = "jixiao.web.config.settings"
_CONNECTIONS = 1000 if hasattr(select, "poll") else 450  # Windows waits for 512 at a time
_PAUSE = 2.0  # seconds before a worker that died is replaced


class CannotOpen(Exception):  # noqa: N818 - reads as what it says
    """The database of an office cannot be opened; the text is what SQLite says."""


def home(named: str | None) -> Path:
    """The folder of an office, without starting Django."""
    if named:
        os.environ[VARIABLE] = named
    return home_folder()


def prepare(home: Path | None) -> None:
    """Start Django over a home folder and bring its database up to date.

    Raises:
        CannotOpen: Its file is no database, or may not be written.
    """
    if home is not None:
        os.environ[VARIABLE] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - takes a second; only commands of the site pay it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    try:
        call_command("migrate", verbosity=0)
    except DatabaseError as error:
        raise CannotOpen(str(error)) from error


@contextmanager
def worker() -> Iterator[None]:
    """A process that does the long jobs, for as long as the block lasts; a dead one is replaced."""
    stopping = threading.Event()
    current = [_start_worker()]

    def replace() -> None:
        while not stopping.is_set():
            current[0].wait()
            if not stopping.wait(_PAUSE):
                current[0] = _start_worker()

    keeper = threading.Thread(target=replace, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        _stop_worker(current[0])
        keeper.join(_PAUSE)


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "jixiao.web.worker"],
        env=os.environ.copy(),
        stdin=subprocess.PIPE,
        # Else Ctrl-C on Windows ends the processes below the worker in the midst of a job.
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _stop_worker(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()  # it stops by itself when its input ends
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def make_server(host: str, port: int) -> Any:
    """A waitress server that listens; `run()` serves until it is closed.

    Raises:
        OSError: The port is taken.
    """
    from waitress import create_server  # noqa: PLC0415

    from jixiao.web.config.wsgi import application  # noqa: PLC0415
    from jixiao.web.receiving import Channel  # noqa: PLC0415

    listening: dict[int, Any] = {}
    server = create_server(
        application, listening, host=host, port=port, threads=8, ident=None,
        # A browser keeps six connections; the usual hundred would let seventeen people in.
        connection_limit=_CONNECTIONS, asyncore_use_poll=True,
    )  # fmt: skip
    for one in listening.values():
        one.channel_class = Channel
    return server


def close(server: Any) -> None:
    """End a server and let go of the database: Windows removes and renames no open file."""
    from django.db import connections  # noqa: PLC0415

    server.task_dispatcher.shutdown()  # first: a thread that still answers uses the server
    server.close()
    connections.close_all()
    gc.collect()  # closes what the threads had open that have ended


def check_site(address: str, username: str, password: str) -> str | None:
    """Open the front page and log in over HTTP; what is wrong, or None."""
    jar = CookieJar()
    opener = build_opener(HTTPCookieProcessor(jar))
    try:
        for path in ("/", "/account/login/"):
            with opener.open(address + path, timeout=30) as answer:
                if answer.status != HTTPStatus.OK:
                    return f"{path} 的回答是 {answer.status}"
        token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
        form = {"login": username, "password": password, "csrfmiddlewaretoken": token}
        request = Request(  # noqa: S310 - our own address
            f"{address}/account/login/", urlencode(form).encode(), {"Referer": address}
        )
        with opener.open(request, timeout=30) as answer:
            if "/account/logout/" not in answer.read().decode():
                return "登录后没有进入工作台"
    except (OSError, StopIteration) as error:
        return str(error) or type(error).__name__
    return None
