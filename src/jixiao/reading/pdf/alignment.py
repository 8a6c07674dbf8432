"""Text without grid: plain lines, and tables whose columns only alignment shows.

Lines whose pieces keep the same white corridors between them, one below the other, are the rows of
a table without vertical rules. Where a row ends is told by a horizontal rule, by a wider gap, or by
the next line that has numbers where this row already has some.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from jixiao.reading.pdf.glyphs import Frame, Glyphs
from jixiao.reading.pdf.lines import Lines
from jixiao.reading.pdf.messages import Box, CellDraft

Array = np.ndarray[Any, np.dtype[Any]]
Row = tuple[float, list[CellDraft]]

_GAP = 0.8  # of the glyph height: white this wide parts two pieces of a line
_CORRIDOR = 0.3  # what must stay white between two columns
_FEWEST_PIECES = 4  # of a line that can begin a table
_FEWEST_LINES = 3
_WIDE_PITCH = 1.45  # times the usual distance of two lines: the next row
_FAR = 4.0  # times the usual distance: no longer the same table
_NUMBER = re.compile(r"\s*[-−]?\d[\d,，]*(?:\.\d+)?\s*%?\s*")
_SPACES = (32, 160, 0x3000)


@dataclass
class _Piece:
    """Part of a line: where it stands in the text, and its box."""

    start: int
    stop: int
    box: tuple[float, float, float, float]


@dataclass
class _Block:
    """Lines that share corridors; ``pieces`` of each line by column."""

    corridors: list[tuple[float, float]]
    lines: list[int] = field(default_factory=list)


def split_rows(glyphs: Glyphs, lines: Lines, count: int, across: Array, frame: Frame) -> list[Row]:
    """Rows of the first ``count`` lines: one cell each, or cells by column."""
    if not count:
        return []
    pieces = _pieces(glyphs, lines, count)
    rows: list[Row] = []
    number = 0
    while number < count:
        block = _block(pieces, lines, number, count, glyphs.size)
        if block is None:
            rows.append(_whole(lines, number, frame))
            number += 1
            continue
        rows += _block_rows(block, pieces, lines, across, frame)
        number = block.lines[-1] + 1
    return rows


def _pieces(glyphs: Glyphs, lines: Lines, count: int) -> list[list[_Piece]]:
    end = lines.start[count]
    places = lines.glyph[:end]
    box = glyphs.box[places]
    code = glyphs.code[places]
    printed = ~np.isin(code, _SPACES)
    begins = np.zeros(end, bool)
    begins[lines.start[:count]] = True
    # White is measured from the last printed character: spaces do not fill a gap.
    inked = np.flatnonzero(printed)
    gap = box[inked[1:], 0] - box[inked[:-1], 2] > glyphs.size * _GAP
    begins[inked[1:][gap]] = True
    starts = np.flatnonzero(begins).tolist()
    stops = [*starts[1:], end]
    owner = np.searchsorted(lines.start, starts, side="right") - 1
    result: list[list[_Piece]] = [[] for _ in range(count)]
    for line, start, stop in zip(owner.tolist(), starts, stops, strict=True):
        own = box[start:stop][printed[start:stop]]
        if not len(own):
            own = box[start:stop]
        around = (*own[:, :2].min(axis=0).tolist(), *own[:, 2:].max(axis=0).tolist())
        result[line].append(_Piece(start, stop, around))
    return result


def _whole(lines: Lines, number: int, frame: Frame) -> Row:
    piece = _Piece(lines.start[number], lines.start[number + 1], tuple(lines.box[number].tolist()))
    return piece.box[1], [_cell(lines, [piece], piece.box, frame)]


def _cell(lines: Lines, pieces: list[_Piece], box: Box, frame: Frame) -> CellDraft:
    text, runs = "", []
    shown = frame.shown(np.array([box, *(piece.box for piece in pieces)])).round(2).tolist()
    for piece, around in zip(pieces, shown[1:], strict=True):
        runs.append((len(text), tuple(around)))
        text += lines.text[piece.start : piece.stop]
    return text, tuple(shown[0]), runs


def _block(
    pieces: list[list[_Piece]], lines: Lines, first: int, count: int, size: float
) -> _Block | None:
    """The lines from ``first`` on that share the white between the pieces of the first one."""
    if len(pieces[first]) < _FEWEST_PIECES:
        return None
    opening = pieces[first]
    corridors = [(left.box[2], right.box[0]) for left, right in pairwise(opening)]
    block = _Block(corridors, [first])
    pitch = None
    for number in range(first + 1, count):
        step = float(lines.base[number] - lines.base[number - 1])
        if pitch is not None and step > pitch * _FAR:
            break
        narrowed = [_narrowed(corridor, pieces[number]) for corridor in block.corridors]
        if any(high - low < size * _CORRIDOR for low, high in narrowed):
            break
        block.corridors = narrowed
        block.lines.append(number)
        pitch = step if pitch is None else min(pitch, step)
    several = sum(len(pieces[number]) > 2 for number in block.lines)
    return block if several >= _FEWEST_LINES else None


def _narrowed(corridor: tuple[float, float], pieces: list[_Piece]) -> tuple[float, float]:
    """What is left of a corridor beside the pieces of a line; nothing where a piece crosses it."""
    low, high = corridor
    for piece in pieces:
        left, right = piece.box[0], piece.box[2]
        if right <= low or left >= high:
            continue
        if left <= low and right >= high:
            return low, low
        if (left + right) / 2 < (low + high) / 2:
            low = max(low, right)
        else:
            high = min(high, left)
    return low, max(low, high)


def _block_rows(
    block: _Block, pieces: list[list[_Piece]], lines: Lines, across: Array, frame: Frame
) -> list[Row]:
    edges = [(low + high) / 2 for low, high in block.corridors]
    base = lines.base
    steps = [float(base[b] - base[a]) for a, b in pairwise(block.lines)]
    usual = min(steps, default=1.0)
    grouped: list[list[int]] = []
    numbered = False
    for position, line in enumerate(block.lines):
        numbers = any(_NUMBER.fullmatch(lines.text[p.start : p.stop]) for p in pieces[line])
        if (
            not grouped
            or steps[position - 1] > usual * _WIDE_PITCH
            or (numbers and numbered)
            or _ruled_between(lines, grouped[-1][-1], line, across)
        ):
            grouped.append([])
            numbered = False
        grouped[-1].append(line)
        numbered = numbered or numbers
    rows: list[Row] = []
    left = min(piece.box[0] for line in block.lines for piece in pieces[line])
    right = max(piece.box[2] for line in block.lines for piece in pieces[line])
    sides = [left, *edges, right]
    for group in grouped:
        top, bottom = float(lines.box[group, 1].min()), float(lines.box[group, 3].max())
        columns: list[list[_Piece]] = [[] for _ in range(len(sides) - 1)]
        for line in group:
            for piece in pieces[line]:
                middle = (piece.box[0] + piece.box[2]) / 2
                columns[int(np.searchsorted(edges, middle))].append(piece)
        cells = [
            _cell(lines, own, (sides[n], top, sides[n + 1], bottom), frame)
            for n, own in enumerate(columns)
        ]
        rows.append((top, cells))
    return rows


def _ruled_between(lines: Lines, upper: int, lower: int, across: Array) -> bool:
    """Whether a horizontal rule runs between two lines."""
    if not len(across):
        return False
    low, high = float(lines.base[upper]), float(lines.box[lower, 1])
    left, right = float(lines.box[lower, 0]), float(lines.box[lower, 2])
    return bool(
        (
            (across[:, 0] > low)
            & (across[:, 0] < high + 1)
            & (np.minimum(across[:, 2], right) - np.maximum(across[:, 1], left) > 0)
            & (across[:, 2] - across[:, 1] > 100)
        ).any()
    )
