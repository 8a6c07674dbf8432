"""预算管理一体化 element names (``jixiao.integrated/1``): an exchange profile, second hand."""

from collections.abc import Iterable
from typing import Any

import msgspec

from jixiao.model import Indicator, Reading, Target, TargetValue, to_triple
from jixiao.model.dataset import Cell, Row
from jixiao.model.integrated import EXTRA, INTEGRATED, integrated_profile
from jixiao.publishing.open_data.rows import refuse_unwritable, tables_of

_encoder = msgspec.json.Encoder(decimal_format="number")
_KEYS = ("table_number", "unit_number", "project_number", "indicator_position")


def integrated_file(readings: Iterable[Reading]) -> bytes:
    """One JSON object: ``PM_PROJECT_INFO``, ``PM_PERF_GOAL_INFO``, ``PM_PERF_INDICATOR``.

    Each target is the triple ``computesign``, ``indexval``, ``meterunit`` beside its printed text in
    ``kpi_val``, in a row of its own: ``yearflag`` 1 for the whole period, 0 for the year. What the
    system has no element for (places in the table, unit rows, the grand total) has ``x_`` in front.
    ``x_notes`` says which texts are longer than the lengths seen with the elements; none is cut.

    Raises:
        CannotCarry: A text or number cannot be carried.
    """
    profile = integrated_profile()
    out: dict[str, list[dict[str, Any]]] = {name: [] for name in profile.tables}
    extra: dict[str, list[Row]] = {f"{EXTRA}tables": [], f"{EXTRA}units": []}
    for table in tables_of(readings):
        extra[f"{EXTRA}tables"].append(table.row)
        for unit in table.units:
            extra[f"{EXTRA}units"].append(unit.row)
            for project in unit.projects:
                row = {**project.row, "budget_year": table.row["budget_year"]}
                out["PM_PROJECT_INFO"].append(
                    _named("PM_PROJECT_INFO", row | {"amount_unit": table.row["amount_unit"]})
                )
                out["PM_PERF_GOAL_INFO"].append(_named("PM_PERF_GOAL_INFO", row))
                for indicator, cells in project.indicators:
                    out["PM_PERF_INDICATOR"] += _two_rows(indicator, cells)
    head = {"schema": INTEGRATED, "status": profile.status, "source": profile.source}
    content = {**head, f"{EXTRA}notes": _notes(out), **out, **extra}
    try:
        return _encoder.encode(content) + b"\n"
    except UnicodeEncodeError:
        all_rows = (row for rows in (*extra.values(), *out.values()) for row in rows)
        refuse_unwritable({k.removeprefix(EXTRA): v for k, v in row.items()} for row in all_rows)
        raise


def _named(name: str, row: Row) -> dict[str, Any]:
    """A row under the system's names; of our own fields those that belong to this table."""
    elements = {one.field: one.element for one in integrated_profile().tables[name].elements}
    made: dict[str, Any] = {elements[field]: row.get(field) for field in elements}
    kept: dict[str, Cell] = {key: row[key] for key in _KEYS if key in row}
    if name == "PM_PROJECT_INFO":
        kept |= {key: row[key] for key in ("amount_unit", "project_doubts", "project_printed_at")}
    if name == "PM_PERF_INDICATOR":
        kept |= {key: value for key, value in row.items() if key.startswith("indicator_")}
    return made | {f"{EXTRA}{key}": value for key, value in kept.items()}


def _two_rows(indicator: Indicator, cells: Row) -> list[dict[str, Any]]:
    profile = integrated_profile()
    rows = []
    for flag, term, target in (
        (profile.period_flag, "period", indicator.period_target),
        (profile.annual_flag, "annual", indicator.annual_target),
    ):
        row = _named("PM_PERF_INDICATOR", {**cells, "target": cells[f"{term}_target"]})
        rows.append({"yearflag": flag, **row, **_triple(target)})
    return rows


def _triple(target: Target | None) -> dict[str, Any]:
    """The three parts; a compound target has its own list, because one row holds one triple."""
    value = None if target is None else target.value
    if value is None:
        return {"computesign": None, "indexval": None, "meterunit": None}
    made = _parts(value)
    if value.parts:
        made[f"{EXTRA}parts"] = [_parts(part) for part in value.parts]
    return made


def _parts(value: TargetValue) -> dict[str, Any]:
    code, number, unit = to_triple(value)
    return {"computesign": code, "indexval": number, "meterunit": unit}


def _notes(out: dict[str, list[dict[str, Any]]]) -> list[str]:
    notes = []
    for table in integrated_profile().tables.values():
        for one in table.elements:
            if one.length is None:
                continue
            longer = sum(len(str(row[one.element] or "")) > one.length for row in out[table.name])
            if longer:
                notes.append(
                    f"{table.name}.{one.element}：有 {longer} 处超过 {one.length} 字，没有截短。"
                )
    return notes
