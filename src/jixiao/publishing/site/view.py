"""What the pages show: the records of all readings with their permanent ids and their notes."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from jixiao.model import (
    Indicator,
    ObjectiveTable,
    Project,
    Question,
    Reading,
    Repair,
    SpendingUnit,
    Subject,
    Target,
    TargetValue,
)
from jixiao.publishing.site.ids import indicator_name, project_name, table_names, unique_keys
from jixiao.publishing.site.tallies import class_of, form_of
from jixiao.text import fold

_INDICATOR_DIGITS = 8
_FOLDERS = re.compile(r"[/\\]")


class Notes(NamedTuple):
    """What reading changed and what it left open."""

    repairs: tuple[Repair, ...]
    questions: tuple[Question, ...]


class SiteIndicator(NamedTuple):
    """An indicator; ``key`` is its id inside the page of its project."""

    key: str
    record: Indicator
    class_: str
    form: str
    notes: Notes

    @property
    def doubtful(self) -> bool:
        """Whether anything in it could not be read for certain."""
        return bool(self.record.doubts or self.notes.questions)


class SiteProject(NamedTuple):
    """A project; ``key`` names its page, ``number`` counts from 1 inside its table."""

    key: str
    number: int
    unit: SpendingUnit
    record: Project
    indicators: tuple[SiteIndicator, ...]
    notes: Notes

    @property
    def doubtful(self) -> bool:
        """Whether anything in it could not be read for certain."""
        mine = self.record.doubts or self.notes.questions
        return bool(mine) or any(one.record.doubts for one in self.indicators)


class SiteTable(NamedTuple):
    """One table: a department in a year. ``notes`` are all of it, ``rest`` those of no project."""

    key: str
    reading: Reading
    record: ObjectiveTable
    units: tuple[tuple[SpendingUnit, tuple[SiteProject, ...]], ...]
    notes: Notes
    rest: Notes

    @property
    def projects(self) -> tuple[SiteProject, ...]:
        """All projects in printed order."""
        return tuple(project for _, projects in self.units for project in projects)

    @property
    def file(self) -> str:
        """The document's name without its folders, which are nobody's business."""
        return file_name(self.reading)


def file_name(reading: Reading) -> str:
    r"""The document's name without its folders.

    >>> from jixiao.model import Ledger, Source
    >>> ledger = Ledger(0, 0, 0, 0, 0, {}, ())
    >>> file_name(Reading("", Source("C:\\home\\a.txt", "", "", False), (), (), (), ledger))
    'a.txt'
    """
    return _FOLDERS.split(reading.source.name)[-1]


def repair_count(reading: Reading) -> int:
    """How many repairs a document had; one that changed several columns counts once."""
    return len(_folded(reading.repairs))


def view_site(readings: Sequence[Reading]) -> tuple[SiteTable, ...]:
    """The tables of all readings, in order."""
    keys = unique_keys(table_names(readings))
    return tuple(
        _table(next(keys), reading, number, table)
        for reading in readings
        for number, table in enumerate(reading.tables)
    )


def same_department(tables: Sequence[SiteTable], one: SiteTable) -> tuple[SiteTable, ...]:
    """Other tables of a department."""
    if one.record.department is None:
        return ()
    name = fold(one.record.department)
    return tuple(
        other
        for other in tables
        if other is not one and fold(other.record.department or "") == name
    )


def read_as(target: Target | None) -> tuple[tuple[str, str], ...]:
    """What a target says, as pairs of kind and words; a compound has one for each part."""
    if target is None or target.value is None:
        return ()
    parts = target.value.parts if target.value.kind == "compound" else ()
    return tuple((one.kind, _said(one)) for one in parts or (target.value,))


def _said(value: TargetValue) -> str:
    if value.number is not None:
        number = f"{value.number:,f}"
        if value.upper is not None:
            number += f"{'～' if value.kind == 'between' else ':'}{value.upper:,f}"
        unit = value.measure_unit.text if value.measure_unit else ""
        return f"{number} {unit}".strip()
    return value.date or value.grade or ""


def _table(key: str, reading: Reading, number: int, table: ObjectiveTable) -> SiteTable:
    of_table = Notes(
        _folded(one for one in reading.repairs if one.subject.table in (number, None)),
        tuple(one for one in reading.questions if one.subject.table in (number, None)),
    )
    by_project = _by_project(of_table)
    named = (
        project_name(key, unit.name, project)
        for unit in table.spending_units
        for project in unit.projects
    )
    project_keys = unique_keys(named)
    place = 0
    units = []
    for unit in table.spending_units:
        projects = []
        for project in unit.projects:
            place += 1
            notes = by_project.get((unit.name, project.name), Notes((), ()))
            indicators = _indicators(project, notes)
            projects.append(
                SiteProject(next(project_keys), place, unit, project, indicators, notes)
            )
        units.append((unit, tuple(projects)))
    told = {(unit.name, one.record.name) for unit, projects in units for one in projects}
    rest = Notes(
        tuple(one for one in of_table.repairs if _owner(one.subject) not in told),
        tuple(one for one in of_table.questions if _owner(one.subject) not in told),
    )
    return SiteTable(key, reading, table, tuple(units), of_table, rest)


def _folded(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """One repair that changed several columns is told once, with all its places."""
    found: dict[tuple[object, ...], Repair] = {}
    for one in repairs:
        same = (one.key, one.kind, one.before, one.after, one.subject)
        if before := found.get(same):
            found[same] = replace(before, at=(*before.at, *one.at))
        else:
            found[same] = one
    return tuple(found.values())


def _indicators(project: Project, notes: Notes) -> tuple[SiteIndicator, ...]:
    keys = unique_keys(indicator_name(indicator) for indicator in project.indicators)
    short: set[str] = set()
    made = []
    for indicator, key in zip(project.indicators, keys, strict=True):
        # Short ids are enough inside one page; the full one steps in where two begin alike.
        own = key if key[:_INDICATOR_DIGITS] in short else key[:_INDICATOR_DIGITS]
        short.add(own)
        mine = Notes(
            tuple(one for one in notes.repairs if _about(one.subject, indicator)),
            tuple(one for one in notes.questions if _about(one.subject, indicator)),
        )
        form = form_of(indicator.annual_target)
        made.append(SiteIndicator(own, indicator, class_of(indicator), form, mine))
    return tuple(made)


def _about(subject: Subject, indicator: Indicator) -> bool:
    return subject.indicator is not None and subject.indicator == indicator.number


def _owner(subject: Subject) -> tuple[str | None, str | None]:
    return subject.spending_unit, subject.project


def _by_project(notes: Notes) -> dict[tuple[str | None, str | None], Notes]:
    repairs: dict[tuple[str | None, str | None], list[Repair]] = {}
    questions: dict[tuple[str | None, str | None], list[Question]] = {}
    for repair in notes.repairs:
        repairs.setdefault(_owner(repair.subject), []).append(repair)
    for question in notes.questions:
        questions.setdefault(_owner(question.subject), []).append(question)
    return {
        owner: Notes(tuple(repairs.get(owner, ())), tuple(questions.get(owner, ())))
        for owner in {**repairs, **questions}
        if owner[1] is not None
    }
