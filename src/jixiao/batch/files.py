"""Which files are meant by the names of files, folders and patterns."""

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from jixiao.pipeline import package_in
from jixiao.reading import EXTENSIONS


class Found(NamedTuple):
    """A file, and its path below the folder that was named; where it was named itself, its name."""

    path: Path
    inside: Path
    named: bool = False


def find_files(names: Iterable[str], again: Callable[[Path], None] = lambda _: None) -> list[Found]:
    """Files in the order of the names, those of a folder by name, each once.

    Of a folder everything with the extension of a kind that can be read is taken, at any depth; a
    folder that is a data package of ours counts as one file, its description.
    What is not there, or is an empty folder, stays in the list, so that reading it says so.
    ``again`` is told of a file that was named before.
    """
    found: dict[str, Found] = {}
    for name in names:
        for path in _matches(name):
            inside = list(_in_folder(path)) if path.is_dir() else []
            for one in inside or [Found(path, Path(path.name), named=True)]:
                # a/../b is b, a link what it leads to; and where case does not count, B is b.
                place = os.path.normcase(os.path.realpath(one.path))
                first = found.setdefault(place, one)
                if first is not one:
                    again(first.path)
    return list(found.values())


def _matches(name: str) -> list[Path]:
    """A pattern that the shell left alone becomes what it fits."""
    fits: list[str] = []
    if not os.path.lexists(name) and any(mark in name for mark in "*?["):
        # pathlib cannot take a pattern that is absolute or begins with `..`.
        fits = sorted(glob.glob(name, recursive=True))  # noqa: PTH207
    return [Path(path) for path in fits or [name]]


def _in_folder(folder: Path) -> Iterator[Found]:
    closed: list[Path] = []

    def note(error: OSError) -> None:
        closed.append(Path(error.filename))

    for place, folders, names in os.walk(folder, onerror=note):
        if package := package_in(Path(place)):
            # Its files are one publication, not several tables.
            folders.clear()
            inside = Path(place).relative_to(folder)
            yield Found(package, inside.parent / f"{Path(place).resolve().name}.json")
            continue
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            # Office leaves ~$name beside a document that is open.
            if name.startswith((".", "~$")) or Path(name).suffix.lower() not in EXTENSIONS:
                continue
            path = Path(place, name)
            # Nobody who names a folder waits for what comes out of a pipe in it.
            if path.exists() and not path.is_file():
                continue
            yield Found(path, path.relative_to(folder))
    for path in closed:
        yield Found(path, Path(path.name))
