"""Lines that underline text: they are no rules of a table."""

from typing import Any

import numpy as np

from jixiao.reading.pdf.glyphs import Glyphs

Array = np.ndarray[Any, np.dtype[Any]]

_AT_RULE = 0.75  # points: a rule of a table ends at a line across it
# Of the usual glyph height:
_BELOW = 0.5  # how far below its baseline text is underlined
_ENDS = 1.0  # how far text may end from the end of its line: the white of a full-width mark
_EACH = 2.2  # a character for at least so much of the line


def without_underlines(across: Array, down: Array, glyphs: Glyphs) -> Array:
    """The horizontal lines (y, x0, x1) but those that end with the text that they underline."""
    if not len(across) or not len(glyphs.code):
        return across
    ends = across[:, 1:, None]
    at_rule = (np.abs(ends - down[:, 0]) <= _AT_RULE).any(axis=2).all(axis=1)
    doubtful = np.flatnonzero(~at_rule).tolist()
    if not doubtful:
        return across
    keep = np.ones(len(across), bool)
    order = np.argsort(glyphs.base, kind="stable")
    base, size = glyphs.base[order], glyphs.size
    for number in doubtful:
        y, x0, x1 = across[number].tolist()
        first, last = np.searchsorted(base, (y - size * _BELOW, y + size * 0.1))
        box = glyphs.box[order[first:last]]
        box = box[(box[:, 2] > x0) & (box[:, 0] < x1)]
        if len(box) * size * _EACH < x1 - x0:
            continue
        left, right = box[:, 0].min(), box[:, 2].max()
        keep[number] = abs(left - x0) > size * _ENDS or abs(right - x1) > size * _ENDS
    kept: Array = across[keep]
    return kept
