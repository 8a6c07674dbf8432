"""Text that runs over the sides of its cell: whose it is, and whether some of it was cut off.

A spreadsheet prints the text of a cell that is too small over the cells beside it, and shows the
part inside. What is drawn as one, or may be seen in one cell alone, is of one cell.
"""

from typing import Any, NamedTuple

import numpy as np

from jixiao.reading.pdf.clipped import MIDDLE
from jixiao.reading.pdf.glyphs import Frame, Glyphs, Signs, moved
from jixiao.reading.pdf.grids import Grid
from jixiao.reading.pdf.messages import Box
from jixiao.reading.pdf.native import NativePage

Array = np.ndarray[Any, np.dtype[Any]]

_OVER = 0.5  # points that a glyph must reach over a rule
_SIDE = 3.0  # points by which what may be seen may reach over the cell
_LOOKED_AT = 8
_WHOLE = 0.9  # of the grid: a box as wide or high is not that of a cell
_HEADS = 2  # rows at the top of a page that may repeat a header
# Of the usual glyph height:
_TOUCHING = 0.3  # between two characters of one text
_LEVEL = 0.15
_STEP = (0.6, 2.2)  # from line to line of a cell
_GAP = 1.5  # white that parts two texts of one cell
_ABOVE, _BELOW = 0.25, 0.7  # what must stand over the side, or it may all be seen
_CLOSING, _OPENING = Signs("，。、；：！？）》】〕」』”’"), Signs("（《【〔「『“‘")
_REST = 0.85  # of white inside the square of these
_ENDS = Signs("。；;！!？?）)")


class Settled(NamedTuple):
    """The region of each character; ``away`` are those that another page shows, if one does.

    ``cut`` are cells of which some text was cut off, ``unseen`` those whose text was read though
    nobody sees all of it.
    """

    region: Array
    away: Array
    cut: list[Box]
    unseen: list[Box]


def settled(
    glyphs: Glyphs,
    grids: list[Grid],
    first: list[int],
    region: Array,
    frame: Frame,
    page: NativePage,
) -> Settled:
    """The regions as what is drawn together shows them; as they are where no text runs over a side."""
    away = np.zeros(len(region), bool)
    cut: list[Box] = []
    unseen: list[Box] = []
    for grid, offset in zip(grids, first, strict=True):
        own = _Cells(grid, offset, glyphs, region)
        if not len(own.inside):
            continue
        joints = own.joints(page)
        over = own.over_rules()
        if len(joints) or over.any() or len(own.flowing):
            looked_at = [*own.inside[over][:_LOOKED_AT], *joints[:_LOOKED_AT], *own.spread()]
            if any(own.seen(int(place), frame, page) is not None for place in looked_at):
                unseen += own.by_what_is_seen(frame, page, away)
            else:
                own.join(joints)
                cut += own.cut(over)
    return Settled(region, away, cut, unseen)


