"""The indicator library kept in step with the records; derived, so nothing of it is in the trail."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from jixiao import model
from jixiao.pipeline import read_value
from jixiao.publishing.check_report.said import places_words
from jixiao.web.records.assembly import indicator_record, unpack
from jixiao.web.records.library_keys import library_key
from jixiao.web.records.models import (
    Indicator,
    LibraryIndicator,
    LibraryUse,
    ObjectiveTable,
    Project,
    TableVersion,
)

_TYPED = ("name", "project_name", "period_target", "annual_target", "comparator", "measure_unit",
          "number", "place")  # fmt: skip
_AT_ONCE = 200
_DIGITS = 60

Key = tuple[str, str]


def library_take_in(projects: Iterable[tuple[Project, Iterable[Indicator]]]) -> None:
    """Projects were written: their indicators are uses; the caller's transaction.

    Only what changed is written, so the work grows with the projects, not with the library.
    """
    many = list(projects)
    for start in range(0, len(many), _AT_ONCE):
        _take_in(many[start : start + _AT_ONCE])


def _take_in(projects: list[tuple[Project, Iterable[Indicator]]]) -> None:
    wanted: dict[int, tuple[Project, Key, dict[str, Any]]] = {}
    for project, indicators in projects:
        for row in indicators:
            record = indicator_record(row)
            if key := _key(record):
                wanted[row.pk] = (project, key, _fields(record, project.name))
    existing = {
        one.indicator_id: one
        for one in LibraryUse.objects.filter(project__in=[project for project, _ in projects])
    }
    entries = _entries({key: fields["name"] for _, key, fields in wanted.values()})
    counts: Counter[int] = Counter()
    gone, changed, new = [], [], []
    for pk, use in existing.items():
        if pk not in wanted:
            gone.append(use.pk)
            counts[use.entry_id] -= 1
    for pk, (project, key, fields) in wanted.items():
        use = existing.get(pk) or LibraryUse(indicator_id=pk, project=project)
        now = fields | {
            "entry_id": entries[key], "table_id": project.table_id, "unit_id": project.unit_id,
        }  # fmt: skip
        if all(getattr(use, name) == value for name, value in now.items()):
            continue
        if use.pk is not None:
            counts[use.entry_id] -= 1
        counts[entries[key]] += 1
        for name, value in now.items():
            setattr(use, name, value)
        (new if use.pk is None else changed).append(use)
    LibraryUse.objects.filter(pk__in=gone).delete()
    LibraryUse.objects.bulk_create(new)
    LibraryUse.objects.bulk_update(changed, [*_TYPED, "entry", "table", "unit"], batch_size=100)
    _count(counts)


def library_forget(project_ids: Sequence[int]) -> None:
    """Projects are about to be deleted."""
    uses = LibraryUse.objects.filter(project__in=project_ids)
    counts = Counter({entry: -n for entry, n in uses.values_list("entry").annotate(Count("pk"))})
    uses.delete()
    _count(counts)


def library_disclosed(table: ObjectiveTable, *, recount: bool = True) -> None:
    """A version was made public or taken back: others see the indicators of the public one."""
    LibraryUse.objects.filter(table=table, version__isnull=False).delete()
    version = table.versions.filter(is_public=True).first()
    if version is not None:
        _take_in_version(table, version)
    if recount:
        library_recount()


def library_recount() -> None:
    """Count the uses anew; one pass over all, for after rows went without notice."""
    counted = (
        LibraryUse.objects.filter(entry=OuterRef("pk"))
        .order_by()
        .values("entry")
        .annotate(many=Count("pk"))
        .values("many")
    )
    LibraryIndicator.objects.update(uses=Coalesce(Subquery(counted), 0))


def _take_in_version(table: ObjectiveTable, version: TableVersion) -> None:
    made = [
        (key, _fields(one, project.name or ""))
        for record in unpack(version.content).tables
        for project in record.projects
        for one in project.indicators
        if (key := _key(one))
    ]
    entries = _entries({key: fields["name"] for key, fields in made})
    LibraryUse.objects.bulk_create(
        LibraryUse(entry_id=entries[key], table=table, version=version, **fields)
        for key, fields in made
    )


def _key(record: model.Indicator) -> Key | None:
    return (record.class_ or "", library_key(record.name)) if record.name else None


def _fields(record: model.Indicator, project_name: str) -> dict[str, Any]:
    annual, period = record.annual_target, record.period_target
    target = annual or period
    found: dict[str, Any] = {
        "name": record.name, "project_name": project_name,
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
    return found | {(one.class_code, one.key): one.pk for one in new}


def _count(counts: Counter[int]) -> None:
    by_change: dict[int, list[int]] = {}
    for entry, change in counts.items():
        if change:
            by_change.setdefault(change, []).append(entry)
    for change, entries in by_change.items():
        rows = LibraryIndicator.objects.filter(pk__in=entries)
        if change < 0:
            rows = rows.filter(uses__gte=-change)
        rows.update(uses=F("uses") + change)
