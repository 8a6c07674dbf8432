"""What a reader found: cells with their exact text and place, without meaning."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

import msgspec

from jixiao.model.place import Box, Place
from jixiao.model.selection import EVERYTHING, Selection

_BEHIND_ALL: Box = (inf, inf, inf, inf)

Runs = Sequence[tuple[int, Box]]
_runs: msgspec.msgpack.Decoder[list[tuple[int, Box]]] = msgspec.msgpack.Decoder(
    list[tuple[int, Box]]
)
pack_runs: Callable[[Runs], bytes] = msgspec.msgpack.Encoder().encode
"""Runs as a `PageCell` keeps them."""


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
    """A cell on a page: ``page`` from 1 and the box of the cell.

    ``packed`` holds its runs as bytes: as objects they would be most of a large document.
    """

    page: int
    box: Box
    packed: bytes = pack_runs(())

    @property
    def runs(self) -> Runs:
        """The lines of its text: first code point (in the text of the whole printed cell) and box."""
        return _runs.decode(self.packed)

    def at(self, start: int, end: int) -> Place:
        """The page, and the box around the lines that hold ``text[start:end]``."""
        runs = self.runs
        first = max(0, bisect_right(runs, (self.base + start, _BEHIND_ALL)) - 1)
        last = bisect_left(runs, (self.base + end,))
        if last - first < 2:
            return Place(page=self.page, box=runs[first][1] if first < last else self.box)
        left, top, right, bottom = zip(*[box for _, box in runs[first:last]], strict=True)
        around = min(left), min(top), max(right), max(bottom)
        return Place(page=self.page, box=around)

    def part(self, start: int, end: int) -> "PageCell":
        """The cell that holds ``text[start:end]`` alone."""
        return PageCell(
            self.text[start:end], self.offset + start, self.line, self.column, self.base + start,
            page=self.page, box=self.box, packed=self.packed,
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
