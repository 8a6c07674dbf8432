"""The lines of a table: projects and unit rows added, renamed, moved, deleted and brought back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.model.table import AMOUNT_FIELDS
from jixiao.web.accounts.models import User
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.models import (
    Indicator,
    ObjectiveTable,
    Project,
    ProjectRevision,
    TableUnit,
)
from jixiao.web.records.services.access import require_preparer, table_to_change
from jixiao.web.records.services.projects import project_to_change, subject_of, table_changed
from jixiao.web.records.services.revisions import rebuilt, revision_keep
from jixiao.web.records.services.searching import forget_project, reindex_project, reindex_table
from jixiao.web.records.services.tables import subject_of as table_subject
from jixiao.web.records.sheet import stored


@transaction.atomic
def project_create(*, unit_id: int, name: str, actor: User, at: datetime) -> Project:
    """Add an empty project at the end of a unit row.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare it.
        ValidationError: It has no name.
    """
    unit = TableUnit.objects.get(pk=unit_id)
    unit.table = table_to_change(unit.table_id)
    require_preparer(actor, unit.table, unit)
    name = " ".join(stored(Project, "name", name).split())
    if not name:
        raise ValidationError(_("请填写项目名称。"))
    project = Project.objects.create(
        table=unit.table, unit=unit, position=_end_of(unit), name=name,
        implementing_unit=unit.name[:200], changed_at=at, changed_by=actor,
        supervising_department=unit.table.department.name[:200],
    )  # fmt: skip
    table_changed(unit.table, at=at)
    revision_keep(project, [], actor=actor, at=at)
    reindex_project(project)
    audit_record(
        action="project.create", actor=actor, at=at, org=unit.table.department,
        subject=subject_of(project), after={"name": name, "unit": unit.name},
    )  # fmt: skip
    return project


@transaction.atomic
def project_delete(*, key: UUID, actor: User, at: datetime) -> ProjectRevision:
    """Take a project out of its table; what it was is kept, and `project_restore` brings it back.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare it.
    """
    project, indicators = project_to_change(key, actor)
    kept = project_remove(project, indicators, actor=actor, at=at)
    audit_record(
        action="project.delete", actor=actor, at=at, org=project.table.department,
        subject=subject_of(project),
        before={"name": project.name, "unit": project.unit.name, "indicators": len(indicators)},
    )  # fmt: skip
    return kept


def project_remove(
    project: Project, indicators: list[Indicator], *, actor: User, at: datetime
) -> ProjectRevision:
    """Delete with a last revision; the caller's transaction and entry in the trail."""
    project.revision += 1
    kept = revision_keep(project, indicators, actor=actor, at=at)
    kept.is_deletion = True
    kept.save(update_fields=["is_deletion"])
    forget_project(project.pk)
    Project.objects.filter(pk=project.pk).delete()
    table_changed(project.table, at=at)
    return kept


@transaction.atomic
def project_restore(*, revision_id: int, actor: User, at: datetime) -> Project:
    """Bring a deleted project back where it was; its unit row too, if that is gone.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare it.
        ValidationError: It is there already.
    """
    kept = ProjectRevision.objects.get(pk=revision_id, is_deletion=True)
    table = table_to_change(kept.table_id)
    unit = _unit_again(table, kept.content["kept"]["unit"], actor)
    require_preparer(actor, table, unit)
    if Project.objects.filter(key=kept.project_key).exists():
        raise ValidationError(_("这个项目已经恢复了。"))
    project, indicators = rebuilt(kept.content, unit, kept.project_key)
    project.revision = kept.revision + 1
    project.changed_at, project.changed_by = at, actor
    unit.table = project.table = table
    project.save()
    Indicator.objects.bulk_create(indicators)
    kept.is_deletion = False
    kept.save(update_fields=["is_deletion"])
    table_changed(table, at=at)
    revision_keep(project, indicators, actor=actor, at=at)
    reindex_project(project)
    audit_record(
        action="project.restore", actor=actor, at=at, org=table.department,
        subject=subject_of(project), after={"unit": unit.name, "indicators": len(indicators)},
    )  # fmt: skip
    return project


@transaction.atomic
def project_move(
    *, key: UUID, step: int, actor: User, at: datetime, unit_id: int | None = None
) -> Project:
    """Move a project up (-1) or down (1) in its unit row, or to the end of another one.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare it.
    """
    project, _rows = project_to_change(key, actor)
    before = project.unit.name
    if unit_id is not None and unit_id != project.unit_id:
        unit = TableUnit.objects.get(pk=unit_id, table=project.table)
        require_preparer(actor, project.table, unit)
        project.position = _end_of(unit)
        project.unit = unit
        project.save(update_fields=["unit", "position"])
        reindex_project(project)
    else:
        moved(list(project.unit.projects.order_by("position", "id")), project, step)
    table_changed(project.table, at=at)
    audit_record(
        action="project.move", actor=actor, at=at, org=project.table.department,
        subject=subject_of(project), before={"unit": before},
        after={"unit": project.unit.name, "step": step},
    )  # fmt: skip
    return project


def moved(rows: list[Any], one: Any, step: int) -> None:
    """Move one row among others by a step, and write the positions that change."""
    place = next(number for number, row in enumerate(rows) if row.pk == one.pk)
    rows.insert(min(max(place + step, 0), len(rows) - 1), rows.pop(place))
    for number, row in enumerate(rows):
        if row.position != number:
            row.position = number
            row.save(update_fields=["position"])


