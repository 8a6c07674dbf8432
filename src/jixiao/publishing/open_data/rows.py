"""Readings as rows of the data dictionary, which every form of open data writes its own way."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.model import (
    AMOUNT_FIELDS,
    Doubt,
    Funding,
    Indicator,
    ObjectiveTable,
    Place,
    Project,
    Question,
    Reading,
    Repair,
    SpendingUnit,
    Target,
    TargetValue,
)
from jixiao.model.dataset import Row, amount_columns, carries
from jixiao.publishing.carrying import CannotCarry, Uncarried
from jixiao.text import shown

_COLUMNS = {prefix: amount_columns(prefix) for prefix in ("grand", "unit", "project")}
_MOST_WHOLE = 2**63
_TYPED = (
    "kind", "number", "upper", "measure_unit", "comparator", "date", "grade", "direction",
    "confidence",
)  # fmt: skip
_NAMES = {
    term: (f"{term}_target", *(f"{term}_{part}" for part in _TYPED))
    for term in ("period", "annual")
}


class TableRows(NamedTuple):
    """A table's row, and its units, each with its projects; made while one goes over them."""

    row: Row
    units: "Iterator[UnitRows]"


class UnitRows(NamedTuple):
    """A spending unit's row, and its projects."""

    row: Row
    projects: "Iterator[ProjectRows]"


class ProjectRows(NamedTuple):
    """A project's row, and its indicators with their rows."""

    row: Row
    indicators: list[tuple[Indicator, Row]]


class Group(NamedTuple):
    """Rows of the one-file forms that differ in their indicator only.

    ``front`` holds table, unit and project. No indicators means one row, without an indicator.
    """

    front: Row
    indicators: list[Row]


def tables_of(readings: Iterable[Reading]) -> Iterator[TableRows]:
    """All tables of all readings, numbered through.

    Raises:
        CannotCarry: An amount or number has more digits than the forms carry.
    """
    number = 0
    for reading in readings:
        for index, table in enumerate(reading.tables):
            number += 1
            row = _table_row(reading, table, index, number)
            yield TableRows(row, _units(reading.source.name, table, number))


def groups_of(readings: Iterable[Reading]) -> Iterator[Group]:
    """The rows of the one-file forms; what has no parts gets a row of its own."""
    for table in tables_of(readings):
        bare_table = True
        for unit in table.units:
            bare_table = bare_unit = False
            for project in unit.projects:
                bare_unit = True
                rows = [row for _, row in project.indicators]
                yield Group({**table.row, **unit.row, **project.row}, rows)
            if not bare_unit:
                yield Group({**table.row, **unit.row}, [])
        if bare_table:
            yield Group(dict(table.row), [])


def _table_row(reading: Reading, table: ObjectiveTable, index: int, number: int) -> Row:
    source = reading.source
    return {
        "table_number": number,
        "source_name": re.split(r"[/\\]", source.name)[-1],
        "source_sha256": source.sha256,
        "table_kind": table.kind,
        "title": table.title,
        "department": table.department,
        "budget_year": table.budget_year,
        "budget_year_origin": table.origins.budget_year,
        "amount_unit": table.amount_unit,
        **_amounts("grand", table.grand_total, source.name, f"第 {number} 张表的合计"),
        "repairs": _places_of(reading.repairs, index),
        "questions": _places_of(reading.questions, index),
    }


def _places_of(notes: Iterable[Repair | Question], table: int) -> int:
    """How many there are of one table, or of the whole document; one key is one place."""
    return len({note.key for note in notes if note.subject.table in (table, None)})


def _units(document: str, table: ObjectiveTable, number: int) -> Iterator[UnitRows]:
    before = 0
    for position, unit in enumerate(table.spending_units, start=1):
        place = f"第 {number} 张表的单位“{shown(unit.name or '（无名称）')}”"
        row: Row = {
            "table_number": number,
            "unit_number": position,
            "spending_unit": unit.name,
            **_amounts("unit", unit.funding, document, place),
        }
        yield UnitRows(row, _projects(document, unit, row, before))
        before += len(unit.projects)


def _projects(document: str, unit: SpendingUnit, above: Row, before: int) -> Iterator[ProjectRows]:
    for number, project in enumerate(unit.projects, start=before + 1):
        row = _project_row(document, project, above, number)
        indicators = [
            (indicator, _indicator_row(document, indicator, row, position))
            for position, indicator in enumerate(project.indicators, start=1)
        ]
        yield ProjectRows(row, indicators)


