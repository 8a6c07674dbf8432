"""A source file as people see it beside the record: pictures of pages, or lines of cells."""

import base64
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from django.utils.translation import gettext as _

from jixiao import model
from jixiao.model import Document, RawCell, SheetCell, UnreadableDocument
from jixiao.reading import read_raw
from jixiao.reading.pdf.picture import draw_page
from jixiao.web.records.marks import Mark

_MOST_ROWS = 120
_MOST_CHARACTERS = 15_000
_LONGEST_CELL = 20_000
_WORKBOOKS = ("workbook", "old-sheet")  # their sheets are turned like pages
_NUMBER = re.compile(r"[0-9]+$")


class Bit(NamedTuple):
    """A stretch of a cell: the parts that it belongs to, the narrowest first, and their kinds."""

    text: str
    parts: str
    kinds: str


class Row(NamedTuple):
    """One line or row: what it is called, and its cells."""

    label: str
    cells: list[list[Bit]]


class Box(NamedTuple):
    """A marked rectangle on the picture of a page."""

    part: str
    kind: str
    label: str
    x: float
    y: float
    width: float
    height: float


class SourcePage(NamedTuple):
    """What is shown at a time: a page with its marks, or some rows; or why nothing can be shown.

    ``also`` are the other pages on which the part that was asked for stands.
    """

    number: int
    count: int
    title: str
    problem: str = ""
    rows: tuple[Row, ...] = ()
    picture: str = ""
    width: float = 0
    height: float = 0
    boxes: tuple[Box, ...] = ()
    also: tuple[int, ...] = ()


def source_page(
    document: Document, reader: str, marks: Iterable[Mark], *, number: int = 1, part: str = ""
) -> SourcePage:
    """The page of a source with this number, or the one on which a part stands.

    ``reader`` is the name of the reader that took the document.
    """
    marks = list(marks)
    if reader.startswith("jixiao-"):
        return SourcePage(1, 1, "", _("这是本程序自己的数据文件，没有版面可看。"))
    try:
        if reader == "pdf":
            return _drawn(document, marks, number, part)
        return _listed(document, marks, number, part)
    except UnreadableDocument as error:
        return SourcePage(number, number, "", f"{error.problem}{error.advice}")


def _drawn(document: Document, marks: list[Mark], number: int, part: str) -> SourcePage:
    places = [place for mark in marks if mark.part == part for place in mark.at]
    pages = dict.fromkeys(place.page for place in places if place.page is not None)
    number = next(iter(pages), number)
    picture = draw_page(document, number)
    boxes = [
        Box(
            mark.part, mark.kind, mark.label, place.box[0], place.box[1],
            place.box[2] - place.box[0], place.box[3] - place.box[1],
        )
        for mark in marks
        for place in mark.at
        if place.page == number and place.box is not None
    ]  # fmt: skip
    boxes.sort(key=lambda box: -box.width * box.height)  # what is small lies on top
    return SourcePage(
        number, picture.pages, _("第 %s 页") % number,
        picture=base64.b64encode(picture.png).decode(), width=picture.width,
        height=picture.height, boxes=tuple(boxes),
        also=tuple(page for page in pages if page != number),
    )  # fmt: skip


class _Sheets(NamedTuple):
    """The rows of a document, and at which of them each page begins."""

    rows: tuple[tuple[RawCell, ...], ...]
    starts: tuple[int, ...]
    row_of: dict[object, int]


