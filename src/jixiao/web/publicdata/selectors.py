"""What everybody may read: the disclosed versions and nothing else."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from jixiao.publishing.site.search_index import searched
from jixiao.publishing.site.tallies import CLASSES, class_counts, form_counts
from jixiao.publishing.site.view import SiteIndicator, SiteProject, SiteTable, view_site
from jixiao.web.records.assembly import tidy, unpack
from jixiao.web.records.models import PublicIndicator, PublicProject, PublicTable, TableVersion
from jixiao.web.records.search_index import PUBLIC_INDICATORS, PUBLIC_PROJECTS, found_in

PER_PAGE = 20
TABLES_PER_PAGE = 60
_MOST_WORDS = 8
_LONGEST_WORD = 60
_MOST_BARS = 15
_MOST_SHOWN = 5


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
    every = list(tables())
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
    """One page of results, how many there are, and the counts beside the facets."""

    hits: list[Hit]
    count: int
    pages: int
    facets: dict[str, list[tuple[Any, int]]]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search as they are compared: width and case make no difference."""
    folded = (searched(one)[:_LONGEST_WORD] for one in text.split()[:_MOST_WORDS])
    return tuple(one for one in folded if one)


def search(asked: Asked) -> Found:
    """Projects and indicators; four queries whatever is found."""
    projects = PublicProject.objects.filter(is_current=True, public_table__version__isnull=False)
    indicators = PublicIndicator.objects.all()  # there are none but of what is public
    for name, value in (
        ("public_table__year", asked.year),
        ("public_table__department", asked.department),
        ("unit", asked.unit),
    ):
        if value:
            projects = projects.filter(**{name: value})
            indicators = indicators.filter(**{f"project__{name}": value})
    for word in asked.words:
        own, above = (found_in(index, (word,)) for index in (PUBLIC_INDICATORS, PUBLIC_PROJECTS))
        indicators = indicators.filter(Q(pk__in=own) | Q(project__in=above))
    meant = Q(pk__in=_narrowed(indicators, asked).order_by().values("project"))
    if asked.class_code or asked.quantified is not None:
        projects = projects.filter(meant)
    elif asked.words:
        whole = Q(pk__in=found_in(PUBLIC_PROJECTS, asked.words))
        projects = projects.filter(meant | whole)
    facets, count = _facets(projects, _narrowed(indicators, asked))
    pages = max(1, -(-count // PER_PAGE))
    start = (min(asked.page, pages) - 1) * PER_PAGE
    ordered = projects.select_related("public_table").order_by(
        "-public_table__year", "public_table__department", "public_table_id", "number"
    )
    page = list(ordered[start : start + PER_PAGE])
    return Found(_hits(page, indicators, asked), count, pages, facets)


def _narrowed(rows: QuerySet[PublicIndicator], asked: Asked) -> QuerySet[PublicIndicator]:
    if asked.class_code:
        rows = rows.filter(class_code=asked.class_code)
    if asked.quantified is not None:
        rows = rows.filter(is_quantified=asked.quantified)
    return rows


def _facets(
    projects: QuerySet[PublicProject], indicators: QuerySet[PublicIndicator]
) -> tuple[dict[str, list[tuple[Any, int]]], int]:
    years, departments, units = Counter(), Counter(), Counter()
    rows = (
        projects.order_by()
        .values_list("public_table__year", "public_table__department", "unit")
        .annotate(Count("pk"))
    )
    for year, department, unit, count in rows:
        years[year] += count
        departments[department] += count
        units[unit] += count
    classes, quantified = Counter(), Counter()
    kinds = indicators.order_by().values_list("class_code", "is_quantified").annotate(Count("pk"))
    for code, is_quantified, count in kinds:
        classes[code] += count
        quantified[is_quantified] += count
    facets = {
        "year": sorted(years.items(), reverse=True),
        "department": departments.most_common(_MOST_BARS),
        "unit": [(name, count) for name, count in units.most_common(_MOST_BARS) if name],
        "class": [(code, classes[code]) for code in CLASSES if classes[code]],
        "quantified": [(kind, quantified[kind]) for kind in (True, False) if quantified[kind]],
    }
    return facets, sum(years.values())


def _hits(
    page: Sequence[PublicProject], indicators: QuerySet[PublicIndicator], asked: Asked
) -> list[Hit]:
    meant: dict[int, list[PublicIndicator]] = {one.pk: [] for one in page}
    narrowed = asked.class_code or asked.quantified is not None
    if page and (asked.words or narrowed):
        for one in _narrowed(indicators, asked).filter(project__in=list(meant)):
            meant[one.project_id].append(one)
    return [
        Hit(one, meant[one.pk][:_MOST_SHOWN], max(0, len(meant[one.pk]) - _MOST_SHOWN))
        for one in page
    ]


def _longest(bars: list[Bar]) -> list[Bar]:
    return sorted(bars, key=lambda one: -one.value)[:_MOST_BARS]