def _project_row(document: str, project: Project, above: Row, number: int) -> Row:
    place = f"第 {above['table_number']} 张表的项目“{shown(project.name or '（无名称）')}”"
    return {
        "table_number": above["table_number"],
        "project_number": number,
        "unit_number": above["unit_number"],
        "project": project.name,
        **_amounts("project", project.funding, document, place),
        "objective": project.objective,
        "project_doubts": _doubts(project.doubts),
        "project_printed_at": _places(project.at.name),
    }


def _indicator_row(document: str, indicator: Indicator, above: Row, position: int) -> Row:
    number = indicator.number
    row: Row = {
        "table_number": above["table_number"],
        "project_number": above["project_number"],
        "indicator_position": position,
        "indicator_number": number,
        "level1_code": indicator.level1.code,
        "level1_label": indicator.level1.label,
        "level2_code": indicator.level2.code,
        "level2_label": indicator.level2.label,
        "indicator_class": indicator.class_,
        "indicator": indicator.name,
    }
    for term, target in (("period", indicator.period_target), ("annual", indicator.annual_target)):
        row.update(zip(_NAMES[term], _target(target), strict=True))
        for part in ("number", "upper"):
            value = row[f"{term}_{part}"]
            if isinstance(value, Decimal) and not _carried(value, "number"):
                raise _too_long(document, _where({**above, **row}), value)
    if number is not None and not -_MOST_WHOLE <= number < _MOST_WHOLE:
        raise _too_long(document, _where({**above, **row}), number)
    row["indicator_text"] = indicator.text
    row["indicator_doubts"] = _doubts(indicator.doubts)
    row["indicator_printed_at"] = _places(indicator.at)
    return row


def _target(target: Target | None) -> tuple[str | int | Decimal | None, ...]:
    if target is None:
        return (None,) * (1 + len(_TYPED))
    if target.value is None:
        return (target.text, *(None,) * len(_TYPED))
    return (target.text, *typed(target.value).values())


def typed(value: TargetValue) -> Row:
    """The columns of a typed value, without the prefix of its term."""
    unit = value.measure_unit
    return {
        "kind": value.kind,
        "number": value.number,
        "upper": value.upper,
        "measure_unit": None if unit is None else unit.canonical or unit.text,
        "comparator": value.comparison_code,
        "date": value.date,
        "grade": value.grade,
        "direction": value.direction,
        "confidence": value.confidence,
    }


def _amounts(prefix: str, funding: Funding, document: str, place: str) -> Row:
    row: Row = {}
    for column, field in zip(_COLUMNS[prefix], AMOUNT_FIELDS, strict=True):
        amount: Decimal | None = getattr(funding, field)
        if amount is not None and not _carried(amount, "amount"):
            raise _too_long(document, place, amount)
        row[column] = amount
    return row


@lru_cache(maxsize=4096)
def _carried(value: Decimal, kind: str) -> bool:
    return carries(value, kind)


def _too_long(document: str, place: str, value: Decimal | int) -> CannotCarry:
    text = str(value)
    most = 40
    text = text if len(text) <= most else text[:most] + "…"
    return CannotCarry(
        (Uncarried(f"{document}{place}", text, "位数太多，写不下；请对照原件核对。"),)
    )


def _doubts(doubts: tuple[Doubt, ...]) -> str | None:
    lines = (f"{doubt.kind}：{' '.join(doubt.message.split())}" for doubt in doubts)
    return "\n".join(lines) if doubts else None


def _places(places: tuple[Place, ...]) -> str | None:
    return "|".join(map(str, places)) if places else None


def refuse_unwritable(rows: Iterable[Row]) -> None:
    """Find the text that is in no UTF-8: half of a surrogate pair.

    Raises:
        CannotCarry: It was found.
    """
    for row in rows:
        for text in row.values():
            try:
                str(text).encode()
            except UnicodeEncodeError as error:
                half = f"U+{ord(error.object[error.start]):04X}"
                why = f"里有不成字的半个编码（{half}），写不下；请删去这个字，或对照原件补上。"
                name = str(row.get("source_name") or "")
                problem = Uncarried(f"{name}{_where(row)}", str(text), why)
                raise CannotCarry((problem,)) from None


def _where(row: Row) -> str:
    parts = [f"第 {row.get('table_number')} 张表"]
    if row.get("project"):
        parts.append(f"项目“{shown(str(row['project']))}”")
    elif row.get("project_number") is not None:
        parts.append(f"第 {row['project_number']} 个项目")
    if row.get("indicator_position") is not None:
        parts.append(f"第 {row['indicator_position']} 条指标")
    return "，".join(parts)
