"""A watched folder: what is put there is brought in once; nothing in it is moved or changed.

Files lie in a folder named after their department, or in the watched folder itself where there is
only one department that has none above it. What was brought in before is known by its hash, also
after a restart. What could not be brought in is told in the log and on the page of the running state.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.translation import gettext

from jixiao.reading import EXTENSIONS
from jixiao.web.accounts.models import OrgUnit
from jixiao.web.records.left_out import LEFT_OUT, LeftOut
from jixiao.web.records.services.imports import SameContent, import_start

EVERY = 2.0
"""Seconds between two looks."""

_log = logging.getLogger(__name__)
_Seen = tuple[int, int]


class Watch:
    """A folder, and what of it has been seen: size and time of change of each file."""

    def __init__(self, folder: Path, left_out: LeftOut | None = None) -> None:
        self._folder = folder
        self._left_out = left_out or LeftOut()
        self._seen: dict[Path, _Seen] = {}
        self._done: dict[Path, _Seen] = {}

    def look(self) -> int:
        """Bring in the files that have not changed since the last look; how many there were."""
        now = {path: state for path in self._files() if (state := _state(path)) is not None}
        here = {path.relative_to(self._folder) for path in now}
        for gone in self._left_out.reasons.keys() - here:
            self._left_out.reasons.pop(gone)
        # A file that still grows is not whole yet.
        still = [path for path, state in now.items() if self._seen.get(path) == state]
        self._seen = now
        count = 0
        for path in still:
            if self._done.get(path) != now[path]:
                count += self._bring_in(path)
                self._done[path] = now[path]
        return count

    def _files(self) -> Iterator[Path]:
        for path in sorted(self._folder.rglob("*")):
            if not path.name.startswith((".", "~$")) and path.is_file():
                yield path

    def _refuse(self, path: Path, reason: str) -> bool:
        self._left_out.reasons[path.relative_to(self._folder)] = reason
        _log.warning("%s：没有导入：%s", path, reason)
        return False

    def _bring_in(self, path: Path) -> bool:
        self._left_out.reasons.pop(path.relative_to(self._folder), None)
        if path.suffix.lower() not in EXTENSIONS:
            return self._refuse(path, gettext("这种文件不能读。"))
        department = self._department(path)
        if department is None:
            return self._refuse(path, gettext("没有与文件夹同名的部门。"))
        try:
            with path.open("rb") as file:
                # One byte more than allowed is enough to be refused.
                content = file.read(settings.UPLOAD_MAX_BYTES + 1)
            import_start(
                department=department, name=path.name, content=content, year=None, actor=None,
                at=timezone.now(), queue=True, repeat=False,
            )  # fmt: skip
        except SameContent:
            return False
        except (OSError, ValidationError) as error:
            return self._refuse(path, " ".join(getattr(error, "messages", None) or [str(error)]))
        return True

    def _department(self, path: Path) -> OrgUnit | None:
        rows = OrgUnit.objects.filter(kind=OrgUnit.Kind.DEPARTMENT, is_active=True)
        if path.parent == self._folder:
            top = rows.filter(parent=None)
            return top.first() if top.count() == 1 else None
        return rows.filter(name=path.relative_to(self._folder).parts[0]).order_by("path").first()


def _state(path: Path) -> _Seen | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


@contextmanager
def watching(folder: Path) -> Iterator[None]:
    """Look into a folder again and again for as long as the block lasts."""
    LEFT_OUT.folder = folder
    watch = Watch(folder, LEFT_OUT)
    stop = threading.Event()

    def run() -> None:
        while not stop.wait(EVERY):
            close_old_connections()
            try:
                watch.look()
            except (OSError, DatabaseError):
                _log.exception("文件夹 %s 这次没有看成。", folder)
        close_old_connections()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(EVERY * 2)
        LEFT_OUT.folder = None
        LEFT_OUT.reasons.clear()
