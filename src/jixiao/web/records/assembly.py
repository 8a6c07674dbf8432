"""Rows of the database as records of the library, and back."""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from jixiao import model
from jixiao.keeping import from_json, to_json
from jixiao.model.level_codes import level_codes
from jixiao.model.table import AMOUNT_FIELDS
from jixiao.pipeline import recorded
from jixiao.text import fold
from jixiao.web.records.models import Import, Indicator, ObjectiveTable, Project, TableUnit

_KIND = "project-objectives"
_CENTS = Decimal("0.01")


def tidy(amount: Decimal | None) -> Decimal | None:
    """An amount without the zeros that the database fills in, but with two decimals at least.

    >>> tidy(Decimal("353.000000")), tidy(Decimal("0.125000"))
    (Decimal('353.00'), Decimal('0.125'))
    """
    if amount is None:
        return None
    short = amount.quantize(_CENTS)
    return short if short == amount else amount.normalize()


def funding_of(row: Any) -> model.Funding:
    """The four amounts of a row."""
    return model.Funding(*(tidy(getattr(row, name)) for name in AMOUNT_FIELDS))


def summed(parts: Iterable[model.Funding]) -> model.Funding:
    """The sums by column; a column that is blank in all parts stays blank."""
    sums: dict[str, Decimal] = {}
    for part in parts:
        for name in AMOUNT_FIELDS:
            amount = getattr(part, name)
            if amount is not None:
                sums[name] = sums.get(name, Decimal(0)) + amount
    return model.Funding(**sums)


def reading_of(table: ObjectiveTable, *, only_units: Sequence[int] | None = None) -> model.Reading:
    """The working copy as a reading, typed and with its sums; three queries.

    Args:
        table: With its department.
        only_units: Ids of unit rows, for somebody who may see only these.
    """
    return recorded(name_of(table), [record_of(table, only_units)])


def name_of(table: ObjectiveTable) -> str:
    """What a table is called in messages and files."""
    return f"{table.department.name}{table.year}年"


class Rows(NamedTuple):
    """The rows of a working copy in printed order: projects by unit, indicators by project."""

    units: list[TableUnit]
    projects: dict[int, list[Project]]
    indicators: dict[int, list[Indicator]]


def rows_of(table: ObjectiveTable, only_units: Sequence[int] | None = None) -> Rows:
    """The rows of a table; three queries."""
    rows = table.units.all() if only_units is None else table.units.filter(pk__in=only_units)
    units = list(rows)
    projects: dict[int, list[Project]] = defaultdict(list)
    for project in Project.objects.filter(unit__in=units).order_by("position", "id"):
        projects[project.unit_id].append(project)
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    for one in Indicator.objects.filter(project__unit__in=units).order_by("position", "id"):
        indicators[one.project_id].append(one)
    return Rows(units, projects, indicators)


def record_of(
    table: ObjectiveTable, only_units: Sequence[int] | None = None, rows: Rows | None = None
) -> model.ObjectiveTable:
    """The working copy as a record without typed values; ``rows`` where they are known already."""
    units, projects, indicators = rows or rows_of(table, only_units)
    made = tuple(
        _unit(unit, [project_record(p, indicators[p.pk]) for p in projects[unit.pk]])
        for unit in units
    )
    total = funding_of(table) if table.totals_are_stated else summed(u.funding for u in made)
    origins = model.Origins("print", "print", "print")
    return model.ObjectiveTable(
        _KIND, None, table.title or None, table.department_printed or table.department.name,
        table.year, table.amount_unit, origins, total, made, (),
    )  # fmt: skip


def _unit(unit: TableUnit, projects: list[model.Project]) -> model.SpendingUnit:
    own = funding_of(unit) if unit.totals_are_stated else summed(p.funding for p in projects)
    return model.SpendingUnit(unit.name or None, own, _places(unit.at), tuple(projects))


def project_record(project: Project, indicators: Iterable[Indicator]) -> model.Project:
    """One project as a record."""
    places = msgspec.convert(project.places or {}, model.ProjectPlaces)
    return model.Project(
        project.name or None, funding_of(project), project.objective or None, places,
        tuple(indicator_record(one) for one in indicators), _doubts(project.doubts),
    )  # fmt: skip


