"""Permanent links: ids that depend on names alone, so that publishing again keeps them.

What is named alike is told apart by its further content, and what is alike in that too by its
place in the order; the first of a name keeps the link of the name.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jixiao.model import Indicator, ObjectiveTable, Project, Reading
from jixiao.text import content_key, shown


class Named(NamedTuple):
    """What identifies a thing at first, and what tells it from others named alike."""

    name: tuple[str, ...]
    content: tuple[str, ...]


def unique_keys(things: Iterable[Named]) -> Iterator[str]:
    """A key of 12 hex digits for each, none twice.

    >>> same = Named(("会议费",), ("1",))
    >>> one, other, third = unique_keys([same, Named(("会议费",), ("2",)), same])
    >>> one == next(unique_keys([same])), len({one, other, third})
    (True, 3)
    """
    taken: set[str] = set()
    for thing in things:
        key = _key(thing.name)
        number = 1
        if key in taken:
            key = _key((*thing.name, *thing.content))
        while key in taken:
            number += 1
            key = _key((*thing.name, *thing.content, str(number)))
        taken.add(key)
        yield key


def table_names(readings: Sequence[Reading]) -> Iterator[Named]:
    """The tables of all readings, in order."""
    for reading in readings:
        for table in reading.tables:
            if table.department is None:
                # Without a name the print itself has to tell it from others.
                yield Named(
                    ("table", "", _year(table), *_contents(table)), (reading.source.sha256,)
                )
            else:
                name = ("table", table.department, _year(table))
                yield Named(name, (*_contents(table), reading.source.sha256))


def project_name(table_key: str, unit: str | None, project: Project) -> Named:
    """A project under its table and unit."""
    content = (str(project.funding.total), project.objective or "")
    texts = tuple(indicator.text for indicator in project.indicators)
    return Named(("project", table_key, unit or "", project.name or ""), (*content, *texts))


def indicator_name(indicator: Indicator) -> Named:
    """An indicator under its project; its number may change when another is put in before it."""
    name = indicator.name or indicator.text
    level = indicator.class_ or indicator.level2.label or ""
    targets = tuple(target.text for target in indicator.targets)
    return Named(("indicator", level, name), (*targets, indicator.text))


def _key(parts: tuple[str, ...]) -> str:
    return content_key(*(shown(part) for part in parts))


def _year(table: ObjectiveTable) -> str:
    return "" if table.budget_year is None else str(table.budget_year)


def _contents(table: ObjectiveTable) -> tuple[str, ...]:
    names = (project.name or "" for project in table.projects)
    return (*(unit.name or "" for unit in table.spending_units), *names)
