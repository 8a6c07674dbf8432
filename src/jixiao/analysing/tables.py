"""One table before and after: the whole comparison, from the units down to the targets."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from jixiao.analysing.counting import count
from jixiao.analysing.indicators import left_alone
from jixiao.analysing.matching import Doubt, Pair
from jixiao.analysing.money import Money
from jixiao.analysing.names import department_key
from jixiao.analysing.projects import (
    Compared,
    Row,
    Shared,
    alone,
    compare_rows,
    match_projects,
    project_doubt,
    row,
)
from jixiao.analysing.regrouping import Group, splits
from jixiao.analysing.targets import Years
from jixiao.analysing.units import Units, compare_units
from jixiao.model import (
    AMOUNT_FIELDS,
    DifferenceCounts,
    DifferenceNote,
    DoubtfulMatch,
    Funding,
    ObjectiveTable,
    ProjectChange,
    Source,
    TableChange,
    Version,
)
from jixiao.text import fold


class Side(NamedTuple):
    """A table with its document; ``number`` from 1, ``questions`` are those left open."""

    source: Source
    number: int
    table: ObjectiveTable
    questions: int

    @property
    def version(self) -> Version:
        """How the record names this side."""
        table = self.table
        return Version(
            self.source.name,
            self.source.sha256,
            self.source.recognised,
            self.number,
            table.department,
            table.budget_year,
            table.amount_unit,
        )


class Outcome(NamedTuple):
    """A table's change and the keys of doubts that a person's answer met."""

    change: TableChange
    confirmed: set[str]


def compare_tables(before: Side, after: Side, same: Collection[str]) -> Outcome:
    """What changed from one table to the other."""
    one, other = before.table, after.table
    money = Money(one.amount_unit, other.amount_unit)
    units = compare_units(one.spending_units, other.spending_units, money, same)
    rows_before = _rows(one, units, money, before=True)
    rows_after = _rows(other, units, money, before=False)
    work = _Projects(
        rows_before, rows_after, Shared(money, Years(one.budget_year, other.budget_year), same)
    )
    changes = work.changes()
    doubtful = (*units.doubts, *work.doubtful)
    counts = count(len(rows_before), len(rows_after), changes)
    change = TableChange(
        kind="changed",
        changed=_heads(one, other),
        before=before.version,
        after=after.version,
        amount_unit=money.unit,
        notes=_notes(before, after, money),
        counts=counts,
        grand_total=tuple(money.changes([one.grand_total], [other.grand_total])),
        spending_units=units.changes,
        projects=changes,
        doubtful=doubtful,
    )
    return Outcome(change, units.confirmed | work.confirmed)


def alone_table(side: Side, *, added: bool) -> TableChange:
    """A table that the other document does not have."""
    return TableChange(
        kind="added" if added else "dropped",
        changed=(),
        before=None if added else side.version,
        after=side.version if added else None,
        amount_unit=side.table.amount_unit,
        notes=(),
        counts=DifferenceCounts(),
        grand_total=(),
        spending_units=(),
        projects=(),
        doubtful=(),
    )


def _rows(table: ObjectiveTable, units: Units, money: Money, *, before: bool) -> list[Row]:
    common = units.before if before else units.after
    convert = money.before if before else money.after
    rows = []
    for number, unit in enumerate(table.spending_units):
        group: object = common.get(number, ("before" if before else "after", number))
        for project in unit.projects:
            amounts = {field: convert(getattr(project.funding, field)) for field in AMOUNT_FIELDS}
            rows.append(row(project, group, unit.name, Funding(**amounts)))
    return rows


def _heads(one: ObjectiveTable, other: ObjectiveTable) -> tuple[str, ...]:
    changed = []
    if department_key(one.department) != department_key(other.department):
        changed.append("department")
    if fold(one.amount_unit or "") != fold(other.amount_unit or ""):
        changed.append("amount_unit")
    return tuple(changed)


def _notes(before: Side, after: Side, money: Money) -> tuple[DifferenceNote, ...]:
    one, other = before.table, after.table
    notes = []
    if department_key(one.department) != department_key(other.department):
        notes.append(DifferenceNote("department_differs", one.department, other.department))
    units = (one.amount_unit, other.amount_unit)
    if not money.comparable:
        notes.append(DifferenceNote("amounts_not_compared", *units))
    elif money.converts:
        notes.append(DifferenceNote("amount_unit_converted", *units))
    elif (units[0] is None) != (units[1] is None):
        notes.append(DifferenceNote("amount_unit_unknown", *units))
    years = (one.budget_year, other.budget_year)
    if None in years:
        notes.append(
            DifferenceNote(
                "budget_year_unknown", *(None if year is None else str(year) for year in years)
            )
        )
    recognised = [side.source.name if side.source.recognised else None for side in (before, after)]
    if any(recognised):
        notes.append(DifferenceNote("recognised", *recognised))
    if before.questions or after.questions:
        notes.append(DifferenceNote("open_questions", str(before.questions), str(after.questions)))
    return tuple(notes)


class _Projects:
    """All projects of two tables: matched, regrouped, compared."""

    def __init__(self, before: Sequence[Row], after: Sequence[Row], shared: Shared) -> None:
        self._before, self._after, self._shared = before, after, shared
        self.doubtful: list[DoubtfulMatch] = []
        self.confirmed: set[str] = set()

    def changes(self) -> tuple[ProjectChange, ...]:
        """In the later table's order; what was dropped stands last, in the earlier one's."""
        before, after, shared = self._before, self._after, self._shared
        found = match_projects(before, after, shared.same)
        self.confirmed |= found.confirmed
        dropped, added = left_alone(found, len(before), len(after))
        split, merged = self._regrouped(found.pairs, dropped, added)
        used_before = {one.whole for one in split} | {part for one in merged for part in one.parts}
        used_after = {one.whole for one in merged} | {part for one in split for part in one.parts}
        placed: list[tuple[int, ProjectChange]] = []

        def put(place: int, done: Compared) -> None:
            self.doubtful += done.doubts
            self.confirmed |= done.confirmed
            if done.change is not None:
                placed.append((place, done.change))

        for pair in found.pairs:
            if pair.before not in used_before and pair.after not in used_after:
                rows = ([before[pair.before]], [after[pair.after]])
                put(pair.after, compare_rows(*rows, pair.score, pair.by, shared))
        for group in split:
            parts = [after[part] for part in group.parts]
            put(group.parts[0], compare_rows([before[group.whole]], parts, 0, "name", shared))
        for group in merged:
            parts = [before[part] for part in group.parts]
            put(group.whole, compare_rows(parts, [after[group.whole]], 0, "name", shared))
        placed += [
            (number, alone(after[number], "added", shared.money))
            for number in added
            if number not in used_after
        ]
        placed += [
            (len(after) + number, alone(before[number], "dropped", shared.money))
            for number in dropped
            if number not in used_before
        ]
        self._doubts(found.doubts, used_before, used_after)
        placed.sort(key=lambda one: one[0])
        return tuple(change for _, change in placed)

    def _doubts(self, doubts: Sequence[Doubt], used_before: set[int], used_after: set[int]) -> None:
        own = [
            project_doubt(self._before[one.before], self._after[one.after], one)
            for one in doubts
            if one.before not in used_before and one.after not in used_after
        ]
        self.doubtful = [*own, *self.doubtful]

    def _regrouped(
        self, pairs: Sequence[Pair], dropped: Sequence[int], added: Sequence[int]
    ) -> tuple[list[Group], list[Group]]:
        """Splits and merges that do not contend for a project."""
        turned = [one._replace(before=one.after, after=one.before) for one in pairs]
        split = splits(self._before, self._after, pairs, added)
        merged = splits(self._after, self._before, turned, dropped)
        uses: dict[tuple[str, int], int] = {}
        for group, whole, part in [(one, "before", "after") for one in split] + [
            (one, "after", "before") for one in merged
        ]:
            for key in [(whole, group.whole), *((part, number) for number in group.parts)]:
                uses[key] = uses.get(key, 0) + 1

        def clear(group: Group, whole: str, part: str) -> bool:
            keys = [(whole, group.whole), *((part, number) for number in group.parts)]
            return all(uses[key] == 1 for key in keys)

        return (
            [one for one in split if clear(one, "before", "after")],
            [one for one in merged if clear(one, "after", "before")],
        )
