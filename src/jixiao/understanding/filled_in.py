"""Read a filled fill-in workbook: one row an indicator, a column for each of its parts."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from jixiao.model import (
    AMOUNT_FIELDS,
    Funding,
    ObjectiveTable,
    Place,
    Project,
    ProjectPlaces,
    RawCell,
    RawDocument,
    SpendingUnit,
    Subject,
    TablePlaces,
    fill_in_columns,
    fill_in_example,
)
from jixiao.text import fold
from jixiao.understanding.amounts import is_nothing, read_amount
from jixiao.understanding.arithmetic import sums_of
from jixiao.understanding.context import Context
from jixiao.understanding.filled_rows import Row, indicator_of
from jixiao.understanding.front import Front, labels_in
from jixiao.understanding.identity import Identity
from jixiao.understanding.ledger import UNREAD, Claims
from jixiao.understanding.outside import outside
from jixiao.understanding.passage import Passage

_FRONT_ROWS = 20  # in which the row of headings is looked for
_SURE = ("project", "level1", "level2", "name", "annual_target")
"""Columns that no other form has side by side."""
_OF_PROJECT = ("spending_unit", "project", *AMOUNT_FIELDS, "objective")
_NEEDED_ONCE = ("spending_unit", "project", "total", "objective")
_ADVICE = "请在表里补填、改正后再读。"
_MOST_PLACES = 20


class Sheet(NamedTuple):
    """A sheet of the fill-in workbook; ``first`` is the number of its first row in the document."""

    front: list[tuple[RawCell, ...]]
    headings: dict[int, str]
    header: tuple[RawCell, ...]
    body: list[tuple[RawCell, ...]]
    first: int


def filled_sheets(raw: RawDocument) -> list[Sheet]:
    """The sheets with the headings of the fill-in workbook; there are none in another document."""
    found = []
    first = 0
    for table in raw.tables:
        for number, row in enumerate(table.rows[:_FRONT_ROWS]):
            headings = _headings(row)
            if set(_SURE) <= set(headings.values()):
                rows = list(table.rows)
                found.append(Sheet(rows[:number], headings, row, rows[number + 1 :], first))
                break
        first += len(table.rows)
    return found


def leave_the_rest_outside(raw: RawDocument, sheets: Sequence[Sheet], claims: Claims) -> None:
    """The list of choices, and whatever else is in the workbook, is no part of a table."""
    extents = []
    for one in sheets:
        length = len(one.front) + 1 + len(one.body)
        extents.append((one.first, one.first + length - 1))
    claims.leave_outside(outside(raw, extents))


def read_filled_in(
    sheet: Sheet, file_name: str, year: int | None, context: Context, *, values: bool
) -> ObjectiveTable:
    """The records of a sheet. What is not filled in though it must be is asked for, with its cell.

    The sheet has no row of sums: units and grand total are added up, which is recorded.
    """
    front = Front()
    for cell in (cell for row in sheet.front for cell in row if cell.text.strip()):
        labels = labels_in(Passage.of(cell))
        for kind, labelled in labels:
            if kind == "title":
                context.claims.whole(cell, "title")
            front.put(kind, labelled)
        if not labels:
            context.claims.whole(cell, "label")
    for cell in sheet.header:
        context.claims.whole(cell, "fill_in_heading")
    identity = Identity(front, file_name, year, context)
    units: dict[str, tuple[Row, list[list[Row]]]] = {}
    for unit, rows in _projects(_rows(sheet, context)):
        units.setdefault(fold(unit), (rows[0], []))[1].append(rows)
    made = tuple(_unit(first, many, context, values=values) for first, many in units.values())
    total = _added("合计", [one.funding for one in made], _totals(made), context)
    table = ObjectiveTable(
        kind="project-objectives",
        dialect=None,
        title=identity.title,
        department=identity.department,
        budget_year=identity.year,
        amount_unit=identity.amount_unit,
        origins=identity.origins,
        grand_total=total,
        spending_units=made,
        arithmetic=(),
        at=TablePlaces(head=front.at),
    )
    return replace(table, arithmetic=sums_of(table))


@cache
def _titles() -> dict[str, str]:
    """The column of each folded heading."""
    return {fold(column.title): column.key for column in fill_in_columns()}


def _headings(row: tuple[RawCell, ...]) -> dict[int, str]:
    """The column of each heading, by its number from 0."""
    titles = _titles()
    found: dict[int, str] = {}
    others = len(row) - len(_SURE)  # that there may be; rows with more are most of a document
    for index, cell in enumerate(row):
        if others < 0:
            break
        key = titles.get(fold(cell.text).lstrip("*＊")) if len(cell.text) < 40 else None
        if key is not None and key not in found.values():
            found[index] = key
        else:
            others -= 1
    return found


def _rows(sheet: Sheet, context: Context) -> Iterator[Row]:
    """The rows that say something; the example is not one of them."""
    for cells in sheet.body:
        by_key: dict[str, RawCell] = {}
        strays = []
        for index, cell in enumerate(cells):
            # A cell alone in its row came without the empty ones around it.
            place = cell.column - 1 if len(cells) == 1 and cell.column else index
            if place in sheet.headings:
                by_key[sheet.headings[place]] = cell
            elif cell.text.strip():
                strays.append(cell)
        for cell in strays:
            _ask(
                "stray_text", f"表中夹有不属于任何一栏的文字：“{cell.text[:60]}”。",
                "请看它属于哪一栏。", [cell], context,
            )  # fmt: skip
            context.claims.claim(Passage.of(cell), 0, len(Passage.of(cell).text), UNREAD)
        row = Row(by_key)
        if row.filled() and not _is_example(row, context):
            yield row


def _is_example(row: Row, context: Context) -> bool:
    example = fill_in_example()
    if not fold(row.text("spending_unit")).startswith(fold(example["spending_unit"])[:2]):
        return False
    for key, cell in row.cells.items():
        context.claims.whole(cell, "fill_in_example")
        same = fold(cell.text) == fold(example.get(key, ""))
        number = read_amount(cell).value if key in AMOUNT_FIELDS else None
        if not same and (number is None or number != Decimal(example.get(key, "0"))):
            _ask(
                "fill_in_example", f"以“示例”开头的一行没有读，其中“{cell.text[:40]}”不是示例原来的字。",
                "如果这一行是要填报的，请把“资金使用单位”改成单位的名称。", [cell], context,
            )  # fmt: skip
            break
    return True


def _projects(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows by project, with the unit's name; what a row leaves blank is that of the row before."""
    known: dict[tuple[str, str], list[Row]] = {}
    order: list[tuple[str, list[Row]]] = []
    unit = project = ""
    for row in rows:
        named = row.text("project")
        unit = row.text("spending_unit") or unit
        project = named or project
        key = (fold(unit), fold(project))
        if key not in known or (named and _begins_another(known[key], row)):
            known[key] = []
            order.append((unit, known[key]))
        known[key].append(row)
    yield from order