@transaction.atomic
def unit_add(*, table_id: int, name: str, actor: User, at: datetime) -> TableUnit:
    """Add a unit row at the end of a table; a unit of the department is known by its name.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare the whole table.
        ValidationError: No name, or there is such a row.
    """
    table = table_to_change(table_id)
    require_preparer(actor, table)
    last = table.units.order_by("-position").first()
    unit = TableUnit(table=table, position=0 if last is None else last.position + 1)
    _name_unit(unit, name)
    unit.save()
    _unit_changed(unit, actor, at, before=None, after={"name": unit.name})
    return unit


@transaction.atomic
def unit_rename(*, unit_id: int, name: str, actor: User, at: datetime) -> TableUnit:
    """Give a unit row another name.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare the whole table.
        ValidationError: No name, or there is such a row.
    """
    unit = _unit_to_change(unit_id, actor)
    before = unit.name
    _name_unit(unit, name)
    unit.save()
    _unit_changed(unit, actor, at, before={"name": before}, after={"name": unit.name})
    return unit


@transaction.atomic
def unit_move(*, unit_id: int, step: int, actor: User, at: datetime) -> TableUnit:
    """Move a unit row with its projects up (-1) or down (1).

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare the whole table.
    """
    unit = _unit_to_change(unit_id, actor)
    moved(list(unit.table.units.order_by("position", "id")), unit, step)
    _unit_changed(unit, actor, at, before=None, after={"step": step})
    return unit


@transaction.atomic
def unit_delete(*, unit_id: int, actor: User, at: datetime) -> int:
    """Take a unit row with its projects out of the table; each project can be brought back.

    Returns:
        How many projects went with it.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare the whole table.
    """
    unit = _unit_to_change(unit_id, actor)
    table = unit.table
    projects = list(unit.projects.prefetch_related("indicators"))
    for project in projects:
        project.table, project.unit = unit.table, unit
        project_remove(project, list(project.indicators.all()), actor=actor, at=at)
    names = [project.name for project in projects]
    _unit_changed(unit, actor, at, before={"name": unit.name, "projects": names}, after=None)
    unit.delete()
    reindex_table(table)
    return len(projects)


@transaction.atomic
def sums_compute(
    *, table_id: int, unit_id: int | None, actor: User, at: datetime
) -> ObjectiveTable:
    """Let a unit row, or without one the 合计 row, be the sum of what stands below it.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare the whole table.
    """
    table = table_to_change(table_id)
    require_preparer(actor, table)
    row: Any = table if unit_id is None else table.units.get(pk=unit_id)
    before = {name: str(getattr(row, name) or "") for name in AMOUNT_FIELDS}
    row.totals_are_stated = False
    for name in AMOUNT_FIELDS:
        setattr(row, name, None)
    row.save()
    table_changed(table, at=at)
    subject = table_subject(table)
    if unit_id is not None:
        subject = Subject("unit", str(row.pk), f"{row}（{table}）")
    audit_record(
        action="unit.change", actor=actor, at=at, org=table.department, subject=subject,
        before=before, after={"totals_are_stated": False},
    )  # fmt: skip
    return table


def _unit_to_change(unit_id: int, actor: User) -> TableUnit:
    unit = TableUnit.objects.get(pk=unit_id)
    unit.table = table_to_change(unit.table_id)
    require_preparer(actor, unit.table)
    return unit


def _name_unit(unit: TableUnit, name: str) -> None:
    name = " ".join(stored(Project, "name", name).split())
    if not name:
        raise ValidationError(_("请填写单位名称。"))
    if len(name) > 300:
        raise ValidationError(_("单位名称最多 300 个字。"))
    if unit.table.units.filter(name=name).exclude(pk=unit.pk).exists():
        raise ValidationError(_("已经有单位行“%(name)s”。"), params={"name": name})
    unit.name = name
    unit.org = org_named(unit.table, name)


def org_named(table: ObjectiveTable, name: str) -> Any:
    """The department of a table, or the unit right below it, that has a name."""
    department = table.department
    return department if department.name == name else department.children.filter(name=name).first()


def _unit_changed(
    unit: TableUnit,
    actor: User,
    at: datetime,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    table_changed(unit.table, at=at)
    reindex_table(unit.table)
    audit_record(
        action="unit.change", actor=actor, at=at, org=unit.table.department,
        subject=Subject("unit", str(unit.pk), f"{unit}（{unit.table}）"), before=before,
        after=after,
    )  # fmt: skip


def _end_of(unit: TableUnit) -> int:
    last = unit.projects.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _unit_again(table: ObjectiveTable, kept: dict[str, Any], actor: User) -> TableUnit:
    """The unit row a deleted project stood in: that one, one of its name, or made anew."""
    rows = table.units.all()
    found = rows.filter(pk=kept["id"]).first() or rows.filter(name=kept["name"]).first()
    if found is not None:
        return found
    require_preparer(actor, table)
    unit = TableUnit(
        table=table, name=kept["name"], org_id=kept["org"], position=kept["position"],
        totals_are_stated=kept["totals_are_stated"], at=kept["at"],
    )  # fmt: skip
    for name in AMOUNT_FIELDS:
        setattr(unit, name, stored(Project, name, kept["amounts"][name]))
    unit.save()
    return unit
