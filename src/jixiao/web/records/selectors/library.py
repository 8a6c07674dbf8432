"""The indicator library as far as a person may see it: his own tables, and what is disclosed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from jixiao.analysing.names import alike
from jixiao.text import fold
from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import SEES_RECORDS, below, paths_of
from jixiao.web.records.models import LibraryIndicator, LibraryUse

PAGE = 20
_ALIKE = 600  # thousandths; what is listed as alike, for a person to judge
_MOST_ALIKE = 8
_CANDIDATES = 300
_MOST_WORDS = 6


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
    paths = paths_of(for_user, SEES_RECORDS)
    department = below("table__department__path", paths)
    own = Q(version=None) & (department | below("unit__org__path", paths))
    return LibraryUse.objects.filter(own | (Q(version__is_public=True) & ~department))


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
    seen = uses(for_user=for_user).filter(entry=OuterRef("pk"))
    for word in where.split()[:_MOST_WORDS]:
        seen = seen.filter(
            Q(project_name__icontains=word)
            | Q(unit__name__icontains=word)
            | Q(table__department__name__icontains=word)
        )
    rows = LibraryIndicator.objects.filter(class_code__startswith=class_code)
    for word in words.split()[:_MOST_WORDS]:
        rows = rows.filter(Q(key__contains=fold(word).casefold()) | Q(name__icontains=word))
    start = (max(page, 1) - 1) * PAGE
    many = list(rows.filter(Exists(seen))[start : start + PAGE + 1])
    return Listed(_entries(for_user, many[:PAGE]), max(page, 1), len(many) > PAGE)


def entry_for(*, for_user: User, pk: int) -> Entry:
    """One indicator of the library.

    Raises:
        Http404: There is none, or no use of it is for him.
    """
    row = LibraryIndicator.objects.filter(pk=pk).first()
    found = _entries(for_user, [row]) if row else ()
    if not found:
        raise Http404
    return found[0]


def uses_of(*, for_user: User, pk: int) -> QuerySet[LibraryUse]:
    """Where an indicator is used, the newest year first."""
    return (
        uses(for_user=for_user)
        .filter(entry=pk)
        .select_related("table__department", "unit", "project", "indicator", "version")
        .order_by("-table__year", "-pk")
    )


def alike_to(*, for_user: User, pk: int) -> tuple[Entry, ...]:
    """Other wordings that may mean the same; a person judges, nothing is counted together."""
    row = LibraryIndicator.objects.get(pk=pk)
    near = LibraryIndicator.objects.filter(Q(head=row.head) | Q(tail=row.tail)).exclude(pk=pk)
    scored = [
        (score, one)
        for one in near.filter(Exists(uses(for_user=for_user).filter(entry=OuterRef("pk"))))[
            :_CANDIDATES
        ]
        if (score := alike(row.key, one.key, least=_ALIKE)) >= _ALIKE
    ]
    scored.sort(key=lambda pair: (-pair[0], -pair[1].uses, pair[1].pk))
    return _entries(for_user, [one for _, one in scored[:_MOST_ALIKE]])


def _entries(for_user: User, rows: Sequence[LibraryIndicator]) -> tuple[Entry, ...]:
    """What is told of entries, from the uses in scope; one query for all."""
    found: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    values = uses(for_user=for_user).filter(entry__in=rows).order_by()
    for entry, *use in values.values_list(
        "entry_id", "name", "comparator", "measure_unit", "number", "project_id", "version_id"
    ):
        found[entry].append(tuple(use))
    return tuple(_entry(row, found[row.pk]) for row in rows if row.pk in found)


def _entry(row: LibraryIndicator, found: Sequence[tuple[str, ...]]) -> Entry:
    names, comparators, units, numbers, projects, versions = zip(*found, strict=True)
    wordings = _usual(names)
    by_unit: dict[str, list[Decimal]] = defaultdict(list)
    for unit, number in zip(units, numbers, strict=True):
        if number:
            by_unit[unit].append(Decimal(number))
    return Entry(
        pk=row.pk,
        class_code=row.class_code,
        name=wordings[0][0],
        times=len(found),
        projects=len(set(zip(projects, versions, strict=True))),
        wordings=wordings,
        comparators=_usual(one for one in comparators if one),
        units=_usual(one for one in units if one),
        spreads=tuple(
            sorted((spread(unit, many) for unit, many in by_unit.items()), key=lambda s: -s.times)
        ),
    )


def spread(measure_unit: str, numbers: Iterable[Decimal]) -> Spread:
    """Least, middle and greatest of some numbers.

    >>> spread("次", [Decimal(4), Decimal(1), Decimal(2), Decimal("2.5")])[2:]
    (Decimal('1'), Decimal('2.25'), Decimal('4'))
    """
    many = sorted(numbers)
    middle = len(many) // 2
    median = many[middle] if len(many) % 2 else (many[middle - 1] + many[middle]) / 2
    return Spread(measure_unit, len(many), many[0], median, many[-1])


def _usual(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))
