"""What a year can begin from: earlier tables, kept versions, and their projects."""

from typing import Any, NamedTuple

from django.db.models import Count

from jixiao.model import Funding
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.records.assembly import funding_of, unpack
from jixiao.web.records.models import ObjectiveTable, TableUnit, TableVersion
from jixiao.web.records.selectors.tables import Scope, projects, tables


class Offer(NamedTuple):
    """A project that can be taken over; ``why_not`` says why it is not ticked beforehand."""

    id: Any
    name: str
    unit: str
    funding: Funding
    indicators: int
    why_not: str


def earlier(*, for_user: User, of: OrgUnit) -> list[ObjectiveTable]:
    """The tables of a department, newest first."""
    found = tables(for_user=for_user).filter(department=of)
    return list(found.annotate(project_count=Count("projects"))[:50])


def units_to_fill(table: ObjectiveTable, scope: Scope) -> list[TableUnit]:
    """The unit rows into which a person may put projects."""
    return [unit for unit in table.units.all() if scope.may_edit(unit.pk)]


def offered(
    *,
    for_user: User,
    table: ObjectiveTable,
    source: ObjectiveTable | None,
    version: TableVersion | None,
) -> list[Offer]:
    """The projects of an earlier table or of a kept version."""
    here = set(table.projects.values_list("unit__name", "name"))
    found: list[Offer] = []
    if version is not None:
        units = unpack(version.content).table.spending_units
        every = [(unit.name or "", project) for unit in units for project in unit.projects]
        for place, (unit, project) in enumerate(every):
            name = project.name or ""
            why = "exists" if (unit, name) in here else ""
            found.append(Offer(place, name, unit, project.funding, len(project.indicators), why))
    elif source is not None:
        rows = projects(for_user=for_user).filter(table=source)
        for one in rows.annotate(indicator_count=Count("indicators")):
            why = "exists" if (one.unit.name, one.name) in here else ""
            if one.end_year is not None and one.end_year < table.year:
                why = "ended"
            funding = funding_of(one)
            found.append(Offer(one.key, one.name, one.unit.name, funding, one.indicator_count, why))
    return found