class _Cells:
    """The characters in and beside one grid; ``region`` is changed in place."""

    def __init__(self, grid: Grid, offset: int, glyphs: Glyphs, region: Array) -> None:
        self.grid, self.offset, self.glyphs, self.region = grid, offset, glyphs, region
        self.inside = np.flatnonzero((region >= offset) & (region < offset + grid.cell.size))
        width = grid.shape[1]
        root = region[self.inside] - offset
        self.row, self.column = root // width, root % width
        box, base = glyphs.box[self.inside], glyphs.base[self.inside]
        self.boxes = grid.boxes()
        same = np.diff(self.inside) == 1
        step = np.diff(base) / glyphs.size
        below = (self.column[1:] == self.column[:-1]) & (np.diff(self.row) > 0)
        # Drawn one after the other as two lines of a cell are, though a rule parts them.
        lines = same & below & (step > _STEP[0]) & (step < _STEP[1])
        self.flowing = self.inside[1:][lines & (box[1:, 0] < box[:-1, 2])]

    def spread(self) -> list[int]:
        """Some of the places where lines of two cells follow one another."""
        some: list[int] = self.flowing[:: max(1, len(self.flowing) // _LOOKED_AT)].tolist()
        return some

    def over_rules(self) -> Array:
        """Which characters inside stand over the upper or lower side of their cells."""
        box, sides = (
            self.glyphs.box[self.inside],
            self.boxes[self.row * self.grid.shape[1] + self.column],
        )
        found: Array = (box[:, 1] < sides[:, 1] - _OVER) | (box[:, 3] > sides[:, 3] + _OVER)
        return found

    def joints(self, page: NativePage) -> Array:
        """The characters behind which a vertical rule goes through the text that is drawn there."""
        glyphs, region = self.glyphs, self.region
        if len(glyphs.code) < 2:
            return np.zeros(0, np.int64)
        places: Array = np.flatnonzero(np.diff(region))
        near = np.abs(glyphs.base[places + 1] - glyphs.base[places]) < glyphs.size * _LEVEL
        either = np.maximum(region[places], region[places + 1])
        near &= (either >= self.offset) & (either < self.offset + self.grid.cell.size)
        places = places[near]
        if not len(places):
            return places
        here, there = self._squares(places), self._squares(places + 1)
        gap = there[:, 0] - here[:, 2]
        size = np.maximum(here[:, 3] - here[:, 1], there[:, 3] - there[:, 1])
        size = np.maximum(size, glyphs.size)
        near = (gap < size * _TOUCHING) & (gap > -size)
        places, here, there = places[near], here[near], there[near]
        # A rule between two texts parts them; one that goes through a character, or through what
        # is drawn as one, does not.
        xs = self.grid.xs[:, None]
        through = np.zeros(len(places), bool)
        for box in (here, there):
            through |= ((xs > box[:, 0] + _OVER) & (xs < box[:, 2] - _OVER)).any(axis=0)
        for number in np.flatnonzero(~through).tolist():
            one, other = glyphs.index[places[number] : places[number] + 2].tolist()
            through[number] = page.text_object(one) == page.text_object(other)
        found: Array = places[through]
        return found

    def _squares(self, places: Array) -> Array:
        """The boxes of characters, those of full-width marks as wide as the others."""
        box = self.glyphs.box[places].copy()
        wide = np.maximum(box[:, 3] - box[:, 1], self.glyphs.size) * _REST
        closing = _CLOSING.among(self.glyphs.code[places])
        opening = _OPENING.among(self.glyphs.code[places])
        box[closing, 2] = np.maximum(box[closing, 2], (box[:, 0] + wide)[closing])
        box[opening, 0] = np.minimum(box[opening, 0], (box[:, 2] - wide)[opening])
        return box

    def join(self, joints: Array) -> None:
        """Text that goes on over a vertical rule is of the cell where it begins, or ends."""
        among = set(joints.tolist())
        done = -1
        for joint in sorted(among):
            if joint <= done:
                continue
            first, last = self._end_of(joint, -1), joint
            while last in among:
                last = self._end_of(last + 1, 1)
            done = last
            regions = self.region[first : last + 1]
            named = regions[regions != 0]
            if not len(named):
                continue
            x0, x1 = float(self.glyphs.box[first, 0]), float(self.glyphs.box[last, 2])
            left, right = self.boxes[named[0] - self.offset], self.boxes[named[-1] - self.offset]
            at_left = regions[0] and abs(x0 - left[0]) <= abs(right[2] - x1)
            self.region[first : last + 1] = named[0] if at_left or not regions[-1] else named[-1]

    def _end_of(self, place: int, way: int) -> int:
        """The last character of the text that goes on from a place, one cell's or outside."""
        glyphs = self.glyphs
        while 0 <= place + way < len(glyphs.code):
            here, there = (place, place + way)[::way]
            near = abs(glyphs.base[here] - glyphs.base[there]) < glyphs.size * _LEVEL
            gap = glyphs.box[there, 0] - glyphs.box[here, 2]
            if not near or not -glyphs.size < gap < glyphs.size * _GAP:
                break
            if self.region[place] != self.region[place + way]:
                break
            place += way
        return place

    def seen(self, place: int, frame: Frame, page: NativePage) -> Array | None:
        """Where the text of a character may be seen, if that is no more than some cells."""
        found = page.clip(int(self.glyphs.index[place]))
        if found is None:
            return None
        own, seen = moved(found, frame.to_read)
        centre = (self.glyphs.box[place, :2] + self.glyphs.box[place, 2:]) / 2
        if (centre < own[:2] - 1).any() or (centre > own[2:] + 1).any():
            return None  # drawn in a space of its own
        x0, y0, x1, y1 = self.grid.box
        narrow = seen[2] - seen[0] < (x1 - x0) * _WHOLE
        low = seen[3] - seen[1] < (y1 - y0) * _WHOLE
        return seen if narrow or low else None

    def by_what_is_seen(self, frame: Frame, page: NativePage, away: Array) -> list[Box]:
        """Give each text to the cell in which it may be seen; the cells that show a part of it."""
        glyphs, grid = self.glyphs, self.grid
        height, width = grid.shape
        foot = grid.box[3]
        unseen: dict[int, Box] = {}
        text = None
        for place in range(len(glyphs.code)):
            own = page.text_object(int(glyphs.index[place]))
            if text is None or own != text:
                text, seen = own, self.seen(place, frame, page)
            if seen is None:
                continue
            x = (glyphs.box[place, 0] + glyphs.box[place, 2]) / 2
            y = float(glyphs.base[place] - glyphs.size * MIDDLE)
            row, column = self._square(seen, x, y)
            if not (0 <= row < height and 0 <= column < width):
                continue
            root = int(grid.cell[row, column])
            hidden = not (seen[0] < x < seen[2] and seen[1] < y < seen[3])
            top = max(0, min(row, root // width))
            if hidden and (y > seen[3] >= foot - _SIDE or (y < seen[1] and top <= _HEADS)):
                away[place] = True
                continue
            self.region[place] = root + self.offset
            if hidden:
                left, upper, right, lower = self.boxes[root].tolist()
                unseen[root] = (left, upper, right, lower)
        return list(unseen.values())

    def _square(self, seen: Array, x: float, y: float) -> tuple[int, int]:
        """Row and column of the cell in which something may be seen; else of where it stands."""
        x0, y0, x1, y1 = self.grid.box
        if seen[2] - seen[0] < (x1 - x0) * _WHOLE:
            x = (max(seen[0], x0) + min(seen[2], x1)) / 2
        if seen[3] - seen[1] < (y1 - y0) * _WHOLE:
            y = (max(seen[1], y0) + min(seen[3], y1)) / 2
        row = int(np.searchsorted(self.grid.ys, y)) - 1
        return row, int(np.searchsorted(self.grid.xs, x)) - 1

    def cut(self, over: Array) -> list[Box]:
        """The cells over whose upper or lower side so much stands that some text may be lost."""
        glyphs, found = self.glyphs, []
        for square in np.unique(self.row[over] * self.grid.shape[1] + self.column[over]).tolist():
            own = np.flatnonzero(self.region == square + self.offset)
            if not len(own):
                continue
            left, top, right, bottom = self.boxes[square].tolist()
            above = top - float(glyphs.box[own, 1].min())
            below = float(glyphs.box[own, 3].max()) - bottom
            last = own[np.lexsort((glyphs.box[own, 0], glyphs.base[own].round()))[-1:]]
            ends = bool(_ENDS.among(glyphs.code[last])[0])
            if above > glyphs.size * _ABOVE or (below > glyphs.size * _BELOW and not ends):
                found.append((left, top, right, bottom))
        return found
