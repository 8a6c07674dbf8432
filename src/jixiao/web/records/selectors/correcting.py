"""What a corrected reading of a file means for the table that an earlier reading of it filled."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from jixiao import model
from jixiao.model.table import AMOUNT_FIELDS
from jixiao.text import fold
from jixiao.web.records.assembly import tidy, unpack
from jixiao.web.records.models import Import, ObjectiveTable, Project
from jixiao.web.records.readings import reading_with_only
from jixiao.web.records.returned import Outcome, compare_returned


class Total(NamedTuple):
    """An amount of the 合计 row or of a unit row that only the new reading has changed."""

    row: Any
    name: str
    field: str
    ours: Decimal | None
    theirs: Decimal | None


class Gone(NamedTuple):
    """A project that the new reading no longer has; ``touched`` where somebody worked on it since."""

    project: Project
    touched: bool


class Correction(NamedTuple):
    """What a new reading means for the table; nothing is written yet."""

    base: Import
    table: ObjectiveTable
    theirs: model.Reading
    outcome: Outcome
    totals: tuple[Total, ...]
    gone: tuple[Gone, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the table says all that already."""
        return not (self.outcome.changed or self.totals or self.gone)


def merge_base(one: Import) -> Import | None:
    """The reading of this very file that last filled the table of its year; None where none did."""
    last = (
        Import.objects.filter(
            table__department_id=one.department_id, table__year=one.year,
            state=Import.State.ACCEPTED,
        )
        .select_related("table__department")
        .order_by("-accepted_at", "-pk")
        .first()
    )  # fmt: skip
    return last if last is not None and last.source_id == one.source_id else None


def import_compare(*, one: Import, number: int) -> Correction | None:
    """What a table of a new reading changes, three-way: as it was accepted, as it is, as read now.

    None where there is nothing to merge into.
    """
    base = merge_base(one)
    if base is None or base.reading is None or one.reading is None:
        return None
    whole = unpack(one.reading)
    if base.table is None or not 0 <= number < len(whole.tables):
        return None
    table = base.table
    then = unpack(base.reading).tables[base.table_number]
    theirs = reading_with_only(whole, number, year=one.year, amount_unit=one.amount_unit)
    rows = table.projects.select_related("unit").prefetch_related("indicators")
    ours = [(project, list(project.indicators.all())) for project in rows]
    outcome = compare_returned(ours, then, theirs.table, within=f"{table.pk}/{one.pk}")
    before, after = _names(then), _names(theirs.table)
    gone = tuple(
        Gone(project, base.accepted_at is None or project.changed_at > base.accepted_at)
        for project, _rows in ours
        if _name(project.unit.name, project.name) in before - after
    )
    return Correction(base, table, theirs, outcome, tuple(_totals(table, then, theirs.table)), gone)


def _names(table: model.ObjectiveTable) -> set[tuple[str, str]]:
    return {
        _name(unit.name, project.name) for unit in table.spending_units for project in unit.projects
    }


def _name(unit: str | None, project: str | None) -> tuple[str, str]:
    return fold(unit or ""), fold(project or "")


def _totals(
    table: ObjectiveTable, then: model.ObjectiveTable, now: model.ObjectiveTable
) -> Iterable[Total]:
    """Stated amounts that are as they were read then, and are read otherwise now."""
    sides: list[tuple[Any, str, model.Funding, model.Funding]] = []
    if table.totals_are_stated:
        sides.append((table, _("合计"), then.grand_total, now.grand_total))
    before, after = (
        {fold(unit.name or ""): unit.funding for unit in side.spending_units}
        for side in (then, now)
    )
    for row in table.units.filter(totals_are_stated=True):
        name = fold(row.name)
        if name in before and name in after:
            sides.append((row, row.name, before[name], after[name]))
    for row, title, old, new in sides:
        for field in AMOUNT_FIELDS:
            ours = tidy(getattr(row, field))
            if ours == tidy(getattr(old, field)) != tidy(getattr(new, field)):
                yield Total(row, title, field, ours, getattr(new, field))
