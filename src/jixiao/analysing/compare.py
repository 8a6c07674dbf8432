"""Two documents: which table is which, and what changed in each."""

from collections.abc import Collection

import msgspec

from jixiao.analysing.assignment import assign
from jixiao.analysing.names import alike, department_key
from jixiao.analysing.tables import Side, alone_table, compare_tables
from jixiao.model import Difference, DifferenceNote, Reading

DIFF = "jixiao.diff/1"

_LEAST = 600


def compare_readings(before: Reading, after: Reading, *, same: Collection[str] = ()) -> Difference:
    """What changed from one reading to the other.

    Tables are matched by department; where each document has one, these are compared whatever
    their departments are called, with a note.

    Args:
        before: The earlier version or year, with typed values.
        after: The later one.
        same: Keys of doubtful matches that a person has confirmed.
    """
    one, other = _sides(before), _sides(after)
    partners = _partners(one, other)
    outcomes = [compare_tables(one[left], other[right], same) for left, right in partners.items()]
    tables = [outcome.change for outcome in outcomes]
    tables += [
        alone_table(side, added=True)
        for number, side in enumerate(other)
        if number not in partners.values()
    ]
    tables += [
        alone_table(side, added=False) for number, side in enumerate(one) if number not in partners
    ]
    unused = set(same).difference(*(outcome.confirmed for outcome in outcomes))
    if unused and tables:
        notes = [DifferenceNote("confirmation_unused", key) for key in sorted(unused)]
        tables[0] = msgspec.structs.replace(tables[0], notes=(*tables[0].notes, *notes))
    return Difference(DIFF, tuple(tables))


def _sides(reading: Reading) -> list[Side]:
    of_table = [question.subject.table for question in reading.questions]
    return [
        Side(reading.source, number, table, _open(of_table, number - 1, len(reading.tables)))
        for number, table in enumerate(reading.tables, start=1)
    ]


def _open(of_table: list[int | None], number: int, tables: int) -> int:
    return sum(one == number or (one is None and tables == 1) for one in of_table)


def _partners(one: list[Side], other: list[Side]) -> dict[int, int]:
    """Index before → index after."""
    if len(one) == len(other) == 1:
        return {0: 0}
    weights: list[dict[int, int]] = []
    for left, mine in enumerate(one):
        row = {}
        for right, yours in enumerate(other):
            score = alike(
                department_key(mine.table.department), department_key(yours.table.department)
            )
            if score >= _LEAST:
                # Several tables of one department, such as of several years, stay in their order.
                row[right] = score * 1000 + 999 - min(999, abs(left - right))
        weights.append(row)
    found = {left: right for left, right in enumerate(assign(weights)) if right is not None}
    return dict(sorted(found.items(), key=lambda pair: pair[1]))
