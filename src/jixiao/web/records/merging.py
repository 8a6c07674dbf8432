"""Three-way merge of sheets: what changed on one side only is taken, what changed on both is asked."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from jixiao.web.records.sheet import PROJECT_FIELDS, ROW_FIELDS, Fields, Sheet, by_key

ROW = "row"
"""The field of a conflict about a whole row: one side deleted it, the other changed it."""


class Conflict(NamedTuple):
    """One cell that both sides changed; ``key`` is the row's, empty for a field of the project.

    A side that has no such row is None.
    """

    key: str
    field: str
    base: Any
    mine: Any
    theirs: Any


class Merged(NamedTuple):
    """The outcome: conflicting cells hold what is mine; ``taken`` names what came from theirs."""

    sheet: Sheet
    conflicts: tuple[Conflict, ...]
    taken: tuple[tuple[str, str], ...]


def merge(base: Sheet, mine: Sheet, theirs: Sheet) -> Merged:
    """Merge what two sides made of ``base``.

    >>> blank = {"project": {"name": "甲"}, "indicators": []}
    >>> other = {"project": {"name": "乙"}, "indicators": []}
    >>> merge(blank, blank, other).sheet["project"]["name"]
    '乙'
    """
    conflicts: list[Conflict] = []
    taken: list[tuple[str, str]] = []
    parts = [one["project"] for one in (base, mine, theirs)]
    project = _merge_fields("", PROJECT_FIELDS, parts, conflicts, taken)
    sides = [by_key(one["indicators"]) for one in (base, mine, theirs)]
    rows: dict[str, Any] = {}
    for key in dict.fromkeys([*sides[1], *sides[2]]):
        row = _merge_row(key, [side.get(key) for side in sides], conflicts, taken)
        if row is not None:
            rows[key] = row
    order = _merge_order(*([r["key"] for r in one["indicators"]] for one in (base, mine, theirs)))
    sheet = {"project": project, "indicators": [rows[key] for key in order if key in rows]}
    return Merged(sheet, tuple(conflicts), tuple(taken))


def _merge_fields(
    key: str,
    names: Sequence[str],
    sides: Sequence[Any],
    conflicts: list[Conflict],
    taken: list[tuple[str, str]],
) -> Fields:
    found: Fields = {}
    for name in names:
        base, mine, theirs = (side.get(name, "") for side in sides)
        found[name] = theirs if mine == base else mine
        if mine == base != theirs:
            taken.append((key, name))
        elif mine not in (base, theirs) and theirs != base:
            conflicts.append(Conflict(key, name, base, mine, theirs))
    return found


def _merge_row(
    key: str, sides: Sequence[Any], conflicts: list[Conflict], taken: list[tuple[str, str]]
) -> Fields | None:
    base, mine, theirs = sides
    if mine is not None and theirs is not None:
        three = [base or {}, mine, theirs]
        return {"key": key} | _merge_fields(key, ROW_FIELDS, three, conflicts, taken)
    if base is None:
        if mine is None:
            taken.append((key, ROW))
        return mine or theirs
    left = mine or theirs
    if any(left.get(name, "") != base.get(name, "") for name in ROW_FIELDS):
        conflicts.append(Conflict(key, ROW, base, mine, theirs))
        return left
    if theirs is None:
        taken.append((key, ROW))
    return None


def _merge_order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Who moved rows decides their order, mine if both did; a row of one side follows its neighbour."""
    both = set(mine) & set(theirs)
    known = both & set(base)
    unmoved = [k for k in mine if k in known] == [k for k in base if k in known]
    leading, other = (theirs, mine) if unmoved else (mine, theirs)
    order = list(leading)
    placed = set(order)
    for place, key in enumerate(other):
        if key not in placed:
            before = next((k for k in reversed(other[:place]) if k in placed), None)
            order.insert(order.index(before) + 1 if before is not None else 0, key)
            placed.add(key)
    return order
