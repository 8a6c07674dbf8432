"""The official form of a reading, and the proof that whoever types it off gets the same."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from jixiao.model import (
    Document,
    Funding,
    Indicator,
    ObjectiveTable,
    Project,
    RawCell,
    RawDocument,
    Reading,
    SpendingUnit,
    UnreadableDocument,
)
from jixiao.publishing import Uncarried, form_of, shortened
from jixiao.publishing.official import Form, entry_of, layout_on, printed_amount
from jixiao.reading.collect import Collector, column_name
from jixiao.text import fold
from jixiao.understanding import mark_in, understand

_CHANGED = "印成表后读回来不一样；请检查其中的标点和编号。"
_NAMELESS = "印在一格里会和别的指标连在一起；请填写名称，或者删去这一条。"
_WHY = {
    "head": "像一条新指标的开头，印在一格里会被读成另一条；请改写这几个字，例如去掉编号和级别。",
    "label": "像指标值的标签，印在一格里会被读成另一个指标值；请改写这几个字。",
}


class Printed(NamedTuple):
    """The forms of all tables, and what they cannot carry."""

    forms: tuple[Form, ...]
    problems: tuple[Uncarried, ...]


def printed(reading: Reading) -> Printed:
    """The official form of each table; it is read back to see what it cannot carry.

    Entries are composed of their parts. Some that were read from damaged print would come back
    otherwise; those are printed as they stood, where that reads back the same. So do rows that
    could be taken for others: then all say what they are.
    """
    forms = tuple(map(form_of, reading.tables))
    back = _read_back(forms)
    doubtful = bool(_of_rows(reading.tables, back))
    if doubtful:
        forms = tuple(form_of(table, doubtful=True) for table in reading.tables)
        back = _read_back(forms)
        if lost := _of_rows(reading.tables, back):
            return Printed(forms, lost)
    others = tuple(map(_other_words, reading.tables, back))
    if any(others):
        forms = tuple(
            form_of(table, entries=words, doubtful=doubtful)
            for table, words in zip(reading.tables, others, strict=True)
        )
        back = _read_back(forms)
        if lost := _of_rows(reading.tables, back):
            return Printed(forms, lost)
    found: list[Uncarried] = []
    for table, other in zip(reading.tables, back, strict=True):
        for one, two in zip(table.projects, other.projects, strict=True):
            found += _of_project(one, two)
    return Printed(forms, tuple(found))


def forms_of(reading: Reading) -> tuple[Form, ...]:
    """The official form of each table."""
    return printed(reading).forms


def uncarried(reading: Reading) -> tuple[Uncarried, ...]:
    """What the prose of the official form cannot carry, with its place."""
    return printed(reading).problems


def _other_words(table: ObjectiveTable, back: ObjectiveTable) -> dict[int, tuple[str, ...]]:
    """For projects whose indicators came back otherwise: words that do not, where there are any."""
    found = {}
    for number, (one, two) in enumerate(zip(table.projects, back.projects, strict=True)):
        if not one.indicators or _said(one) == _said(two):
            continue
        unit = SpendingUnit(None, Funding(), (), (one,))
        alone = replace(table, grand_total=Funding(), spending_units=(unit,))
        for texts in _ways(one.indicators):
            (again,) = _read_back((form_of(alone, entries={0: texts}),)) or (None,)
            if again and [_said(project) for project in again.projects] == [_said(one)]:
                found[number] = texts
                break
    return found


def _ways(indicators: Sequence[Indicator]) -> Iterator[tuple[str, ...]]:
    """Other ways to print entries: as they stood, if need be with an open end."""
    words = layout_on().entry
    composed = [entry_of(one, words) for one in indicators]
    stood = [one.text + words.end for one in indicators]
    doubted = [
        s if one.doubts else c for one, c, s in zip(indicators, composed, stood, strict=True)
    ]
    whole = [entry_of(one, words, whole=True) for one in indicators]
    for texts in (composed, doubted, stood, whole):
        yield *texts[:-1], texts[-1].removesuffix(words.end)
        yield tuple(texts)
    for number, text in enumerate(stood):
        yield *composed[:number], text, *composed[number + 1 :]


def _read_back(forms: Sequence[Form]) -> tuple[ObjectiveTable, ...]:
    """The tables that a reader finds in the print; none where it finds no table."""
    try:
        return understand(_as_raw(forms), values=False).reading.tables
    except UnreadableDocument:
        return ()


def _as_raw(forms: Sequence[Form]) -> RawDocument:
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
    return collector.document(Document("form", b""), "form")


def _of_rows(
    before: Sequence[ObjectiveTable], after: Sequence[ObjectiveTable]
) -> tuple[Uncarried, ...]:
    """What does not come back as a table, or as a row of its own with its amounts."""
    if len(before) != len(after):
        return (Uncarried("表", f"{len(before)} 张", f"印出后读回来是 {len(after)} 张。"),)
    found = []
    for number, (one, two) in enumerate(zip(before, after, strict=True), start=1):
        heads = zip(_head(one), _head(two), strict=True)
        lost = [(title, text, back) for (title, text), (_, back) in heads if text != back]
        taken = [fault for title, _, back in lost if (fault := _taken_for(one, back, title))]
        if taken:  # a row that became a line of the front is no row any more
            found += taken
            continue
        found += [_fault(f"第 {number} 张表的{title}", text) for title, text, _ in lost]
        rows, again = list(_rows(one)), list(_rows(two))
        if [row.said for row in rows] == [row.said for row in again]:
            continue
        # A head or label inside a text takes the text to another column, or the row away.
        marked = next((row for row in rows if mark_in(row.text)), None)
        if marked is not None:
            found.append(_fault(f"{marked.called}的绩效目标", marked.text))
            continue
        line = next((n for n, row in enumerate(rows) if row.said not in _said_at(again, n)), 0)
        found.append(
            Uncarried(f"第 {number} 张表", rows[line].called if rows else "（空）", _CHANGED)
        )
    return tuple(found)


def _taken_for(table: ObjectiveTable, back: str, title: str) -> Uncarried | None:
    """The text of a row that comes back as a label line of the table's front."""
    for project in table.projects if back else ():
        called = f"项目“{shortened(project.name or '（无名称）')}”"
        texts = [(f"{called}的绩效目标", project.objective or "")]
        for count, one in enumerate(project.indicators, start=1):
            texts.append((f"{called}指标 {one.number or f'第 {count} 条'}", one.text))
        for where, text in texts:
            start = text.find(title)
            if start >= 0 and back.rstrip("。") in fold(text):
                why = f"印出后会被读成表的{title}；请改写这几个字。"
                return Uncarried(f"{where}第 {start + 1} 字起", title, why)
    return None


