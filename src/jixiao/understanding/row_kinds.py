"""Grand total, spending unit or project: what each row of a table is."""

from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.text import likeness
from jixiao.understanding.arithmetic import tolerance
from jixiao.understanding.body import BodyRow, TableLayout
from jixiao.understanding.context import Context
from jixiao.understanding.official import words

_FEWEST = 3
_LONGEST_TOTAL = 4
_ALIKE = 0.5
_MOST_BARE = 400
_MOST_WAYS = 2


@dataclass
class Group:
    """A spending unit's row (None where none is printed) and the project rows after it."""

    row: BodyRow | None
    projects: list[BodyRow] = field(default_factory=list)


@dataclass
class Ordered:
    """The rows of a table by kind. ``doubtful`` rows could be a unit or a project.

    ``subtotals`` are those of a page or a unit: what they sum up stands in other rows.
    """

    grand_total: BodyRow | None
    groups: list[Group]
    doubtful: list[BodyRow]
    repeated_totals: list[BodyRow]
    subtotals: list[BodyRow]

    @property
    def units(self) -> list[BodyRow]:
        """The printed unit rows."""
        return [group.row for group in self.groups if group.row is not None]

    @property
    def projects(self) -> list[BodyRow]:
        """The project rows."""
        return [row for group in self.groups for row in group.projects]

    def named(self) -> list[tuple[BodyRow, str | None, str | None]]:
        """Each row with the names of its unit and project; the grand total has neither."""
        rows: list[tuple[BodyRow, str | None, str | None]] = []
        if self.grand_total is not None:
            rows.append((self.grand_total, None, None))
        for group in self.groups:
            unit = group.row.printed_name if group.row else None
            if group.row is not None:
                rows.append((group.row, unit, None))
            rows += [(row, unit, row.printed_name) for row in group.projects]
        return rows


def mark_grand_total(table: TableLayout, context: Context) -> None:
    """Take a misread 合计 for what it is: a short bare first row, like 合计, before another bare row."""
    rows = table.rows
    if len(rows) < _FEWEST or any(row.is_total for row in rows):
        return
    first, second = rows[:2]
    alike = max(likeness(first.name, label) for label in words()["labels"]["grand_total"])
    short = 0 < len(first.name) <= _LONGEST_TOTAL
    if not (short and alike >= _ALIKE and first.is_bare and second.is_bare):
        return
    first.misread_total = context.notes.repair(
        "label_folded",
        at=first.passage("name").places(0, len(first.passage("name").text)),
        before=first.printed_name,
        after="合计",
        reason="首行只有金额，下一行是单位，行名与“合计”形近。",
        confidence="likely",
        subject=context.subject,
    )


def order_rows(table: TableLayout) -> Ordered:
    """Tell units from projects: a unit row has neither objective nor indicators.

    Which of the bare rows are units is told by the sums where these leave one way; otherwise
    the first is one, and others where their name or the rows after them say so.
    """
    totals = [row for row in table.rows if row.is_total]
    subtotals = [row for row in table.rows if row.is_subtotal]
    rows = [row for row in table.rows if not (row.is_total or row.is_subtotal)]
    ordered = Ordered(totals[0] if totals else None, [], [], totals[1:], subtotals)
    told = [row for row in rows if row.says_nothing != "unit"]
    by_sums = _units_by_sums(told)
    units = {
        id(row)
        for index, row in enumerate(told)
        if (_looks_like_unit(told, index) if by_sums is None else index in by_sums)
    }
    for row in rows:
        if id(row) in units or row.says_nothing == "unit":
            ordered.groups.append(Group(row))
            continue
        if row.is_bare:
            ordered.doubtful.append(row)
        if not ordered.groups:
            ordered.groups.append(Group(None))
        ordered.groups[-1].projects.append(row)
    return ordered


def _units_by_sums(rows: list[BodyRow]) -> set[int] | None:
    """The one way to choose units among the bare rows so that each is the sum of its projects.

    A row joined of halves counts with the least that a half says, and at most with all of them. None where no
    way or several are left, or where there are too many bare rows to try.
    """
    bare = [index for index, row in enumerate(rows) if row.is_bare]
    if not bare or bare[0] != 0 or len(bare) > _MOST_BARE:
        return None
    low, high = [Decimal(0)], [Decimal(0)]
    for row in rows:
        amounts = [total for part in row.parts or (row,) if (total := _total(part)) is not None]
        low.append(low[-1] + min(amounts, default=Decimal(0)))
        high.append(high[-1] + sum(amounts, Decimal(0)))
    ways: dict[int, list[set[int]]] = {len(rows): [set()]}
    for start in reversed(bare):
        printed = _total(rows[start])
        found: list[set[int]] = []
        for stop in [index for index in bare if index > start + 1] + [len(rows)]:
            if printed is None or stop not in ways or stop == start + 1:
                continue
            slack = tolerance(stop - start - 1)
            if (
                low[stop] - low[start + 1] - slack
                <= printed
                <= high[stop] - high[start + 1] + slack
            ):
                found += [{start, *way} for way in ways[stop]]
        ways[start] = found[:_MOST_WAYS]
    return ways[0][0] if len(ways[0]) == 1 else None


def _total(row: BodyRow) -> Decimal | None:
    amount = row.amounts.get("total")
    if amount is None:
        return None
    return amount.guess if amount.value is None else amount.value


def _looks_like_unit(rows: list[BodyRow], index: int) -> bool:
    """Whether a bare row is the first before others, or has the name of an organisation."""
    row, followed = rows[index], index + 1 < len(rows)
    if not row.is_bare or (index == 0 and followed):
        return row.is_bare
    endings = tuple(words()["organisations"]["endings"])
    return (followed or index == 0) and row.name.split("(")[0].endswith(endings)
