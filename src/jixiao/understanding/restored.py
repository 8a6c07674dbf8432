"""A reading that was kept: what a person says now is added, and values and sums are found anew."""

from collections.abc import Iterable

from msgspec.structs import replace

from jixiao.model import (
    Correction,
    ObjectiveTable,
    Origins,
    Reading,
    Subject,
    UnreadableDocument,
)
from jixiao.understanding.arithmetic import sums_of
from jixiao.understanding.notes import Notes
from jixiao.understanding.typed import with_table_values
from jixiao.understanding.understand import is_meant


def restore(
    reading: Reading,
    *,
    whole: bool,
    year: int | None = None,
    repair: bool = True,
    corrections: Iterable[Correction] = (),
    values: bool = True,
) -> Reading:
    """The reading of a file that holds records already.

    Args:
        reading: From `jixiao.keeping`.
        whole: It is a reading as it once was made; else only its records are known.
        year: Budget year, where the caller knows it.
        repair: False asks for the print, which a reading with repairs no longer is.
        corrections: A person's answers; only questions can still be confirmed.
        values: Whether target values are typed where they are not yet.

    Raises:
        UnreadableDocument: Repairs are in the records and were to be left out.
    """
    if reading.repairs and not repair:
        raise UnreadableDocument(
            reading.source.name,
            "这是读取过的结果，修复已经做在里面，不能再按所印输出。",
            "请对原文件用 --no-repair。",
        )
    notes = Notes(corrections=[c for c in corrections if is_meant(c, reading.source)])
    for asked in reading.questions:
        notes.question(
            asked.kind, asked.message, asked.advice,
            at=asked.at, subject=asked.subject, candidates=asked.candidates,
        )  # fmt: skip
    tables = []
    for number, table in enumerate(reading.tables):
        made = table if whole else replace(table, arithmetic=sums_of(table))
        if values and (not whole or _untyped(table)):
            made = with_table_values(made)
        tables.append(_with_year(made, year, notes, number))
    for correction in notes.unused():
        notes.question(
            "correction_unused",
            f"有一条更正没有用上：{correction.action} {correction.key or correction.project or ''}。",
            "这个文件是读取过的结果或开放数据；请对原文件使用更正文件。",
        )
    used = (*reading.corrections, *notes.used())
    return replace(
        reading, tables=tuple(tables), questions=tuple(notes.questions), corrections=used
    )


def _untyped(table: ObjectiveTable) -> bool:
    return any(target.value is None for one in table.indicators for target in one.targets)


def _with_year(
    table: ObjectiveTable, year: int | None, notes: Notes, number: int
) -> ObjectiveTable:
    if year is None:
        return table
    if table.budget_year not in (None, year):
        notes.question(
            "year_conflict",
            f"预算年度说法不一：指定 {year}、文件里 {table.budget_year}。",
            "请核对。指定的年度先于文件里的。",
            subject=Subject(number),
        )
    origins = Origins(table.origins.department, "caller", table.origins.amount_unit)
    return replace(table, budget_year=year, origins=origins)
