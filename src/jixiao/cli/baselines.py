"""``--baseline`` and ``--write-baseline``: which file is read, and which is written."""

from collections.abc import Iterable
from pathlib import Path

from jixiao import pipeline
from jixiao.checking import (
    BASELINE,
    Baseline,
    BaselineEntry,
    InvalidBaseline,
    read_baseline,
    write_baseline,
)
from jixiao.cli.files import printable, write_whole
from jixiao.cli.streams import CannotWrite, say
from jixiao.model import UnreadableDocument

_READ, _WRITE = "--baseline", "--write-baseline"


def with_target(args: list[str]) -> list[str]:
    """The arguments with a file behind ``--write-baseline``: that of ``--baseline``, if none is.

    What follows may be a table to check: only a .json that is no other document is taken for a file
    to write.
    """
    named = _named(args)
    if named is None or _WRITE not in args:
        return args
    behind = args.index(_WRITE) + 1
    if behind < len(args) and not args[behind].startswith("-") and _is_target(Path(args[behind])):
        return args
    return [*args[:behind], named, *args[behind:]]


def _named(args: list[str]) -> str | None:
    for number, one in enumerate(args):
        if one.startswith(f"{_READ}="):
            return one.partition("=")[2]
        if one == _READ and number + 1 < len(args):
            return args[number + 1]
    return None


def _is_target(path: Path) -> bool:
    return path.suffix.lower() == ".json" and (not path.is_file() or _read(path) is not None)


def _read(path: Path) -> Baseline | None:
    try:
        return read_baseline(pipeline.load(path).content)
    except (UnreadableDocument, InvalidBaseline):
        return None


def given_baseline(name: str | None, target: str | None) -> Baseline | None:
    """The findings accepted already; none where the file is only about to be written.

    Raises:
        CannotWrite: It cannot be read, or what is to be written over is something else.
    """
    if target is not None and Path(target).is_file() and _read(Path(target)) is None:
        where = printable(Path(target))
        raise CannotWrite(f"{where} 不是基线文件，没有写；请给 {_WRITE} 另一个文件名。")
    if name is None or (name == target and not Path(name).exists()):
        return None
    try:
        return read_baseline(pipeline.load(name).content)
    except (UnreadableDocument, InvalidBaseline) as error:
        raise CannotWrite(f"基线：{error}") from error


def keep_baseline(target: str, entries: Iterable[BaselineEntry]) -> None:
    """Write what is found now as accepted."""
    kept = tuple(entries)
    write_whole(Path(target), write_baseline(Baseline(BASELINE, kept)))
    say(f"基线已写到 {printable(Path(target))}，含 {len(kept)} 个问题。")
