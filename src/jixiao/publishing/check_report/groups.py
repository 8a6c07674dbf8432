"""Findings by project, in printed order: whole table, units, projects.

What is alike in several projects stands with the whole table, and each of them tells of it.
"""

from typing import NamedTuple

from jixiao.model import Check, Finding

_Key = tuple[int, str | None, str | None]


class Elsewhere(NamedTuple):
    """A finding listed with another project that has places in this one too."""

    anchor: str
    text: str
    times: int


class GroupView(NamedTuple):
    """The heading of a project, a unit or the table."""

    number: int
    anchor: str
    kind: str
    name: str
    unit: str
    score: str
    elsewhere: tuple[Elsewhere, ...]


class Groups:
    """The groups of one document; an index stands for each."""

    def __init__(self, check: Check, anchor: str) -> None:
        self._anchor = anchor
        self._order: dict[tuple[str | None, str | None], int] = {}
        self._scores: dict[tuple[str | None, str | None], list[str]] = {}
        self._units: dict[str | None, list[str | None]] = {}
        self._several = False
        self._read_score(check)
        self._keys: dict[_Key, int] = {}
        self._elsewhere: dict[int, list[Elsewhere]] = {}
        for finding in check.findings:
            self._several |= finding.table > 0
            self._index(_key(finding))

    def own(self, finding: Finding) -> int:
        """Where a finding is listed."""
        return self._index(_key(finding))

    def related(self, finding: Finding) -> dict[int, int]:
        """Other groups that a finding has places in, and how many."""
        found: dict[int, int] = {}
        own = self.own(finding)
        for project in (finding.project, *(one.project for one in finding.also_at)):
            index = self._by_project(finding, project)
            if index != own:
                found[index] = found.get(index, 0) + 1
        return found

    def tell(self, index: int, anchor: str, text: str, count: int) -> None:
        """Note in a group that a finding elsewhere is about it too."""
        self._elsewhere.setdefault(index, []).append(Elsewhere(anchor, text, count))

    def in_order(self) -> tuple[GroupView, ...]:
        """All groups, as the table prints them as far as that is known."""
        last = len(self._order)

        def place(key: _Key) -> tuple[int, int, int]:
            table, unit, project = key
            return table, self._order.get((unit, project), last), self._keys[key]

        return tuple(self._view(key) for key in sorted(self._keys, key=place))

    def _view(self, key: _Key) -> GroupView:
        table, unit, project = key
        index = self._keys[key]
        scores = self._scores.get((unit, project), [])
        which = f"第 {table + 1} 张表" if self._several else "全表"
        return GroupView(
            number=index,
            anchor=f"{self._anchor}-g{index}",
            kind="project" if project else "spending_unit" if unit else "table",
            name=project or unit or which,
            unit=(unit or "") if project else "",
            score=scores[0] if len(scores) == 1 else "",
            elsewhere=tuple(self._elsewhere.get(index, ())),
        )

    def _index(self, key: _Key) -> int:
        return self._keys.setdefault(key, len(self._keys))

    def _by_project(self, finding: Finding, project: str | None) -> int:
        """An occurrence names its project alone; the unit is looked up, first in the same unit."""
        table = finding.table
        same = (table, finding.spending_unit, project)
        if project is None or same in self._keys:
            return self._index(same if project else (table, None, None))
        for key, index in self._keys.items():
            if (key[0], key[2]) == (table, project):
                return index
        units = self._units.get(project, [None])
        return self._index((table, units[0], project))

    def _read_score(self, check: Check) -> None:
        """Scores stand in printed order: table, unit, the unit's projects, next unit."""
        unit: str | None = None
        for part in check.score.parts if check.score is not None else ():
            if part.of == "table":
                key: tuple[str | None, str | None] = (None, None)
            elif part.of == "spending_unit":
                unit = part.name
                key = (unit, None)
            else:
                key = (unit, part.name)
                self._units.setdefault(part.name, []).append(unit)
            self._order.setdefault(key, len(self._order))
            self._scores.setdefault(key, []).append(part.score)


def stands_alone(finding: Finding) -> bool:
    """Whether a finding stands with its own project or unit, not with the whole table."""
    several = any(one.project != finding.project for one in finding.also_at)
    return not several and finding.subject not in ("table", "tables")


def _key(finding: Finding) -> _Key:
    if stands_alone(finding):
        return finding.table, finding.spending_unit, finding.project
    return finding.table, None, None
