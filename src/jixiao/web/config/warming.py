"""What would make the first visitors wait, done before them.

`ready` loads what every page needs, before anything is answered. `warming_up` does the rest beside the
answering: the rules look at the samples that come with the program, as most patterns are compiled
when they are first needed; and the database file is read once, so that the system keeps it in memory.
"""

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.template.loader import get_template
from django.utils import timezone
from django.utils.translation import override

from jixiao import pipeline
from jixiao.web.config import reading_ahead
from jixiao.web.records.selectors.examining import checker_of, told_of

_PAUSE = 2.0  # seconds to wait for what was told to stop


def ready() -> None:
    """Load the rules, the templates and the catalogues of the languages."""
    told_of(checker_of(None, "draft"))
    for engine in settings.TEMPLATES:
        for folder in engine["DIRS"]:
            for file in sorted(folder.rglob("*.html")):
                get_template(file.relative_to(folder).as_posix())
    for language, _name in settings.LANGUAGES:
        with override(language):
            pass


@contextmanager
def warming_up() -> Iterator[tuple[threading.Thread, subprocess.Popen[bytes] | None]]:
    """Do the rest during the block; nobody waits for it, and it ends by itself."""
    stopping = threading.Event()
    practice = threading.Thread(target=practise, args=[stopping], daemon=True)
    practice.start()
    reader = read_database(connection.settings_dict)
    try:
        yield practice, reader
    finally:
        stopping.set()
        if reader is not None:
            reader.kill()
            reader.wait()
        practice.join(_PAUSE)


def practise(stopping: threading.Event) -> None:
    """Let the rules look at the samples, then keep the collector off all that is loaded.

    To go through it takes a tenth of a second, in which nobody gets an answer.
    """
    checker = checker_of(None, "draft")
    for sample in (files("jixiao") / "samples").iterdir():
        if stopping.is_set():
            return
        year = timezone.localdate().year
        checker.check(pipeline.read(sample.read_bytes(), sample.name, year=year))
    gc.collect()
    gc.freeze()


def read_database(database: dict[str, Any]) -> subprocess.Popen[bytes] | None:
    """Start a process that reads the database file; None where the database is no file.

    Not this process: to close a file lets go of all locks that the process has on it, those of the
    database among them (sqlite.org/howtocorrupt.html, 2.2).
    """
    if not database["ENGINE"].endswith("sqlite3"):
        return None
    ahead = settings.DATABASE_READ_AHEAD
    try:
        return subprocess.Popen([  # noqa: S603 - our own code, in our own interpreter
            sys.executable, "-I", str(Path(reading_ahead.__file__)), str(database["NAME"]),
            str(ahead["bytes"]), str(ahead["seconds"]),
        ])  # fmt: skip
    except OSError:  # a server that is slow at first is better than none
        return None