def _begins_another(rows: list[Row], row: Row) -> bool:
    """Whether a row with the same names is of another project: other money, and counted anew."""
    money = [one.amounts() for one in rows if any(one.amounts().values())]
    own = row.amounts()
    number, last = row.number(), rows[-1].number()
    again = number is not None and last is not None and number <= last
    again = again or not row.has_indicator()
    return bool(money) and any(own.values()) and own != money[0] and again


def _unit(first: Row, many: list[list[Row]], context: Context, *, values: bool) -> SpendingUnit:
    name = first.text("spending_unit") or None
    projects = tuple(_project(rows, name, context, values=values) for rows in many)
    cell = first.cells.get("spending_unit")
    for row in (row for rows in many for row in rows):
        row.claim("spending_unit", "spending_unit" if row is first else "repeat", context)
    money = [one.funding for one in projects]
    at = tuple(place for one in projects for place in one.at.total)
    funding = _added(name, money, at, context.about(name)) if name else Funding()
    return SpendingUnit(name, funding, _places([cell] if cell and name else []), projects)


def _project(rows: list[Row], unit: str | None, context: Context, *, values: bool) -> Project:
    name = rows[0].text("project") or None
    about = context.about(unit, name)
    _ask_for_blanks(rows, about)
    for row in rows:
        row.claim("project", "project_name" if row is rows[0] else "repeat", about)
    amounts: dict[str, Decimal | None] = {}
    places: dict[str, tuple[Place, ...]] = {}
    for field in AMOUNT_FIELDS:
        amounts[field], places[field] = _amount(field, rows, about)
    objective, objective_at = _objective(rows, about)
    indicators = [indicator_of(row, about, values=values) for row in rows if row.has_indicator()]
    own = rows[0].cells.get("project")
    at = ProjectPlaces(
        name=_places([own] if own and name else []), objective=objective_at, **places
    )
    return Project(name, Funding(**amounts), objective, at, tuple(indicators))


