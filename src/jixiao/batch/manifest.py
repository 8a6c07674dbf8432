"""What is done already: a line for each result in a folder, so that a run can be taken up again."""

import hashlib
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

MANIFEST = ".jixiao-done.jsonl"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A result that was written: its file, what it was made of and how, and what it asked for."""

    target: str
    size: int
    sha256: str
    settings: str
    code: int


class Manifest:
    """The file of entries in a folder of results; lines are only ever added.

    A line is written after its result is whole. An interrupt can leave a half line at most, which
    is no entry; a later line for the same result takes the place of an earlier one.

    Args:
        folder: Where the results are.
        settings: All that a result depends on beside its document, in any form.
    """

    def __init__(self, folder: Path, settings: object) -> None:
        self._folder = folder
        self._path = folder / MANIFEST
        self._settings = hashlib.sha256(msgspec.json.encode(settings, order="sorted")).hexdigest()
        self._entries = {one.target: one for one in _entries(self._path)}
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def done(self, target: Path, sha256: str) -> int | None:
        """The exit code of a result that need not be made again; None where it must."""
        entry = self._entries.get(self._name(target))
        if entry is None or (entry.sha256, entry.settings) != (sha256, self._settings):
            return None
        try:
            whole = target.stat().st_size == entry.size
        except OSError:
            return None
        return entry.code if whole else None

    def add(self, target: Path, sha256: str, code: int) -> None:
        """A result has been written.

        Raises:
            OSError: The line could not be written.
        """
        size = target.stat().st_size
        entry = Entry(self._name(target), size, sha256, self._settings, code)
        if self._file is None:
            half = self._path.exists() and not self._path.read_bytes().endswith(b"\n")
            self._file = self._path.open("ab")
            self._file.write(b"\n" if half else b"")
        self._file.write(msgspec.json.encode(entry) + b"\n")
        self._file.flush()

    def _name(self, target: Path) -> str:
        name = target.relative_to(self._folder).as_posix()
        return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _entries(path: Path) -> list[Entry]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return []
    decoder = msgspec.json.Decoder(Entry)
    found = []
    for line in lines:
        try:
            found.append(decoder.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue  # a half line, or a stranger's
    return found
