"""Tables, their rows and versions, as far as a person may see them."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils import timezone

from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import (
    SEES_RECORDS,
    above_or_below,
    below,
    paths_of,
    roles_at,
)
from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import (
    BudgetYear,
    ObjectiveTable,
    Project,
    TableUnit,
    TableVersion,
)
from jixiao.workflow import (
    ACTIONS,
    Action,
    Deadline,
    Role,
    State,
    Transition,
    allowed_actions,
    disclosure_deadline,
)


class Scope(NamedTuple):
    """What a person may see and change of one table.

    ``units`` are the ids of the unit rows he sees, None for all; ``editable`` of those he may
    change now, None for all, empty for none. ``actions`` are the steps he may take.
    ``year_is_closed`` is why nobody may change a table that would be open by its state.
    """

    roles: frozenset[Role]
    units: tuple[int, ...] | None
    editable: tuple[int, ...] | None
    actions: tuple[Transition, ...]
    year_is_closed: bool

    def may_edit(self, unit_id: int) -> bool:
        """Whether projects of a unit row may be changed."""
        return self.editable is None or unit_id in self.editable

    @property
    def may_edit_all(self) -> bool:
        """Whether the whole table may be changed: its head, its units, its order."""
        return self.editable is None


def tables(*, for_user: User) -> QuerySet[ObjectiveTable]:
    """The tables a person sees, also where only rows of one unit are his."""
    paths = paths_of(for_user, SEES_RECORDS)
    return (
        ObjectiveTable.objects.filter(above_or_below("department__path", paths))
        .select_related("department")
        .annotate(year_closed=Exists(_closed_years()))
    )


def table_for(*, for_user: User, pk: int) -> ObjectiveTable:
    """One table.

    Raises:
        Http404: There is none, or not for him; nobody learns which.
    """
    found = tables(for_user=for_user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def scope_of(*, for_user: User, table: ObjectiveTable) -> Scope:
    """What a person may do with a table that he may see."""
    roles = roles_at(for_user, table.department)
    sees_all = bool(roles & SEES_RECORDS)
    units = None if sees_all else _unit_ids(for_user, table, SEES_RECORDS)
    closed = State(table.state).is_editable and year_is_closed(table)
    if closed or not State(table.state).is_editable:
        editable: tuple[int, ...] | None = ()
    elif Role.PREPARER in roles:
        editable = None
    else:
        editable = _unit_ids(for_user, table, {Role.PREPARER})
    return Scope(roles, units, editable, allowed_actions(State(table.state), roles), closed)


def year_is_closed(table: ObjectiveTable) -> bool:
    """Whether the administrator has closed the table's year for filling in; asked for once."""
    if not hasattr(table, "year_closed"):
        years = BudgetYear.objects.filter(department_id=table.department_id, year=table.year)
        table.year_closed = years.filter(is_open=False).exists()
    return table.year_closed


def _closed_years() -> QuerySet[BudgetYear]:
    """Of a table in the query around it."""
    return BudgetYear.objects.filter(
        department=OuterRef("department"), year=OuterRef("year"), is_open=False
    )


def _unit_ids(
    for_user: User, table: ObjectiveTable, roles: frozenset[Role] | set[Role]
) -> tuple[int, ...]:
    paths = paths_of(for_user, roles)
    return tuple(table.units.filter(below("org__path", paths)).values_list("pk", flat=True))


def units(*, for_user: User, table: ObjectiveTable) -> QuerySet[TableUnit]:
    """The unit rows of a table that a person sees."""
    scope = scope_of(for_user=for_user, table=table)
    rows = table.units.all()
    return rows if scope.units is None else rows.filter(pk__in=scope.units)


def projects(*, for_user: User) -> QuerySet[Project]:
    """All projects a person sees, of all tables."""
    paths = paths_of(for_user, SEES_RECORDS)
    whole, part = below("table__department__path", paths), below("unit__org__path", paths)
    return Project.objects.filter(whole | part).select_related("table__department", "unit")


def project_for(*, for_user: User, key: str) -> Project:
    """One project by its permanent key.

    Raises:
        Http404: There is none, or not for him.
    """
    found = projects(for_user=for_user).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def versions(*, for_user: User, table: ObjectiveTable) -> QuerySet[TableVersion]:
    """The versions of a table, without their content; only who sees the whole table sees them."""
    if scope_of(for_user=for_user, table=table).units is not None:
        return TableVersion.objects.none()
    return table.versions.defer("content").select_related("made_by")


