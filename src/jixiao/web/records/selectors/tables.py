"""Tables, their rows and versions, as far as a person may see them."""

from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.http import Http404

from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import (
    SEES_RECORDS,
    above_or_below,
    below,
    paths_of,
    roles_at,
)
from jixiao.web.records.models import ObjectiveTable, Project, TableUnit, TableVersion
from jixiao.workflow import Role, State, Transition, allowed_actions


class Scope(NamedTuple):
    """What a person may see and change of one table.

    ``units`` are the ids of the unit rows he sees, None for all; ``editable`` of those he may
    change now, None for all, empty for none. ``actions`` are the steps he may take.
    """

    roles: frozenset[Role]
    units: tuple[int, ...] | None
    editable: tuple[int, ...] | None
    actions: tuple[Transition, ...]

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
        .annotate(project_count=Count("projects"))
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
    if not State(table.state).is_editable:
        editable: tuple[int, ...] | None = ()
    elif Role.PREPARER in roles:
        editable = None
    else:
        editable = _unit_ids(for_user, table, {Role.PREPARER})
    return Scope(roles, units, editable, allowed_actions(State(table.state), roles))


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