def indicator_record(row: Indicator) -> model.Indicator:
    """One indicator as a record; the whole entry is composed of its parts."""
    level1 = model.Level(row.level1_code or None, row.level1_label or None)
    level2 = model.Level(row.level2_code or None, row.level2_label or None)
    places = row.places or {}
    targets = [
        None if text is None else model.Target(text, None, _places(places.get(name)))
        for name, text in (("period", row.period_target), ("annual", row.annual_target))
    ]
    return model.Indicator(
        row.number, row.raw_text, level1, level2, class_of(level2), row.name or None, *targets,
        _places(places.get("at")), _doubts(row.doubts),
    )  # fmt: skip


def class_of(level2: model.Level) -> str | None:
    """The level-2 code where code and label agree."""
    code = level_codes().level2.get(fold(level2.label or ""))
    return code if code is not None and code == level2.code else None


def write_record(
    table: ObjectiveTable, record: model.ObjectiveTable, *, at: datetime, source: Import | None
) -> None:
    """Replace the units, projects and indicators of a working copy by those of a record."""
    table.units.all().delete()
    table.title = record.title or ""
    table.department_printed = record.department or ""
    table.amount_unit = record.amount_unit or "万元"
    table.totals_are_stated = record.grand_total != model.Funding()
    _set_funding(table, record.grand_total)
    table.save()
    names = {fold(org.name): org for org in (table.department, *table.department.children.all())}
    for number, unit in enumerate(record.spending_units):
        row = TableUnit(
            table=table, position=number, name=unit.name or "", org=names.get(fold(unit.name or "")),
            totals_are_stated=unit.funding != model.Funding(), at=plain(unit.at),
        )  # fmt: skip
        _set_funding(row, unit.funding)
        row.save()
        write_projects(table, row, unit.projects, at=at, source=source)


def write_projects(
    table: ObjectiveTable,
    unit: TableUnit,
    projects: Iterable[model.Project],
    *,
    at: datetime,
    source: Import | None,
) -> list[Project]:
    """Add projects with their indicators at the end of a unit row."""
    start = unit.projects.count()
    rows = []
    many = list(projects)
    for number, one in enumerate(many, start=start):
        row = Project(
            table=table, unit=unit, position=number, name=one.name or "",
            objective=one.objective or "", doubts=plain(one.doubts), places=plain(one.at),
            source=source, changed_at=at,
        )  # fmt: skip
        _set_funding(row, one.funding)
        rows.append(row)
    rows = Project.objects.bulk_create(rows)
    Indicator.objects.bulk_create(
        indicator_row(row, number, one)
        for row, project in zip(rows, many, strict=True)
        for number, one in enumerate(project.indicators)
    )
    return rows


def indicator_row(project: Project, position: int, one: model.Indicator) -> Indicator:
    """One indicator as a row, not yet saved."""
    period, annual = one.period_target, one.annual_target
    bare = one.name is None and period is None and annual is None
    return Indicator(
        project=project, position=position, number=one.number,
        level1_code=one.level1.code or "", level1_label=one.level1.label or "",
        level2_code=one.level2.code or "", level2_label=one.level2.label or "",
        name=one.name or "", raw_text=one.text if bare else "",
        period_target=None if period is None else period.text,
        annual_target=None if annual is None else annual.text,
        doubts=plain(one.doubts),
        places={
            "at": plain(one.at),
            "period": plain(period.at if period else ()),
            "annual": plain(annual.at if annual else ()),
        },
    )  # fmt: skip


def pack(reading: model.Reading) -> bytes:
    """A reading as it is kept."""
    return zlib.compress(to_json(reading))


def sha256_of(reading: model.Reading) -> str:
    """The hash by which a version of this content is cited."""
    return hashlib.sha256(to_json(reading)).hexdigest()


def unpack(content: bytes) -> model.Reading:
    """What `pack` wrote."""
    return from_json(model.Document("kept", kept_json(content)))


def kept_json(content: bytes) -> bytes:
    """The text of what `pack` wrote: its hash is what a version is cited by."""
    return zlib.decompress(bytes(content))


def plain(record: Any) -> Any:
    """A record as lists, dictionaries, texts and numbers."""
    return msgspec.to_builtins(record)


def _set_funding(row: Any, funding: model.Funding) -> None:
    for name in AMOUNT_FIELDS:
        setattr(row, name, getattr(funding, name))


def _places(found: Any) -> tuple[model.Place, ...]:
    return msgspec.convert(found or (), tuple[model.Place, ...])


def _doubts(found: Any) -> tuple[model.Doubt, ...]:
    return msgspec.convert(found or (), tuple[model.Doubt, ...])
