"""Tables that stand side by side in a sheet: their headers are the same, an empty column parts them."""

from collections.abc import Sequence
from itertools import pairwise

Texts = Sequence[str]

_FEWEST = 3  # different heads of a table


def bands(rows: Sequence[Texts], width: int) -> list[range]:
    """The columns of each table that stands beside others, from left to right; else all columns.

    The empty column tells them from one form whose blocks have the same heads.

    >>> heads = ["名称", "金额", "目标"]
    >>> bands([["甲单位"], [*heads, "", *heads], ["子", "1", "丑", "", "寅", "2", "卯"]], 7)
    [range(0, 4), range(4, 7)]
    >>> bands([[*heads, *heads]], 6)
    [range(0, 6)]
    """
    last = [-1] * width  # the last row that fills a column
    repeated: list[tuple[int, list[int], int]] = []
    for number, row in enumerate(rows):
        filled = [x for x, text in enumerate(row) if text.strip()]
        for x in filled:
            last[x] = number
        texts = [row[x] for x in filled]
        counts = range(len(filled) // _FEWEST, 1, -1)
        repeated += [(number, filled, count) for count in counts if _repeats(texts, count)]
    for number, filled, count in repeated:
        each = len(filled) // count
        starts, ends = filled[each::each], filled[each - 1 :: each]
        gaps = [range(end + 1, start) for end, start in zip(ends, starts, strict=False)]
        if all(any(last[x] < number for x in gap) for gap in gaps):
            return [range(low, high) for low, high in pairwise([0, *starts, width])]
    return [range(width)]


def _repeats(texts: list[str], count: int) -> bool:
    """Whether the same different texts stand there so many times."""
    each, rest = divmod(len(texts), count)
    first = texts[:each]
    return not rest and len(set(first)) >= _FEWEST and first * count == texts
