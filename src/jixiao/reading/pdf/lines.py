"""Characters to lines of text, all regions of a page at once."""

from typing import Any, NamedTuple

import numpy as np

from jixiao.reading.pdf.glyphs import Glyphs

Array = np.ndarray[Any, np.dtype[Any]]

_APART = 0.45  # of the usual glyph height: baselines nearer than this are one line
_ASIDE = 0.35  # of the glyph itself: no two letters side by side stand so near
_BESIDE, _BELOW = 0.3, 1.6  # of the usual glyph height, from one character to the one below it
_DOWNWARDS = 0.6  # share of the characters of a cell that are drawn below the one before
_SIDEWAYS = 0.15  # share of the characters of a cell that show that it is written in columns


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
    base, along = _flow(glyphs, region)
    order = np.lexsort((base, region))
    places, base = region[order], base[order]
    begins = np.ones(count, bool)
    begins[1:] = (np.diff(places) != 0) | (np.diff(base) > glyphs.size * _APART)
    line = np.empty(count, np.int64)
    line[order] = np.cumsum(begins) - 1
    order = np.lexsort((along, line))
    start = np.flatnonzero(begins)
    box = glyphs.box[order]
    twice = _struck_twice(glyphs.code[order], box, line[order])
    if twice.any():
        drop = np.zeros(count, bool)
        drop[order[twice]] = True
        found = lines_of(glyphs.without(drop), region[~drop])
        return found._replace(glyph=np.flatnonzero(~drop)[found.glyph])
    around = np.column_stack(
        (
            np.minimum.reduceat(box[:, 0], start), np.minimum.reduceat(box[:, 1], start),
            np.maximum.reduceat(box[:, 2], start), np.maximum.reduceat(box[:, 3], start),
        )
    )  # fmt: skip
    text = glyphs.code[order].astype("<u4").tobytes().decode("utf-32-le")
    return Lines(text, [*start.tolist(), count], places[start], around, base[start], order)


def _flow(glyphs: Glyphs, region: Array) -> tuple[Array, Array]:
    """Where each character's line is, and where in it the character: columns where text is sideways.

    Only in cells: text in the margin of a page is no part of the lines beside it.
    """
    base, along = glyphs.base, glyphs.box[:, 0]
    middle = (glyphs.box[:, 0] + glyphs.box[:, 2]) / 2
    vertical = _drawn_downwards(glyphs, region, middle)
    if glyphs.sideways is None or glyphs.column is None:
        if not vertical.any():
            return base, along
        column, down = middle, np.ones(len(base))
    else:
        turned = np.bincount(region, np.abs(glyphs.sideways))
        vertical |= turned > np.bincount(region) * _SIDEWAYS
        column = glyphs.column
        down = np.where(np.bincount(region, glyphs.sideways) >= 0, 1.0, -1.0)[region]
    vertical[0] = False
    inside = vertical[region]
    # Downwards: columns from right to left; upwards: from left to right.
    base = np.where(inside, -column * down, base)
    start = np.where(down > 0, glyphs.box[:, 1], -glyphs.box[:, 3])
    return base, np.where(inside, start, along)


def _drawn_downwards(glyphs: Glyphs, region: Array, middle: Array) -> Array:
    """Which cells hold upright characters in columns: most are drawn one below the other."""
    size = glyphs.size
    step = np.diff(glyphs.base)
    below = (np.abs(np.diff(middle)) < size * _BESIDE) & (step > 0) & (step < size * _BELOW)
    below &= np.diff(region) == 0
    count = np.bincount(region)
    found: Array = np.bincount(region[1:], below, len(count)) > np.maximum(count * _DOWNWARDS, 2)
    return found


def _struck_twice(code: Array, box: Array, line: Array) -> Array:
    """Which characters are drawn again over themselves, a little aside: so some programs make bold."""
    found = np.zeros(len(code), bool)
    places = np.flatnonzero(code[1:] == code[:-1])
    here, there = box[places], box[places + 1]
    aside = np.abs(there[:, :2] - here[:, :2]).max(axis=1)
    width = np.minimum(there[:, 2] - there[:, 0], here[:, 2] - here[:, 0])
    twice = (line[places] == line[places + 1]) & (aside < width * _ASIDE)
    found[places[twice] + 1] = True
    return found
