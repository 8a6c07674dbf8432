"""Sums as an oracle: 合计 = Σ units = Σ projects, 总计 = Σ funding columns, in exact decimals.

A repair is applied only where the print itself suggests several readings and exactly one set
of them makes the sums hold.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from jixiao.model import (
    AMOUNT_FIELDS,
    FUNDING_FIELDS,
    ArithmeticCheck,
    Funding,
    ObjectiveTable,
    Verdict,
)
from jixiao.understanding.versions import Version

_HALF_CENT = Decimal("0.005")
_MOST_COMBINATIONS = 1 << 17
_MOST_LISTED = 12


def tolerance(addends: int) -> Decimal:
    """The largest gap that rounding of ``addends`` amounts and their sum to cents can make."""
    return _HALF_CENT * (addends + 1)


def verdict(printed: Decimal | None, addends: Sequence[Decimal | None]) -> Verdict:
    """Whether a printed sum agrees with its addends; blank addends count as nothing.

    >>> verdict(Decimal("6087.40"), [Decimal("6087.41")])
    <Verdict.ROUNDING: 'rounding'>
    """
    present = [amount for amount in addends if amount is not None]
    return _verdict(printed, sum(present, Decimal(0)), len(present))


def _verdict(printed: Decimal | None, computed: Decimal, addends: int) -> Verdict:
    if printed is None or not addends:
        return Verdict.UNDECIDED
    gap = abs(printed - computed)
    if not gap:
        return Verdict.EXACT
    return Verdict.ROUNDING if gap <= tolerance(addends) else Verdict.GAP


def check(
    of: str,
    by: str,
    name: str | None,
    printed: Funding,
    rows: Sequence[Funding],
    *,
    known: bool = True,
) -> list[ArithmeticCheck]:
    """The sums of one printed row, a check for each column in which anything is printed.

    Where ``known`` is false an addend is not known, and the verdict is undecided.
    """
    checks = []
    for column in AMOUNT_FIELDS:
        amount = getattr(printed, column)
        addends = [value for row in rows if (value := getattr(row, column)) is not None]
        if amount is None and not addends:
            continue
        computed, count = sum(addends, Decimal(0)), len(addends)
        outcome = _verdict(amount, computed, count) if known else Verdict.UNDECIDED
        checks.append(
            ArithmeticCheck(
                of, by, name, column, amount, computed if count else None, count, outcome
            )
        )
    return checks


def check_funding(of: str, name: str | None, funding: Funding) -> list[ArithmeticCheck]:
    """总计 against its funding columns; only where they do not agree exactly."""
    parts = [value for c in FUNDING_FIELDS if (value := getattr(funding, c)) is not None]
    if not parts or funding.total is None:
        return []
    outcome = verdict(funding.total, parts)
    if outcome is Verdict.EXACT:
        return []
    if len(parts) == 1:
        outcome = Verdict.GAP  # one amount printed twice cannot differ by rounding
    computed = sum(parts, Decimal(0))
    return [
        ArithmeticCheck(of, "funding", name, "total", funding.total, computed, len(parts), outcome)
    ]


def sums_of(table: ObjectiveTable) -> tuple[ArithmeticCheck, ...]:
    """The sums of a table's records, as `understand` finds them in its rows."""
    found: list[ArithmeticCheck] = []
    named = [unit for unit in table.spending_units if unit.name is not None]
    projects = [project.funding for project in table.projects]
    if table.grand_total != Funding():
        units = [unit.funding for unit in named]
        found += check("grand_total", "spending_units", None, table.grand_total, units)
        found += check("grand_total", "projects", None, table.grand_total, projects)
    for unit in named:
        own = [project.funding for project in unit.projects]
        found += check("spending_unit", "projects", unit.name, unit.funding, own)
    found += check_funding("grand_total", None, table.grand_total)
    for unit in table.spending_units:
        found += check_funding("spending_unit", unit.name, unit.funding)
        for project in unit.projects:
            found += check_funding("project", project.name, project.funding)
    return tuple(found)


class Solutions(NamedTuple):
    """Choices of versions under which a sum holds; ``complete`` is false where the search stopped."""

    choices: list[tuple[Version, ...]]
    complete: bool


def solve(printed: Funding, rows: Sequence[Sequence[Version]]) -> Solutions:
    """All choices, one version a row, under which every column of a printed row holds.

    Meets in the middle over the rows with more than one version: the sums of one half are
    looked up among those of the other, so that n rows cost the square root of their
    combinations.
    """
    open_rows = [(index, options) for index, options in enumerate(rows) if len(options) > 1]
    halves = open_rows[::2], open_rows[1::2]
    for half in halves:
        combinations = 1
        for _, options in half:
            combinations *= len(options)
        if combinations > _MOST_COMBINATIONS:
            return Solutions([], complete=False)
    if printed.total is None:
        return Solutions([], complete=True)
    fixed = sum((_total(options[0]) for options in rows if len(options) == 1), Decimal(0))
    left = _half(halves[0])
    right = sorted(_half(halves[1]), key=lambda item: item[0])
    sums = [item[0] for item in right]
    addends = sum(len(options[0].fundings) for options in rows)
    slack = tolerance(addends)
    found: list[tuple[Version, ...]] = []
    for amount, chosen in left:
        wanted = printed.total - fixed - amount
        index = bisect_left(sums, wanted - slack)
        while index < len(sums) and sums[index] <= wanted + slack:
            choice = {**chosen, **right[index][1]}
            versions = tuple(choice.get(i, options[0]) for i, options in enumerate(rows))
            if holds(printed, versions):
                found.append(versions)
            if len(found) > _MOST_LISTED:
                return Solutions(found, complete=False)
            index += 1
    found.sort(key=lambda choice: (sum(v.rank for v in choice), residue(printed, choice)))
    return Solutions(found, complete=True)


def holds(printed: Funding, versions: Iterable[Version]) -> bool:
    """Whether every printed column of a sum row agrees with its addends within rounding."""
    rows = [funding for version in versions for funding in version.fundings]
    return not any(
        one.printed is None or one.verdict in (Verdict.GAP, Verdict.UNDECIDED)
        for one in check("", "", None, printed, rows)
    )


def residue(printed: Funding, versions: Iterable[Version]) -> Decimal:
    """How far the addends' total is from the printed one; a total not printed counts as zero."""
    return abs((printed.total or Decimal(0)) - sum(map(_total, versions), Decimal(0)))


def _total(version: Version) -> Decimal:
    return sum((row.total for row in version.fundings if row.total is not None), Decimal(0))


def _half(
    rows: list[tuple[int, Sequence[Version]]],
) -> list[tuple[Decimal, dict[int, Version]]]:
    indexes = [index for index, _ in rows]
    choices = product(*(options for _, options in rows))
    totals = product(*([*map(_total, options)] for _, options in rows))
    return [
        (sum(total, Decimal(0)), dict(zip(indexes, choice, strict=True)))
        for total, choice in zip(totals, choices, strict=True)
    ]
