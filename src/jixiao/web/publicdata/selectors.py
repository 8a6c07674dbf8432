"""What everybody may read: the disclosed versions and nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.http import Http404

from jixiao.publishing.site.search_index import searched
from jixiao.publishing.site.tallies import CLASSES, class_counts, form_counts
from jixiao.publishing.site.view import SiteIndicator, SiteProject, SiteTable, view_site
from jixiao.web.records.assembly import tidy, unpack
from jixiao.web.records.models import PublicIndicator, PublicProject, PublicTable, TableVersion
from jixiao.web.records.public_index import (
    PROJECT,
    by_project,
    of_class,
    of_quantified,
    of_table,
    of_unit,
    of_year,
)
from jixiao.web.records.search_index import PUBLIC, last_in

PER_PAGE = 20
TABLES_PER_PAGE = 60
_MOST_WORDS = 8
_LONGEST_WORD = 60
_MOST_BARS = 15
_MOST_SHOWN = 5
_TOLD = (
    "key", "department", "year", "amount_unit", "total", "project_count", "indicator_count",
    "quantified_count", "published_at",
)  # fmt: skip
MOST_LISTED = 1000
_MOST_ROWS = 20_000
_NO_MARK = "none"

Facets = dict[str, list[tuple[Any, int | None]]]


class Gone(Exception):  # noqa: N818 - reads as what it says
    """It was public and is no longer; ``table`` is still to be seen if it has a version."""

    def __init__(self, table: PublicTable, what: str) -> None:
        super().__init__(what)
        self.table = table
        self.what = what


class Bar(NamedTuple):
    """One bar of a chart, and the row of the table beside it."""

    label: str
    value: Decimal | int
    address: tuple[str, ...] = ()


def tables() -> QuerySet[PublicTable]:
    """All tables that are public now."""
    # From the index of public versions: their rows are long.
    public = TableVersion.objects.filter(is_public=True).order_by().values("pk")
    return PublicTable.objects.filter(version__in=public)


def table_by(key: str) -> PublicTable:
    """A table by its permanent key.

    Raises:
        Http404: There never was one.
        Gone: It was retracted.
    """
    found = (
        PublicTable.objects.filter(key=key)
        .select_related("version")
        .defer("version__content")
        .first()
    )
    if found is None:
        raise Http404
    if found.version is None or not found.version.is_public:
        raise Gone(found, "table")
    return found


def contents_of(public: PublicTable) -> SiteTable:
    """What a table's public version says, with the ids of the static site."""
    return _contents(public.version_id, public.version.sha256)


@lru_cache(maxsize=16)
def _contents(version_id: int, sha256: str) -> SiteTable:
    """By the hash, as a version never changes; the caller has seen to it that it is public."""
    content = TableVersion.objects.values_list("content", flat=True).get(pk=version_id)
    (site,) = view_site((unpack(content),))
    return site


def project_by(public: PublicTable, key: str) -> SiteProject:
    """A project of a table.

    Raises:
        Http404: There never was one.
        Gone: It is not in the version that is public now.
    """
    row = PublicProject.objects.filter(public_table=public, key=key).first()
    if row is None:
        raise Http404
    if not row.is_current:
        raise Gone(public, "project")
    return contents_of(public).projects[row.number - 1]


def indicator_by(public: PublicTable, project: SiteProject, key: str) -> SiteIndicator:
    """An indicator of a project.

    Raises:
        Http404: There is none; its key depends on its name and class.
    """
    found = next((one for one in project.indicators if one.key == key), None)
    if found is None:
        raise Http404
    return found


def version_by(public: PublicTable, number: int) -> TableVersion:
    """A disclosed version, by its number.

    Raises:
        Http404: It never was public.
        Gone: Another has taken its place.
    """
    found = (
        TableVersion.objects.defer("content", "details")
        .filter(table=public.table_id, number=number, occasion=TableVersion.Occasion.DISCLOSED)
        .first()
    )
    if found is None:
        raise Http404
    if not found.is_public:
        raise Gone(public, "version")
    return found


