"""Which lines are one row of a table, where no rule parts the rows.

Within a cell lines follow one another in step; between two rows the white is wider, whether cells
are aligned at their top, middle or foot. A row prints its amounts on one line.
"""

import re
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_NUMBERS = 0.5  # share of amounts in a column of amounts
_NUMBER = re.compile(r"\s*[-−]?\d[\d,，]*(?:\.\d+)?\s*")
# Of the usual glyph height:
_LEVEL = 0.45  # baselines nearer than this are one line
_LONGEST_STEP = 2.6  # between two lines of one cell
_WIDER = 0.12  # that much more than the step, and it is the white between rows
_FEWEST_HEADS = 4
_NEARER = 0.85  # of the step: no two rows are nearer


class Piece(NamedTuple):
    """Text of one column on one line: its stretch of the text of the page."""

    column: int
    base: float
    start: int
    stop: int


def is_number(piece: Piece, text: str) -> bool:
    """Whether a piece is a number and nothing else."""
    return _NUMBER.fullmatch(text, piece.start, piece.stop) is not None


def amounts_among(pieces: list[Piece], text: str) -> list[Piece]:
    """The amounts in columns that hold mostly amounts."""
    columns: dict[int, list[Piece]] = {}
    for piece in pieces:
        columns.setdefault(piece.column, []).append(piece)
    found: list[Piece] = []
    for own in columns.values():
        printed = [piece for piece in own if text[piece.start : piece.stop].strip()]
        numbers = [piece for piece in printed if is_number(piece, text)]
        if numbers and len(numbers) >= len(printed) * _NUMBERS:
            found += numbers
    return found


def row_edges(pieces: list[Piece], amounts: list[Piece], size: float) -> list[float]:
    """Between which baselines one row ends and the next begins.

    Args:
        pieces: What is printed between two rules, from top to bottom.
        amounts: Those of them that are amounts.
        size: The usual glyph height.
    """
    levels = _distinct([piece.base for piece in amounts], size)
    if len(levels) < 1:
        return []
    stretches = _stretches(pieces, levels, size)
    edges: list[float] = []
    last: float | None = None
    for top, bottom in _with_amounts(stretches, levels, size):
        own = [level for level in levels if top <= level <= bottom]
        inner = _inside(top, bottom, own, pieces, size)
        edges += ([] if last is None else [(last + top) / 2]) + inner
        last = bottom
    return edges


def _distinct(bases: list[float], size: float) -> list[float]:
    found: list[float] = []
    for base in sorted(bases):
        if not found or base - found[-1] > size * _LEVEL:
            found.append(base)
    return found


def _stretches(pieces: list[Piece], levels: list[float], size: float) -> list[tuple[float, float]]:
    """From the first to the last baseline of each group of lines that no wider white crosses."""
    heads = _heads(pieces, levels, size)

    def row(base: float) -> int | None:
        """The number of the row whose amounts or heads stand on this line."""
        nearest = min(range(len(levels)), key=lambda n: abs(levels[n] - base))
        if abs(levels[nearest] - base) <= size * _LEVEL:
            return nearest
        return -1 if any(abs(head - base) <= size * _LEVEL for head in heads) else None

    def apart(one: float, other: float) -> bool:
        return None not in (row(one), row(other)) and row(one) != row(other)

    runs: list[tuple[float, float]] = []
    columns: dict[int, list[float]] = {}
    for piece in pieces:
        columns.setdefault(piece.column, []).append(piece.base)
    bases = {column: _distinct(own, size) for column, own in columns.items()}
    steps = [b - a for own in bases.values() for a, b in pairwise(own) if not apart(a, b)]
    steps = [step for step in steps if step <= size * _LONGEST_STEP]
    usual = _usual(steps) if steps else 0.0
    limit = usual + size * _WIDER
    for own in bases.values():
        start = 0
        for number in range(1, len(own) + 1):
            ends = number == len(own) or own[number] - own[number - 1] > limit
            if ends or apart(own[number - 1], own[number]):
                runs.append((own[start], own[number - 1]))
                start = number
    runs.sort()
    merged = [runs[0]]
    for low, high in runs[1:]:
        if low - merged[-1][1] < max(size * _LEVEL, usual * _NEARER):
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _heads(pieces: list[Piece], levels: list[float], size: float) -> list[float]:
    """The lines above all amounts that print more columns than a row has besides its amounts."""
    above = [piece for piece in pieces if piece.base < levels[0] - size * _LEVEL]
    return [
        base
        for base in _distinct([piece.base for piece in above], size)
        if len({p.column for p in above if abs(p.base - base) <= size * _LEVEL}) >= _FEWEST_HEADS
    ]


def _usual(steps: list[float]) -> float:
    """The step that most lines take; the longest of those that are nearly it."""
    sizes, counts = np.unique(np.round(steps, 1), return_counts=True)
    near = [int(counts[abs(sizes - size) <= 0.25].sum()) for size in sizes]
    most = float(sizes[int(np.argmax(near))])
    return max(step for step in steps if step <= most + 0.35)


def _with_amounts(
    stretches: list[tuple[float, float]], levels: list[float], size: float
) -> list[tuple[float, float]]:
    """The stretches; one in the middle without amounts joined to its nearer neighbour.

    The first may be the header or the rest of a row of the page before, the last may go on.
    """
    found = list(stretches)

    def empty(number: int) -> bool:
        top, bottom = found[number]
        return not any(top - size * _LEVEL <= level <= bottom + size * _LEVEL for level in levels)

    number = 1
    while number < len(found) - 1:
        if not empty(number) or all(empty(before) for before in range(number)):
            number += 1
            continue
        above = found[number][0] - found[number - 1][1]
        below = found[number + 1][0] - found[number][1]
        first = number - 1 if above <= below else number
        found[first : first + 2] = [(found[first][0], found[first + 1][1])]
        number = max(1, first)
    return found


def _inside(
    top: float, bottom: float, levels: list[float], pieces: list[Piece], size: float
) -> list[float]:
    """Where rows part between which there is no white: as their amounts are aligned."""
    if len(levels) < 2:
        return []
    if levels[0] - top < size * _LEVEL:
        return [level - size * _LEVEL for level in levels[1:]]
    if bottom - levels[-1] < size * _LEVEL:
        return [level + size * _LEVEL for level in levels[:-1]]
    # In the middle: as far below the amounts as the row begins above them.
    bases = _distinct([piece.base for piece in pieces if top <= piece.base <= bottom], size)
    edges: list[float] = []
    begin = top - (bases[1] - bases[0]) / 2
    for level, following in pairwise(levels):
        wanted = 2 * level - begin
        between = [(a + b) / 2 for a, b in pairwise(bases) if level < (a + b) / 2 < following]
        if not between:
            return []
        begin = min(between, key=lambda edge: abs(edge - wanted))
        edges.append(begin)
    return edges
