"""JSON (``jixiao.dataset/1``) and JSON Lines (``jixiao.rows/1``): amounts are numbers, as printed.

The lean data, not the reading: a reading also holds what was not understood, what a repair
replaced, and paths of the machine it was read on, which nobody has agreed to publish.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from jixiao.model import Indicator, Reading, Target
from jixiao.model.dataset import DATASET, ROWS, row_fields
from jixiao.publishing.open_data.rows import (
    ProjectRows,
    TableRows,
    groups_of,
    refuse_unwritable,
    tables_of,
    typed,
)

_encoder = msgspec.json.Encoder(decimal_format="number")


def write_json(readings: Iterable[Reading], file: BinaryIO) -> int:
    """Write all tables with their units, projects and indicators inside one another.

    The keys are those of the data dictionary. An indicator also has ``period_parts`` and
    ``annual_parts``, the single targets of a compound one.

    Returns:
        How many tables were written.

    Raises:
        CannotCarry: A text or number cannot be carried; what was written so far is no use.
    """
    file.write(b'{"schema":"%b","tables":[' % DATASET.encode())
    count = 0
    for table in tables_of(readings):
        file.write(b",\n" if count else b"\n")
        _write_table(table, file)
        count += 1
    file.write(b"\n]}\n")
    return count


def json_file(readings: Iterable[Reading]) -> bytes:
    """What `write_json` writes, as bytes."""
    buffer = io.BytesIO()
    write_json(readings, buffer)
    return buffer.getvalue()


def write_jsonl(readings: Iterable[Reading], file: BinaryIO) -> int:
    """Write the rows of the CSV as JSON Lines, each with its ``schema``.

    Returns:
        How many lines were written.

    Raises:
        CannotCarry: A text or number cannot be carried; what was written so far is no use.
    """
    names = [field.name for field in row_fields()]
    count = 0
    for group in groups_of(readings):
        front = {name: group.front.get(name) for name in names}
        for indicator in group.indicators or [{}]:
            row = {"schema": ROWS, **front, **indicator}
            file.write(_encode(row, row) + b"\n")
            count += 1
    return count


def jsonl_file(readings: Iterable[Reading]) -> bytes:
    """What `write_jsonl` writes, as bytes."""
    buffer = io.BytesIO()
    write_jsonl(readings, buffer)
    return buffer.getvalue()


def _write_table(table: TableRows, file: BinaryIO) -> None:
    """Piece by piece: a table may be larger than all its parts need at once."""
    file.write(_opened(table.row, "units"))
    for number, unit in enumerate(table.units):
        file.write(b"," if number else b"")
        file.write(_opened(unit.row, "projects"))
        for position, project in enumerate(unit.projects):
            file.write(b",\n" if position else b"\n")
            file.write(_encode(_project(project), project.row))
        file.write(b"]}")
    file.write(b"]}")


def _opened(row: dict[str, Any], key: str) -> bytes:
    return _encode(row, row)[:-1] + f',"{key}":['.encode()


def _project(project: ProjectRows) -> dict[str, Any]:
    indicators = [
        row | {f"{term}_parts": list(_parts(target)) for term, target in _targets(indicator)}
        for indicator, row in project.indicators
    ]
    return {**project.row, "indicators": indicators}


def _targets(indicator: Indicator) -> tuple[tuple[str, Target | None], ...]:
    return ("period", indicator.period_target), ("annual", indicator.annual_target)


def _parts(target: Target | None) -> Iterator[dict[str, Any]]:
    if target is not None and target.value is not None:
        for part in target.value.parts:
            yield {"text": part.text, **typed(part)}


def _encode(record: dict[str, Any], row: dict[str, Any]) -> bytes:
    try:
        return _encoder.encode(record)
    except UnicodeEncodeError:
        inside = record.get("indicators", [])
        refuse_unwritable([row, *({**row, **one} for one in inside)])
        raise