def version_for(*, for_user: User, table: ObjectiveTable, number: int) -> TableVersion:
    """One version with its content.

    Raises:
        Http404: There is none, or not for him.
    """
    found = (
        versions(for_user=for_user, table=table)
        .defer(None)
        .select_related("made_by")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise Http404
    return found


def last_version(table: ObjectiveTable, occasion: str) -> TableVersion | None:
    """The newest version of an occasion, with its content; for who may see the table."""
    return table.versions.filter(occasion=occasion).order_by("-number").first()


class Due(NamedTuple):
    """公开期限: the day, the days that are left (negative: overdue), whether it was met, its source."""

    day: datetime.date
    left: int
    met: bool
    deadline: Deadline

    @property
    def late(self) -> int:
        """How many days too late."""
        return max(-self.left, 0)


class Why(NamedTuple):
    """The step that brought a table where it is, and its entry in the trail with the reason."""

    step: Transition
    entry: AuditEntry


class Steps(NamedTuple):
    """What may be done with a table now: shown by `records/_steps.html`.

    ``public`` is the version that everybody sees; ``may_retract_public`` while the table itself is
    in another state than disclosed; ``why`` is why it is where it is, where somebody had to say so.
    """

    actions: tuple[Transition, ...]
    due: Due | None
    public: TableVersion | None
    public_key: str
    open_comments: int
    may_retract_public: bool
    why: Why | None


def comments_waiting(*, for_user: User, table: ObjectiveTable) -> int:
    """How many comments that a person sees nobody has settled."""
    return _open_comments(table, scope_of(for_user=for_user, table=table))


def _open_comments(table: ObjectiveTable, scope: Scope) -> int:
    said = table.comments.filter(resolved_at=None)
    if scope.units is not None:
        keys = Project.objects.filter(unit__in=scope.units).values("key")
        said = said.filter(project_key__in=keys)
    return said.count()


def steps_of(*, for_user: User, table: ObjectiveTable, now: datetime.datetime) -> Steps:
    """The steps, the due date and the versions of a table; up to four queries."""
    scope = scope_of(for_user=for_user, table=table)
    public = table.versions.defer("content", "details").filter(is_public=True).first()
    retract = ACTIONS[Action.RETRACT]
    public_key = "" if public is None else table.public.key
    may = public is not None and State(table.state) not in retract.sources
    return Steps(
        scope.actions, due_of(table, now=now), public, public_key, _open_comments(table, scope),
        may and not scope.roles.isdisjoint(retract.by), _why(table),
    )  # fmt: skip


def _why(table: ObjectiveTable) -> Why | None:
    """Why it came back, is being adjusted, or is no longer public; until the step after that."""
    back = State(table.state) is State.RETURNED
    if not back and table.approved_at is None:
        return None
    steps = (Action.ADJUST, Action.RETRACT, Action.APPROVE, Action.DISCLOSE)
    entries = AuditEntry.objects.filter(subject_kind="table", subject_id=str(table.pk))
    wanted = (Action.RETURN,) if back else steps
    last = entries.filter(action__in=[f"table.{one}" for one in wanted]).first()
    step = last and ACTIONS[Action(last.action.removeprefix("table."))]
    return Why(step, last) if last and step and step.needs_reason else None


def returns_of(tables: Sequence[ObjectiveTable]) -> dict[int, AuditEntry]:
    """Who last sent each of these tables back, and why; no query where there is none."""
    if not tables:
        return {}
    ids = [str(table.pk) for table in tables]
    entries = AuditEntry.objects.filter(
        subject_kind="table", subject_id__in=ids, action=f"table.{Action.RETURN}"
    )
    return {int(entry.subject_id): entry for entry in entries.order_by("id")}


def due_of(table: ObjectiveTable, *, now: datetime.datetime) -> Due | None:
    """When what was approved has to be public; None where nothing was approved."""
    if table.approved_at is None:
        return None
    approved = timezone.localdate(table.approved_at)
    deadline = disclosure_deadline(approved)
    if deadline is None:
        return None
    day = deadline.due(approved)
    met = table.disclosed_at is not None and table.disclosed_at >= table.approved_at
    end = timezone.localdate(table.disclosed_at if met else now)
    return Due(day, (day - end).days, met, deadline)
