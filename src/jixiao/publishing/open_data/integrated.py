"""预算管理一体化 element names (``jixiao.integrated/1``): an exchange profile, second hand."""

import io
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO

import msgspec

from jixiao.model import Indicator, Reading, Target, TargetValue, to_triple
from jixiao.model.dataset import Cell, Row
from jixiao.model.integrated import EXTRA, INTEGRATED, integrated_profile
from jixiao.publishing.open_data.rows import refuse_unwritable, tables_of

_encoder = msgspec.json.Encoder(decimal_format="number")
_KEYS = ("table_number", "unit_number", "project_number", "indicator_position")


def write_integrated(readings: Iterable[Reading], file: BinaryIO) -> int:
    """Write one JSON object: ``PM_PROJECT_INFO``, ``PM_PERF_GOAL_INFO``, ``PM_PERF_INDICATOR``.

    Each target is the triple ``computesign``, ``indexval``, ``meterunit`` beside its printed text in
    ``kpi_val``, in a row of its own: ``yearflag`` 1 for the whole period, 0 for the year. What the
    system has no element for (places in the table, unit rows, the grand total) has ``x_`` in front.
    ``x_notes`` says which texts are longer than the lengths seen with the elements; none is cut.
    Rows wait in temporary files, so that memory does not grow with them.

    Returns:
        How many projects were written.

    Raises:
        CannotCarry: A text or number cannot be carried.
    """
    profile = integrated_profile()
    names = (*profile.tables, f"{EXTRA}tables", f"{EXTRA}units")
    with ExitStack() as open_files:
        lists = {name: _List(name, open_files.enter_context(TemporaryFile())) for name in names}
        for table in tables_of(readings):
            lists[f"{EXTRA}tables"].add(table.row)
            for unit in table.units:
                lists[f"{EXTRA}units"].add(unit.row)
                for project in unit.projects:
                    row = {**project.row, "budget_year": table.row["budget_year"]}
                    priced = row | {"amount_unit": table.row["amount_unit"]}
                    lists["PM_PROJECT_INFO"].add(_named("PM_PROJECT_INFO", priced))
                    lists["PM_PERF_GOAL_INFO"].add(_named("PM_PERF_GOAL_INFO", row))
                    for indicator, cells in project.indicators:
                        for one in _two_rows(indicator, cells):
                            lists["PM_PERF_INDICATOR"].add(one)
        notes = [note for one in lists.values() for note in one.notes()]
        head = {"schema": INTEGRATED, "status": profile.status, "source": profile.source}
        file.write(_encoder.encode({**head, f"{EXTRA}notes": notes})[:-1])
        for name, listed in lists.items():
            file.write(b',"%b":[\n' % name.encode())
            listed.file.seek(0)
            copyfileobj(listed.file, file)
            file.write(b"]")
        file.write(b"}\n")
        return lists["PM_PROJECT_INFO"].count


def integrated_file(readings: Iterable[Reading]) -> bytes:
    """What `write_integrated` writes, as bytes."""
    buffer = io.BytesIO()
    write_integrated(readings, buffer)
    return buffer.getvalue()


class _List:
    """The rows of one table of the system, in a file of their own."""

    def __init__(self, name: str, file: IO[bytes]) -> None:
        self.name, self.file, self.count = name, file, 0
        table = integrated_profile().tables.get(name)
        elements = table.elements if table else ()
        self._limits = {one.element: one.length for one in elements if one.length is not None}
        self._longer: Counter[str] = Counter()

    def add(self, row: dict[str, Any]) -> None:
        """Append a row."""
        try:
            encoded = _encoder.encode(row)
        except UnicodeEncodeError:
            refuse_unwritable([{k.removeprefix(EXTRA): v for k, v in row.items()}])
            raise
        self.file.write(b",\n" + encoded if self.count else encoded)
        self.count += 1
        for element, length in self._limits.items():
            self._longer[element] += len(str(row[element] or "")) > length

    def notes(self) -> list[str]:
        """Which texts are longer than the lengths seen with the elements."""
        return [
            f"{self.name}.{element}：有 {self._longer[element]} 处超过 {length} 字，没有截短。"
            for element, length in self._limits.items()
            if self._longer[element]
        ]


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
