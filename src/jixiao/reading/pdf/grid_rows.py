"""The rows of a grid, with the text of their cells."""

import re
from itertools import pairwise
from typing import Any

import numpy as np

from jixiao.reading.pdf.glyphs import Frame
from jixiao.reading.pdf.grids import Grid
from jixiao.reading.pdf.lines import Lines
from jixiao.reading.pdf.merged_rows import Piece
from jixiao.reading.pdf.messages import Box, CellDraft
from jixiao.reading.pdf.unruled_rows import row_edges

Array = np.ndarray[Any, np.dtype[Any]]
Row = tuple[float, list[CellDraft]]
"""Where a row stands, from the top, and its cells."""

_NARROW = 6.0  # a column narrower than this holds no text: two lines meant as one
_AMOUNT = re.compile(r"\s*[-−]?\d[\d,，]*\.\d\d\s*")
_FEWEST_COLUMNS = 2  # of amounts below one another, which show that rows are parted by no rule


class _Cells:
    """Where the lines of each square of a grid are, and their boxes as shown."""

    def __init__(self, grid: Grid, offset: int, lines: Lines, frame: Frame) -> None:
        squares = np.arange(offset, offset + grid.cell.size + 1)
        self.begin: list[int] = np.searchsorted(lines.region, squares).tolist()
        self.lines = lines
        self.first = self.begin[0]
        shown = frame.shown(lines.box[self.first : self.begin[-1]]).round(2).tolist()
        self.parts: list[Box] = list(map(tuple, shown))

    def draft(self, first: int, last: int, box: Box) -> CellDraft:
        """The cell of some lines that follow one another."""
        start = self.lines.start
        runs = [(start[n] - start[first], self.parts[n - self.first]) for n in range(first, last)]
        return self.lines.text[start[first] : start[last]], box, runs


def rows_of(grid: Grid, offset: int, lines: Lines, frame: Frame, size: float) -> list[Row]:
    """The rows of a grid; a merged cell gives its text to its first square, the rest is empty."""
    height, width = grid.shape
    cells = _Cells(grid, offset, lines, frame)
    begin = cells.begin
    cell = grid.cell.ravel().tolist()
    boxes: list[Box] = list(map(tuple, frame.shown(grid.boxes()).round(2).tolist()))
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
            rows += _parted(squares, edges, boxes, cells)
            continue
        drafts = [cells.draft(begin[n], begin[n + 1], boxes[n]) for n in squares]
        said = [place for place, draft in enumerate(drafts) if draft[2]]
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


def _parted(squares: list[int], edges: list[float], boxes: list[Box], cells: _Cells) -> list[Row]:
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
            around = cells.parts[first - cells.first : last - cells.first]
            box = boxes[square]
            if around:
                tops.append(float(cells.lines.box[first, 1]))
                upper, lower = min(b[1] for b in around), max(b[3] for b in around)
                box = (box[0], upper, box[2], lower)
            drafts.append(cells.draft(first, last, box))
        if tops:
            rows.append((min(tops), drafts))
    return rows
