"""Choose among the readings of rows by the sums of units and grand total."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from jixiao.understanding.arithmetic import Solutions, holds, residue, solve
from jixiao.understanding.row_kinds import Group, Ordered
from jixiao.understanding.versions import Version

_MOST_SETS = 4096
_RANKS = (1, 2, 3)

Readings = dict[int, list[Version]]
"""``id`` of a row → its versions, the printed one first."""


_Set = tuple[Version | None, tuple[Version, ...]]
"""One reading of a group: of its unit row, and of its project rows."""


class GroupChoice(NamedTuple):
    """The outcome for one group: ``unit`` and ``projects`` where exactly one set holds.

    ``listed`` are the sets found where there are several; ``complete`` is false where there
    are too many possibilities to look through; ``exact`` where the sum holds to the cent.
    """

    unit: Version | None
    projects: tuple[Version, ...] | None
    listed: tuple[tuple[Version, ...], ...] = ()
    exact: bool = True
    complete: bool = True


class _Found(NamedTuple):
    sets: list[_Set]
    complete: bool


def reconcile(ordered: Ordered, readings: Readings) -> tuple[list[GroupChoice], Version | None]:
    """One choice a group, and the reading of the grand total.

    A group whose rows have one reading each, or whose printed amounts hold as they are, is not
    searched. Weaker evidence is looked at only where stronger explains nothing.
    """
    total_options: list[Version] = []
    if ordered.grand_total is not None:
        total_options = readings[id(ordered.grand_total)]
    found = [_search(group, readings, total_options) for group in ordered.groups]
    sets = [f.sets or [_printed(g, readings)] for f, g in zip(found, ordered.groups, strict=True)]
    combinations = 1
    for options in sets:
        combinations *= len(options)
    if combinations > _MOST_SETS:
        return [GroupChoice(None, None, _listed(options), complete=False) for options in sets], None
    units_printed = all(group.row is not None for group in ordered.groups)
    valid: list[tuple[Version | None, tuple[_Set, ...]]] = []
    totals: list[Version | None] = [*total_options] or [None]
    for total in totals:
        for combination in product(*sets):
            units = [unit for unit, _ in combination if unit is not None]
            if total is None or not units_printed or holds(total.funding, units):
                valid.append((total, combination))
        if valid:
            break
    grand = valid[0][0] if valid else None
    choices = []
    for index, group in enumerate(found):
        distinct = {_identity(c[index]): c[index] for _, c in valid}
        if len(distinct) == 1 and group.sets and group.complete:
            unit, projects = next(iter(distinct.values()))
            printed = unit.funding if unit else grand.funding if grand else None
            exact = printed is not None and residue(printed, projects) == 0
            choices.append(GroupChoice(unit, projects, exact=exact))
        else:
            listed = list(distinct.values()) or group.sets
            choices.append(GroupChoice(None, None, _listed(listed), complete=group.complete))
    return choices, grand


def _identity(one: _Set) -> tuple[int, ...]:
    return (id(one[0]), *map(id, one[1]))


def _printed(group: Group, readings: Readings) -> _Set:
    unit = readings[id(group.row)][0] if group.row else None
    return unit, tuple(readings[id(row)][0] for row in group.projects)


def _search(group: Group, readings: Readings, totals: Sequence[Version]) -> _Found:
    """Sets of readings under which the group's own sum holds."""
    rows = [readings[id(row)] for row in group.projects]
    sums: Sequence[Version] = readings[id(group.row)] if group.row else totals
    if not sums or not rows:
        return _Found([], complete=True)
    sound = all(options[0].rank == 0 and not options[0].separate for options in (*rows, sums))
    printed = tuple(options[0] for options in rows)
    if sound and holds(sums[0].funding, printed):
        return _Found([(sums[0] if group.row else None, printed)], complete=True)
    if all(len(options) == 1 for options in (*rows, sums)):
        return _Found([], complete=True)
    for rank in _RANKS:
        allowed = [[v for v in options if v.rank <= rank] or options[:1] for options in rows]
        sets: list[_Set] = []
        complete = True
        for total in [v for v in sums if v.rank <= rank]:
            solutions: Solutions = solve(total.funding, allowed)
            complete = complete and solutions.complete
            sets += [(total if group.row else None, choice) for choice in solutions.choices]
        if sets or not complete:
            return _Found(sets, complete)
    return _Found([], complete=True)


def _listed(
    sets: Sequence[_Set],
) -> tuple[tuple[Version, ...], ...]:
    return tuple(projects for _, projects in sets[:12])
