"""The indicator library kept in step with the records; derived, so nothing of it is in the trail."""

from collections.abc import Iterable, Sequence
from typing import Any

from jixiao import model
from jixiao.pipeline import read_value
from jixiao.publishing.check_report.said import places_words
from jixiao.web.accounts.models import OrgUnit
from jixiao.web.records.assembly import indicator_record, unpack
from jixiao.web.records.library_counts import Change, Used
from jixiao.web.records.library_keys import library_key
from jixiao.web.records.models import (
    Indicator,
    LibraryIndicator,
    LibrarySource,
    LibraryUse,
    ObjectiveTable,
    Project,
    TableUnit,
    TableVersion,
)
from jixiao.web.records.search_index import (
    LIBRARY,
    LIBRARY_SOURCES,
    empty_rows,
    key_of,
    put_rows,
    take_rows,
)
from jixiao.web.records.services.library_tally import tally, tally_empty

_TYPED = ("name", "period_target", "annual_target", "comparator", "measure_unit", "number",
          "place")  # fmt: skip
_COUNTED = Used._fields[1:]
_AT_ONCE = 200
_RECOUNTED = 20_000
_DIGITS = 60
_PART = "\n"  # in no key: white space is not compared

Key = tuple[str, str]


def library_take_in(
    projects: Iterable[tuple[Project, Iterable[Indicator]]], *, count: bool = True
) -> None:
    """Projects were written: their indicators are uses; the caller's transaction.

    Only what changed is written, so the work grows with the projects, not with the library.

    Args:
        projects: With their tables and units.
        count: Keep the tallies; without, `library_recount` is to follow.
    """
    many = list(projects)
    for start in range(0, len(many), _AT_ONCE):
        _take_in(many[start : start + _AT_ONCE], count=count)


def library_table(table: ObjectiveTable) -> None:
    """The projects of a table were written anew: those that went are forgotten."""
    there = table.projects.values("pk")
    _forget(LibrarySource.objects.filter(table=table, version=None).exclude(project__in=there))


def library_forget(project_ids: Sequence[int]) -> None:
    """Projects are about to be deleted."""
    _forget(LibrarySource.objects.filter(project__in=project_ids))


def library_disclosed(table: ObjectiveTable, *, count: bool = True) -> None:
    """A version was made public or taken back: others see the indicators of the public one."""
    _forget(LibrarySource.objects.filter(table=table, version__isnull=False))
    version = table.versions.filter(is_public=True).first()
    if version is not None:
        _take_in_version(table, version, count=count)


def library_renamed(department: OrgUnit) -> None:
    """A department has another name: what it uses is looked up by that from now on."""
    name, changed = key_of(department.name), []
    sources = LibrarySource.objects.filter(table__department=department)
    for one in sources.only("searched").iterator():
        own, unit, _, printed = one.searched.split(_PART)
        now = _PART.join((own, unit, name, printed))
        if now != one.searched:
            changed.append((one, now))
    take_rows(LIBRARY_SOURCES, ((one.pk, one.searched) for one, _ in changed))
    put_rows(LIBRARY_SOURCES, ((one.pk, now) for one, now in changed))
    for one, now in changed:
        one.searched = now
    LibrarySource.objects.bulk_update((one for one, _ in changed), ["searched"], batch_size=100)


def library_empty() -> None:
    """Nothing is in the library any more; before all is taken in anew."""
    tally_empty()
    LibraryUse.objects.all().delete()
    LibrarySource.objects.all().delete()
    LibraryIndicator.objects.all().delete()
    empty_rows(LIBRARY, LIBRARY_SOURCES)


def library_recount() -> None:
    """Count everything anew; one pass over all."""
    tally_empty()
    last = 0
    while many := list(LibrarySource.objects.filter(pk__gt=last).order_by("pk")[:_RECOUNTED]):
        change = Change()
        _count(change, many, LibraryUse.objects.filter(source__in=many))
        tally(change)
        last = many[-1].pk


def _take_in(projects: list[tuple[Project, Iterable[Indicator]]], *, count: bool) -> None:
    wanted: dict[int, tuple[int, Key, dict[str, Any]]] = {}
    for project, indicators in projects:
        for row in indicators:
            record = indicator_record(row)
            if key := _key(record):
                wanted[row.pk] = (project.pk, key, _fields(record))
    change, touched = Change(), [project for project, _ in projects]
    there = {one.project_id: one for one in LibrarySource.objects.filter(project__in=touched)}
    uses = LibraryUse.objects.filter(source__in=there.values())
    before = {one.indicator_id: one for one in uses}
    _count(change, there.values(), before.values(), sign=-1)
    used = {project for project, _, _ in wanted.values()}
    sources = _put_sources(there, touched, used)
    entries = _entries({key: fields["name"] for _, key, fields in wanted.values()})
    gone = [use.pk for pk, use in before.items() if pk not in wanted]
    same, changed, new = [], [], []
    for pk, (project_id, key, fields) in wanted.items():
        use = before.get(pk) or LibraryUse(indicator_id=pk)
        now = fields | {"entry_id": entries[key], "source_id": sources[project_id].pk}
        if all(getattr(use, name) == value for name, value in now.items()):
            same.append(use)
            continue
        for name, value in now.items():
            setattr(use, name, value)
        (new if use.pk is None else changed).append(use)
    LibraryUse.objects.filter(pk__in=gone).delete()
    LibraryUse.objects.bulk_create(new)
    LibraryUse.objects.bulk_update(changed, [*_TYPED, "entry", "source"], batch_size=100)
    _drop([one for project, one in sources.items() if project not in used])
    _count(change, sources.values(), [*same, *changed, *new])
    if count:
        tally(change)


