"""The rows of a grid, with the text of their cells."""

import re
from itertools import pairwise
from typing import Any

import numpy as np

from jixiao.reading.pdf.glyphs import Frame
from jixiao.reading.pdf.grids import Grid
from jixiao.reading.pdf.lines import Lines
from jixiao.reading.pdf.merged_rows import Piece
from jixiao.reading.pdf.messages import CellDraft
from jixiao.reading.pdf.unruled_rows import row_edges

Array = np.ndarray[Any, np.dtype[Any]]
Row = tuple[float, list[CellDraft]]
"""Where a row stands, from the top, and its cells."""

_BOX, _RUN = 16, 20  # bytes that `model.raw.packed` takes
_NARROW = 6.0  # a column narrower than this holds no text: two lines meant as one
_AMOUNT = re.compile(r"\s*[-−]?\d[\d,，]*\.\d\d\s*")
_FEWEST_COLUMNS = 2  # of amounts below one another, which show that rows are parted by no rule


class _Cells:
    """Where the lines of each square of a grid are, and their boxes as shown."""

    def __init__(self, grid: Grid, offset: int, lines: Lines, frame: Frame) -> None:
        squares = np.arange(offset, offset + grid.cell.size + 1)
        self.begin: list[int] = np.searchsorted(lines.region, squares).tolist()
        self.lines = lines
        self.first, last = self.begin[0], self.begin[-1]
        self.parts = frame.parts(lines.box[self.first : last])
        start = np.array(lines.start, np.intc)
        square = lines.region[self.first : last] - offset
        begins = start[self.first : last] - start[self.begin][square]
        self.places = frame.parts(grid.boxes())
        self._runs = np.column_stack((begins, self.parts)).tobytes()
        self._boxes = self.places.tobytes()

    def draft(self, square: int) -> CellDraft:
        """The cell of a square."""
        first, last = self.begin[square], self.begin[square + 1]
        start = self.lines.start
        runs = self._runs[_RUN * (first - self.first) : _RUN * (last - self.first)]
        text = self.lines.text[start[first] : start[last]]
        return text, self._boxes[_BOX * square : _BOX * (square + 1)] + runs

    def part(self, square: int, first: int, last: int) -> CellDraft:
        """The cell of some of its lines."""
        start = self.lines.start
        box = self.places[square].copy()
        parts = self.parts[first - self.first : last - self.first]
        if len(parts):
            box[1], box[3] = parts[:, 1].min(), parts[:, 3].max()
        begins = np.array(start[first:last], np.intc) - start[first]
        text = self.lines.text[start[first] : start[last]]
        return text, box.tobytes() + np.column_stack((begins, parts)).tobytes()


def rows_of(grid: Grid, offset: int, lines: Lines, frame: Frame, size: float) -> list[Row]:
    """The rows of a grid; a merged cell gives its text to its first square, the rest is empty."""
    height, width = grid.shape
    cells = _Cells(grid, offset, lines, frame)
    begin = cells.begin
    cell = grid.cell.ravel().tolist()
    shared = _shared_columns(grid)
    skipped = _narrow_columns(grid, begin) | shared
    rows: list[Row] = []
    for row in range(height):
        squares = [row * width + column for column in range(width) if column not in skipped]
        if shared:
            squares = [_begin_of(square, cell, width, shared) for square in squares]
        if not any(cell[square] == square for square in squares):
            continue  # merged with the row above
        edges = _edges_within(squares, begin, lines, size)
        if edges:
            rows += _parted(squares, edges, cells)
            continue
        drafts = [cells.draft(square) for square in squares]
        said = [place for place, draft in enumerate(drafts) if draft[0]]
        # Text alone over several columns is a title, not the first of many cells.
        if len(said) == 1 and _spans(cell, squares[said[0]], width):
            drafts = [drafts[said[0]]]
        rows.append((float(grid.ys[row]), drafts))
    return rows


def _spans(cell: list[int], square: int, width: int) -> bool:
    """Whether the cell of a square goes on in the next column."""
    return (square + 1) % width > 0 and cell[square + 1] == cell[square]


def _shared_columns(grid: Grid) -> set[int]:
    """Columns that are part of the cell before them in some rows, and of the one behind in others.

    They are never a cell: somebody moved the border of single cells.
    """
    same = grid.cell[:, 1:] == grid.cell[:, :-1]
    none = np.zeros((len(same), 1), bool)
    before, behind = np.hstack((none, same)), np.hstack((same, none))
    found = (before | behind).all(axis=0)
    found &= (before & ~behind).any(axis=0) & (behind & ~before).any(axis=0)
    return set(np.flatnonzero(found).tolist())


def _begin_of(square: int, cell: list[int], width: int, shared: set[int]) -> int:
    """The square with the text of a cell, where a column that is left out begins it."""
    before = square - 1
    goes_on = before % width in shared and before // width == square // width
    return cell[square] if goes_on and cell[square] == before else square


def _narrow_columns(grid: Grid, begin: list[int]) -> set[int]:
    height, width = grid.shape
    return {
        column
        for column in np.flatnonzero(np.diff(grid.xs) < _NARROW).tolist()
        if all(
            begin[row * width + column] == begin[row * width + column + 1] for row in range(height)
        )
    }


def _edges_within(squares: list[int], begin: list[int], lines: Lines, size: float) -> list[float]:
    """Where rows part inside a row of a grid that has only lines between its columns."""
    amounts: list[Piece] = []
    columns = 0
    for column, square in enumerate(squares):
        first, last = begin[square], begin[square + 1]
        if first < last and all(_AMOUNT.fullmatch(lines.of(n)) for n in range(first, last)):
            amounts += [_piece(column, n, lines) for n in range(first, last)]
            columns += last - first > 1
    if columns < _FEWEST_COLUMNS:
        return []
    pieces = [
        _piece(column, n, lines)
        for column, square in enumerate(squares)
        for n in range(begin[square], begin[square + 1])
    ]
    return row_edges(pieces, amounts, size, lines.text)[0]


def _piece(column: int, number: int, lines: Lines) -> Piece:
    base = float(lines.base[number])
    return Piece(column, base, lines.start[number], lines.start[number + 1])


def _parted(squares: list[int], edges: list[float], cells: _Cells) -> list[Row]:
    base, begin = cells.lines.base, cells.begin
    rows: list[Row] = []
    for low, high in pairwise([-np.inf, *edges, np.inf]):
        drafts = []
        tops = []
        for square in squares:
            first, last = (
                begin[square] + int(np.searchsorted(base[begin[square] : begin[square + 1]], edge))
                for edge in (low, high)
            )
            if first < last:
                tops.append(float(cells.lines.box[first, 1]))
            drafts.append(cells.part(square, first, last))
        if tops:
            rows.append((min(tops), drafts))
    return rows
