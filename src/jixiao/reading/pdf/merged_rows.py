"""Which stretches of lines, parted by white, are one row: some cells are merged beside several.

A row prints its amounts on one line, and all rows of a table print them at the same height: at
their top, middle or foot. Where that leaves a choice, numbered lists that begin again tell.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

_NUMBER = re.compile(r"\s*(\d{1,3})\s*(?:[、．，]|[.,](?!\d))")
_NUMBERED = 0.6  # share of the stretches with text in a column that are then items of lists
_LEVEL = 0.45  # glyph heights: baselines nearer than this are one line
# What speaks against a choice, in glyph heights by which the amounts stand off their place:
_OPEN = 0.7  # a page cuts the row, which is possible wherever a page ends
_UNLISTED = 1.5  # a list goes on in a new row, or begins again within one
_RUN_TOGETHER = 8.0  # a stretch of several rows belongs to another stretch as well
_DOUBTFUL = 2.5  # as two pages' edges never cost
_NEVER = 1e9
_MOST = 200  # stretches of one row


class Piece(NamedTuple):
    """Text of one column on one line: its stretch of the text of the page.

    ``height`` is that of its highest character, 0 where nobody asks.
    """

    column: int
    base: float
    start: int
    stop: int
    height: float = 0.0


class Stretch(NamedTuple):
    """Lines that no white parts: the first and last baseline, and those of amounts."""

    top: float
    bottom: float
    levels: tuple[float, ...]
    is_head: bool = False


def first_numbers(stretches: list[Stretch], pieces: Sequence[Piece], text: str) -> list[int | None]:
    """The number of the item with which each stretch begins, in columns that hold lists."""
    first: dict[tuple[int, int], Piece] = {}
    tops = [stretch.top - 1 for stretch in stretches]
    for piece in pieces:
        key = (piece.column, bisect_right(tops, piece.base) - 1)
        if key not in first or piece.base < first[key].base:
            first[key] = piece
    found: list[int | None] = [None] * len(stretches)
    for _, group in groupby(sorted(first), lambda key: key[0]):
        keys = list(group)
        numbers = [_NUMBER.match(text, first[key].start, first[key].stop) for key in keys]
        listed = sum(number is not None for number in numbers)
        if listed > 1 and listed >= len(keys) * _NUMBERED:
            for (_, place), number in zip(keys, numbers, strict=True):
                if number is not None:
                    found[place] = int(number[1])
    return found


def rows_of(
    stretches: list[Stretch], numbers: list[int | None], size: float
) -> tuple[list[list[Stretch]], bool]:
    """The stretches of each row, from top to bottom, and whether much speaks against these rows.

    What stands above all rows are heads, each alone.
    """
    begin = max((n + 1 for n, one in enumerate(stretches) if one.is_head), default=0)
    found = [[one] for one in stretches[:begin]]
    body = stretches[begin:]
    ways = [_Way(body, numbers[begin:], share, size).best() for share in (0.0, 0.5, 1.0)]
    cost, cuts = min(ways)
    return found + [body[low:high] for low, high in cuts], cost >= _DOUBTFUL


class _Way:
    """The rows, if their amounts stand at one share of their height."""

    def __init__(
        self, body: list[Stretch], numbers: list[int | None], share: float, size: float
    ) -> None:
        self._body, self._numbers, self._share, self._size = body, numbers, share, size

    def best(self) -> tuple[float, list[tuple[int, int]]]:
        """What speaks against the best rows, and where they begin and end."""
        count = len(self._body)
        # For each place: the cost up to it, and the rows.
        found: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for high in range(1, count + 1):
            ways = []
            for low in range(high - 1, max(-1, high - _MOST), -1):
                cost = self._cost(low, high)
                if cost >= _NEVER and sum(len(s.levels) > 0 for s in self._body[low:high]) > 1:
                    break
                before, rows = found[low]
                ways.append((before + cost, [*rows, (low, high)]))
            found.append(min(ways))
        return found[count]

    def _cost(self, low: int, high: int) -> float:
        own = self._body[low:high]
        with_amounts = [stretch for stretch in own if stretch.levels]
        cut = low == 0 or high == len(self._body)
        if len(with_amounts) > 1 or (not with_amounts and not cut):
            return _NEVER
        listed = [number for number in self._numbers[low:high] if number is not None]
        cost = _UNLISTED * listed[1:].count(1)
        if low > 0 and listed and listed[0] != 1:
            cost += _UNLISTED
        if not with_amounts:
            return cost + _OPEN
        (stretch,) = with_amounts
        if len(stretch.levels) > 1:
            return cost + _RUN_TOGETHER * (len(own) - 1)
        top, bottom = own[0].top, own[-1].bottom
        off = abs(stretch.levels[0] - top - (bottom - top) * self._share) / self._size
        return cost + (min(off, _OPEN) if cut else max(0.0, off - _LEVEL))
