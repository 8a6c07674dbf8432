"""Before publication, in order: redact, check at the stage of disclosure, prove it reads back."""

from collections.abc import Sequence

import msgspec

from jixiao.model import (
    Document,
    Indicator,
    Project,
    RawCell,
    RawDocument,
    Reading,
    Redacted,
    Redaction,
)
from jixiao.publishing import Uncarried, form_of, redact
from jixiao.publishing.official import Form, printed_amount
from jixiao.reading.collect import Collector, column_name
from jixiao.text import fold
from jixiao.understanding import understand, with_table_values

_HOLDS_HEAD = "里有像条目编号、指标级别或“指标值：”那样的字，印成一格后分不开；请改写这几个字。"
_CHANGED = "印成表后读回来不一样；请检查其中的标点和编号。"


def redacted(
    reading: Reading, redactions: Sequence[Redaction]
) -> tuple[Reading, tuple[Redacted, ...]]:
    """The reading with passages covered and its values typed anew, and the record of it."""
    if not redactions:
        return reading, ()
    covered, record = redact(reading, redactions)
    tables = tuple(with_table_values(table) for table in covered.tables)
    return msgspec.structs.replace(covered, tables=tables), record


def forms_of(reading: Reading) -> tuple[Form, ...]:
    """The official form of each table."""
    return tuple(form_of(table) for table in reading.tables)


def uncarried(reading: Reading) -> tuple[Uncarried, ...]:
    """What the prose of the official form cannot carry: it is printed and read back to see.

    Only what would come back otherwise is named, with its place; white space does not count.
    """
    forms = forms_of(reading)
    back = understand(_as_raw(reading, forms), values=False).reading if forms else reading
    before = [project for table in reading.tables for project in table.projects]
    after = [project for table in back.tables for project in table.projects]
    if len(before) != len(after) or len(reading.tables) != len(back.tables):
        return _of_rows(before, after)
    found: list[Uncarried] = []
    for one, other in zip(before, after, strict=True):
        found += _of_project(one, other)
    return tuple(found)


def _as_raw(reading: Reading, forms: Sequence[Form]) -> RawDocument:
    collector = Collector()
    for number, form in enumerate(forms, start=1):
        sheet = str(number)
        rows: list[tuple[RawCell, ...]] = [(collector.cell(form.title, sheet, "A1"),)]
        rows += [(collector.cell(part, sheet, "A2"),) for part in form.head if part]
        titles = [column.title for column in form.layout.columns]
        lines = [
            [row.name, *map(printed_amount, row.amounts), row.objective, row.indicators]
            for row in form.rows
        ]
        for line, texts in enumerate([titles, *lines], start=3):
            cells = (
                collector.cell(text, sheet, f"{column_name(x)}{line}")
                for x, text in enumerate(texts)
            )
            rows.append(tuple(cells))
        collector.table(rows, apart=True)
    return collector.document(Document(reading.source.name, b""), "form")


def _of_rows(before: Sequence[Project], after: Sequence[Project]) -> tuple[Uncarried, ...]:
    """Which projects do not come back as a row of their own."""
    names = [fold(one.name or "") for one in after]
    found = []
    for one in before:
        name = fold(one.name or "")
        if name in names:
            names.remove(name)
        else:
            found.append(Uncarried("项目名称", one.name or "（空）", _CHANGED))
    return tuple(found) or (Uncarried("表", "行数", _CHANGED),)


def _of_project(one: Project, other: Project) -> list[Uncarried]:
    where = f"项目“{one.name or '（无名称）'}”"
    found = []
    for what in ("name", "objective"):
        before, after = getattr(one, what) or "", getattr(other, what) or ""
        if fold(before) != fold(after):
            title = "项目名称" if what == "name" else "绩效目标"
            found.append(Uncarried(f"{where}{title}", before, _CHANGED))
    if len(one.indicators) == len(other.indicators):
        for first, second in zip(one.indicators, other.indicators, strict=True):
            found += _of_indicator(where, first, second)
    elif one.indicators:
        pairs = zip(one.indicators, other.indicators, strict=False)
        first = next((a for a, b in pairs if _parts(a) != _parts(b)), one.indicators[-1])
        found.append(
            Uncarried(f"{where}指标 {first.number}", first.name or first.text, _HOLDS_HEAD)
        )
    return found


def _of_indicator(where: str, one: Indicator, other: Indicator) -> list[Uncarried]:
    return [
        Uncarried(
            f"{where}指标 {one.number} 的{title}", before, _HOLDS_HEAD if before else _CHANGED
        )
        for (title, before), (_, after) in zip(_parts(one), _parts(other), strict=True)
        if fold(before) != fold(after)
    ]


def _parts(one: Indicator) -> list[tuple[str, str]]:
    period, annual = one.period_target, one.annual_target
    return [
        ("编号", "" if one.number is None else str(one.number)),
        ("一级指标", f"{one.level1.code or ''}-{one.level1.label or ''}"),
        ("二级指标", f"{one.level2.code or ''}-{one.level2.label or ''}"),
        ("名称", one.name or ""),
        ("实施周期指标值", "—" if period is None else period.text),
        ("年度指标值", "—" if annual is None else annual.text),
    ]
