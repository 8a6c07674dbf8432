"""The list of tables: what waits for somebody, what is done, page by page."""

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Case, Count, Q, QuerySet, Sum, When

from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.selectors import (
    SEES_RECORDS,
    above_or_below,
    leaves_first,
    orgs,
    paths_of,
    roles_anywhere,
)
from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import tidy
from jixiao.web.records.models import ObjectiveTable
from jixiao.web.records.selectors.tables import projects, returns_of
from jixiao.workflow import WAITS_FOR, Role, State

WAITING, DONE, ALL = "waiting", "done", "all"
TABS = (WAITING, DONE, ALL)
PAGE_SIZE = 20
_WORKING = frozenset(role for roles in WAITS_FOR.values() for role in roles)


class Line(NamedTuple):
    """One table of the list; number and sum of the projects that the person sees.

    ``returned`` says by whom and why, of a table that was sent back.
    """

    table: ObjectiveTable
    projects: int
    total: Decimal | None
    waits: bool
    returned: AuditEntry | None


class WorkPage(NamedTuple):
    """One page of the list; there is no count of all, which would grow with the office."""

    lines: tuple[Line, ...]
    number: int
    has_next: bool


def works(for_user: User) -> bool:
    """Whether tables can wait for a person at all."""
    return bool(roles_anywhere(for_user) & _WORKING)


def work(
    *,
    for_user: User,
    tab: str = ALL,
    year: int | None = None,
    department: str = "",
    state: str = "",
    page: int = 1,
) -> WorkPage:
    """A page of the tables of a person's scope, newest year first; of what waits, returned first."""
    rows = _tables(for_user)
    waiting = _waiting(for_user)
    if tab == WAITING:
        again = Case(When(state=State.RETURNED.value, then=0), default=1)
        rows = rows.filter(waiting).order_by(again, *ObjectiveTable._meta.ordering)
    elif tab == DONE:
        rows = rows.filter(_within(for_user, _WORKING)).exclude(waiting)
    if year is not None:
        rows = rows.filter(year=year)
    if department:
        rows = rows.filter(department__name__contains=department)
    if state:
        rows = rows.filter(state=state)
    start = (page - 1) * PAGE_SIZE
    found = list(rows[start : start + PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    sums = {
        one["table"]: one
        for one in projects(for_user=for_user)
        .filter(table__in=shown)
        .order_by()
        .values("table")
        .annotate(count=Count("pk"), amount=Sum("total"))
    }
    turn = set(rows.filter(waiting, pk__in=[t.pk for t in shown]).values_list("pk", flat=True))
    returns = returns_of([table for table in shown if table.state == State.RETURNED.value])
    nothing = {"count": 0, "amount": None}
    lines = [
        Line(table, one["count"], tidy(one["amount"]), table.pk in turn, returns.get(table.pk))
        for table in shown
        for one in (sums.get(table.pk, nothing),)
    ]
    return WorkPage(tuple(lines), page, len(found) > PAGE_SIZE)


def years(*, for_user: User) -> list[int]:
    """The years of which a person sees tables, newest first."""
    found = _tables(for_user).order_by("-year").values_list("year", flat=True).distinct()
    return list(found[:50])


def prepared_departments(*, for_user: User) -> QuerySet[OrgUnit]:
    """The departments of which a person may begin tables."""
    mine = orgs(for_user=for_user, roles={Role.PREPARER})
    return leaves_first(mine.filter(kind=OrgUnit.Kind.DEPARTMENT, is_active=True))


def _tables(for_user: User) -> QuerySet[ObjectiveTable]:
    return ObjectiveTable.objects.filter(_within(for_user, SEES_RECORDS)).select_related(
        "department"
    )


def _within(for_user: User, roles: Collection[Role]) -> Q:
    return above_or_below("department__path", paths_of(for_user, roles))


def _waiting(for_user: User) -> Q:
    found = Q(pk__in=())
    for state, roles in WAITS_FOR.items():
        if roles:
            found |= Q(state=State(state).value) & _within(for_user, roles)
    return found
