"""The rows of what is public, made from a disclosed version in the transaction that discloses it."""

import re
from collections.abc import Iterable
from datetime import datetime

from jixiao import model
from jixiao.publishing.site.ids import Named, unique_keys
from jixiao.publishing.site.search_index import searched
from jixiao.publishing.site.tallies import QUANTIFIED
from jixiao.publishing.site.view import SiteIndicator, SiteProject, view_site
from jixiao.text import shown
from jixiao.web.records.models import (
    ObjectiveTable,
    PublicIndicator,
    PublicProject,
    PublicTable,
    TableVersion,
)
from jixiao.web.records.public_index import IndicatorRow, ProjectRow, searched_rows
from jixiao.web.records.search_index import PUBLIC, empty_rows, put_rows, take_rows

_AT_ONCE = 500
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


def public_rows_write(
    table: ObjectiveTable, version: TableVersion, reading: model.Reading, at: datetime
) -> PublicTable:
    """Make the public rows of a table say what a version says; keys once given stay."""
    (site,) = view_site((reading,))
    public = PublicTable.objects.filter(table=table).first()
    if public is None:
        public = PublicTable(table=table, key=_free_key(site.key, table))
    counted = site.record.indicators
    public.version = version
    public.department, public.year = _label(site.record.department), table.year
    public.amount_unit = site.record.amount_unit or ""
    public.total = site.record.grand_total.total
    public.project_count, public.indicator_count = len(site.projects), len(counted)
    public.quantified_count = sum(
        one.form in QUANTIFIED for project in site.projects for one in project.indicators
    )
    public.published_at, public.withdrawn_at = at, None
    public.save()
    _clear_projects(public)
    PublicProject.objects.bulk_create(
        [_project(public, one) for one in site.projects], _AT_ONCE, update_conflicts=True, unique_fields=["public_table", "key"],
        update_fields=["is_current", "number", "unit", "name", "objective", "total", "searched"],
    )  # fmt: skip
    ids = dict(public.projects.values_list("key", "pk"))
    PublicIndicator.objects.bulk_create(
        (
            _indicator(ids[project.key], place, one)
            for project in site.projects
            for place, one in enumerate(project.indicators)
        ),
        _AT_ONCE,
    )
    put_rows(PUBLIC, searched_rows(public.pk, public.year, *_rows(public)))
    return public


def public_rows_reindex() -> None:
    """The search of everything that is public, anew; the caller's transaction."""
    empty_rows(PUBLIC)
    for public in PublicTable.objects.filter(version__isnull=False):
        put_rows(PUBLIC, searched_rows(public.pk, public.year, *_rows(public)))


def public_rows_clear(table: ObjectiveTable, at: datetime) -> None:
    """Nothing of a table is public; its keys stay, so that its links can say so."""
    public = PublicTable.objects.filter(table=table, version__isnull=False).first()
    if public is None:
        return
    _clear_projects(public)
    public.version, public.withdrawn_at = None, at
    public.department = public.amount_unit = ""
    public.total = None
    public.project_count = public.indicator_count = public.quantified_count = 0
    public.save()


def _rows(public: PublicTable) -> tuple[Iterable[ProjectRow], Iterable[IndicatorRow]]:
    projects = public.projects.filter(is_current=True)
    indicators = PublicIndicator.objects.filter(project__public_table=public)
    return (
        projects.values_list("pk", "unit", "searched"),
        indicators.values_list("project", "position", "class_code", "is_quantified", "searched"),
    )


def _clear_projects(public: PublicTable) -> None:
    # The year cannot have changed: a table keeps its own.
    take_rows(PUBLIC, searched_rows(public.pk, public.year, *_rows(public)))
    PublicIndicator.objects.filter(project__public_table=public).delete()
    public.projects.update(
        is_current=False, number=0, unit="", name="", objective="", total=None, searched=""
    )


def _free_key(key: str, table: ObjectiveTable) -> str:
    """The site's id of the table; another where a namesake of the department has it already."""
    number = 0
    while PublicTable.objects.filter(key=key).exists():
        number += 1
        key = next(unique_keys([Named((key, str(table.pk), str(number)), ())]))
    return key


def _project(public: PublicTable, one: SiteProject) -> PublicProject:
    record = one.record
    texts = (record.name, one.unit.name, record.objective)
    return PublicProject(
        public_table=public, key=one.key, is_current=True, number=one.number,
        unit=_label(one.unit.name), name=shown(record.name or ""),
        objective=shown(record.objective or ""), total=record.funding.total,
        searched="\n".join(searched(text or "") for text in texts),
    )  # fmt: skip


def _label(name: str | None) -> str:
    r"""A name to choose by: a gap that a line break left between two characters is no other name.

    >>> _label("某某市商务\n局"), _label(None)
    ('某某市商务局', '')
    """
    return _GAP.sub("", shown((name or "").replace("\n", " ")))[:300]


def _indicator(project_id: int, place: int, one: SiteIndicator) -> PublicIndicator:
    record = one.record
    period, annual = (
        "" if target is None else shown(target.text)
        for target in (record.period_target, record.annual_target)
    )
    name = shown(record.name or record.text)
    return PublicIndicator(
        project_id=project_id, key=one.key, position=place, class_code=one.class_,
        is_quantified=one.form in QUANTIFIED, name=name, period_target=period,
        annual_target=annual, searched="\n".join(map(searched, (name, period, annual))),
    )  # fmt: skip
