"""Text that a page carries and does not show: a cell that goes on over pages is drawn on each whole.

Spreadsheets print the text of a merged cell on every page that shows a part of it, and let only the
lines in that part be seen.
"""

from typing import Any

import numpy as np

from jixiao.reading.pdf.glyphs import Frame, Glyphs, moved
from jixiao.reading.pdf.grids import Grid
from jixiao.reading.pdf.native import NativePage

Array = np.ndarray[Any, np.dtype[Any]]

MIDDLE = 0.4  # glyph heights from the baseline to the middle of a line
# Of the usual glyph height:
_LEVEL = 0.15
_SHOWN = 6  # lines from the edge of a page that are seen: the others are too
_GAP = 1.5  # white that parts two runs


def clipped(glyphs: Glyphs, grids: list[Grid], frame: Frame, page: NativePage) -> Array:
    """Which characters at the head and foot of the grids, or of the page, and beyond are cut away."""
    away = np.zeros(len(glyphs.code), bool)
    if not grids:
        return _at_edges(glyphs, frame, page)
    beside = np.ones(len(away), bool)
    for grid in grids:
        _, top, _, bottom = grid.box
        beside &= (glyphs.box[:, 1] < top) | (glyphs.box[:, 3] > bottom)
    places = np.flatnonzero(beside)
    for run in runs_of(glyphs, places):
        away[run] = _is_away(glyphs, int(run[0]), frame, page)
    return away


def _at_edges(glyphs: Glyphs, frame: Frame, page: NativePage) -> Array:
    """Which lines from the head and the foot of a page without grids are cut away."""
    away = np.zeros(len(glyphs.code), bool)
    runs = runs_of(glyphs, np.arange(len(away)))
    runs.sort(key=lambda run: float(glyphs.base[run[0]]))
    for from_edge in (runs, runs[::-1]):
        last, shown = 0.0, 0
        for run in from_edge:
            base = float(glyphs.base[run[0]])
            if shown and abs(base - last) > glyphs.size:
                shown += 1
            if shown > _SHOWN:
                break
            last = base
            away[run] = _is_away(glyphs, int(run[0]), frame, page)
            shown = 0 if away[run[0]] else max(shown, 1)
    return away


def runs_of(glyphs: Glyphs, places: Array) -> list[Array]:
    """Stretches of text, each drawn as one."""
    if not len(places):
        return []
    box, base = glyphs.box[places], glyphs.base[places]
    begins = np.ones(len(places), bool)
    jump = np.abs(box[1:, 0] - box[:-1, 2]) > glyphs.size * _GAP
    begins[1:] = jump | (np.abs(np.diff(base)) > glyphs.size * _LEVEL)
    return np.split(places, np.flatnonzero(begins)[1:])


def _is_away(glyphs: Glyphs, place: int, frame: Frame, page: NativePage) -> bool:
    """Whether the middle of a line is not to be seen: on one of two pages it always is."""
    found = page.clip(int(glyphs.index[place]))
    if found is None:
        return False
    own, seen = moved(found, frame.to_read)
    centre = (glyphs.box[place, :2] + glyphs.box[place, 2:]) / 2
    if (centre < own[:2] - 1).any() or (centre > own[2:] + 1).any():
        return False  # drawn in a space of its own
    middle = glyphs.base[place] - glyphs.size * MIDDLE
    # Along the line some of it may be cut off.
    return bool(middle < seen[1] or middle > seen[3] or own[0] > seen[2] or own[2] < seen[0])
