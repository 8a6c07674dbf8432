"""A table with its rows and sums, a project with its grid, and where to take projects from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from jixiao import pipeline
from jixiao.model import ArithmeticCheck, Funding, Verdict, project_code_problem, split_target
from jixiao.understanding.arithmetic import check, check_funding
from jixiao.web.accounts.models import User
from jixiao.web.records.assembly import funding_of, summed, tidy
from jixiao.web.records.models import (
    Indicator,
    ObjectiveTable,
    Project,
    ProjectRevision,
    TableUnit,
    TemplateIssue,
)
from jixiao.web.records.models.fields import AMOUNT_TITLES
from jixiao.web.records.selectors.tables import Scope, projects, scope_of, tables
from jixiao.web.records.sheet import TARGET_FIELDS, row_of

_MOST_FOUND = 30


class ProjectLine(NamedTuple):
    """A project in its table; ``copied`` where cells wait to be looked at."""

    project: Project
    funding: Funding
    indicators: int
    copied: bool
    problems: tuple[str, ...]


class UnitLines(NamedTuple):
    """A unit row with its projects: what it says, what they come to, and the difference in words."""

    unit: TableUnit
    projects: tuple[ProjectLine, ...]
    funding: Funding
    computed: Funding
    problems: tuple[str, ...]
    may_edit: bool


class TableLines(NamedTuple):
    """All rows of a table that a person sees; the 合计 row only for who sees them all."""

    units: tuple[UnitLines, ...]
    funding: Funding | None
    computed: Funding
    problems: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many projects there are."""
        return sum(len(unit.projects) for unit in self.units)

    def last_changed_by(self, person: User) -> Project | None:
        """The project that somebody worked on last; what only was brought in does not count."""
        own = [
            line.project
            for unit in self.units
            for line in unit.projects
            if line.project.changed_by_id == person.pk and line.project.revision > 1
        ]
        return max(own, key=lambda one: one.changed_at, default=None)


def copied_projects(table: ObjectiveTable) -> tuple[Project, ...]:
    """Those with cells that were carried over and not looked at; for who sees the whole table."""
    rows = table.projects.filter(_waits()).only("key", "name")
    return tuple(rows.order_by("unit__position", "position", "id"))


def _waits() -> Q:
    """Of a project: it or one of its indicators has cells that were carried over."""
    return ~Q(copied=[]) | Exists(Indicator.objects.filter(~Q(copied=[]), project=OuterRef("pk")))


def table_lines(table: ObjectiveTable, scope: Scope) -> TableLines:
    """The rows of a table; two queries."""
    rows = table.units.all()
    if scope.units is not None:
        rows = rows.filter(pk__in=scope.units)
    by_unit: dict[int, list[ProjectLine]] = defaultdict(list)
    copied = Count("indicators", filter=~Q(indicators__copied=[]))
    for project in (
        Project.objects.filter(unit__in=rows)
        .annotate(indicator_count=Count("indicators"), copied_count=copied)
        .order_by("position", "id")
    ):
        funding = funding_of(project)
        problems = tuple(_in_words(one) for one in check_funding("project", "", funding))
        line = ProjectLine(
            project, funding, project.indicator_count,
            bool(project.copied or project.copied_count), problems,
        )  # fmt: skip
        by_unit[project.unit_id].append(line)
    units = tuple(_unit_lines(unit, by_unit[unit.pk], scope) for unit in rows)
    every = [line.funding for unit in units for line in unit.projects]
    computed = summed(every)
    if scope.units is not None:
        return TableLines(units, None, computed, ())
    stated = funding_of(table) if table.totals_are_stated else computed
    problems = _differences(stated, every) if table.totals_are_stated else ()
    return TableLines(units, stated, computed, problems)


