"""Which lines are one row of a table, where no rule parts the rows.

Within a cell lines follow one another in step; between two rows the white is wider, whether cells
are aligned at their top, middle or foot. A row prints its amounts on one line.
"""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import Any

import numpy as np

from jixiao.reading.pdf.merged_rows import Piece, Stretch, first_numbers, rows_of

Array = np.ndarray[Any, np.dtype[Any]]

_NUMBERS = 0.5  # share of amounts in a column of amounts
_NUMBER = re.compile(r"\s*[-−]?\d[\d,，]*(?:\.\d+)?\s*")
# Of the usual glyph height:
_LEVEL = 0.45  # baselines nearer than this are one line
_LONGEST_STEP = 2.6  # between two lines of one cell
_WIDER = 0.12  # that much more than the step, and it is the white between rows
_FEWEST_HEADS = 4
_AS_LARGE, _LARGER = 0.88, 1.08  # of the heads, and of other text: a line is one of heads
_NEXT = 2.2  # heights of heads from one of their lines to the next
_SOLID = 1.08  # no two lines of one cell are nearer
_OFF_STEP, _FEW_OFF = 0.2, 0.1  # share of the lines that may stand off
_NEARER = 0.85  # of the step: no two rows are nearer


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


def row_edges(
    pieces: list[Piece], amounts: list[Piece], size: float, text: str
) -> tuple[list[float], bool]:
    """Between which baselines one row ends and the next begins, and whether that is doubtful.

    Args:
        pieces: What is printed between two rules, from top to bottom.
        amounts: Those of them that are amounts.
        size: The usual glyph height.
        text: The text of the page, whose pieces they are.
    """
    levels = _distinct([piece.base for piece in amounts], size)
    if not pieces:
        return [], False
    heads = heads_of(pieces, levels, size)
    if heads and (header := _larger_lines(pieces, heads, levels, size)):
        low, high = header
        above = [piece for piece in pieces if piece.base < low - 1]
        below = [piece for piece in pieces if piece.base > high + 1]
        edges, doubtful = row_edges(below, amounts, size, text)
        ends = [(max(piece.base for piece in above) + low) / 2] if above else []
        ends += [(min(piece.base for piece in below) + high) / 2] if below else []
        return [*ends, *edges], doubtful
    found: list[Stretch] = []
    step, stretches = _stretches(pieces, levels, heads, size)
    share = _share(stretches, levels, pieces, max(heads, default=-np.inf), step, size)
    for top, bottom in stretches:
        own = [n for n in levels if top - size * _LEVEL <= n <= bottom + size * _LEVEL]
        is_head = any(top - 1 < head < bottom + 1 for head in heads)
        begin = top
        foot = _foot_of_header(top, [h for h in heads if top - 1 < h], own, pieces)
        if foot is not None:
            last = max(piece.base for piece in pieces if piece.base < foot)
            found.append(Stretch(top, last, (), is_head=True))
            begin, is_head = min(piece.base for piece in pieces if piece.base > foot), False
        inner = _inside(begin, bottom, own, pieces, share, size)
        for low, high in pairwise([-np.inf, *inner, np.inf]):
            first, behind = max(low, begin - 1), min(high, bottom + 1)
            lines = [piece.base for piece in pieces if first < piece.base < behind]
            inside = tuple(level for level in own if low < level < high)
            found.append(Stretch(min(lines), max(lines), inside, is_head))
    rows, doubtful = rows_of(found, first_numbers(found, pieces, text), size)
    edges = [(above[-1].bottom + below[0].top) / 2 for above, below in pairwise(rows)]
    return edges, doubtful


def _larger_lines(
    pieces: list[Piece], heads: list[float], levels: list[float], size: float
) -> tuple[float, float] | None:
    """From the first to the last line of a header that is set larger than all below it."""
    foot = min(levels, default=np.inf) - size * _LEVEL
    above = [piece for piece in pieces if piece.base < foot]
    least = _AS_LARGE * max(p.height for p in above if abs(p.base - heads[0]) <= size * _LEVEL)
    others = [piece.height for piece in pieces if piece.base >= foot]
    if least < max(others, default=size * _LARGER):
        return None
    lines = _distinct([piece.base for piece in above], size)
    large = [
        max(p.height for p in above if abs(p.base - line) <= size * _LEVEL) >= least
        for line in lines
    ]
    place = min(range(len(lines)), key=lambda n: abs(lines[n] - heads[0]))
    first = last = place
    while first > 0 and large[first - 1] and lines[first] - lines[first - 1] < least * _NEXT:
        first -= 1
    while (
        last + 1 < len(lines) and large[last + 1] and lines[last + 1] - lines[last] < least * _NEXT
    ):
        last += 1
    return lines[first], lines[last]


