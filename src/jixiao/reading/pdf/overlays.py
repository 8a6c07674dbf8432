"""Text that stands over the tables of a page: seals and watermarks, large or small."""

from typing import Any

import numpy as np

from jixiao.reading.pdf.glyphs import Glyphs
from jixiao.reading.pdf.grids import Grid
from jixiao.reading.pdf.messages import Box
from jixiao.reading.pdf.native import NativePage

Array = np.ndarray[Any, np.dtype[Any]]

_EVERY = (
    64  # characters of which one is looked at; and the first and last, where overlays are drawn
)
_ENDS = 2
_MOST = 0.5  # share of pale characters from which pale is the colour of the text
# Of the usual glyph height:
_LARGE = 1.7
_LEVEL = 0.15
_GAP = 1.5  # white that parts two runs


def overlays(glyphs: Glyphs, grids: list[Grid], page: NativePage) -> Array:
    """Which characters stand over the tables, though they are not slanted."""
    return _large_across_rules(glyphs, grids) | _pale_marks(glyphs, grids, page)


def _large_across_rules(glyphs: Glyphs, grids: list[Grid]) -> Array:
    """Large characters that a rule of a grid goes through."""
    across = np.zeros(len(glyphs.code), bool)
    height = glyphs.box[:, 3] - glyphs.box[:, 1]
    for place in np.flatnonzero(height > glyphs.size * _LARGE).tolist():
        across[place] = _crosses(glyphs.box[place].tolist(), grids)
    return across


def _crosses(box: Box, grids: list[Grid]) -> bool:
    """Whether a rule of a grid goes through a box inside it."""
    x0, y0, x1, y1 = box
    for grid in grids:
        left, top, right, bottom = grid.box
        if x0 > left and x1 < right and y0 > top and y1 < bottom:
            columns = np.searchsorted(grid.xs, (x0, x1)) - 1
            rows = np.searchsorted(grid.ys, (y0, y1)) - 1
            corners = grid.cell[rows[0] : rows[1] + 1, columns[0] : columns[1] + 1]
            if corners.min() != corners.max():
                return True
    return False


def _pale_marks(glyphs: Glyphs, grids: list[Grid], page: NativePage) -> Array:
    """Pale words of which some stand on a rule or on other text: no cell prints its text so."""
    count = len(glyphs.code)
    over = np.zeros(count, bool)
    index = glyphs.index
    looked_at = [*range(0, count, _EVERY), *range(count)[:_ENDS], *range(count)[-_ENDS:]]
    if not any(map(page.is_faint, index[looked_at].tolist())):
        return over
    begins = np.ones(count, bool)
    jump = np.abs(glyphs.box[1:, 0] - glyphs.box[:-1, 2]) > glyphs.size * _GAP
    begins[1:] = jump | (np.abs(np.diff(glyphs.base)) > glyphs.size * _LEVEL)
    starts = np.flatnonzero(begins).tolist()
    pale = [
        (start, stop)
        for start, stop in zip(starts, [*starts[1:], count], strict=True)
        if page.is_faint(int(index[start]))
    ]
    if sum(stop - start for start, stop in pale) > count * _MOST:
        return over
    dark = np.ones(count, bool)
    for start, stop in pale:
        dark[start:stop] = False
    middle = (glyphs.box[dark, :2] + glyphs.box[dark, 2:]) / 2
    marks: set[bytes] = set()
    for start, stop in pale:
        box = glyphs.box[start:stop]
        low, high = box[:, :2].min(axis=0), box[:, 2:].max(axis=0)
        on_text = ((middle > low) & (middle < high)).all(axis=1).any()
        if on_text or _crosses((*low.tolist(), *high.tolist()), grids):
            marks.add(glyphs.code[start:stop].tobytes())
    for start, stop in pale:
        over[start:stop] = glyphs.code[start:stop].tobytes() in marks
    return over
