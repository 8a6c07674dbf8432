"""Runs the site on one machine: database made ready, a worker beside the server, until stopped."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SETTINGS = "jixiao.web.config.settings"


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
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A process that does the long jobs, for as long as the block lasts."""
    process = subprocess.Popen([sys.executable, "-m", "jixiao.web.worker"], env=os.environ.copy())
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def make_server(host: str, port: int) -> Any:
    """A waitress server that listens; `run()` serves until it is closed.

    Raises:
        OSError: The port is taken.
    """
    from waitress import create_server  # noqa: PLC0415

    from jixiao.web.config.wsgi import application  # noqa: PLC0415

    return create_server(application, host=host, port=port, threads=8, ident=None)