def _foot_of_header(
    top: float, heads: list[float], levels: list[float], pieces: list[Piece]
) -> float | None:
    """Where a header ends that no white parts from its first row: as far below its heads as above."""
    if not heads or not levels or heads[-1] > levels[0]:
        return None
    own = sorted({p.base for p in pieces if heads[-1] - 1 <= p.base <= levels[0] + 1})
    between = [(a + b) / 2 for a, b in pairwise(own) if b - a > 1]
    wanted = 2 * heads[-1] - top + (own[-1] - own[-2]) / 2 if between else 0.0
    return min(between, key=lambda edge: abs(edge - wanted), default=None)


def _distinct(bases: list[float], size: float) -> list[float]:
    found: list[float] = []
    for base in sorted(bases):
        if not found or base - found[-1] > size * _LEVEL:
            found.append(base)
    return found


def _stretches(
    pieces: list[Piece], levels: list[float], heads: list[float], size: float
) -> tuple[float, list[tuple[float, float]]]:
    """From the first to the last baseline of each group of lines that no wider white crosses.

    Before them the usual step from line to line.
    """

    def row(base: float) -> int | None:
        """The number of the row whose amounts or heads stand on this line."""
        nearest = min(range(len(levels)), key=lambda n: abs(levels[n] - base), default=None)
        if nearest is not None and abs(levels[nearest] - base) <= size * _LEVEL:
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
    header = max(heads, default=-np.inf) + size * _LEVEL
    for own in bases.values():
        start = 0
        for number in range(1, len(own) + 1):
            step = own[number] - own[number - 1] if number < len(own) else np.inf
            # A cell that a page cuts may follow its header closely, without any white.
            ends = step > limit or (own[start] <= header and step < size * _SOLID)
            if ends or apart(own[number - 1], own[number]):
                runs.append((own[start], own[number - 1]))
                start = number
    runs.sort()
    merged = [runs[0]]
    for low, high in runs[1:]:
        begins = merged[-1][0] <= header < low > merged[-1][1]
        if not begins and low - merged[-1][1] < max(size * _LEVEL, usual * _NEARER):
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return usual, merged


def heads_of(pieces: list[Piece], levels: list[float], size: float) -> list[float]:
    """The lines above all amounts that print more columns than a row has besides its amounts."""
    first = min(levels, default=np.inf)
    above = [piece for piece in pieces if piece.base < first - size * _LEVEL]
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


def _share(
    stretches: list[tuple[float, float]],
    levels: list[float],
    pieces: list[Piece],
    header: float,
    step: float,
    size: float,
) -> float:
    """At which share of the height of their rows the amounts stand: top, foot or middle.

    Where all amounts stand at the top, other lines follow them in whole steps.
    """
    bases = _distinct([piece.base for piece in pieces if piece.base > header + size], size / 4)
    if not levels:
        return 0.0

    def off(sign: int, unit: float) -> float:
        """The share of lines that do not stand whole units off the amounts before or behind."""
        ends = [stretch[0 if sign > 0 else 1] for stretch in stretches]
        found = count = 0
        for base in bases:
            place = bisect_right(levels, base + size / 4 * sign) - (sign > 0)
            inside = 0 <= place < len(levels)
            if not inside and not any(abs(base - end) < 1 for end in ends):
                continue  # of a row that another page begins or ends
            units = (abs(base - levels[place]) if inside else size) / unit
            count += 1
            found += abs(units - round(units)) * unit > size * _OFF_STEP
        return found / max(count, 1)

    unit = step or size
    ways = [(off(1, unit), 0.0), (off(-1, unit), 1.0), (off(1, unit / 2) * 2 + _FEW_OFF, 0.5)]
    return min(ways)[1]


def _inside(
    top: float,
    bottom: float,
    levels: list[float],
    pieces: list[Piece],
    share: float,
    size: float,
) -> list[float]:
    """Where rows part between which there is no white: as their amounts are aligned."""
    if len(levels) < 2:
        return []
    if share == 0:
        return [level - size * _LEVEL for level in levels[1:]]
    if share == 1:
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
