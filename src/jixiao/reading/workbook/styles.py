"""What calamine does not tell of a sheet: number formats, what is hidden, and what was not computed."""

import posixpath
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from jixiao.reading.package import Package
from jixiao.reading.workbook.formats import BUILT_IN

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_DRAWING = re.compile(r"xl/drawings/[^/]+\.xml")
_YES, _NO = ("1", "true"), ("0", "false")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Cell = tuple[int, int]
"""Row and column, from 0."""


class SheetStyle(NamedTuple):
    """Of one sheet: format codes, displayed texts (where the file holds them), and the rest.

    ``merged`` are the first and last cells of merged blocks, where calamine does not tell them;
    ``uncomputed`` are formulas whose value was never stored, or that gave an error; ``unseen`` cells
    with white text on white; ``boxes`` the texts of text boxes; ``no_zeros`` that zeros are not shown.
    """

    formats: Mapping[Cell, str] = MappingProxyType({})
    shown: Mapping[Cell, str] = MappingProxyType({})
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[Cell, Cell], ...] = ()
    uncomputed: tuple[str, ...] = ()
    unseen: frozenset[Cell] = frozenset()
    boxes: tuple[str, ...] = ()
    no_zeros: bool = False


NO_STYLE = SheetStyle()


def sheet_styles(package: Package) -> dict[str, SheetStyle]:
    """The style of each sheet of an XLSX, by its name."""
    if "xl/workbook.xml" not in package.names:
        return {}
    codes, white = _cell_styles(package)
    targets = _targets(package, "xl/workbook.xml")
    found = {}
    for sheet in package.xml("xl/workbook.xml").iter(f"{_S}sheet"):
        part = targets.get(sheet.get(f"{_R}id", ""))
        if part in package.names:
            style = _style(package.xml(part), codes, white)
            found[sheet.get("name", "")] = style._replace(boxes=_boxes(package, part))
    return found


def _boxes(package: Package, part: str) -> tuple[str, ...]:
    """The texts of the text boxes that lie on a sheet."""
    found = []
    for target in _targets(package, part).values():
        if _DRAWING.search(target) and target in package.names:
            for body in package.xml(target).iter(f"{_X}txBody"):
                lines = ("".join(one.itertext()) for one in body.iter(f"{_A}p"))
                found.append("\n".join(lines).strip())
    return tuple(filter(None, found))


def _targets(package: Package, owner: str) -> dict[str, str]:
    """The parts that a part names, by their numbers there."""
    folder, _, name = owner.rpartition("/")
    part = f"{folder}/_rels/{name}.rels"
    if part not in package.names:
        return {}
    found = {}
    for relation in package.xml(part).iter(f"{_P}Relationship"):
        target = relation.get("Target", "")
        whole = target[1:] if target.startswith("/") else posixpath.join(folder, target)
        found[relation.get("Id", "")] = posixpath.normpath(whole)
    return found


def _cell_styles(package: Package) -> tuple[list[str], frozenset[int]]:
    """The format code of each cell style, and those that write white on white."""
    if "xl/styles.xml" not in package.names:
        return [], frozenset()
    root = package.xml("xl/styles.xml")
    written = {
        _number(one, "numFmtId"): one.get("formatCode", "") for one in root.iter(f"{_S}numFmt")
    }
    fonts = [_is_white(one.find(f"{_S}color")) for one in root.iterfind(f"{_S}fonts/{_S}font")]
    fills = [_is_bare(one) for one in root.iterfind(f"{_S}fills/{_S}fill")]
    styles = list(root.iterfind(f"{_S}cellXfs/{_S}xf"))
    white = frozenset(
        number
        for number, one in enumerate(styles)
        if any(fonts[(font := _number(one, "fontId")) : font + 1])
        and all(fills[(fill := _number(one, "fillId")) : fill + 1])
    )
    numbers = [_number(one, "numFmtId") for one in styles]
    return [written.get(number, BUILT_IN.get(number, "")) for number in numbers], white


def _is_white(color: Any) -> bool:
    """Whether a colour is white: written as one, of the palette, or the background of the theme."""
    if color is None:
        return False
    return (
        color.get("rgb", "").upper() in {"FFFFFFFF", "00FFFFFF", "FFFFFF"}
        or color.get("indexed") in {"1", "9"}
        or (color.get("theme") == "0" and not color.get("tint"))
    )


def _is_bare(fill: Any) -> bool:
    """Whether a fill leaves a cell white."""
    pattern = fill.find(f"{_S}patternFill")
    if pattern is None:
        return False
    kind = pattern.get("patternType", "none")
    return kind == "none" or (kind == "solid" and _is_white(pattern.find(f"{_S}fgColor")))


def _style(root: Any, codes: list[str], white: frozenset[int]) -> SheetStyle:
    formats: dict[Cell, str] = {}
    hidden_rows = set()
    unseen = set()
    uncomputed = []
    for row in root.iter(f"{_S}row"):
        if row.get("hidden") in _YES or _is_zero(row.get("ht")):
            hidden_rows.add(_number(row, "r", 1) - 1)
        for cell in row.iter(f"{_S}c"):
            reference = cell.get("r", "")
            match = _REFERENCE.fullmatch(reference)
            style = _number(cell, "s", -1)
            if match and 0 <= style < len(codes) and codes[style]:
                formats[int(match[2]) - 1, _index(match[1])] = codes[style]
            if match and style in white and len(cell):
                unseen.add((int(match[2]) - 1, _index(match[1])))
            if match and (cell.get("t") == "e" or _is_uncomputed(cell)):
                uncomputed.append(reference)
    hidden_columns: set[int] = set()
    for columns in root.iter(f"{_S}col"):
        if columns.get("hidden") in _YES or _is_zero(columns.get("width")):
            low, high = _number(columns, "min", 1), _number(columns, "max", 1)
            hidden_columns.update(range(max(low, 1) - 1, min(high, 16_384)))
    return SheetStyle(
        formats=formats,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        uncomputed=tuple(uncomputed),
        unseen=frozenset(unseen),
        no_zeros=any(one.get("showZeros") in _NO for one in root.iter(f"{_S}sheetView")),
    )


def _is_zero(size: str | None) -> bool:
    """Whether a height or width is nothing."""
    return size is not None and not size.strip("0.")


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