def _listed(document: Document, marks: list[Mark], number: int, part: str) -> SourcePage:
    sheets = _sheets(document)
    places = [place for mark in marks if mark.part == part for place in mark.at]
    rows = [row for place in places if (row := sheets.row_of.get(_where(place))) is not None]
    count = len(sheets.starts)
    if rows:
        number = sum(start <= rows[0] for start in sheets.starts)
    number = min(max(number, 1), count)
    first = sheets.starts[number - 1]
    last = sheets.starts[number] if number < count else len(sheets.rows)
    at: dict[object, list[tuple[Mark, model.Place]]] = {}
    for mark in marks:
        for place in mark.at:
            at.setdefault(_cell_of(place), []).append((mark, place))
    listed = tuple(
        Row(_label(row), [_bits(cell, at.get(_key(cell), [])) for cell in row])
        for row in sheets.rows[first:last]
        if any(cell.text.strip() for cell in row)
    )
    return SourcePage(number, count, _title(sheets.rows[first:last]), rows=listed)


@lru_cache(maxsize=2)
def _sheets(document: Document) -> _Sheets:
    """The rows of a document; the last two are kept, because people go to and fro in one."""
    raw = read_raw(document)
    rows = [row for table in raw.tables for row in table.rows if row]
    starts: list[int] = []
    size = characters = 0
    sheet: object = None
    row_of: dict[object, int] = {}
    for index, row in enumerate(rows):
        length = sum(len(cell.text) for cell in row)
        other = getattr(row[0], "sheet", None)
        full = size >= _MOST_ROWS or characters + length > _MOST_CHARACTERS
        turned = other != sheet and raw.reader in _WORKBOOKS
        if not starts or turned or full:
            starts.append(index)
            size = characters = 0
        size, characters, sheet = size + 1, characters + length, other
        for cell in row:
            row_of.setdefault(_row_key(cell), index)
    return _Sheets(tuple(rows), tuple(starts or [0]), row_of)


def _row_key(cell: RawCell) -> object:
    return (cell.sheet, cell.cell) if isinstance(cell, SheetCell) else cell.line


def _where(place: model.Place) -> object:
    return place.line if place.line is not None else (place.sheet, place.cell)


def _key(cell: RawCell) -> object:
    if isinstance(cell, SheetCell):
        return cell.sheet, cell.cell
    return cell.line, cell.column


def _cell_of(place: model.Place) -> object:
    return (place.line, place.column) if place.line is not None else (place.sheet, place.cell)


def _label(row: tuple[RawCell, ...]) -> str:
    cell = row[0]
    if isinstance(cell, SheetCell):
        found = _NUMBER.search(cell.cell)
        return found.group() if found else cell.cell
    return str(cell.line)


def _title(rows: tuple[tuple[RawCell, ...], ...]) -> str:
    if not rows:
        return ""
    first, last = rows[0][0], rows[-1][0]
    if isinstance(first, SheetCell) and isinstance(last, SheetCell):
        again = "" if last.sheet == first.sheet else f"{last.sheet} "
        return f"{first.sheet} {_label(rows[0])}～{again}{_label(rows[-1])}"
    return _("第 %(first)s～%(last)s 行") % {"first": first.line, "last": last.line}


def _bits(cell: RawCell, marks: list[tuple[Mark, model.Place]]) -> list[Bit]:
    """A cell cut where a mark begins or ends."""
    text = cell.text
    spans = []
    for mark, place in marks:
        start = 0 if place.start is None else place.start - cell.base
        end = len(text) if place.end is None else place.end - cell.base
        start, end = max(0, start), min(len(text), end)
        if start < end:
            spans.append((end - start, start, end, mark))
    spans.sort(key=lambda span: span[0])
    edges = sorted({0, len(text), *(s[1] for s in spans), *(s[2] for s in spans)})
    bits = []
    for start, end in pairwise(edges):
        if start >= _LONGEST_CELL:
            bits.append(Bit(_("……（这一格很长，后面没有列出）"), "", ""))
            break
        inside = [span[3] for span in spans if span[1] <= start and end <= span[2]]
        parts = " ".join(dict.fromkeys(mark.part for mark in inside))
        kinds = " ".join(dict.fromkeys(mark.kind for mark in inside))
        bits.append(Bit(text[start : min(end, _LONGEST_CELL)], parts, kinds))
    return bits
