"""Comments on a line, with what the author would write there; accepted or resolved by the preparer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.web.accounts.models import User
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.models import Comment, Indicator, ObjectiveTable, Project
from jixiao.web.records.selectors.comments import MAY_SPEAK, SPOKEN_OF, fields_of, roles_of
from jixiao.web.records.services.projects import project_to_change, sheet_write
from jixiao.web.records.services.searching import reindex_comment
from jixiao.web.records.sheet import canonical, sheet_of
from jixiao.workflow import Role, State


@transaction.atomic
def comment_add(
    *,
    table_id: int,
    actor: User,
    at: datetime,
    text: str,
    project_key: UUID | None = None,
    indicator_key: UUID | None = None,
    field: str = "",
    suggested: str | None = None,
) -> Comment:
    """Say something of a table, a project, an indicator or one field.

    Raises:
        PermissionDenied: The person neither prepares nor heads what it is about.
        ValidationError: It is about nothing that is there, says nothing, or comes too late.
    """
    table = _locked(table_id)
    project, indicator = _about(table, project_key, indicator_key)
    if roles_of(actor, table, project).isdisjoint(MAY_SPEAK):
        raise PermissionDenied(_("只有填报员和负责人可以批注。"))
    if State(table.state) not in SPOKEN_OF:
        raise ValidationError(_("这张表已经锁定，不再批注。"))
    text = text.strip()
    if not text and suggested is None:
        raise ValidationError(_("请写明批注，或给出建议值。"))
    if field and field not in fields_of(project, indicator):
        raise ValidationError(_("这一栏不能批注。"))
    if suggested is not None:
        if not field:
            raise ValidationError(_("建议值要指明是哪一栏的。"))
        canonical(Project if indicator is None else Indicator, field, suggested)
    one = Comment(
        table=table, project_key=project_key, indicator_key=indicator_key, field=field,
        text=text or "建议改写。", suggested=suggested, author=actor, at=at,
    )  # fmt: skip
    one.full_clean()
    one.save()
    reindex_comment(one)
    _record("comment.add", one, actor, at, {"text": one.text, "suggested": suggested})
    return one


@transaction.atomic
def comment_accept(*, comment_id: int, actor: User, at: datetime) -> Comment:
    """Write what was suggested into its field, and resolve the comment.

    Raises:
        PermissionDenied: The person does not prepare the project.
        ValidationError: It suggests nothing, is resolved already, or its line is gone or locked.
    """
    one, _table, project, indicator = _open(comment_id, actor, only_preparer=True)
    if one.suggested is None or project is None:
        raise ValidationError(_("这条批注没有建议值。"))
    before = _apply(one, project, indicator, actor, at)
    _finish(one, Comment.Outcome.ACCEPTED, actor, at)
    _record(
        "comment.accept", one, actor, at, {"field": one.field, "value": one.suggested},
        {"value": before},
    )  # fmt: skip
    return one


@transaction.atomic
def comment_resolve(*, comment_id: int, actor: User, at: datetime, answer: str = "") -> Comment:
    """Mark a comment as dealt with and say how; also its author may, to take it back.

    Raises:
        PermissionDenied: The person neither prepares the project nor wrote it.
        ValidationError: It is resolved already, or the table is locked.
    """
    one, *_ = _open(comment_id, actor)
    _finish(one, Comment.Outcome.RESOLVED, actor, at, answer.strip())
    _record("comment.resolve", one, actor, at, {"outcome": one.outcome, "answer": one.answer})
    return one


@transaction.atomic
def comment_reopen(*, comment_id: int, actor: User, at: datetime) -> Comment:
    """Undo the resolving of a comment; what an accepted one wrote stays.

    Raises:
        PermissionDenied: As `comment_resolve`.
        ValidationError: It is open, or the table is locked.
    """
    one, *_ = _open(comment_id, actor, resolved=True)
    before = {"outcome": one.outcome, "answer": one.answer}
    one.outcome, one.answer, one.resolved_at, one.resolved_by = "", "", None, None
    one.save(update_fields=["outcome", "answer", "resolved_at", "resolved_by"])
    _record("comment.reopen", one, actor, at, {"outcome": ""}, before)
    return one


def _locked(table_id: int) -> ObjectiveTable:
    return (
        ObjectiveTable.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=table_id)
    )


def _about(
    table: ObjectiveTable, project_key: UUID | None, indicator_key: UUID | None
) -> tuple[Project | None, Indicator | None]:
    if project_key is None:
        if indicator_key is not None:
            raise ValidationError(_("指标要和项目一起指明。"))
        return None, None
    found = Project.objects.select_related("unit__org").filter(table=table, key=project_key)
    project = found.first()
    if project is None:
        raise ValidationError(_("这个项目已经不在表里了。"))
    if indicator_key is None:
        return project, None
    indicator = project.indicators.filter(key=indicator_key).first()
    if indicator is None:
        raise ValidationError(_("这个指标已经不在项目里了。"))
    return project, indicator


def _open(
    comment_id: int, actor: User, *, only_preparer: bool = False, resolved: bool = False
) -> tuple[Comment, ObjectiveTable, Project | None, Indicator | None]:
    """A comment that may be dealt with now, and what it is about."""
    one = (
        Comment.objects.select_for_update(of=("self",)).select_related("author").get(pk=comment_id)
    )
    table = _locked(one.table_id)
    if (one.resolved_at is not None) != resolved:
        said = _("这条批注没有处理过。") if resolved else _("这条批注已经处理过了。")
        raise ValidationError(said)
    state = State(table.state)
    if only_preparer and not state.is_editable:
        raise ValidationError(_("这张表现在不能改；请先撤回、退回或调整。"))
    if state not in SPOKEN_OF:
        raise ValidationError(_("这张表已经锁定，批注不再改动。"))
    try:
        project, indicator = _about(table, one.project_key, one.indicator_key)
    except ValidationError:
        if only_preparer:
            raise
        project = indicator = None
    allowed = Role.PREPARER in roles_of(actor, table, project)
    if not allowed and (only_preparer or one.author_id != actor.pk):
        raise PermissionDenied(_("只有填报员可以处理批注。"))
    return one, table, project, indicator


def _apply(
    one: Comment, project: Project, indicator: Indicator | None, actor: User, at: datetime
) -> str:
    """Write the suggested value into its field; what stood there before."""
    project, indicators = project_to_change(project.key, actor)
    sheet = sheet_of(project, indicators)
    row = sheet["project"]
    if indicator is not None:
        row = next(row for row in sheet["indicators"] if row["key"] == str(indicator.key))
    before = row[one.field]
    kind = Project if indicator is None else Indicator
    row[one.field] = canonical(kind, one.field, one.suggested or "")
    sheet_write(project, indicators, sheet, actor=actor, at=at, reason=one.text)
    return before


def _finish(one: Comment, outcome: str, actor: User, at: datetime, answer: str = "") -> None:
    one.outcome, one.answer, one.resolved_at, one.resolved_by = outcome, answer, at, actor
    one.save(update_fields=["outcome", "answer", "resolved_at", "resolved_by"])


def _record(
    action: str,
    one: Comment,
    actor: User,
    at: datetime,
    after: dict[str, Any],
    before: dict[str, Any] | None = None,
) -> None:
    where = {"table": one.table_id, "project": one.project_key and str(one.project_key)}
    audit_record(
        action=action, actor=actor, at=at, org=one.table.department, before=before,
        subject=Subject("comment", str(one.pk), str(one)), after=where | after,
    )  # fmt: skip
