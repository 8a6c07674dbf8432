"""What a table keeps when it is imported again: keys, and the fields that no printed table has.

Only where unit and project, or the indicator within it, have the same name once before and once
after; nothing is guessed.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from jixiao.text import fold
from jixiao.web.records.models import Indicator, ObjectiveTable, Project
from jixiao.web.records.snapshots import next_revisions

_PROJECT = (
    "key", "code", "category", "continuity", "start_year", "end_year", "supervising_department",
    "implementing_unit", "responsible_person", "basis", "period_objective", "period_total",
    "period_fiscal_appropriation", "period_special_account_appropriation", "period_other_funds",
    "copied_from_id",
)  # fmt: skip
_INDICATOR = (
    "key", "weight", "basis", "scoring_standard", "data_source", "evidence", "suggested",
)  # fmt: skip

_Row = TypeVar("_Row")
_Name = tuple[Hashable, ...]


def rows_of(table: ObjectiveTable) -> tuple[list[Project], list[Indicator]]:
    """The projects and indicators of a table as they are now, before they are replaced."""
    projects = table.projects.select_related("unit")
    indicators = Indicator.objects.filter(project__table=table).select_related("project__unit")
    return list(projects), list(indicators)


def carry_over(before: tuple[list[Project], list[Indicator]], table: ObjectiveTable) -> None:
    """Give the rows of the table what those of the same names had."""
    projects, indicators = rows_of(table)
    revisions = next_revisions(project.key for project in before[0])
    for old, new in _pairs(before[0], projects, _project):
        for name in _PROJECT:
            setattr(new, name, getattr(old, name))
        new.revision = max(revisions[old.key], old.revision + 1)
    for old, new in _pairs(before[1], indicators, _indicator):
        for name in _INDICATOR:
            setattr(new, name, getattr(old, name))
    Project.objects.bulk_update(projects, [*_PROJECT, "revision"], batch_size=100)
    Indicator.objects.bulk_update(indicators, _INDICATOR, batch_size=100)


def _project(row: Project) -> _Name:
    return (fold(row.unit.name), fold(row.name))


def _indicator(row: Indicator) -> _Name:
    return (*_project(row.project), row.level2_code, fold(row.level2_label), fold(row.name))


def _pairs(
    before: Iterable[_Row], after: Iterable[_Row], name: Callable[[_Row], _Name]
) -> list[tuple[_Row, _Row]]:
    old, new = _once(before, name), _once(after, name)
    return [(old[one], new[one]) for one in old.keys() & new.keys()]


def _once(rows: Iterable[_Row], name: Callable[[_Row], _Name]) -> dict[_Name, _Row]:
    named = [(name(row), row) for row in rows]
    times = Counter(one for one, _ in named)
    return {one: row for one, row in named if times[one] == 1}
