"""CSV: UTF-8 with BOM, text in quotes, numbers bare, nothing that a spreadsheet would run."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import BinaryIO

from jixiao.model import Reading
from jixiao.model.dataset import Cell, Field, Row, row_fields
from jixiao.publishing.open_data.rows import groups_of, refuse_unwritable
from jixiao.text import guarded

BOM = b"\xef\xbb\xbf"


def write_csv(readings: Iterable[Reading], file: BinaryIO) -> int:
    """Write one row an indicator; a project, unit or table that has no parts gets a row as well.

    Columns are those of `row_fields`. An apostrophe in front of a text is no part of it: it stands
    where a spreadsheet might run the text as a formula, and before a text that begins with one; an
    apostrophe alone is a text without characters, an empty cell is nothing. Rows are written as
    the readings come, so that memory does not grow with them.

    Returns:
        How many rows were written.

    Raises:
        CannotCarry: A text or number cannot be carried; what was written so far is no use.
    """
    fields = row_fields()
    first = next(i for i, field in enumerate(fields) if field.name == "indicator_position")
    front = [field.name for field in fields[:first]]
    back = [field.name for field in fields[first:]]
    nothing = "," * len(back)
    file.write(BOM + header(fields))
    count = 0
    for group in groups_of(readings):
        before = _line(group.front, front)
        rows = [f"{before},{_line(row, back)}\r\n" for row in group.indicators]
        rows = rows or [f"{before}{nothing}\r\n"]
        try:
            file.write("".join(rows).encode())
        except UnicodeEncodeError:
            refuse_unwritable([{**group.front, **row} for row in group.indicators or [{}]])
            raise
        count += len(rows)
    return count


def csv_file(readings: Iterable[Reading]) -> bytes:
    """What `write_csv` writes, as bytes."""
    buffer = io.BytesIO()
    write_csv(readings, buffer)
    return buffer.getvalue()


def header(fields: Sequence[Field]) -> bytes:
    """The row of column names."""
    return (",".join(field.name for field in fields) + "\r\n").encode()


def resource_head(fields: Sequence[Field]) -> bytes:
    """What a resource of a data package begins with."""
    return BOM + header(fields)


def resource_rows(fields: Sequence[Field], rows: Iterable[Row]) -> bytes:
    """Rows of one resource of a data package.

    Raises:
        CannotCarry: A text cannot be written.
    """
    names = [field.name for field in fields]
    lines = []
    for row in rows:
        try:
            lines.append(f"{_line(row, names)}\r\n".encode())
        except UnicodeEncodeError:
            refuse_unwritable([row])
            raise
    return b"".join(lines)


def _line(row: Row, names: Sequence[str]) -> str:
    get = row.get
    return ",".join([_cell(get(name)) for name in names])


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        # Always in quotes: a program that splits at other signs makes no new cell of its middle.
        text = guarded(value)
        return '"' + (text.replace('"', '""') if '"' in text else text) + '"'
    return format(value, "f") if isinstance(value, Decimal) else str(value)
