"""Read → understand."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from jixiao.keeping import PACKAGE_DESCRIPTION, read_own
from jixiao.model import (
    EVERYTHING,
    Correction,
    Document,
    Reading,
    Selection,
    TargetValue,
    UnreadableDocument,
)
from jixiao.model.dataset import PACKAGE
from jixiao.reading import parquet_columns, read_raw
from jixiao.understanding import parse_target, restore, understand


def load(path: str | Path) -> Document:
    """A file's bytes under its name.

    Raises:
        UnreadableDocument: It is not there, is a folder, or may not be read.
    """
    path = Path(path)
    try:
        return Document(str(path), path.read_bytes())
    except FileNotFoundError:
        problem, advice = "没有这个文件。", "请检查路径和文件名。"
    except (IsADirectoryError, PermissionError) as error:
        # Path.is_dir() would itself raise where a parent may not be entered.
        if os.path.isdir(path):  # noqa: PTH112
            problem, advice = (
                "这是文件夹，不是文件。",
                "请检查里面有没有能读的文件（pdf、xlsx、docx、html、txt 等）。",
            )
        elif isinstance(error, PermissionError):
            problem, advice = "没有权限读取这个文件。", "请检查文件权限，或先关闭占用它的程序。"
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problem, advice = f"文件打不开（{reason}）。", "请检查磁盘与路径后再试。"
    raise UnreadableDocument(str(path), problem, advice)


def package_in(folder: Path) -> Path | None:
    """The description of the data package that a folder is, if it is one of ours."""
    path = folder / PACKAGE_DESCRIPTION
    try:
        return path if path.is_file() and PACKAGE.encode() in path.read_bytes() else None
    except OSError:
        return None


def read(
    source: str | Path | bytes,
    name: str | None = None,
    *,
    year: int | None = None,
    repair: bool = True,
    corrections: Iterable[Correction] = (),
    values: bool = True,
    selection: Selection = EVERYTHING,
) -> Reading:
    """Read one document into records; one of our own data formats comes back as it went.

    Args:
        source: A path, also of a folder that is a data package, or the bytes themselves.
        name: Name for messages and for the year in a file name; the path where left out.
        year: Budget year, where the caller knows it.
        repair: False gives the text as printed.
        corrections: A person's answers to repairs and questions, see `jixiao.keeping`.
        values: False leaves the target values as text.
        selection: The pages or the sheet to read.

    Returns:
        All tables of the document with repairs, open questions, and the ledger of its text.
        Amounts are ``Decimal`` in the table's own amount unit.

    Raises:
        UnreadableDocument: The document cannot be read or holds no target table.
    """
    if isinstance(source, bytes):
        document = Document(name or "<bytes>", source, selection)
    else:
        source = package_in(Path(source)) or source
        document = load(source)
        document = Document(name or document.name, document.content, selection)
    beside = None if isinstance(source, bytes) else _beside(Path(source))
    if (kept := read_own(document, beside, parquet_columns)) is not None:
        return restore(
            kept.reading, whole=kept.whole, year=year, repair=repair,
            corrections=corrections, values=values,
        )  # fmt: skip
    raw = read_raw(document)
    understood = understand(raw, year=year, repair=repair, corrections=corrections, values=values)
    return understood.reading


def _beside(path: Path) -> Callable[[str], Document]:
    """Gives the files in the folder of ``path`` by their names."""
    return lambda name: load(path.parent / name)


def read_value(text: str, *, name: str = "", level2: str | None = None) -> TargetValue:
    """What one 指标值 says, as `read` understands it.

    Args:
        text: The value as printed.
        name: The indicator's name: a unit or a direction may stand in it.
        level2: The indicator's level-2 code, such as 11.

    Returns:
        A typed value whose spans print the text again. Any text gives one.
    """
    return parse_target(text, name, level2)
