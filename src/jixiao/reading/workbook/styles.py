"""What calamine does not tell of an XLSX sheet: number formats, and hidden rows and columns."""

import re
from typing import Any, NamedTuple

from jixiao.reading.package import Package
from jixiao.reading.workbook.shown import BUILT_IN

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class SheetStyle(NamedTuple):
    """Of one sheet: format code by (row, column) from 0, and what is hidden."""

    formats: dict[tuple[int, int], str]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


NO_STYLE = SheetStyle({}, frozenset(), frozenset())


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
        int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")
    }
    styles = root.find(f"{_S}cellXfs")
    numbers = [int(one.get("numFmtId", "0")) for one in styles] if styles is not None else []
    return [written.get(number, BUILT_IN.get(number, "")) for number in numbers]


def _style(root: Any, codes: list[str]) -> SheetStyle:
    formats: dict[tuple[int, int], str] = {}
    hidden_rows = set()
    for row in root.iter(f"{_S}row"):
        if row.get("hidden") in ("1", "true"):
            hidden_rows.add(int(row.get("r", "1")) - 1)
        for cell in row.iter(f"{_S}c"):
            style = cell.get("s")
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            if style is not None and match and int(style) < len(codes) and codes[int(style)]:
                formats[int(match[2]) - 1, _index(match[1])] = codes[int(style)]
    hidden_columns: set[int] = set()
    for columns in root.iter(f"{_S}col"):
        if columns.get("hidden") in ("1", "true"):
            low, high = int(columns.get("min", "1")), int(columns.get("max", "1"))
            hidden_columns.update(range(low - 1, min(high, 16_384)))
    return SheetStyle(formats, frozenset(hidden_rows), frozenset(hidden_columns))


def _index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
