"""Beginning a year: an empty table, or one with what an earlier one says, marked until touched."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.audit.services import audit_record
from jixiao.web.records.assembly import unpack, write_projects
from jixiao.web.records.models import (
    Indicator,
    ObjectiveTable,
    Project,
    ProjectRevision,
    TableUnit,
)
from jixiao.web.records.selectors.tables import projects, table_for, versions
from jixiao.web.records.services.access import require_preparer, table_to_change
from jixiao.web.records.services.projects import table_changed
from jixiao.web.records.services.revisions import content_of
from jixiao.web.records.services.rows import org_named
from jixiao.web.records.services.searching import reindex_table
from jixiao.web.records.services.tables import subject_of, table_create
from jixiao.web.records.sheet import PROJECT_FIELDS, ROW_FIELDS, row_of, shown

_FOREIGN = ("name", "category", "basis", "objective", "period_objective")
"""What is taken from a similar project: how it is put, not whose it is or what it costs."""
_ROW_COLUMNS = (
    "level1_code", "level1_label", "level2_code", "level2_label", "name", "period_target",
    "annual_target", "raw_text", "weight", "basis", "scoring_standard", "data_source", "evidence",
    "number", "suggested",
)  # fmt: skip


class Begun(NamedTuple):
    """A new table; ``left_out`` names projects that ended before its year."""

    table: ObjectiveTable
    copied: int
    left_out: tuple[str, ...]


@transaction.atomic
def table_begin(
    *, department: OrgUnit, year: int, source_id: int | None, actor: User, at: datetime
) -> Begun:
    """Begin a table, empty or with the unit rows and projects of an earlier one.

    Raises:
        Http404: The source is not for him.
        PermissionDenied: He prepares nothing there.
        ValidationError: There is one already, or the year is closed.
    """
    source = None if source_id is None else table_for(for_user=actor, pk=source_id)
    if source is not None and source.department_id != department.pk:
        raise PermissionDenied(_("只能从本部门的目标表开始。"))
    table = table_create(department=department, year=year, actor=actor, at=at)
    if source is None:
        return Begun(table, 0, ())
    TableUnit.objects.bulk_create(
        TableUnit(table=table, name=unit.name, org=unit.org, position=unit.position)
        for unit in source.units.all()
    )
    old = list(source.projects.values_list("key", "name", "end_year"))
    ended = {key: name for key, name, end in old if end is not None and end < year}
    keys = [key for key, _name, _end in old if key not in ended]
    copied = projects_copy(table_id=table.pk, keys=keys, unit_id=None, actor=actor, at=at)
    table.refresh_from_db()
    return Begun(table, len(copied), tuple(ended.values()))


@transaction.atomic
def projects_copy(
    *, table_id: int, keys: Collection[UUID], unit_id: int | None, actor: User, at: datetime
) -> list[Project]:
    """Take projects over from other tables, every cell marked as copied.

    From an earlier year of the same department everything is taken; of a similar project elsewhere
    only how it is put.

    Args:
        table_id: Where to.
        keys: Projects the person may see.
        unit_id: The unit row; None puts each under the row of its own unit's name.
        actor: Who.
        at: When.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare the row.
        ValidationError: No project was chosen.
    """
    table = table_to_change(table_id)
    sources = list(
        projects(for_user=actor)
        .filter(key__in=keys)
        .order_by("unit__position", "position", "id")
        .prefetch_related("indicators")
    )
    if not sources and keys:
        raise ValidationError(_("没有选中可以带入的项目。"))
    rows = _Rows(table, actor)
    made: list[Project] = []
    lines: list[list[Indicator]] = []
    for source in sources:
        unit = rows.row(source.unit.name) if unit_id is None else rows.of(unit_id)
        own = source.table.department_id == table.department_id and source.table_id != table.pk
        project = _copy_of(source, table, unit, own=own)
        project.position = rows.next_position(unit)
        project.changed_at, project.changed_by = at, actor
        made.append(project)
        lines.append([_row_copy(project, one) for one in source.indicators.all()])
    _store(made, lines, actor, at)
    tables = sorted({str(source.table) for source in sources})
    _copied(table, actor, at, made, tables)
    return made


@transaction.atomic
def version_copy(
    *, table_id: int, version_id: int, places: Sequence[int], actor: User, at: datetime
) -> list[Project]:
    """Take projects over from a kept version of a table of the department.

    Args:
        table_id: Where to.
        version_id: The version.
        places: Which of its projects, counted from 0.
        actor: Who.
        at: When.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare the row, or the version is of another department.
        ValidationError: No project was chosen.
    """
    table = table_to_change(table_id)
    source = table_for(for_user=actor, pk=_table_of(version_id))
    version = versions(for_user=actor, table=source).filter(pk=version_id).first()
    if version is None or source.department_id != table.department_id:
        raise PermissionDenied(_("只能从本部门的版本开始。"))
    record = unpack(version.content).table
    chosen = set(places)
    rows = _Rows(table, actor)
    made: list[Project] = []
    place = 0
    for unit in record.spending_units:
        wanted = [p for n, p in enumerate(unit.projects, start=place) if n in chosen]
        place += len(unit.projects)
        if wanted:
            made += write_projects(table, rows.row(unit.name or ""), wanted, at=at, source=None)
    if not made:
        raise ValidationError(_("没有选中可以带入的项目。"))
    for project in made:
        _mark(project, list(project.indicators.all()), actor, at)
    _copied(table, actor, at, made, [str(version)])
    return made


class _Rows:
    """The unit rows of a table, found or made by name, and where their next project stands."""

    def __init__(self, table: ObjectiveTable, actor: User) -> None:
        self._table = table
        self._actor = actor
        self._rows = list(table.units.all())
        self._next: dict[int, int] = {}
        self._allowed: set[int] = set()

    def of(self, unit_id: int) -> TableUnit:
        found = next((row for row in self._rows if row.pk == unit_id), None)
        if found is None:
            raise ValidationError(_("这张表里没有这个单位行。"))
        return self._checked(found)

    def row(self, name: str) -> TableUnit:
        found = next((row for row in self._rows if row.name == name), None)
        if found is None:
            require_preparer(self._actor, self._table)
            position = max((row.position for row in self._rows), default=-1) + 1
            found = TableUnit.objects.create(
                table=self._table, name=name, position=position, org=org_named(self._table, name)
            )
            self._rows.append(found)
        return self._checked(found)

    def next_position(self, row: TableUnit) -> int:
        if row.pk not in self._next:
            last = row.projects.order_by("-position").values_list("position", flat=True).first()
            self._next[row.pk] = -1 if last is None else last
        self._next[row.pk] += 1
        return self._next[row.pk]

    def _checked(self, row: TableUnit) -> TableUnit:
        if row.pk not in self._allowed:
            require_preparer(self._actor, self._table, row)
            self._allowed.add(row.pk)
        return row


def _copy_of(source: Project, table: ObjectiveTable, unit: TableUnit, *, own: bool) -> Project:
    names = PROJECT_FIELDS if own else _FOREIGN
    project = Project(table=table, unit=unit, copied_from=source)
    for name in names:
        setattr(project, name, getattr(source, name))
    if own:
        project.continuity = Project.Continuity.CONTINUING
    else:
        project.supervising_department = table.department.name[:200]
        project.implementing_unit = unit.name[:200]
    project.copied = [name for name in names if shown(getattr(project, name))]
    return project


def _row_copy(project: Project, source: Indicator) -> Indicator:
    one = Indicator(project=project, position=source.position)
    for column in _ROW_COLUMNS:
        setattr(one, column, getattr(source, column))
    texts = row_of(one)
    one.copied = [name for name in ROW_FIELDS if texts[name]]
    return one


def _store(
    made: Iterable[Project], lines: Iterable[list[Indicator]], actor: User, at: datetime
) -> None:
    rows = Project.objects.bulk_create(made)
    every = list(lines)
    Indicator.objects.bulk_create(one for some in every for one in some)
    ProjectRevision.objects.bulk_create(
        ProjectRevision(
            project_key=project.key, table_id=project.table_id, revision=project.revision,
            content=content_of(project, some), made_at=at, made_by=actor,
        )
        for project, some in zip(rows, every, strict=True)
    )  # fmt: skip


def _mark(project: Project, indicators: list[Indicator], actor: User, at: datetime) -> None:
    """Mark what came from a version as copied; where it once stood is no longer said."""
    project.copied = [name for name in PROJECT_FIELDS if shown(getattr(project, name))]
    project.places, project.doubts, project.changed_by = {}, [], actor
    project.save()
    for one in indicators:
        texts = row_of(one)
        one.copied = [name for name in ROW_FIELDS if texts[name]]
        one.places, one.doubts = {}, []
        one.save()
    ProjectRevision.objects.create(
        project_key=project.key, table_id=project.table_id, revision=project.revision,
        content=content_of(project, indicators), made_at=at, made_by=actor,
    )  # fmt: skip


def _copied(
    table: ObjectiveTable, actor: User, at: datetime, made: Sequence[Project], sources: list[str]
) -> None:
    table_changed(table, at=at)
    reindex_table(table)
    audit_record(
        action="table.fill", actor=actor, at=at, org=table.department, subject=subject_of(table),
        after={"from": sources, "projects": [project.name for project in made]},
    )  # fmt: skip


def _table_of(version_id: int) -> int:
    found = ObjectiveTable.objects.filter(versions__pk=version_id).values_list("pk", flat=True)
    return found.first() or 0
