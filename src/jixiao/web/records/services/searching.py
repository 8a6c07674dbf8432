"""Keeping what can be looked up in step with the records: search index and indicator library.

Whoever writes rows calls these in his own transaction, after the rows; there are no signals.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from jixiao.web.accounts.models import OrgUnit
from jixiao.web.records import search_index
from jixiao.web.records.models import (
    Comment,
    Indicator,
    ObjectiveTable,
    Project,
    SearchEntry,
    TableUnit,
)
from jixiao.web.records.services.library_index import (
    library_disclosed,
    library_empty,
    library_forget,
    library_recount,
    library_table,
    library_take_in,
)
from jixiao.web.records.services.public_rows import public_rows_reindex

_BETWEEN = "；"
_AT_ONCE = 2000
_OF_PROJECT = (SearchEntry.Kind.PROJECT, SearchEntry.Kind.INDICATOR)

Texts = dict[tuple[str, int], tuple[str, str]]


@transaction.atomic
def reindex_project(project: Project) -> None:
    """A project or its indicators were written; only what reads otherwise than before is touched."""
    indicators = list(project.indicators.all())
    marks = _marks(project.table, project.unit)
    _put_in_step(
        SearchEntry.objects.filter(project=project.pk, kind__in=_OF_PROJECT),
        _texts_of(project, indicators), project.table_id, {project.pk: marks},
        dict.fromkeys([("project", project.pk), *(("indicator", i.pk) for i in indicators)], project.pk),
    )  # fmt: skip
    library_take_in([(project, indicators)])


@transaction.atomic
def forget_project(project_id: int) -> None:
    """A project is about to be deleted."""
    _drop(SearchEntry.objects.filter(project=project_id))
    library_forget([project_id])


@transaction.atomic
def reindex_comment(comment: Comment) -> None:
    """A comment was written, or resolved (then it is no longer found)."""
    old = SearchEntry.objects.filter(kind=SearchEntry.Kind.COMMENT, row=comment.pk)
    _drop(old)
    if comment.resolved_at is not None:
        return
    project = Project.objects.filter(key=comment.project_key).select_related("unit__org").first()
    _add([_comment_entry(comment, comment.table, project)])


@transaction.atomic
def reindex_table(table: ObjectiveTable, *, count: bool = True) -> None:
    """All of a table was written: everything of it anew.

    Args:
        table: With its department.
        count: Keep the library's tallies; without, `library_recount` is to follow.
    """
    _drop(SearchEntry.objects.filter(table=table.pk))
    units = {unit.pk: unit for unit in table.units.select_related("org")}
    projects = list(table.projects.order_by("pk"))
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    for one in Indicator.objects.filter(project__table=table):
        indicators[one.project_id].append(one)
    by_key = {}
    for start in range(0, len(projects), _AT_ONCE):
        found = []
        for project in projects[start : start + _AT_ONCE]:
            project.table, project.unit = table, units[project.unit_id]
            by_key[project.key] = project
            marks = _marks(table, project.unit)
            found += [
                SearchEntry(
                    kind=kind, row=row, table=table.pk, project=project.pk, name=name, body=body,
                    marks=f"k{kind} {marks}",
                )
                for (kind, row), (name, body) in _texts_of(project, indicators[project.pk]).items()
            ]  # fmt: skip
        _add(found)
    _add(_unit_entry(unit, table) for unit in units.values())
    open_comments = table.comments.filter(resolved_at=None)
    _add(_comment_entry(one, table, by_key.get(one.project_key)) for one in open_comments)
    library_table(table)
    library_take_in(((project, indicators[project.pk]) for project in projects), count=count)


@transaction.atomic
def reindex_all() -> int:
    """Everything anew, table by table.

    Returns:
        How many tables.
    """
    search_index.empty()
    SearchEntry.objects.all().delete()
    library_empty()
    tables = ObjectiveTable.objects.select_related("department").order_by("pk")
    number = 0
    for table in tables.iterator():
        reindex_table(table, count=False)
        library_disclosed(table, count=False)
        number += 1
    library_recount()
    public_rows_reindex()
    return number


def org_mark(org: OrgUnit | str) -> list[str]:
    """The marks of an organisation, or its path, and of all above it.

    >>> org_mark("/1/5/")
    ['o1', 'o5']
    """
    path = org if isinstance(org, str) else org.path
    return [f"o{part}" for part in path.split("/") if part]


def _marks(table: ObjectiveTable, unit: TableUnit | None) -> str:
    orgs = org_mark(table.department)
    if unit is not None and unit.org is not None:
        orgs += org_mark(unit.org)
    return " ".join(dict.fromkeys([f"y{table.year}", f"t{table.pk}", *orgs]))


def _texts_of(project: Project, indicators: Iterable[Indicator]) -> Texts:
    """What can be found of a project; the responsible person cannot."""
    found: Texts = {
        ("project", project.pk): (
            _joined(project.name, project.code),
            _joined(project.objective, project.period_objective, project.basis),
        )
    }
    for one in indicators:
        targets = dict.fromkeys([one.period_target or "", one.annual_target or ""])
        found["indicator", one.pk] = (_joined(one.name, one.raw_text), _joined(*targets))
    return found


def _put_in_step(
    existing: Iterable[SearchEntry], texts: Texts, table_id: int, marks: dict[int, str],
    project_of: dict[tuple[str, int], int],
) -> None:  # fmt: skip
    gone = []
    left = dict(texts)
    for entry in existing:
        key = (entry.kind, entry.row)
        said = (entry.name, entry.body, entry.marks)
        if key in left and (*left[key], f"k{entry.kind} {marks[project_of[key]]}") == said:
            del left[key]
        else:
            gone.append(entry)
    _drop(gone)
    _add(
        SearchEntry(
            kind=kind, row=row, table=table_id, project=project_of[kind, row], name=name, body=body,
            marks=f"k{kind} {marks[project_of[kind, row]]}",
        )
        for (kind, row), (name, body) in left.items()
    )  # fmt: skip


def _unit_entry(unit: TableUnit, table: ObjectiveTable) -> SearchEntry:
    return SearchEntry(
        kind="unit", row=unit.pk, table=table.pk, name=unit.name,
        marks=f"kunit {_marks(table, unit)}",
    )  # fmt: skip


def _comment_entry(comment: Comment, table: ObjectiveTable, project: Project | None) -> SearchEntry:
    return SearchEntry(
        kind="comment", row=comment.pk, table=table.pk, project=project and project.pk,
        body=comment.text, marks=f"kcomment {_marks(table, project and project.unit)}",
    )  # fmt: skip


def _add(entries: Iterable[SearchEntry]) -> None:
    search_index.put(SearchEntry.objects.bulk_create(entries))


def _drop(entries: Iterable[SearchEntry]) -> None:
    many = list(entries)
    search_index.drop(many)
    keys = [one.pk for one in many]
    for start in range(0, len(keys), _AT_ONCE):
        SearchEntry.objects.filter(pk__in=keys[start : start + _AT_ONCE]).delete()


def _joined(*texts: str) -> str:
    return _BETWEEN.join(text for text in texts if text)
