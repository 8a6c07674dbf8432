"""What a reader found: cells with their exact text and place, without meaning."""

from typing import NamedTuple

import msgspec

from jixiao.model.place import Place


class RawCell(msgspec.Struct, frozen=True, gc=False):
    """单元格: exact source text, unstripped; ``offset`` is its first code point in the document.

    A text cell knows ``line`` and ``column`` (from 1); ``base`` is where the text starts inside
    the printed cell (0 unless a printed cell had to be split).
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


class RawTable(NamedTuple):
    """原始表格: rows of cells as they stood; a blank line is a row with one empty cell."""

    rows: tuple[tuple[RawCell, ...], ...]


class RawDocument(NamedTuple):
    """What a reader makes of a document.

    ``text`` is all decoded text; each cell is a range of it, and what lies between cells
    (tabs, line ends) belongs to no cell. ``recognised`` is true where the text came from
    optical recognition, so that a wrong character may be the machine's, not the department's.
    ``notes`` are what the reader could not decode: (message, offset, length).
    """

    name: str
    sha256: str
    reader: str
    recognised: bool
    text: str
    tables: tuple[RawTable, ...]
    notes: tuple[tuple[str, int, int], ...] = ()
