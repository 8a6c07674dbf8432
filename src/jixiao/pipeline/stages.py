"""Read → understand → check, fix, and compare."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from jixiao.analysing import compare_readings, narrowed
from jixiao.checking import Checker, Companions, apply_fixes, assemble
from jixiao.keeping import PACKAGE_DESCRIPTION, read_own
from jixiao.model import (
    EVERYTHING,
    Change,
    Check,
    Correction,
    Difference,
    Document,
    Fixed,
    Part,
    Reading,
    Selection,
    TargetValue,
    UnreadableDocument,
)
from jixiao.model.dataset import PACKAGE
from jixiao.reading import parquet_columns, read_raw
from jixiao.understanding import parse_target, restore, understand, with_table_values

FIXED = "jixiao.fixed/1"
_ROUNDS = 5  # one fix may open the way for another; more rounds than this would be a quarrel


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
                "请检查里面有没有能读的文件（xlsx、docx、html、txt 等）。",
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


def check(
    reading: Reading,
    *,
    profile: str | None = None,
    stage: str | None = None,
    earlier: Sequence[Reading] = (),
    companions: Companions | None = None,
) -> Check:
    """What a good reviewer would say of a reading, by the rules of a profile.

    Args:
        reading: From `read`, with typed values.
        profile: The place's rules, such as ``guangzhou-2024``; left out, the general ones.
        stage: draft, review, approved or disclosed; severities depend on it.
        earlier: Readings of the same department's earlier years.
        companions: What other documents say of the table.

    Returns:
        All findings, an outcome for every rule, and the quality score.

    Raises:
        InvalidProfile: There is no such profile.
    """
    checker = assemble(profile=profile, stage=stage)
    return checker.check(reading, earlier=earlier, companions=companions or Companions())


def fix(
    reading: Reading, checker: Checker, *, unsafe: bool = False, earlier: Sequence[Reading] = ()
) -> Fixed:
    """A copy of a reading with the fixes that its findings propose; the document stays as it is.

    Args:
        reading: What to mend.
        checker: The rules, from `jixiao.checking.assemble`.
        unsafe: Also fixes that change the wording; read the list of changes.
        earlier: As for `check`.
    """
    changes: tuple[Change, ...] = ()
    for _ in range(_ROUNDS):
        drafts = checker.examine(reading, earlier=earlier).drafts
        reading, made = apply_fixes(reading, drafts, unsafe=unsafe)
        if not made:
            break
        changes += made
        tables = tuple(with_table_values(table) for table in reading.tables)
        reading = msgspec.structs.replace(reading, tables=tables)
    return Fixed(FIXED, reading, changes)


def compare(
    before: Reading,
    after: Reading,
    *,
    same: Collection[str] = (),
    only: Collection[Part] = (),
) -> Difference:
    """What changed between two versions, or two years, of a table.

    Args:
        before: The earlier one, from `read`, with typed values.
        after: The later one.
        same: Keys of doubtful matches that a person has confirmed.
        only: What to narrow the difference to; left out, everything.

    Returns:
        Projects, money, indicators, targets and texts that changed, and the matches that nobody
        should take for granted. Amounts are as printed; computed ones name their unit.
    """
    return narrowed(compare_readings(before, after, same=same), only)
