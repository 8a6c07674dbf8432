"""Imports, what was read in them and where it stands, as far as a person may see them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404
from msgspec.structs import replace

from jixiao import model, pipeline
from jixiao.model import Document
from jixiao.publishing.difference.view import TableView, view_difference
from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import SEES_RECORDS, below, paths_of, roles_at
from jixiao.web.records.assembly import project_record, reading_of, unpack
from jixiao.web.records.marks import Mark, marks_of, note_marks, project_marks
from jixiao.web.records.models import (
    Import,
    ObjectiveTable,
    Project,
    ReadingCorrection,
)
from jixiao.web.records.readings import is_of, reading_with_only
from jixiao.web.records.selectors.tables import projects as visible
from jixiao.web.records.source_files import stored_at
from jixiao.web.records.source_pages import SourcePage, source_page
from jixiao.workflow import Role


class ProjectRow(NamedTuple):
    """One line of the list of projects read: its part, and how many notes there are about it."""

    part: str
    name: str
    total: Decimal | None
    indicators: int
    repairs: int
    questions: int


class UnitRows(NamedTuple):
    """A unit row with its projects."""

    part: str
    name: str
    total: Decimal | None
    projects: list[ProjectRow]


class Preview(NamedTuple):
    """What one table of an import says, and what is still open in it."""

    reading: model.Reading
    number: int
    table: model.ObjectiveTable
    units: list[UnitRows]
    sums: list[model.ArithmeticCheck]
    exact: int
    gaps: int
    repairs: list[model.Repair]
    questions: list[model.Question]
    answers: list[ReadingCorrection]
    same_names: frozenset[str]

    @property
    def open_count(self) -> int:
        """How much a person should look at: doubts, sums that do not hold, unread text."""
        return len(self.questions) + len(self.reading.ledger.remainder)


def imports(*, for_user: User) -> QuerySet[Import]:
    """The imports of the departments whose whole records a person sees, newest first."""
    return Import.objects.filter(
        below("department__path", paths_of(for_user, SEES_RECORDS))
    ).select_related("source", "department", "started_by", "table")


def import_list(*, for_user: User) -> QuerySet[Import]:
    """As `imports`, without what was read in them."""
    return imports(for_user=for_user).defer("reading", "undo")


def import_for(*, for_user: User, pk: int) -> Import:
    """One import.

    Raises:
        Http404: There is none, or not for him.
    """
    found = imports(for_user=for_user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_prepare(*, for_user: User, one: Import) -> bool:
    """Whether a person may decide about an import."""
    return Role.PREPARER in roles_at(for_user, one.department)


def earlier_imports(*, for_user: User, one: Import) -> QuerySet[Import]:
    """Other imports of the same content in the same department."""
    same = imports(for_user=for_user).filter(source_id=one.source_id)
    return same.exclude(pk=one.pk)


def elsewhere(*, for_user: User, one: Import) -> QuerySet[Import]:
    """Imports of the same content in other departments that the person sees."""
    same = import_list(for_user=for_user).filter(source__sha256=one.source.sha256)
    return same.exclude(department_id=one.department_id)


def preview(*, for_user: User, one: Import, number: int) -> Preview | None:
    """What a table of an import says; None before it was read.

    Raises:
        Http404: The file has no such table.
    """
    if one.reading is None:
        return None
    reading = unpack(one.reading)
    if not 0 <= number < len(reading.tables):
        raise Http404
    table = reading.tables[number]
    sums = [check for check in table.arithmetic if check.verdict is not model.Verdict.EXACT]
    repairs, questions = notes_of(reading, number)
    answers = ReadingCorrection.objects.filter(
        department_id=one.department_id, sha256=one.source.sha256
    ).select_related("made_by")
    return Preview(
        reading, number, table, _units(table, repairs, questions), sums,
        len(table.arithmetic) - len(sums),
        sum(check.verdict is not model.Verdict.ROUNDING for check in sums), repairs, questions, list(answers.order_by("pk")),
        _same_names(table),
    )  # fmt: skip


def notes_of(
    reading: model.Reading, number: int
) -> tuple[list[model.Repair], list[model.Question]]:
    """The repairs and questions of a table; those with one answer stand together."""
    return (
        _together(note for note in reading.repairs if is_of(note.subject, number)),
        _together(note for note in reading.questions if is_of(note.subject, number)),
    )


def _together(notes: Iterable[Any]) -> list[Any]:
    """Notes with one key are answered at once, such as an amount printed in two columns."""
    found: dict[str, Any] = {}
    for note in notes:
        first = found.get(note.key)
        found[note.key] = note if first is None else replace(first, at=first.at + note.at)
    return list(found.values())


def _units(
    table: model.ObjectiveTable, repairs: list[model.Repair], questions: list[model.Question]
) -> list[UnitRows]:
    found = []
    count = 0
    for index, unit in enumerate(table.spending_units):
        rows = []
        for project in unit.projects:
            notes = [_about(many, unit.name, project.name) for many in (repairs, questions)]
            rows.append(
                ProjectRow(
                    f"p{count}", project.name or "", project.funding.total,
                    len(project.indicators), *notes,
                )
            )  # fmt: skip
            count += 1
        found.append(UnitRows(f"u{index}", unit.name or "", unit.funding.total, rows))
    return found


def _about(notes: list[Any], unit: str | None, project: str | None) -> int:
    return sum(
        note.subject.project is not None
        and (note.subject.spending_unit, note.subject.project) == (unit, project)
        for note in notes
    )


def _same_names(table: model.ObjectiveTable) -> frozenset[str]:
    """Parts of projects that cannot be told by unit and name."""
    names: dict[tuple[str | None, str | None], list[str]] = {}
    count = 0
    for unit in table.spending_units:
        for project in unit.projects:
            names.setdefault((unit.name, project.name), []).append(f"p{count}")
            count += 1
    return frozenset(
        part
        for (_, name), parts in names.items()
        for part in parts
        if name is None or len(parts) > 1
    )


def read_project(*, one: Import, number: int, index: int) -> tuple[model.Project, str]:
    """A project of a reading and its part.

    Raises:
        Http404: There is none.
    """
    if one.reading is None:
        raise Http404
    tables = unpack(one.reading).tables[number : number + 1]
    projects = tables[0].projects if tables else ()
    if not 0 <= index < len(projects):
        raise Http404
    return projects[index], f"p{index}"


def import_source(*, one: Import, number: int, page: int = 1, part: str = "") -> SourcePage:
    """A page of an import's file with the marks of one of its tables."""
    if one.reading is None:
        raise Http404
    reading = unpack(one.reading)
    if not 0 <= number < len(reading.tables):
        raise Http404
    marks = marks_of(reading, number)
    return source_page(_document(one), reading.source.reader, marks, number=page, part=part)


