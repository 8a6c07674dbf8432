"""Changing a project from beside its page: locked, kept as a revision before and after, indexed."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.web.accounts.models import User
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.models import Indicator, ObjectiveTable, Project, ProjectRevision
from jixiao.web.records.revisions import columns_of, content_of
from jixiao.web.records.selectors.tables import scope_of
from jixiao.web.records.services.searching import reindex_project
from jixiao.workflow import State


def project_locked(*, project_key: str, actor: User) -> Project:
    """A project that this person may change now, with its table locked for the transaction.

    Raises:
        PermissionDenied: He may not fill in this unit.
        ValidationError: The table is not open for changes.
    """
    project = Project.objects.select_related("unit").get(key=project_key)
    project.table = (
        ObjectiveTable.objects.select_for_update()
        .select_related("department")
        .get(pk=project.table_id)
    )
    require_editable(project.table)
    if not scope_of(for_user=actor, table=project.table).may_edit(project.unit_id):
        raise PermissionDenied(_("只有本单位的填报员可以修改这个项目。"))
    return project


def require_editable(table: ObjectiveTable) -> None:
    """Go on only where the state of the table permits changes.

    Raises:
        ValidationError: It does not.
    """
    if not State(table.state).is_editable:
        raise ValidationError(
            _("%(table)s现在是“%(state)s”，不能修改；请先撤回、退回或开始调整。"),
            params={"table": table, "state": table.get_state_display()},
        )


def revision_keep(project: Project) -> None:
    """Keep what a project says now under its present number, once."""
    if ProjectRevision.objects.filter(project_key=project.key, revision=project.revision).exists():
        return
    ProjectRevision.objects.create(
        project_key=project.key, table_id=project.table_id, revision=project.revision,
        content=content_of(project, project.indicators.order_by("position", "id")),
        made_at=project.changed_at, made_by=project.changed_by,
    )  # fmt: skip


def project_changed(project: Project, *, actor: User | None, at: datetime) -> None:
    """Number, keep and index a project after its rows were written; the caller's transaction.

    What it said before must have been kept with `revision_keep` before the change.
    """
    project.revision += 1
    project.changed_at, project.changed_by = at, actor
    project.save()
    table = project.table
    table.revision += 1
    table.changed_at = at
    table.save(update_fields=["revision", "changed_at"])
    revision_keep(project)
    reindex_project(project)


def subject_of_project(project: Project) -> Subject:
    """A project in the trail."""
    return Subject("project", str(project.key), str(project))


@transaction.atomic
def revision_restore(*, project_key: str, revision: int, actor: User, at: datetime) -> Project:
    """Make a project say again what it said in an earlier revision; that is a new revision.

    Raises:
        PermissionDenied: He may not fill in this unit.
        ValidationError: There is no such revision, it is the present one, or the table is not open.
    """
    project = project_locked(project_key=project_key, actor=actor)
    if revision == project.revision:
        raise ValidationError(_("这就是现在的内容，不用恢复。"))
    kept = ProjectRevision.objects.filter(project_key=project.key, revision=revision).first()
    if kept is None:
        raise ValidationError(_("没有第 %(n)s 次修订。"), params={"n": revision})
    revision_keep(project)
    for name, value in columns_of(Project, kept.content["project"]).items():
        setattr(project, name, value)
    project.copied = []
    _restore_indicators(project, kept.content["indicators"])
    before = project.revision
    project_changed(project, actor=actor, at=at)
    audit_record(
        action="project.restore", actor=actor, at=at, org=project.table.department,
        subject=subject_of_project(project), before={"revision": before},
        after={"revision": project.revision, "restored": revision},
    )  # fmt: skip
    return project


def _restore_indicators(project: Project, kept: list[dict[str, str]]) -> None:
    """Rows that are still there keep their places in the source; others come back without."""
    rows = {str(one.key): one for one in project.indicators.all()}
    for position, content in enumerate(kept):
        row = rows.pop(content["key"], None) or Indicator(project=project, key=content["key"])
        row.position = position
        row.number = position + 1 if row.number is None else row.number
        for name, value in columns_of(Indicator, content).items():
            setattr(row, name, value)
        row.save()
    Indicator.objects.filter(pk__in=[one.pk for one in rows.values()]).delete()
