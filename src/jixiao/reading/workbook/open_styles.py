"""The same of ODS, whose cells hold the displayed text beside the value."""

import re
from collections.abc import Iterator
from typing import Any

from jixiao.reading.collect import column_name
from jixiao.reading.package import Package
from jixiao.reading.workbook.styles import Cell, SheetStyle

_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_X = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_GROUPS = frozenset(
    f"{_T}table-{name}"
    for name in (
        "row-group",
        "rows",
        "header-rows",
        "column-group",
        "columns",
        "header-columns",
    )
)
_CELLS = frozenset({f"{_T}table-cell", f"{_T}covered-table-cell"})
_HIDDEN = frozenset({"collapse", "filter"})
_ERROR = re.compile(r"#[A-Z/0?!]+|Err:[0-9]+")
_MOST_COLUMNS = 16_384
_MOST_ROWS = 1_048_576
_MOST_REPEATS = 1_000  # of a cell that holds something


def open_styles(package: Package) -> dict[str, SheetStyle]:
    """The style of each sheet of an ODS, by its name."""
    if "content.xml" not in package.names:
        return {}
    sheets = package.xml("content.xml").iterfind(f"{_O}body/{_O}spreadsheet/{_T}table")
    return {sheet.get(f"{_T}name", ""): _style(sheet) for sheet in sheets}


def _style(sheet: Any) -> SheetStyle:
    shown: dict[Cell, str] = {}
    merged = []
    uncomputed = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    column = 0
    for element in _inside(sheet, f"{_T}table-column"):
        after = min(column + _repeats(element, "columns"), _MOST_COLUMNS)
        if element.get(f"{_T}visibility") in _HIDDEN:
            hidden_columns.update(range(column, after))
        column = after
    y = 0
    for row in _inside(sheet, f"{_T}table-row"):
        times = min(_repeats(row, "rows"), _MOST_ROWS)
        if row.get(f"{_T}visibility") in _HIDDEN:
            hidden_rows.update(range(y, min(y + times, _MOST_ROWS)))
        x = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            across = _repeats(cell, "columns")
            kind = cell.get(f"{_O}value-type", "string")
            text = "\n".join("".join(one.itertext()) for one in cell.iterchildren(f"{_X}p"))
            if kind != "string":
                for below in range(min(times, _MOST_REPEATS)):
                    for right in range(min(across, _MOST_REPEATS)):
                        shown[y + below, x + right] = text
            elif cell.get(f"{_T}formula") and (
                not cell.get(f"{_O}value-type") or _ERROR.fullmatch(text)
            ):
                uncomputed.append(f"{column_name(x)}{y + 1}")
            wide, high = _span(cell, "columns"), _span(cell, "rows")
            if wide > 1 or high > 1:
                merged.append(((y, x), (y + high - 1, x + wide - 1)))
            x += min(across, _MOST_COLUMNS)
        y += times
    return SheetStyle(
        shown=shown,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        merged=tuple(merged),
        uncomputed=tuple(uncomputed),
    )


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """Rows or columns, also those in groups."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _GROUPS:
            yield from _inside(child, tag)


def _repeats(element: Any, what: str) -> int:
    return _count(element.get(f"{_T}number-{what}-repeated"))


def _span(element: Any, what: str) -> int:
    return _count(element.get(f"{_T}number-{what}-spanned"))


def _count(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 8 else 1
