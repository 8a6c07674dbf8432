"""What stands in the index of the public search: a row for each project and for each indicator.

The row of an indicator has its project's texts too, so that words may stand in either; the marks are
what one can narrow by. So one look into the index answers everything, and may stop early.
"""

import hashlib
from collections.abc import Iterable, Iterator

ProjectRow = tuple[int, str, str]
"""Id, unit, text as compared."""
IndicatorRow = tuple[int, int, str, bool, str]
"""Its project's id, position, class, whether it is quantified, text as compared."""

PROJECT = "project"
"""The mark of a project's own row."""
_PLACES = 20
_BETWEEN = "\n"


def searched_rows(
    table_id: int, year: int, projects: Iterable[ProjectRow], indicators: Iterable[IndicatorRow]
) -> Iterator[tuple[int, str, str]]:
    """The rows of a public table; their ids grow with those of the projects."""
    above = {}
    for pk, unit, text in projects:
        marks = f"{of_year(year)} {of_table(table_id)} {of_unit(unit)}"
        above[pk] = text, marks
        yield pk << _PLACES, text, f"{PROJECT} {marks}"
    for project, position, class_code, is_quantified, own in indicators:
        text, marks = above[project]
        kind = f"{of_class(class_code)} {of_quantified(is_quantified)}"
        yield (project << _PLACES) + position + 1, f"{own}{_BETWEEN}{text}", f"{kind} {marks}"


def by_project(rows: Iterable[int], most: int) -> tuple[dict[int, set[int]], bool]:
    """The projects of rows, each with the positions of its indicators among them.

    Returns:
        So many projects at most, and whether there are more.
    """
    found: dict[int, set[int]] = {}
    for row in rows:
        project, place = row >> _PLACES, row & ((1 << _PLACES) - 1)
        if project not in found and len(found) == most:
            return found, True
        places = found.setdefault(project, set())
        if place:
            places.add(place - 1)
    return found, False


def of_year(year: int) -> str:
    """The mark of a year."""
    return f"y{year}"


def of_table(table_id: int) -> str:
    """The mark of a public table."""
    return f"t{table_id}"


def of_unit(unit: str) -> str:
    """The mark of a unit's name."""
    return f"u{hashlib.sha256(unit.encode()).hexdigest()[:16]}"


def of_class(code: str) -> str:
    """The mark of a class of indicators."""
    return f"c{code}"


def of_quantified(is_quantified: bool) -> str:
    """The mark of whether a target has a number or a deadline."""
    return f"q{int(is_quantified)}"