def overview(page: int = 1) -> dict[str, Any]:
    """The first page: tables, sums of all, and what their targets are like; three queries."""
    every = list(tables().values_list(*_TOLD, named=True))
    pages = max(1, -(-len(every) // TABLES_PER_PAGE))
    page = min(max(page, 1), pages)
    found = every[(page - 1) * TABLES_PER_PAGE : page * TABLES_PER_PAGE]
    # There are indicators only of what is public: `public_rows`.
    classes = dict(
        PublicIndicator.objects.order_by().values_list("class_code").annotate(Count("pk"))
    )
    money: dict[str, list[Bar]] = {}
    for one in every:
        if one.total is not None:
            bar = Bar(f"{one.department} {one.year}", tidy(one.total), (one.key,))
            money.setdefault(one.amount_unit, []).append(bar)
    return {
        "tables": found,
        "count": len(every),
        "page": page,
        "pages": pages,
        "money": {unit: _longest(bars) for unit, bars in money.items()},
        "shares": [
            (one, round(100 * one.quantified_count / one.indicator_count, 1))
            for one in found
            if one.indicator_count
        ],
        "classes": [Bar(code, classes[code]) for code in CLASSES if classes.get(code)],
        "projects": sum(one.project_count for one in every),
        "indicators": sum(one.indicator_count for one in every),
    }


def table_charts(site: SiteTable) -> dict[str, Any]:
    """Money by unit and by project, classes, and forms of the targets for the year."""
    units: Counter[str] = Counter()
    for unit, projects in site.units:
        total = unit.funding.total
        if total is None:
            amounts = [one.record.funding.total for one in projects]
            total = sum((one for one in amounts if one is not None), Decimal(0))
        units[unit.name or ""] += total  # type: ignore[assignment]
    projects = [
        Bar(one.record.name or "", one.record.funding.total, (one.key,))
        for one in site.projects
        if one.record.funding.total is not None
    ]
    indicators = site.record.indicators
    return {
        "units": _longest([Bar(name, total) for name, total in units.items()]),
        "projects": _longest(projects),
        "classes": [Bar(code, count) for code, count in class_counts(indicators).items()],
        "forms": [Bar(form, count) for form, count in form_counts(indicators).items()],
    }


class Asked(NamedTuple):
    """What somebody searches for; blank means any."""

    words: tuple[str, ...] = ()
    year: int | None = None
    department: str = ""
    unit: str = ""
    class_code: str = ""
    quantified: bool | None = None
    page: int = 1


class Hit(NamedTuple):
    """A project, and those of its indicators that were meant; ``more`` are not shown."""

    project: PublicProject
    indicators: list[PublicIndicator]
    more: int


class Found(NamedTuple):
    """One page of results, how many are listed, and the facets with their counts.

    ``more``: there are more than are listed; then nothing beside the facets is counted.
    """

    hits: list[Hit]
    count: int
    more: bool
    pages: int
    facets: Facets


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search as they are compared: width and case make no difference."""
    folded = (searched(one)[:_LONGEST_WORD] for one in text.split()[:_MOST_WORDS])
    return tuple(one for one in folded if one)


def search(asked: Asked) -> Found:
    """Projects and indicators; the work stops where more is found than anybody reads."""
    rows = last_in(PUBLIC, asked.words, _marks(asked), most=_MOST_ROWS)
    places, more = by_project(rows, MOST_LISTED)
    more = more or len(rows) == _MOST_ROWS
    listed = list(
        # Asked for once more: the index alone makes nothing public.
        PublicProject.objects.filter(
            pk__in=list(places), is_current=True, public_table__version__isnull=False
        )
        .order_by("-public_table__year", "public_table__department", "public_table_id", "number")
        .values_list("pk", "public_table__year", "public_table__department", "unit")
    )
    pages = max(1, -(-len(listed) // PER_PAGE))
    start = (min(asked.page, pages) - 1) * PER_PAGE
    ids = [pk for pk, *_ in listed[start : start + PER_PAGE]]
    by_id = PublicProject.objects.select_related("public_table").in_bulk(ids)
    facets = _choices(asked) if more else _counted(asked, listed, places)
    return Found(_hits([by_id[pk] for pk in ids], asked), len(listed), more, pages, facets)


def _narrows(asked: Asked) -> bool:
    """Whether only indicators of a kind are meant."""
    return bool(asked.class_code) or asked.quantified is not None


def _marks(asked: Asked) -> list[list[str]]:
    found = []
    if asked.department:
        named = _named(asked).filter(department=asked.department)
        found.append([of_table(pk) for pk in named.values_list("pk", flat=True)] or [_NO_MARK])
    elif asked.year:
        found.append([of_year(asked.year)])
    if asked.unit:
        found.append([of_unit(asked.unit)])
    if asked.class_code:
        found.append([of_class(asked.class_code)])
    if asked.quantified is not None:
        found.append([of_quantified(asked.quantified)])
    if not asked.words and not _narrows(asked):
        found.append([PROJECT])
    return found


def _named(asked: Asked) -> QuerySet[PublicTable]:
    """The tables of the year that is asked for."""
    found = PublicTable.objects.filter(version__isnull=False)
    return found.filter(year=asked.year) if asked.year else found


def _counted(
    asked: Asked, listed: Sequence[tuple[int, int, str, str]], places: Mapping[int, set[int]]
) -> Facets:
    years, departments, units = Counter(), Counter(), Counter()
    for _, year, department, unit in listed:
        years[year] += 1
        departments[department] += 1
        units[unit] += 1
    classes, quantified = Counter(), Counter()
    every = not asked.words and not _narrows(asked)
    for project, position, code, is_quantified in (
        PublicIndicator.objects.filter(project__in=[pk for pk, *_ in listed])
        .order_by()
        .values_list("project", "position", "class_code", "is_quantified")
    ):
        if every or position in places[project]:
            classes[code] += 1
            quantified[is_quantified] += 1
    return {
        "year": sorted(years.items(), reverse=True),
        "department": departments.most_common(_MOST_BARS),
        "unit": [(name, count) for name, count in units.most_common(_MOST_BARS) if name],
        "class": [(code, classes[code]) for code in CLASSES if classes[code]],
        "quantified": [(kind, quantified[kind]) for kind in (True, False) if quantified[kind]],
    }


def _choices(asked: Asked) -> Facets:
    """What one can narrow by where there is too much to count."""
    years, departments = set(), Counter()
    for year, department, count in PublicTable.objects.filter(version__isnull=False).values_list(
        "year", "department", "project_count"
    ):
        if asked.department in ("", department):
            years.add(year)
        if asked.year in (None, year):
            departments[department] += count
    units: Iterable[str] = ()
    if asked.department:
        tables_named = _named(asked).filter(department=asked.department)
        rows = PublicProject.objects.filter(is_current=True, public_table__in=tables_named)
        units = rows.order_by("unit").values_list("unit", flat=True).distinct()[:_MOST_BARS]
    found = {
        "year": [asked.year] if asked.year else sorted(years, reverse=True),
        "department": [asked.department] if asked.department
        else [name for name, _ in departments.most_common(_MOST_BARS)],
        "unit": [asked.unit] if asked.unit else [name for name in units if name],
        "class": [asked.class_code] if asked.class_code else CLASSES,
        "quantified": (True, False) if asked.quantified is None else [asked.quantified],
    }  # fmt: skip
    return {name: [(value, None) for value in values] for name, values in found.items()}


def _hits(page: Sequence[PublicProject], asked: Asked) -> list[Hit]:
    meant: dict[int, list[PublicIndicator]] = {one.pk: [] for one in page}
    if page and (asked.words or _narrows(asked)):
        above = {one.pk: one.searched for one in page}
        for one in PublicIndicator.objects.filter(project__in=list(meant)):
            texts = (one.searched, above[one.project_id])
            if (
                asked.class_code in ("", one.class_code)
                and asked.quantified in (None, one.is_quantified)
                and all(any(word in text for text in texts) for word in asked.words)
            ):
                meant[one.project_id].append(one)
    return [
        Hit(one, meant[one.pk][:_MOST_SHOWN], max(0, len(meant[one.pk]) - _MOST_SHOWN))
        for one in page
    ]


def _longest(bars: list[Bar]) -> list[Bar]:
    return sorted(bars, key=lambda one: -one.value)[:_MOST_BARS]
