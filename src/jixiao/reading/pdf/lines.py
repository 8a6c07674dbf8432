"""Characters to lines of text, all regions of a page at once."""

from typing import Any, NamedTuple

import numpy as np

from jixiao.reading.pdf.glyphs import Glyphs

Array = np.ndarray[Any, np.dtype[Any]]

_APART = 0.45  # of the usual glyph height: baselines nearer than this are one line


class Lines(NamedTuple):
    """The lines of a page, by region and from top to bottom.

    Line ``n`` has the text ``text[start[n]:start[n + 1]]``; ``glyph`` is the character at each place.
    """

    text: str
    start: list[int]
    region: Array
    box: Array
    base: Array
    glyph: Array

    def of(self, number: int) -> str:
        """The text of a line."""
        return self.text[self.start[number] : self.start[number + 1]]


def lines_of(glyphs: Glyphs, region: Array) -> Lines:
    """Lines in reading order; each region (a cell, the text around the tables) apart."""
    count = len(glyphs.code)
    if not count:
        nothing = np.zeros(0, np.int64)
        return Lines("", [0], nothing, np.zeros((0, 4)), np.zeros(0), nothing)
    order = np.lexsort((glyphs.base, region))
    places, base = region[order], glyphs.base[order]
    begins = np.ones(count, bool)
    begins[1:] = (np.diff(places) != 0) | (np.diff(base) > glyphs.size * _APART)
    line = np.empty(count, np.int64)
    line[order] = np.cumsum(begins) - 1
    order = np.lexsort((glyphs.box[:, 0], line))
    start = np.flatnonzero(begins)
    box = glyphs.box[order]
    around = np.column_stack(
        (
            np.minimum.reduceat(box[:, 0], start), np.minimum.reduceat(box[:, 1], start),
            np.maximum.reduceat(box[:, 2], start), np.maximum.reduceat(box[:, 3], start),
        )
    )  # fmt: skip
    text = glyphs.code[order].astype("<u4").tobytes().decode("utf-32-le")
    return Lines(text, [*start.tolist(), count], places[start], around, base[start], order)