def _ask_for_blanks(rows: list[Row], context: Context) -> None:
    """What must be filled and is not: of a project once, of an indicator in each of its rows."""
    for place, row in enumerate(rows):
        lost = []
        if place == 0:
            lost = [key for key in _NEEDED_ONCE if not any(one.text(key) for one in rows)]
        if row.has_indicator() or len(rows) == 1:
            lost += [key for key in _needed_of_indicator() if not row.text(key)]
        if not lost:
            continue
        named = []
        for column in (one for one in fill_in_columns() if one.key in lost):
            cell = row.cells.get(column.key)
            where = next(iter(_places([cell] if cell else [])), None)
            at = where.cell if where and where.cell else where
            named.append(f"{column.title}（{at}）" if at else f"{column.title}（没有这一栏）")
        cells = [row.cells[key] for key in lost if key in row.cells]
        _ask("required_missing", f"必填的没有填：{'、'.join(named)}。", _ADVICE, cells, context)


@cache
def _needed_of_indicator() -> tuple[str, ...]:
    columns = fill_in_columns()
    return tuple(one.key for one in columns if one.required and one.key not in _OF_PROJECT)


def _amount(
    field: str, rows: list[Row], context: Context
) -> tuple[Decimal | None, tuple[Place, ...]]:
    """The amount of a project: that of its first row which has one; others must agree."""
    chosen: RawCell | None = None
    value: Decimal | None = None
    title = next(column.title for column in fill_in_columns() if column.key == field)
    for row in rows:
        cell = row.cells.get(field)
        if cell is None or is_nothing(cell.text):
            continue
        read = read_amount(cell).value
        if read is None:
            row.claim(field, UNREAD, context)
            _ask(
                "amount_undecided",
                f"{title}印的是“{cell.text[:40]}”，不是数字。",
                _ADVICE,
                [cell],
                context,
            )
        elif chosen is None:
            chosen, value = cell, read
            row.claim(field, "amount", context)
        elif read == value:
            row.claim(field, "repeat", context)
        else:
            row.claim(field, UNREAD, context)
            _ask(
                "fill_in_conflict", f"同一项目的{title}填了不同的数：“{cell.text[:40]}”与前面的“{value}”，取前面的。",
                _ADVICE, [cell], context,
            )  # fmt: skip
    return value, _places([chosen] if chosen else [])


def _objective(rows: list[Row], context: Context) -> tuple[str | None, tuple[Place, ...]]:
    chosen: Row | None = None
    for row in rows:
        text = row.text("objective")
        if not text:
            continue
        if chosen is None:
            chosen = row
            row.claim("objective", "objective", context)
        elif fold(text) == fold(chosen.text("objective")):
            row.claim("objective", "repeat", context)
        else:
            row.claim("objective", UNREAD, context)
            _ask(
                "fill_in_conflict", f"同一项目的绩效目标填了两种：“{text[:40]}”，取前面的。",
                _ADVICE, [row.cells["objective"]], context,
            )  # fmt: skip
    if chosen is None:
        return None, ()
    return chosen.text("objective"), _places([chosen.cells["objective"]])


def _added(name: str, money: Sequence[Funding], at: tuple[Place, ...], context: Context) -> Funding:
    """The sum of each column, recorded; nothing where nothing is, or a person undid it."""
    sums: dict[str, Decimal] = {}
    for field in AMOUNT_FIELDS:
        known = [value for one in money if (value := getattr(one, field)) is not None]
        if known:
            sums[field] = sum(known, Decimal(0))
    if not sums or not context.notes.repair(
        "total_computed",
        at=at[:_MOST_PLACES],
        before="",
        after=format(sums.get("total", Decimal(0)), "f"),
        reason=f"填报表没有“{name}”的金额，按下面各行相加。",
        subject=context.subject,
    ):
        return Funding()
    return Funding(**sums)


def _totals(units: Iterable[SpendingUnit]) -> tuple[Place, ...]:
    return tuple(place for unit in units for one in unit.projects for place in one.at.total)


def _places(cells: Iterable[RawCell]) -> tuple[Place, ...]:
    return tuple(cell.at(0, len(cell.text)) for cell in cells)


def _ask(kind: str, message: str, advice: str, cells: Sequence[RawCell], context: Context) -> None:
    subject: Subject = context.subject
    context.notes.question(kind, message, advice, at=_places(cells), subject=subject)