def _unit_lines(unit: TableUnit, lines: Sequence[ProjectLine], scope: Scope) -> UnitLines:
    every = [line.funding for line in lines]
    computed = summed(every)
    stated = funding_of(unit) if unit.totals_are_stated else computed
    problems = _differences(stated, every) if unit.totals_are_stated else ()
    return UnitLines(unit, tuple(lines), stated, computed, problems, scope.may_edit(unit.pk))


def _differences(stated: Funding, rows: Sequence[Funding]) -> tuple[str, ...]:
    found = check("sum", "projects", None, stated, rows, known=True)
    return tuple(_in_words(one) for one in found if one.verdict in (Verdict.GAP, Verdict.ROUNDING))


def _in_words(one: ArithmeticCheck) -> str:
    stated, computed = tidy(one.printed or Decimal(0)), tidy(one.computed or Decimal(0))
    gap = stated - computed
    facts = {
        "column": AMOUNT_TITLES[one.column], "stated": f"{stated:,}", "computed": f"{computed:,}",
        "gap": f"{abs(gap):,}", "way": _("多") if gap > 0 else _("少"),
    }  # fmt: skip
    if one.by == "funding":
        return _("总计 %(stated)s，各资金来源相加 %(computed)s，总计%(way)s %(gap)s。") % facts
    if one.verdict is Verdict.ROUNDING:
        return (
            _("%(column)s填写 %(stated)s，各项目相加 %(computed)s，差 %(gap)s，是四舍五入造成的。")
            % facts
        )
    return _("%(column)s填写 %(stated)s，各项目相加 %(computed)s，填写的%(way)s %(gap)s。") % facts


def deleted_projects(table: ObjectiveTable, scope: Scope) -> list[dict[str, Any]]:
    """Projects that were deleted and can be brought back, newest first."""
    rows = ProjectRevision.objects.filter(table=table, is_deletion=True).order_by("-pk")
    if scope.units is not None:
        rows = rows.filter(content__kept__unit__id__in=scope.units)
    return list(
        rows.values(
            "pk", "made_at", "made_by__display_name", name=F("content__project__name"),
            unit_name=F("content__kept__unit__name"),
        )[:_MOST_FOUND]
    )  # fmt: skip


def unit_names(table: ObjectiveTable) -> list[str]:
    """What a new unit row may be called: the department, and the units right below it."""
    below = table.department.children.filter(is_active=True).values_list("name", flat=True)
    return [table.department.name, *below[:200]]


def revision_for(*, for_user: User, pk: int) -> ProjectRevision:
    """A deleted project that this person may see.

    Raises:
        Http404: There is none, or not for him.
    """
    found = ProjectRevision.objects.filter(
        pk=pk, is_deletion=True, table__in=tables(for_user=for_user).values("pk")
    ).first()
    if found is not None:
        scope = scope_of(for_user=for_user, table=found.table)
        if scope.units is None or found.content["kept"]["unit"]["id"] in scope.units:
            return found
    raise Http404


def unit_for(*, for_user: User, pk: int) -> TableUnit:
    """A unit row.

    Raises:
        Http404: There is none, or not for him.
    """
    found = (
        TableUnit.objects.filter(pk=pk, table__in=tables(for_user=for_user).values("pk"))
        .select_related("table__department")
        .first()
    )
    if found is not None:
        scope = scope_of(for_user=for_user, table=found.table)
        if scope.units is None or found.pk in scope.units:
            return found
    raise Http404


def grid_rows(indicators: Iterable[Indicator]) -> list[dict[str, Any]]:
    """The indicators as the grid shows them: texts, marks, and the parts of the two targets."""
    found: list[dict[str, Any]] = []
    for one in indicators:
        texts = row_of(one)
        parts = {
            name: split_target(
                pipeline.read_value(texts[name], name=one.name, level2=one.level2_code or None)
            )
            for name in TARGET_FIELDS
        }
        found.append(
            {
                **texts,
                "number": one.number,
                "copied": one.copied,
                "suggested": one.suggested,
                "doubts": [doubt["message"] for doubt in one.doubts],
                "parts": {name: part._asdict() for name, part in parts.items()},
            }
        )
    return found


