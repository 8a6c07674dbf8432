"""What the official form prints for a table: title, head, and rows of seven cells."""

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from jixiao.model import AMOUNT_FIELDS, Funding, ObjectiveTable, Project, SpendingUnit
from jixiao.publishing.official.prose import EntryWords, entry_of

RowKind = Literal["grand_total", "spending_unit", "project"]


class Column(NamedTuple):
    """A column: field of the record, its heading, and its share of the width."""

    field: str
    title: str
    share: int


class Layout(NamedTuple):
    """The words of the form, as in force on a day."""

    title: str
    department_label: str
    unit_label: str
    year_label: str
    total_label: str
    nothing: str
    nothing_under: str
    unit_mark: str
    columns: tuple[Column, ...]
    entry: EntryWords


class FormRow(NamedTuple):
    """One printed row; ``amounts`` in the order of `AMOUNT_FIELDS`, None where nothing is printed.

    ``entries`` are the indicators as they stand in their cell, one after the other.
    """

    kind: RowKind
    name: str
    amounts: tuple[Decimal | None, ...]
    objective: str
    entries: tuple[str, ...]
    record: Project | SpendingUnit | ObjectiveTable

    @property
    def indicators(self) -> str:
        """The text of the last cell: each entry begins a line."""
        return "\n".join(self.entries)


class Form(NamedTuple):
    """A table as the official form prints it."""

    layout: Layout
    title: str
    department: str
    amount_unit: str
    year: int | None
    rows: tuple[FormRow, ...]

    @property
    def head(self) -> tuple[str, str, str]:
        """The line above the header: department at the left, year in the middle, unit at the right."""
        words = self.layout
        year = f"{words.year_label}{self.year}" if self.year is not None else ""
        unit = f"{words.unit_label}{self.amount_unit}" if self.amount_unit else ""
        department = f"{words.department_label}{self.department}" if self.department else ""
        return department, year, unit


@cache
def layout_on(day: datetime.date | None = None) -> Layout:
    """The form in force on a day; without a day the newest.

    Raises:
        LookupError: No form was in force yet.
    """
    text = (resources.files(__package__) / "form.toml").read_text(encoding="utf-8")
    for block in sorted(tomllib.loads(text)["in_force"], key=lambda b: b["from"], reverse=True):
        if day is None or block["from"] <= day:
            return _layout(block)
    raise LookupError(day)


def _layout(block: dict[str, Any]) -> Layout:
    columns = tuple(Column(one["field"], one["title"], one["share"]) for one in block["columns"])
    entry = EntryWords(*(block[field] for field in EntryWords._fields))
    heads = {
        field: block[field]
        for field in Layout._fields
        if field.endswith(("title", "label")) or field.startswith(("nothing", "unit_mark"))
    }
    return Layout(**heads, columns=columns, entry=entry)


def form_of(
    table: ObjectiveTable,
    layout: Layout | None = None,
    *,
    entries: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
    doubtful: bool = False,
) -> Form:
    """The official form of a table.

    Args:
        table: What to print.
        layout: The words; the newest where left out.
        entries: Other words for the indicators of a project, by its place among ``table.projects``.
        doubtful: Rows could be taken for others: units, and projects without a name, say what
            they are.
    """
    layout = layout or layout_on()
    return Form(
        layout,
        layout.title,
        table.department or "",
        table.amount_unit or "",
        table.budget_year,
        tuple(_rows(table, layout, entries, doubtful=doubtful)),
    )


def _rows(
    table: ObjectiveTable,
    layout: Layout,
    entries: Mapping[int, tuple[str, ...]],
    *,
    doubtful: bool,
) -> Iterator[FormRow]:
    number = 0
    if table.grand_total != Funding() or not table.spending_units:
        money = _amounts(table.grand_total)
        yield FormRow("grand_total", layout.total_label, money, "", (), table)
    for unit in table.spending_units:
        if unit.name is not None or unit.funding != Funding():
            # A row of amounts before another looks like a project.
            nothing = layout.unit_mark * doubtful if unit.projects else layout.nothing_under
            money = _amounts(unit.funding)
            yield FormRow("spending_unit", unit.name or "", money, nothing, (), unit)
        for project in unit.projects:
            texts = entries.get(number) or tuple(
                entry_of(one, layout.entry) for one in project.indicators
            )
            objective = project.objective or ""
            if not objective and not texts:
                # Without any text in these two cells it would look like a unit's row.
                objective, texts = layout.nothing, (layout.nothing,)
            money = _amounts(project.funding)
            name = project.name or layout.entry.nameless * doubtful
            yield FormRow("project", name, money, objective, texts, project)
            number += 1


def _amounts(funding: Funding) -> tuple[Decimal | None, ...]:
    return tuple(getattr(funding, field) for field in AMOUNT_FIELDS)


def printed_amount(amount: Decimal | None) -> str:
    """An amount with thousands separators and the decimals it has; nothing for None.

    >>> printed_amount(Decimal("49000.00")), printed_amount(None)
    ('49,000.00', '')
    """
    return "" if amount is None else f"{amount:,f}"
