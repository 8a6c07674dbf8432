"""Runs the site on one machine: database made ready, a worker beside the server, until stopped."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SETTINGS = "jixiao.web.config.settings"
_PAUSE = 2.0  # seconds before a worker that died is replaced


def prepare(home: Path | None) -> None:
    """Start Django over a home folder and bring its database up to date."""
    if home is not None:
        os.environ["JIXIAO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django  # noqa: PLC0415 - takes a second; only commands of the site pay it

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


@contextmanager
def worker() -> Iterator[None]:
    """A process that does the long jobs, for as long as the block lasts; a dead one is replaced."""
    stopping = threading.Event()
    started = [_start_worker()]

    def replace() -> None:
        while not stopping.is_set():
            started[0].wait()
            if not stopping.wait(_PAUSE):
                started[0] = _start_worker()

    keeper = threading.Thread(target=replace, daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        # The end of its input tells it to stop, and so would our own end.
        _close(started[0])
        keeper.join(_PAUSE)


def _start_worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "jixiao.web.worker", "--with-parent"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=os.environ.copy())  # noqa: S603 - our own code


def _close(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(10)
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

    return create_server(application, host=host, port=port, threads=8, ident=None)
