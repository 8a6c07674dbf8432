"""Comments, as far as a person sees what they are about."""

from decimal import Decimal
from typing import NamedTuple

from django.http import Http404

from jixiao.model.table import AMOUNT_FIELDS
from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import roles_at
from jixiao.web.records.assembly import tidy
from jixiao.web.records.models import Comment, Indicator, ObjectiveTable, Project
from jixiao.web.records.models.fields import AMOUNT_TITLES
from jixiao.web.records.selectors.tables import scope_of, table_for
from jixiao.workflow import Role, State

PROJECT_FIELDS = ("name", "objective", *AMOUNT_FIELDS, "period_objective", "basis", "category")
INDICATOR_FIELDS = (
    "name", "period_target", "annual_target", "basis", "scoring_standard", "data_source",
    "evidence",
)  # fmt: skip
MAY_SPEAK = frozenset({Role.PREPARER, Role.HEAD})
SPOKEN_OF = frozenset({State.DRAFT, State.SUBMITTED, State.RETURNED})
"""States in which there is something to say: what is approved is no longer discussed."""


class Spoken(NamedTuple):
    """One comment with its place, the present value, and what this person may do with it."""

    comment: Comment
    project: Project | None
    indicator: Indicator | None
    field_title: str
    present: str | None
    may_accept: bool
    may_resolve: bool
    may_reopen: bool
    is_gone: bool


def comments(
    *, for_user: User, table: ObjectiveTable, project_key: str | None = None
) -> list[Spoken]:
    """The comments of a table, open ones first; four queries."""
    scope = scope_of(for_user=for_user, table=table)
    rows = table.comments.select_related("author", "resolved_by")
    if project_key is not None:
        rows = rows.filter(project_key=project_key)
    found = sorted(rows, key=lambda one: one.resolved_at is not None)
    projects = {
        one.key: one
        for one in table.projects.filter(
            key__in={one.project_key for one in found if one.project_key}
        ).select_related("unit__org")
    }
    indicators = {
        one.key: one
        for one in Indicator.objects.filter(
            project__table=table, key__in={one.indicator_key for one in found if one.indicator_key}
        )
    }
    if scope.units is not None:
        mine = {key for key, one in projects.items() if one.unit_id in scope.units}
        found = [one for one in found if one.project_key in mine]
    return [
        _spoken(one, for_user, table, projects.get(one.project_key), indicators)
        for one in found
    ]  # fmt: skip


def open_comments(project: Project) -> int:
    """How many comments on a project wait for somebody; for who may see the project."""
    said = Comment.objects.filter(table_id=project.table_id, project_key=project.key)
    return said.filter(resolved_at=None).count()


def comment_for(*, for_user: User, pk: int) -> Comment:
    """One comment.

    Raises:
        Http404: There is none, or not for him.
    """
    one = Comment.objects.select_related("table").filter(pk=pk).first()
    if one is None:
        raise Http404
    table = table_for(for_user=for_user, pk=one.table_id)
    scope = scope_of(for_user=for_user, table=table)
    if (
        scope.units is not None
        and not table.projects.filter(key=one.project_key, unit__in=scope.units).exists()
    ):
        raise Http404
    return one


def may_add(*, for_user: User, table: ObjectiveTable, project: Project | None) -> bool:
    """Whether this person may comment on it now."""
    spoken_of = State(table.state) in SPOKEN_OF
    return spoken_of and not roles_of(for_user, table, project).isdisjoint(MAY_SPEAK)


def field_title(project: Project | None, indicator: Indicator | None, field: str) -> str:
    """What people call a field."""
    if not field:
        return ""
    if field in AMOUNT_TITLES and indicator is None:
        return AMOUNT_TITLES[field]
    model = Project if indicator is None else Indicator
    return str(model._meta.get_field(field).verbose_name)


def lines_of(project: Project) -> list[tuple[str, str]]:
    """What a comment on a project may be about: values for a choice, and their words."""
    lines = [("", "")]
    lines += [(f":{name}", field_title(project, None, name)) for name in fields_of(project, None)]
    for number, one in enumerate(project.indicators.all(), start=1):
        title = f"{number}. {one.name or one.raw_text or '—'}"
        lines.append((f"{one.key}:", title))
        lines += [
            (f"{one.key}:{name}", f"{title} · {field_title(project, one, name)}")
            for name in fields_of(project, one)
        ]
    return lines


def _spoken(
    one: Comment,
    for_user: User,
    table: ObjectiveTable,
    project: Project | None,
    indicators: dict[object, Indicator],
) -> Spoken:
    indicator = indicators.get(one.indicator_key)
    gone = (one.project_key is not None and project is None) or (
        one.indicator_key is not None and indicator is None
    )
    row = project if one.indicator_key is None else indicator
    value = getattr(row, one.field, None) if row is not None and one.field else None
    prepares = Role.PREPARER in roles_of(for_user, table, project)
    spoken_of = State(table.state) in SPOKEN_OF
    mine = spoken_of and (prepares or one.author_id == for_user.pk)
    is_open = one.resolved_at is None
    may_accept = (
        is_open and not gone and prepares and one.suggested is not None
        and State(table.state).is_editable
    )  # fmt: skip
    return Spoken(
        one, project, indicator, field_title(project, indicator, one.field) if not gone else "",
        None if value is None else str(tidy(value) if isinstance(value, Decimal) else value), may_accept, is_open and mine, not is_open and mine,
        gone,
    )  # fmt: skip


def fields_of(project: Project | None, indicator: Indicator | None) -> tuple[str, ...]:
    """The fields that a comment may name."""
    if project is None:
        return ()
    return PROJECT_FIELDS if indicator is None else INDICATOR_FIELDS


def roles_of(actor: User, table: ObjectiveTable, project: Project | None) -> frozenset[Role]:
    """A person's roles for a project: in the department, or in the unit it belongs to."""
    roles = roles_at(actor, table.department)
    if project is not None and project.unit.org is not None:
        roles |= roles_at(actor, project.unit.org)
    return roles