def project_notes(project: Project) -> dict[str, str]:
    """What looks unusual in a field though it is stored, by field."""
    notes = {}
    if problem := project_code_problem(project.code):
        notes["code"] = problem
    start, end = project.start_year, project.end_year
    if start is not None and end is not None and end < start:
        notes["end_year"] = _("结束年度早于开始年度，请核对。")
    for prefix in ("", "period_"):
        funding = Funding(*(getattr(project, prefix + name) for name in AMOUNT_TITLES))
        for one in check_funding("project", "", funding):
            notes[f"{prefix}total"] = _in_words(one)
    return notes


def sums_beside(project: Project, scope: Scope) -> str:
    """What the projects of its unit and, for who sees it all, of the whole table come to, in words."""
    every = list(Project.objects.filter(table_id=project.table_id).values_list("unit_id", "total"))
    own = [total for unit, total in every if unit == project.unit_id]
    unit = gettext(project.table.amount_unit)
    told = []
    if len(own) < len(every) or scope.units is not None:
        told.append(_("本单位 %(count)s 个项目总计 %(sum)s %(unit)s") % _said(own, unit))
    if scope.units is None:
        told.append(
            _("全表 %(count)s 个项目总计 %(sum)s %(unit)s")
            % _said([total for _unit, total in every], unit)
        )
        stated = tidy(project.table.total) if project.table.totals_are_stated else None
        if stated is not None:
            told.append(
                _("合计行填写 %(stated)s %(unit)s") % {"stated": f"{stated:,}", "unit": unit}
            )
    return _("；").join(told)


def _said(totals: Sequence[Decimal | None], unit: str) -> dict[str, object]:
    summed_up = tidy(sum((total for total in totals if total is not None), Decimal(0)))
    return {"count": len(totals), "sum": f"{summed_up:,}", "unit": unit}


class Neighbours(NamedTuple):
    """The projects around one in its table; ``unchecked`` is the next with carried-over cells."""

    before: Project | None
    after: Project | None
    unchecked: Project | None


def neighbours(project: Project, scope: Scope) -> Neighbours:
    """Those of the table that the person sees; after the last unchecked one comes the first."""
    rows = Project.objects.filter(table_id=project.table_id).annotate(waits=_waits())
    if scope.units is not None:
        rows = rows.filter(unit__in=scope.units)
    every = list(rows.only("key", "name", "unit_id"))
    place = next(number for number, one in enumerate(every) if one.pk == project.pk)
    before, after = every[:place], every[place + 1 :]
    unchecked = next((one for one in after + before if one.waits), None)
    return Neighbours(before[-1] if before else None, after[0] if after else None, unchecked)


def sources(*, for_user: User, table: ObjectiveTable) -> QuerySet[ObjectiveTable]:
    """The tables of the same department that a person can take projects from, newest first."""
    found = tables(for_user=for_user).filter(department=table.department_id).exclude(pk=table.pk)
    return found.annotate(project_count=Count("projects"))


def similar(*, for_user: User, table: ObjectiveTable, words: str) -> list[Project]:
    """Projects elsewhere in his scope whose name or category has all of the words."""
    rows = projects(for_user=for_user).exclude(table=table)
    terms = words.split()[:5]
    if not terms:
        return []
    for term in terms:
        rows = rows.filter(Q(name__contains=term) | Q(category__contains=term))
    order = ("-table__year", "id")
    found = list(rows.order_by(*order).values_list("pk", flat=True)[:_MOST_FOUND])
    chosen = projects(for_user=for_user).filter(pk__in=found)
    return list(chosen.annotate(indicator_count=Count("indicators")).order_by(*order))


def issues(*, for_user: User, table: ObjectiveTable) -> QuerySet[TemplateIssue]:
    """The workbooks that this person had issued for a table."""
    return TemplateIssue.objects.filter(table=table, issued_by=for_user)
