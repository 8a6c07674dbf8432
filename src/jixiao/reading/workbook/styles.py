"""What calamine does not tell of a sheet: number formats, what is hidden, and what was not computed."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from jixiao.reading.package import Package
from jixiao.reading.workbook.shown import BUILT_IN

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Cell = tuple[int, int]
"""Row and column, from 0."""


class SheetStyle(NamedTuple):
    """Of one sheet: format codes, displayed texts (where the file holds them), and the rest.

    ``merged`` are the first and last cells of merged blocks, where calamine does not tell them;
    ``uncomputed`` are formulas whose value was never stored, or that gave an error.
    """

    formats: Mapping[Cell, str] = MappingProxyType({})
    shown: Mapping[Cell, str] = MappingProxyType({})
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[Cell, Cell], ...] = ()
    uncomputed: tuple[str, ...] = ()


NO_STYLE = SheetStyle()


def sheet_styles(package: Package) -> dict[str, SheetStyle]:
    """The style of each sheet of an XLSX, by its name."""
    if "xl/workbook.xml" not in package.names:
        return {}
    codes = _codes(package)
    targets = _targets(package)
    found = {}
    for sheet in package.xml("xl/workbook.xml").iter(f"{_S}sheet"):
        part = targets.get(sheet.get(f"{_R}id", ""))
        if part in package.names:
            found[sheet.get("name", "")] = _style(package.xml(part), codes)
    return found


def _targets(package: Package) -> dict[str, str]:
    part = "xl/_rels/workbook.xml.rels"
    if part not in package.names:
        return {}
    found = {}
    for relation in package.xml(part).iter(f"{_P}Relationship"):
        target = relation.get("Target", "")
        found[relation.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _codes(package: Package) -> list[str]:
    """The format code of each cell style."""
    if "xl/styles.xml" not in package.names:
        return []
    root = package.xml("xl/styles.xml")
    written = {
        _number(one, "numFmtId"): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")
    }
    styles = root.find(f"{_S}cellXfs")
    numbers = [_number(one, "numFmtId") for one in styles] if styles is not None else []
    return [written.get(number, BUILT_IN.get(number, "")) for number in numbers]


def _style(root: Any, codes: list[str]) -> SheetStyle:
    formats: dict[Cell, str] = {}
    hidden_rows = set()
    uncomputed = []
    for row in root.iter(f"{_S}row"):
        if row.get("hidden") in ("1", "true"):
            hidden_rows.add(_number(row, "r", 1) - 1)
        for cell in row.iter(f"{_S}c"):
            reference = cell.get("r", "")
            match = _REFERENCE.fullmatch(reference)
            style = _number(cell, "s", -1)
            if match and 0 <= style < len(codes) and codes[style]:
                formats[int(match[2]) - 1, _index(match[1])] = codes[style]
            if match and (cell.get("t") == "e" or _is_uncomputed(cell)):
                uncomputed.append(reference)
    hidden_columns: set[int] = set()
    for columns in root.iter(f"{_S}col"):
        if columns.get("hidden") in ("1", "true"):
            low, high = _number(columns, "min", 1), _number(columns, "max", 1)
            hidden_columns.update(range(max(low, 1) - 1, min(high, 16_384)))
    return SheetStyle(
        formats=formats,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        uncomputed=tuple(uncomputed),
    )


def _is_uncomputed(cell: Any) -> bool:
    """A formula without the value that it gave; an empty text is a value too."""
    if cell.find(f"{_S}f") is None or cell.get("t") == "str":
        return False
    return not cell.findtext(f"{_S}v", "").strip()


def _number(element: Any, name: str, default: int = 0) -> int:
    value = element.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
