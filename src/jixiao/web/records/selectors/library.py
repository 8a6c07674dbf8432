"""The indicator library as far as a person may see it: his own tables, and what is disclosed."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404

from jixiao.analysing.names import alike
from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import SEES_RECORDS, below, paths_of
from jixiao.web.records.library_counts import (
    COMPARATOR,
    EVERYBODY,
    MEASURE_UNIT,
    NAME,
    NUMBER,
    together,
)
from jixiao.web.records.models import (
    LibraryIndicator,
    LibraryTally,
    LibraryUse,
    TableVersion,
)
from jixiao.web.records.search_index import LIBRARY, LIBRARY_SOURCES, at_least, found_in, words_of

PAGE = 20
_ALIKE = 600  # thousandths; what is listed as alike, for a person to judge
_MOST_ALIKE = 8
_CANDIDATES = 300
_MANY = 10_000
# As a value, since an index is not asked for "is_public" alone.
_PUBLIC, _WORKING = {"is_public__in": [True]}, {"is_public__in": [False]}


class Spread(NamedTuple):
    """The numbers of targets in one unit; of an even number the median is the mean of the two."""

    measure_unit: str
    times: int
    least: Decimal
    median: Decimal
    most: Decimal


class Entry(NamedTuple):
    """One indicator of the library as somebody sees it; counts are of what he may see.

    ``wordings``, ``units`` and ``comparators`` have how often each occurs, the most usual first.
    """

    pk: int
    class_code: str
    name: str
    times: int
    projects: int
    wordings: tuple[tuple[str, int], ...]
    comparators: tuple[tuple[str, int], ...]
    units: tuple[tuple[str, int], ...]
    spreads: tuple[Spread, ...]


class Listed(NamedTuple):
    """A page of the library."""

    entries: tuple[Entry, ...]
    page: int
    has_next: bool


def uses(*, for_user: User) -> QuerySet[LibraryUse]:
    """The uses that a person may see: working copies of his scope, public versions of others."""
    return LibraryUse.objects.filter(_seen(for_user, "source__"))


def _seen(for_user: User, prefix: str = "") -> Q:
    own = below(f"{prefix}path", paths_of(for_user, SEES_RECORDS))
    # From their index: what a version says lies before this column, and is long.
    public = TableVersion.objects.filter(is_public=True).order_by().values("pk")
    return (own & Q(**{f"{prefix}version": None})) | (~own & Q(**{f"{prefix}version__in": public}))


def library(
    *, for_user: User, words: str = "", class_code: str = "", where: str = "", page: int = 1
) -> Listed:
    """A page of the library, the most used first.

    Args:
        for_user: Whose scope.
        words: All must stand in the name.
        class_code: A level-2 code, or a level-1 code for all of its classes.
        where: All must stand in the name of the project, unit or department that uses it.
        page: From 1.
    """
    rows = LibraryIndicator.objects.filter(_visible(for_user), class_code__startswith=class_code)
    if asked := words_of(words):
        rows = rows.filter(pk__in=found_in(LIBRARY, asked))
    if asked := words_of(where):
        rows = rows.filter(_used_where(for_user, asked))
    start = (max(page, 1) - 1) * PAGE
    many = list(rows[start : start + PAGE + 1])
    return Listed(_entries(for_user, many[:PAGE]), max(page, 1), len(many) > PAGE)


def _used_where(for_user: User, asked: Sequence[str]) -> Q:
    """Entries that a source uses in which the words stand: from few sources, or else entry by entry."""
    seen = LibraryUse.objects.filter(_seen(for_user, "source__"))
    named = found_in(LIBRARY_SOURCES, asked)
    if not at_least(LIBRARY_SOURCES, asked, _MANY):
        return Q(pk__in=seen.filter(source__in=named).order_by().values("entry"))
    # The sum keeps the database from trying every source that is found with every entry.
    seen = seen.annotate(of=F("source") + 0).filter(of__in=named)
    return Q(Exists(seen.filter(entry=OuterRef("pk"))))


def entry_for(*, for_user: User, pk: int) -> Entry:
    """One indicator of the library.

    Raises:
        Http404: There is none, or no use of it is for him.
    """
    if (found := entry_or_none(for_user=for_user, pk=pk)) is None:
        raise Http404
    return found


def entry_or_none(*, for_user: User, pk: int) -> Entry | None:
    """One indicator of the library, if there is one for him."""
    row = LibraryIndicator.objects.filter(pk=pk).first()
    return next(iter(_entries(for_user, [row] if row else [])), None)


def uses_of(*, for_user: User, pk: int) -> QuerySet[LibraryUse, int]:
    """The ids of where an indicator is used, the newest year first; for `uses_by`."""
    found = uses(for_user=for_user).filter(entry=pk).order_by("-source__table__year", "-pk")
    return found.values_list("pk", flat=True)


def uses_by(*, for_user: User, ids: Sequence[int]) -> list[LibraryUse]:
    """Some uses with what is told of them, in their order."""
    found = (
        uses(for_user=for_user)
        .select_related(
            "source__table__department", "source__project", "source__version", "indicator"
        )
        .defer("source__version__content", "source__version__details")
        .in_bulk(ids)
    )
    return [found[pk] for pk in ids if pk in found]


def alike_to(*, for_user: User, pk: int) -> tuple[Entry, ...]:
    """Other wordings that may mean the same; a person judges, nothing is counted together."""
    row = LibraryIndicator.objects.get(pk=pk)
    near = LibraryIndicator.objects.filter(Q(head=row.head) | Q(tail=row.tail)).exclude(pk=pk)
    scored = [
        (score, one)
        for one in near.filter(_visible(for_user))[:_CANDIDATES]
        if (score := alike(row.key, one.key, least=_ALIKE)) >= _ALIKE
    ]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].uses, pair[1].pk))
    return _entries(for_user, [one for _, one in scored[:_MOST_ALIKE]])


def _orgs(for_user: User) -> list[int]:
    """The organisations of a person, none of them below another."""
    paths = sorted(set(paths_of(for_user, SEES_RECORDS)), key=len)
    outermost = [path for n, path in enumerate(paths) if not any(map(path.startswith, paths[:n]))]
    return [int(path.rstrip("/").rpartition("/")[2]) for path in outermost]


def _visible(for_user: User) -> Q:
    """Entries of which some use is for him: an own one, or a public one that is not his own."""
    mine = _orgs(for_user)
    counted = LibraryTally.objects.filter(entry=OuterRef("pk"))
    own_public = (
        LibraryTally.objects.filter(entry=OuterRef("entry"), org__in=mine, **_PUBLIC)
        .order_by()
        .values("entry")
        .annotate(many=Sum("times"))
        .values("many")
    )
    others = counted.filter(org=EVERYBODY, times__gt=Coalesce(Subquery(own_public), 0), **_PUBLIC)
    return Q(Exists(counted.filter(org__in=mine, **_WORKING))) | Q(Exists(others))


def _entries(for_user: User, rows: Sequence[LibraryIndicator]) -> tuple[Entry, ...]:
    """What is told of entries, from the tallies of his scope; one query for all."""
    mine = _orgs(for_user)
    found: dict[int, list[tuple[LibraryTally, int]]] = defaultdict(list)
    everywhere = Q(org=EVERYBODY, **_PUBLIC)
    for one in LibraryTally.objects.filter(everywhere | Q(org__in=mine), entry__in=rows):
        found[one.entry_id].append((one, -1 if one.is_public and one.org != EVERYBODY else 1))
    return tuple(
        _entry(row, found[row.pk])
        for row in rows
        if sum(sign * one.times for one, sign in found[row.pk]) > 0
    )


def _entry(row: LibraryIndicator, found: Sequence[tuple[LibraryTally, int]]) -> Entry:
    counted = together((one.counted, sign) for one, sign in found)
    wordings = _usual(counted[NAME])
    by_unit: dict[str, Counter[Decimal]] = defaultdict(Counter)
    for value, times in counted.get(NUMBER, {}).items():
        number, _, unit = value.partition(" ")
        by_unit[unit][Decimal(number)] += times
    return Entry(
        pk=row.pk,
        class_code=row.class_code,
        name=wordings[0][0],
        times=sum(sign * one.times for one, sign in found),
        projects=sum(sign * one.sources for one, sign in found),
        wordings=wordings,
        comparators=_usual(counted.get(COMPARATOR, {})),
        units=_usual(counted.get(MEASURE_UNIT, {})),
        spreads=tuple(
            sorted((spread(unit, many) for unit, many in by_unit.items()), key=lambda s: -s.times)
        ),
    )


def spread(measure_unit: str, numbers: Mapping[Decimal, int]) -> Spread:
    """Least, middle and greatest of some numbers, each with how often it occurs.

    >>> spread("次", {Decimal(4): 1, Decimal(1): 1, Decimal(2): 1, Decimal("2.5"): 1})[2:]
    (Decimal('1'), Decimal('2.25'), Decimal('4'))
    >>> spread("次", {Decimal(9): 1, Decimal(1): 2})[1:]
    (3, Decimal('1'), Decimal('1'), Decimal('9'))
    """
    many = sorted(numbers)
    ends = list(accumulate(numbers[one] for one in many))
    times = ends[-1]
    lower, upper = (many[bisect_right(ends, at)] for at in ((times - 1) // 2, times // 2))
    median = lower if lower == upper else (lower + upper) / 2
    return Spread(measure_unit, times, many[0], median, many[-1])


def _usual(words: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(words.items(), key=lambda pair: (-pair[1], pair[0])))
