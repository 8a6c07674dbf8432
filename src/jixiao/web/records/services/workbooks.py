"""The fill-in workbook: issued, and merged three-way when it comes back."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao import model, pipeline
from jixiao.publishing.official.template import fill_in_template
from jixiao.text import fold
from jixiao.web.accounts.models import User
from jixiao.web.audit.services import audit_record
from jixiao.web.records.assembly import record_of
from jixiao.web.records.merging import ROW
from jixiao.web.records.models import ObjectiveTable, Project, TemplateIssue
from jixiao.web.records.returned import CARRIED, Outcome, Returned, compare_returned
from jixiao.web.records.selectors.tables import scope_of
from jixiao.web.records.services.access import require_preparer, table_to_change
from jixiao.web.records.services.imports import store, stored_at
from jixiao.web.records.services.projects import sheet_write, table_changed
from jixiao.web.records.services.rows import org_named
from jixiao.web.records.services.tables import subject_of
from jixiao.web.records.sheet import Sheet, sheet_of

Choice = tuple[int, str, str]
"""Of a conflict: number of the project in the outcome, key of the row, field."""


@transaction.atomic
def template_issue(*, table_id: int, actor: User, at: datetime) -> tuple[TemplateIssue, bytes]:
    """A workbook with the rows that this person fills in; what was issued is kept for the merge.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He prepares nothing in it.
    """
    table = table_to_change(table_id)
    units = _units(table, actor)
    content = fill_in_template([record_of(table, units)], filled=True)
    issue = TemplateIssue.objects.create(
        table=table, sha256=store(content), issued_at=at, issued_by=actor
    )
    audit_record(
        action="template.issue", actor=actor, at=at, org=table.department,
        subject=subject_of(table), after={"sha256": issue.sha256},
    )  # fmt: skip
    return issue, content


def template_compare(
    *, table: ObjectiveTable, sha256: str, name: str, issue: TemplateIssue | None, actor: User
) -> Outcome:
    """What a returned workbook, kept by its hash, would change; nothing is written.

    Raises:
        UnreadableDocument: It cannot be read.
        ValidationError: It is not one table, or of another department or year.
    """
    theirs = _one_table(stored_at(sha256).read_bytes(), name)
    if theirs.budget_year not in (None, table.year):
        raise ValidationError(
            _("文件是 %(there)s 年的，这张表是 %(here)s 年的；请核对。"),
            params={"there": theirs.budget_year, "here": table.year},
        )
    names = {fold(table.department.name), fold(table.department_printed)}
    if theirs.department and fold(theirs.department) not in names:
        raise ValidationError(
            _("文件是“%(there)s”的，这张表是“%(here)s”的；请核对。"),
            params={"there": theirs.department, "here": table.department.name},
        )
    base = None
    if issue is not None:
        try:
            base = _one_table(stored_at(issue.sha256).read_bytes(), name)
        except (model.UnreadableDocument, ValidationError):
            base = None  # it was issued empty
    units = _units(table, actor)
    rows = Project.objects.filter(table=table).select_related("unit").prefetch_related("indicators")
    if units is not None:
        rows = rows.filter(unit__in=units)
    ours = [(project, list(project.indicators.all())) for project in rows]
    return compare_returned(ours, base, theirs, within=str(table.pk))


@transaction.atomic
def template_merge(
    *,
    table_id: int,
    sha256: str,
    name: str,
    issue: TemplateIssue | None,
    revision: int,
    theirs: Collection[Choice],
    actor: User,
    at: datetime,
) -> Outcome:
    """Take a returned workbook into the table.

    Args:
        table_id: The table.
        sha256: The workbook, kept by `store`.
        name: Its name, for messages and the trail.
        issue: What it was issued as.
        revision: Of the table when the person saw what would change.
        theirs: The conflicts in which the file is right; in all others the table is.
        actor: Who.
        at: When.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He prepares nothing in it.
        UnreadableDocument: It cannot be read.
        ValidationError: The table has changed since; look again.
    """
    table = table_to_change(table_id)
    if table.revision != revision:
        raise ValidationError(_("预览之后这张表又有改动，请重新核对一遍再并入。"))
    outcome = template_compare(table=table, sha256=sha256, name=name, issue=issue, actor=actor)
    for number, one in enumerate(outcome.projects):
        chosen = {(key, field) for place, key, field in theirs if place == number}
        project = one.project or project_begin(table, one, actor, at)
        project.table = table
        require_preparer(actor, table, project.unit)
        sheet = decided(one, chosen, sheet_of(project, one.indicators))
        sheet_write(project, list(one.indicators), sheet, actor=actor, at=at, reason=name)
    table_changed(table, at=at)
    audit_record(
        action="template.merge", actor=actor, at=at, org=table.department,
        subject=subject_of(table),
        after={"file": name, "sha256": sha256, "projects": [p.name for p in outcome.changed]},
    )  # fmt: skip
    return outcome


def _units(table: ObjectiveTable, actor: User) -> tuple[int, ...] | None:
    scope = scope_of(for_user=actor, table=table)
    if scope.editable == ():
        require_preparer(actor, table)
    return scope.editable


def _one_table(content: bytes, name: str) -> model.ObjectiveTable:
    reading = pipeline.read(content, name, values=False)
    if len(reading.tables) != 1:
        raise ValidationError(
            _("文件里有 %(count)s 张表，不是一张；请只留一张再上传。"),
            params={"count": len(reading.tables)},
        )
    return reading.table


def project_begin(table: ObjectiveTable, one: Returned, actor: User, at: datetime) -> Project:
    """An empty project where a merge brings a new one; the caller's transaction."""
    unit = table.units.filter(name=one.unit).first()
    if unit is None:
        require_preparer(actor, table)
        unit = table.units.create(
            name=one.unit[:300], position=table.units.count(), org=org_named(table, one.unit)
        )
    return Project.objects.create(
        table=table, unit=unit, position=unit.projects.count(), changed_at=at, changed_by=actor,
        implementing_unit=unit.name[:200], supervising_department=table.department.name[:200],
    )  # fmt: skip


def decided(one: Returned, theirs: Collection[tuple[str, str]], now: Sheet) -> Sheet:
    """The merged sheet with the file's text where it was chosen."""
    sheet = one.merged.sheet
    chosen = [c for c in one.merged.conflicts if (c.key, c.field) in theirs]
    project = now["project"] | {name: sheet["project"][name] for name in CARRIED}
    project |= {c.field: c.theirs for c in chosen if not c.key}
    gone = {c.key for c in chosen if c.field == ROW and c.theirs is None}
    rows = [
        dict(row) | {c.field: c.theirs for c in chosen if c.key == row["key"] and c.field != ROW}
        for row in sheet["indicators"]
        if row["key"] not in gone
    ]
    return {"project": project, "indicators": rows}
