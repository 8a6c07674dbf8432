"""The machine's stages in order: read → understand. People come in between, later."""

import os
from collections.abc import Iterable
from pathlib import Path

from jixiao.model import Correction, Document, Reading, TargetValue, UnreadableDocument
from jixiao.reading import read_raw
from jixiao.understanding import parse_target, understand


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
            problem, advice = "这是文件夹，不是文件。", "请给出里面的文件，例如 文件夹/*.txt。"
        elif isinstance(error, PermissionError):
            problem, advice = "没有权限读取这个文件。", "请检查文件权限，或先关闭占用它的程序。"
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        problem, advice = f"文件打不开（{reason}）。", "请检查磁盘与路径后再试。"
    raise UnreadableDocument(str(path), problem, advice)


def read(
    source: str | Path | bytes,
    name: str | None = None,
    *,
    year: int | None = None,
    repair: bool = True,
    corrections: Iterable[Correction] = (),
    values: bool = True,
) -> Reading:
    """Read one document into records.

    Args:
        source: A path, or the bytes themselves.
        name: Name for messages and for the year in a file name; the path where left out.
        year: Budget year, where the caller knows it.
        repair: False gives the text as printed.
        corrections: A person's answers to repairs and questions, see `jixiao.keeping`.
        values: False leaves the target values as text.

    Returns:
        All tables of the document with repairs, open questions, and the ledger of its text.
        Amounts are ``Decimal`` in the table's own amount unit.

    Raises:
        UnreadableDocument: The document cannot be read or holds no target table.
    """
    if isinstance(source, bytes):
        document = Document(name or "<bytes>", source)
    else:
        document = load(source)
        if name is not None:
            document = Document(name, document.content)
    raw = read_raw(document)
    understood = understand(raw, year=year, repair=repair, corrections=corrections, values=values)
    return understood.reading


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
