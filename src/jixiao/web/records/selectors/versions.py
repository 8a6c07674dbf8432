"""Versions of a table side by side, and a project over the years and revisions."""

import hashlib
from typing import Any, NamedTuple

from django.http import Http404

from jixiao import model
from jixiao.analysing.names import name_key
from jixiao.pipeline import compare
from jixiao.publishing.difference.view import PageView, view_difference
from jixiao.text import fold
from jixiao.web.accounts.models import User
from jixiao.web.records.assembly import kept_json, reading_of, unpack
from jixiao.web.records.models import ObjectiveTable, Project, ProjectRevision, TableVersion
from jixiao.web.records.revisions import FieldChange, changes_between
from jixiao.web.records.selectors.tables import (
    last_version,
    projects,
    scope_of,
    table_for,
    tables,
    versions,
)

REVISIONS = 50
"""How many a page shows; saving by itself leaves many."""
WORKING = "now"
"""What stands for the working copy where a version number is asked for."""
EARLIER = "earlier"
"""What stands for the table of the year before: as it was approved last, else its working copy."""


class Compared(NamedTuple):
    """Two sides and what changed; a side that is no version is the working copy."""

    before: TableVersion | None
    after: TableVersion | None
    difference: PageView


class WholeVersion(NamedTuple):
    """A version with all it says; ``is_intact`` that its content still has the hash it is cited by."""

    version: TableVersion
    reading: model.Reading
    content: bytes
    is_intact: bool


class Revision(NamedTuple):
    """One save of a project: who, when, and what it changed; ``before`` is None for the first kept."""

    number: int
    at: Any
    by: Any
    changes: tuple[FieldChange, ...]
    is_first: bool
    is_now: bool


class Year(NamedTuple):
    """A project in one year; ``matched`` says by what it is taken for the same."""

    project: Project
    matched: str
    indicators: int


class History(NamedTuple):
    """What is known of a project's past; of its revisions one page."""

    years: tuple[Year, ...]
    revisions: tuple[Revision, ...]
    page: int
    has_next: bool


def version_for(*, for_user: User, table: ObjectiveTable, number: int) -> WholeVersion:
    """One version of a table.

    Raises:
        Http404: There is none, or not for him.
    """
    found = versions(for_user=for_user, table=table).defer(None).filter(number=number).first()
    if found is None:
        raise Http404
    content = kept_json(found.content)
    intact = hashlib.sha256(content).hexdigest() == found.sha256
    return WholeVersion(found, unpack(found.content), content, intact)


def compared(*, for_user: User, table: ObjectiveTable, before: str, after: str) -> Compared:
    """Two versions, or one and the working copy, laid side by side.

    Args:
        for_user: Only who sees the whole table may compare.
        table: Which.
        before: A version's number, or `WORKING`.
        after: Likewise.

    Raises:
        Http404: One of them is none, or not for him.
    """
    if scope_of(for_user=for_user, table=table).units is not None:
        raise Http404
    sides = [_side(for_user, table, name) for name in (before, after)]
    found = compare(sides[0][1], sides[1][1])
    return Compared(sides[0][0], sides[1][0], view_difference(found))


def earlier_table(*, for_user: User, table: ObjectiveTable) -> ObjectiveTable | None:
    """The table of the same department for the last year before this one."""
    own = tables(for_user=for_user).filter(department=table.department_id)
    return own.filter(year__lt=table.year).order_by("-year").first()


def _side(
    for_user: User, table: ObjectiveTable, name: str
) -> tuple[TableVersion | None, model.Reading]:
    if name == EARLIER:
        earlier = earlier_table(for_user=for_user, table=table)
        if earlier is None:
            raise Http404
        approved = last_version(earlier, TableVersion.Occasion.APPROVED)
        return None, unpack(approved.content) if approved else reading_of(earlier)
    if name == WORKING:
        return None, reading_of(table)
    if not (name.isascii() and name.isdecimal() and len(name) < 9):
        raise Http404
    whole = version_for(for_user=for_user, table=table, number=int(name))
    return whole.version, whole.reading


def history(*, for_user: User, project: Project, page: int = 1) -> History:
    """A project over the years, and a page of its revisions, the newest first."""
    page = max(page, 1)
    revisions, has_next = _revisions(project, page)
    return History(_years(for_user, project), revisions, page, has_next)


def _years(for_user: User, project: Project) -> tuple[Year, ...]:
    """The same project in other years of its department, as far as this person sees them."""
    seen = projects(for_user=for_user).filter(table__department_id=project.table.department_id)
    name = name_key(project.name)
    by_copying = _copied_from(project) | _copies_of(project)
    found = []
    others = seen.exclude(table_id=project.table_id).only(
        "id", "key", "name", "code", "copied_from", "total", "objective", "table__year",
        "table__state", "table__amount_unit", "table__department__name", "unit__name", "unit_id",
    ).order_by("-table__year", "position")  # fmt: skip
    taken: set[int] = set()
    ranked = []
    for other in others:
        if other.pk in by_copying:
            ranked.append((0, "copied", other))
        elif project.code and other.code == project.code:
            ranked.append((1, "code", other))
        elif name and name_key(other.name) == name:
            same_unit = fold(other.unit.name) == fold(project.unit.name)
            ranked.append((2 if same_unit else 3, "name", other))
    for _, matched, other in sorted(ranked, key=lambda one: one[0]):
        if other.table.year not in taken:
            taken.add(other.table.year)
            found.append(Year(other, matched, other.indicators.count()))
    found.append(Year(project, "", project.indicators.count()))
    return tuple(sorted(found, key=lambda one: -one.project.table.year))


def _copied_from(project: Project) -> set[int]:
    found: set[int] = set()
    source = project.copied_from_id
    while source is not None and source not in found:
        found.add(source)
        source = Project.objects.filter(pk=source).values_list("copied_from", flat=True).first()
    return found


def _copies_of(project: Project) -> set[int]:
    found: set[int] = set()
    level = {project.pk}
    while level:
        level = (
            set(Project.objects.filter(copied_from__in=level).values_list("pk", flat=True))
            - found
            - {project.pk}
        )
        found |= level
    return found


def _revisions(project: Project, page: int) -> tuple[tuple[Revision, ...], bool]:
    """One more is asked for than shown: it is what the oldest one shown has changed."""
    start = (page - 1) * REVISIONS
    kept = list(
        ProjectRevision.objects.filter(project_key=project.key)
        .select_related("made_by")
        .order_by("-revision")[start : start + REVISIONS + 1]
    )
    contents = [one.content for one in kept[1:]] + [None] * bool(kept)
    found = tuple(
        Revision(
            one.revision, one.made_at, one.made_by, changes_between(before, one.content),
            before is None, one.revision == project.revision,
        )
        for one, before in zip(kept, contents, strict=True)
    )  # fmt: skip
    return found[:REVISIONS], len(kept) > REVISIONS


def table_versions(*, for_user: User, pk: int) -> tuple[ObjectiveTable, list[TableVersion]]:
    """A table and its versions, the newest first.

    Raises:
        Http404: There is no such table for him.
    """
    table = table_for(for_user=for_user, pk=pk)
    return table, list(versions(for_user=for_user, table=table))
