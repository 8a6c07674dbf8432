"""What a reader found: cells with their exact text and place, without meaning."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from jixiao.model.place import Box, Place
from jixiao.model.selection import EVERYTHING, Selection

Runs = Sequence[tuple[int, Box]]
_PARTS = 100  # of a point: as exact as boxes are kept


def packed(box: Box, runs: Runs = ()) -> bytes:
    """A box and runs as a `PageCell` keeps them: whole numbers of four bytes, one after the other.

    First the box, in hundredths of a point; then of each run its first code point and its box.
    """
    numbers = array("i", (round(side * _PARTS) for side in box))
    for first, around in runs:
        numbers.append(first)
        numbers.extend(round(side * _PARTS) for side in around)
    return numbers.tobytes()


def box_of(place: bytes) -> Box:
    """The box among what is packed."""
    return _box(array("i", place[:16]))


def _box(numbers: Sequence[int]) -> Box:
    left, top, right, bottom = numbers
    return left / _PARTS, top / _PARTS, right / _PARTS, bottom / _PARTS


@lru_cache(maxsize=256)  # the places of all that a cell holds are asked for one after the other
def _lines(place: bytes) -> tuple[Sequence[int], ...]:
    """Of the runs among what is packed: their first code points, and each side of their boxes."""
    numbers = array("i", place)
    return numbers[4::5], numbers[5::5], numbers[6::5], numbers[7::5], numbers[8::5]


class RawCell(msgspec.Struct, frozen=True, gc=False):
    """单元格: exact source text, unstripped; ``offset`` is its first code point in the document.

    ``line`` and ``column`` count from 1: the text's own, or row and column of its table; ``base``
    is where the text starts inside the printed cell (0 unless a printed cell had to be split).
    """

    text: str
    offset: int
    line: int
    column: int
    base: int = 0

    def at(self, start: int, end: int) -> Place:
        """The place of ``text[start:end]``."""
        return Place(self.line, self.column, self.base + start, self.base + end)

    def part(self, start: int, end: int) -> "RawCell":
        """The cell that holds ``text[start:end]`` alone."""
        return RawCell(
            self.text[start:end], self.offset + start, self.line, self.column, self.base + start
        )


class PageCell(RawCell, frozen=True, gc=False, kw_only=True):
    """A cell on a page: ``page`` from 1, and its box and runs, see `packed`.

    As objects they would be most of a large document.
    """

    page: int
    place: bytes

    @property
    def box(self) -> Box:
        """The box of the cell."""
        return box_of(self.place)

    @property
    def runs(self) -> Runs:
        """The lines of its text: first code point (in the text of the whole printed cell) and box."""
        numbers = array("i", self.place)
        return [(numbers[n], _box(numbers[n + 1 : n + 5])) for n in range(4, len(numbers), 5)]

    def at(self, start: int, end: int) -> Place:
        """The page, and the box around the lines that hold ``text[start:end]``."""
        begins, left, top, right, bottom = _lines(self.place)
        first = max(0, bisect_right(begins, self.base + start) - 1)
        last = bisect_left(begins, self.base + end)
        if first >= last:
            return Place(page=self.page, box=box_of(self.place))
        if first + 1 == last:
            around = _box((left[first], top[first], right[first], bottom[first]))
        else:
            own = slice(first, last)
            around = _box((min(left[own]), min(top[own]), max(right[own]), max(bottom[own])))
        return Place(page=self.page, box=around)

    def part(self, start: int, end: int) -> "PageCell":
        """The cell that holds ``text[start:end]`` alone."""
        return PageCell(
            self.text[start:end], self.offset + start, self.line, self.column, self.base + start,
            page=self.page, place=self.place,
        )  # fmt: skip


class SheetCell(RawCell, frozen=True, gc=False, kw_only=True):
    """A cell of a sheet, or of a table in a text document: names such as ``Sheet1`` and ``B3``.

    ``exact`` is the number that it holds, written the same way, where its text rounds it away.
    """

    sheet: str
    cell: str
    exact: str = ""

    def at(self, start: int, end: int) -> Place:
        """Sheet and cell, whichever part of its text is meant."""
        del start, end
        return Place(sheet=self.sheet, cell=self.cell)

    def part(self, start: int, end: int) -> "SheetCell":
        """The cell that holds ``text[start:end]`` alone."""
        return SheetCell(
            self.text[start:end], self.offset + start, self.line, self.column, self.base + start,
            sheet=self.sheet, cell=self.cell,
        )  # fmt: skip


class RawTable(NamedTuple):
    """原始表格: rows of cells as they stood; a blank line is a row with one empty cell.

    ``apart`` says that nothing in it goes on from the table before, as with another sheet; a page
    of a document may go on.
    """

    rows: tuple[tuple[RawCell, ...], ...]
    apart: bool = False


class RawNote(NamedTuple):
    """What a reader could not read: ``length`` code points from ``offset``, or a whole ``place``.

    ``kind`` is that of the question it becomes, with ``advice``; none where the tables say that
    their amounts are in ``unless_unit``.
    """

    message: str
    offset: int
    length: int
    kind: str = "undecodable"
    advice: str = "请用原编码重新导出文件。"
    place: Place | None = None
    unless_unit: str | None = None


class RawDocument(NamedTuple):
    """What a reader makes of a document.

    ``text`` is all decoded text; each cell is a range of it, and what lies between cells
    (tabs, line ends) belongs to no cell. ``recognised`` is true where the text came from
    optical recognition, so that a wrong character may be the machine's, not the department's.
    ``notes`` are what the reader could not read; ``remarks`` are what a person should know of the
    document as a whole, such as hidden rows. ``overlays`` are text that stands over a page and in
    no row of it: watermarks, seals. ``selection`` is the part of the document that was read.
    """

    name: str
    sha256: str
    reader: str
    recognised: bool
    text: str
    tables: tuple[RawTable, ...]
    notes: tuple[RawNote, ...] = ()
    remarks: tuple[str, ...] = ()
    selection: Selection = EVERYTHING
    overlays: tuple[RawCell, ...] = ()