def _document(one: Import) -> Document:
    return Document(one.source.name, stored_at(one.source.sha256).read_bytes())


class Changes(NamedTuple):
    """What accepting a table would change: of which working copy, and how; None where it is new."""

    existing: ObjectiveTable | None
    difference: TableView | None


def changes(*, for_user: User, one: Import, number: int) -> Changes:
    """What would change in the working copy of the department and year."""
    existing = (
        ObjectiveTable.objects.filter(department_id=one.department_id, year=one.year)
        .select_related("department")
        .first()
    )
    if existing is None or one.reading is None or not existing.projects.exists():
        return Changes(existing, None)
    whole = unpack(one.reading)
    if not 0 <= number < len(whole.tables):
        raise Http404
    now = reading_with_only(whole, number, year=one.year, amount_unit=one.amount_unit)
    before = reading_of(existing)
    same_department = _with_department(now, before.table.department)
    found = pipeline.compare(before, same_department)
    return Changes(existing, view_difference(found).tables[0])


def _with_department(reading: model.Reading, name: str | None) -> model.Reading:
    """The reading under the department's name here: another name must not part the two tables."""
    return replace(reading, tables=(replace(reading.table, department=name),))


class ProjectSource(NamedTuple):
    """An accepted project beside its source."""

    one: Import
    reading: model.Reading
    number: int
    record: model.Project
    repairs: list[model.Repair]
    questions: list[model.Question]


def project_source(*, for_user: User, project: Project) -> ProjectSource:
    """Where an accepted project came from.

    Only who sees the whole records of the department sees its files.

    Raises:
        Http404: It came from no file, or the file is not for him.
    """
    if project.source_id is None:
        raise Http404
    one = import_for(for_user=for_user, pk=project.source_id)
    if one.reading is None:
        raise Http404
    reading, number = unpack(one.reading), one.table_number
    record = project_record(project, project.indicators.all())
    unit, name = project.unit.name or None, project.name or None

    repairs, questions = (
        [n for n in notes if (n.subject.spending_unit, n.subject.project) == (unit, name)]
        for notes in notes_of(reading, number)
    )
    return ProjectSource(one, reading, number, record, repairs, questions)


def project_source_page(*, found: ProjectSource, page: int = 1, part: str = "") -> SourcePage:
    """A page of the file with the marks of the accepted project."""
    notes = [*found.repairs, *found.questions]
    keys = {f"r-{note.key}" for note in notes} | {f"q-{note.key}" for note in notes}
    marks: list[Mark] = [mark for mark in project_marks(found.record, "p0") if mark.at]
    marks += [mark for mark in note_marks(found.reading, found.number) if mark.part in keys]
    return source_page(
        _document(found.one), found.reading.source.reader, marks, number=page, part=part
    )


class OpenPoints(NamedTuple):
    """What is still open in a table: doubts of its projects as accepted, and of the files behind."""

    projects: list[Project]
    files: list[tuple[Import, list[model.Question]]]


def open_points(*, for_user: User, table: ObjectiveTable) -> OpenPoints:
    """What is still open in a table that was brought in, as far as the person sees it."""
    sources = imports(for_user=for_user).filter(
        pk__in=table.projects.values("source"), department_id=table.department_id
    )
    files = []
    for one in sources:
        reading = unpack(one.reading) if one.reading else None
        if reading is not None:
            questions = notes_of(reading, one.table_number)[1]
            files += [(one, questions)] if questions else []
    projects = [one for one in visible(for_user=for_user).filter(table=table) if one.doubts]
    return OpenPoints(projects, files)
