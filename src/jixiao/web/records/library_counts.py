"""What a tally of the indicator library counts; plain data, so that a migration can count too."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

TIMES, SOURCES = "times", "sources"
NAME, COMPARATOR, MEASURE_UNIT, NUMBER = "name", "comparator", "measure_unit", "number"

Tallied = dict[str, Any]
Place = tuple[int, bool]
"""An organisation's id, 0 for everybody; and whether public versions are counted or working copies."""
EVERYBODY = 0
WORKING_COPIES: Place = EVERYBODY, False
"""What puts the library in order: a disclosed table is there once more as its public version."""


class Used(NamedTuple):
    """What is counted of one use."""

    entry: int
    name: str
    comparator: str
    measure_unit: str
    number: str


class Change(dict[tuple[Place, int], Counter[tuple[str, str]]]):
    """What changes in the tallies of entries at places."""

    def add(self, path: str, *, is_public: bool, uses: Iterable[Used], sign: int = 1) -> None:
        """Count the uses of one source, or with -1 no longer."""
        counted: dict[int, Counter[tuple[str, str]]] = {}
        for one in uses:
            found = counted.setdefault(one.entry, Counter({(SOURCES, ""): sign}))
            found[TIMES, ""] += sign
            found[NAME, one.name] += sign
            for part, value in (
                (COMPARATOR, one.comparator),
                (MEASURE_UNIT, one.measure_unit),
                (NUMBER, one.number and f"{one.number} {one.measure_unit}"),
            ):
                if value:
                    found[part, value] += sign
        for org in places_above(path):
            for entry, many in counted.items():
                self.setdefault(((org, is_public), entry), Counter()).update(many)

    def real(self) -> dict[tuple[Place, int], Counter[tuple[str, str]]]:
        """Without what comes out even."""
        kept = {
            key: Counter({part: n for part, n in many.items() if n}) for key, many in self.items()
        }
        return {key: many for key, many in kept.items() if many}


def places_above(path: str) -> list[int]:
    """For whom something at a path is counted.

    >>> places_above("/1/5/")
    [0, 1, 5]
    """
    return [EVERYBODY, *(int(part) for part in path.split("/") if part)]


def changed(tally: Tallied | None, change: Mapping[tuple[str, str], int]) -> Tallied:
    """A tally with a change made; what is no longer there is left out.

    >>> once = changed(None, {("times", ""): 2, ("name", "场次"): 2})
    >>> changed(once, {("times", ""): -2, ("name", "场次"): -2})
    {}
    """
    now = {part: dict(many) for part, many in (tally or {}).items()}
    for (part, value), number in change.items():
        many = now.setdefault(part, {})
        if left := many.get(value, 0) + number:
            many[value] = left
        else:
            many.pop(value, None)
    return {part: many for part, many in now.items() if many}


def together(tallies: Iterable[tuple[Tallied, int]]) -> dict[str, Counter[str]]:
    """Tallies counted together, each with its sign."""
    found: dict[str, Counter[str]] = {}
    for tally, sign in tallies:
        for part, many in tally.items():
            of_part = found.setdefault(part, Counter())
            for value, number in many.items():
                of_part[value] += sign * number
    return {part: +many for part, many in found.items()}