def _put_sources(
    found: dict[int, LibrarySource], projects: list[Project], used: set[int]
) -> dict[int, LibrarySource]:
    """Write what projects are called and where they belong, of those that have uses or had."""
    changed, new = [], []
    for project in projects:
        path, searched = (
            _path(project.table, project.unit),
            _searched(project.name, project.unit.name, project.table),
        )
        one = found.get(project.pk) or LibrarySource(project=project, table_id=project.table_id)
        if (one.name, one.path, one.searched) == (project.name, path, searched) and one.pk:
            continue
        if one.pk is not None:
            take_rows(LIBRARY_SOURCES, [(one.pk, one.searched)])
        one.name, one.path, one.searched = project.name, path, searched
        if one.pk is not None:
            changed.append(one)
        elif project.pk in used:
            new.append(one)
    LibrarySource.objects.bulk_update(changed, ["name", "path", "searched"], batch_size=100)
    for one in LibrarySource.objects.bulk_create(new):
        found[one.project_id] = one
    put_rows(LIBRARY_SOURCES, ((one.pk, one.searched) for one in [*changed, *new]))
    return found


def _take_in_version(table: ObjectiveTable, version: TableVersion, *, count: bool) -> None:
    made: list[tuple[LibrarySource, list[tuple[Key, dict[str, Any]]]]] = []
    for record in unpack(version.content).tables:
        for unit in record.spending_units:
            for project in unit.projects:
                source = LibrarySource(
                    table=table, version=version, name=project.name or "",
                    path=table.department.path,
                    searched=_searched(project.name or "", unit.name or "", table),
                )  # fmt: skip
                uses = [(key, _fields(one)) for one in project.indicators if (key := _key(one))]
                if uses:
                    made.append((source, uses))
    sources = LibrarySource.objects.bulk_create(source for source, _ in made)
    put_rows(LIBRARY_SOURCES, ((one.pk, one.searched) for one in sources))
    entries = _entries({key: fields["name"] for _, uses in made for key, fields in uses})
    new = LibraryUse.objects.bulk_create(
        LibraryUse(entry_id=entries[key], source=source, **fields)
        for source, uses in made
        for key, fields in uses
    )
    if count:
        change = Change()
        _count(change, sources, new)
        tally(change)


def _forget(sources: Iterable[LibrarySource]) -> None:
    many = list(sources)
    for start in range(0, len(many), _AT_ONCE):
        some = many[start : start + _AT_ONCE]
        change = Change()
        _count(change, some, LibraryUse.objects.filter(source__in=some), sign=-1)
        _drop(some)
        tally(change)


def _drop(sources: Sequence[LibrarySource]) -> None:
    take_rows(LIBRARY_SOURCES, ((one.pk, one.searched) for one in sources))
    LibrarySource.objects.filter(pk__in=[one.pk for one in sources]).delete()


def _count(
    change: Change,
    sources: Iterable[LibrarySource],
    uses: Iterable[LibraryUse],
    *,
    sign: int = 1,
) -> None:
    """Count uses for where their sources belong."""
    of_source: dict[int, list[Used]] = {}
    for use in uses:
        values = Used(use.entry_id, *(getattr(use, name) for name in _COUNTED))
        of_source.setdefault(use.source_id, []).append(values)
    for one in sources:
        if many := of_source.get(one.pk):
            change.add(one.path, is_public=one.version_id is not None, uses=many, sign=sign)


def _path(table: ObjectiveTable, unit: TableUnit) -> str:
    """Where a project belongs; a unit of another department counts for the table's."""
    department = table.department.path
    own = unit.org.path if unit.org else department
    return own if own.startswith(department) else department


def _searched(name: str, unit: str, table: ObjectiveTable) -> str:
    said = (name, unit, table.department.name, table.department_printed)
    return _PART.join(map(key_of, said))


def _key(record: model.Indicator) -> Key | None:
    return (record.class_ or "", library_key(record.name)) if record.name else None


def _fields(record: model.Indicator) -> dict[str, Any]:
    annual, period = record.annual_target, record.period_target
    target = annual or period
    found: dict[str, Any] = {
        "name": record.name,
        "period_target": period and period.text, "annual_target": annual and annual.text,
        "comparator": "", "measure_unit": "", "number": "",
        "place": places_words(record.at)[:60],
    }  # fmt: skip
    if target is None:
        return found
    value = read_value(target.text, name=record.name or "", level2=record.class_)
    found["comparator"] = value.kind
    unit = value.measure_unit
    if unit is not None:
        found["measure_unit"] = (unit.canonical or unit.text)[:40]
    if value.number is not None and value.upper is None:
        found["number"] = str(value.number)[:_DIGITS]
    return found


def _entries(wanted: dict[Key, str]) -> dict[Key, int]:
    """The ids of entries by class and key; those that are not there yet are made."""
    keys = list(wanted)
    found: dict[Key, int] = {}
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        rows = LibraryIndicator.objects.filter(key__in={key for _, key in part})
        found |= {(one.class_code, one.key): one.pk for one in rows}
    new = LibraryIndicator.objects.bulk_create(
        LibraryIndicator(class_code=code, key=key, name=name, head=key[:2], tail=key[-2:])
        for (code, key), name in wanted.items()
        if (code, key) not in found
    )
    put_rows(LIBRARY, ((one.pk, f"{one.key}\n{key_of(one.name)}") for one in new))
    return found | {(one.class_code, one.key): one.pk for one in new}