def _head(table: ObjectiveTable) -> list[tuple[str, str]]:
    year = "" if table.budget_year is None else str(table.budget_year)
    return [
        ("部门名称", fold(table.department or "")),
        ("年度", year),
        ("金额单位", table.amount_unit or ""),
        ("合计", str(table.grand_total)),
    ]


class _Line(NamedTuple):
    """A row: what must come back, its name for people, and its longest text."""

    said: tuple[str, str, Funding]
    called: str
    text: str


def _rows(table: ObjectiveTable) -> Iterator[_Line]:
    for unit in table.spending_units:
        if unit.name is not None or unit.funding != Funding():
            name = unit.name or ""
            yield _Line(("unit", fold(name), unit.funding), f"单位“{shortened(name)}”", "")
        for project in unit.projects:
            name = project.name or ""
            called = f"项目“{shortened(name or '（无名称）')}”"
            yield _Line(("project", fold(name), project.funding), called, project.objective or "")


def _said_at(rows: Sequence[_Line], line: int) -> list[tuple[str, str, Funding]]:
    return [row.said for row in rows[line : line + 1]]


_Parts = list[tuple[str, str]]


def _said(project: Project) -> list[_Parts]:
    """What the indicators of a project say, white space folded."""
    return [[(title, fold(text)) for title, text in _parts(one)] for one in project.indicators]


def _parts(one: Indicator) -> _Parts:
    period, annual = one.period_target, one.annual_target
    return [
        ("编号", "" if one.number is None else str(one.number)),
        ("一级指标", f"{one.level1.code or ''}-{one.level1.label or ''}"),
        ("二级指标", f"{one.level2.code or ''}-{one.level2.label or ''}"),
        ("名称", one.name or ""),
        ("实施周期指标值", "—" if period is None else period.text),
        ("年度指标值", "—" if annual is None else annual.text),
    ]


def _of_project(one: Project, other: Project) -> list[Uncarried]:
    where = f"项目“{shortened(one.name or '（无名称）')}”"
    found = []
    if fold(one.objective or "") != fold(other.objective or ""):
        found.append(_fault(f"{where}的绩效目标", one.objective or ""))
    before, after = _said(one), _said(other)
    if found or before == after:
        return found
    # One entry that is taken apart moves all behind it: only the first is told.
    number = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    number = min(len(before), len(after)) if number is None else number
    near = [n for n in (number, number - 1, number + 1) if 0 <= n < len(before)]
    faults = []
    for n in near:
        called = f"{where}指标 {one.indicators[n].number or f'第 {n + 1} 条'} "
        if one.indicators[n].name is None:
            faults.append(Uncarried(called.rstrip(), "（没有名称）", _NAMELESS))
        parts = _parts(one.indicators[n])[3:]
        faults += [_fault(f"{called}的{title}", text) for title, text in parts]
    sure = [fault for fault in faults if fault.why != _CHANGED]
    return found + ((sure or faults)[:1])


def _fault(where: str, text: str) -> Uncarried:
    mark = mark_in(text)
    if mark is None:
        return Uncarried(where, shortened(text), _CHANGED)
    place = f"{where}第 {mark.start + 1} 字起"
    return Uncarried(place, text[mark.start : mark.end], _WHY[mark.kind])
