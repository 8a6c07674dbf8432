"""Files that the last publication wrote into a folder and this one no longer writes."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from jixiao.cli.files import printable
from jixiao.cli.streams import say
from jixiao.publishing import Output


def remove_leftover(folder: Path, last: Sequence[Output], now: Iterable[str]) -> None:
    """Remove what is still as it was written, with folders left empty; say what goes and stays.

    A page of a project that was dropped would stay open to all who have its address.
    """
    # Where case does not count, a file of another case is one that was just written.
    written = {name.casefold() for name in now}
    gone, kept = 0, []
    for one in last:
        path = _inside(folder, one.name)
        if path is None or one.name.casefold() in written:
            continue
        try:
            if hashlib.sha256(path.read_bytes()).hexdigest() != one.sha256:
                kept.append(path)
                continue
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError:
            kept.append(path)
            continue
        gone += 1
        _remove_empty(path.parent, folder)
    if gone:
        say(f"{printable(folder)}：上次公开、这次不再有的文件，删去 {gone} 个。")
    for path in kept:
        say(f"{printable(path)}：这次不再有，但公开后被改过或删不掉，没有删，请自行处理。")


def _inside(folder: Path, name: str) -> Path | None:
    """The file of an output; None where a manifest names one that is not below the folder."""
    parts = PurePosixPath(name).parts
    path = folder.joinpath(*parts)
    if not parts or path.is_symlink():
        return None
    with suppress(OSError, ValueError):
        inside = path.resolve().is_relative_to(folder.resolve())
        return path if inside and path.resolve() != folder.resolve() else None
    return None


def _remove_empty(folder: Path, until: Path) -> None:
    with suppress(OSError):
        while folder != until:
            folder.rmdir()
            folder = folder.parent
