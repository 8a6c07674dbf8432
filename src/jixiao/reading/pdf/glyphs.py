"""Characters in the reading frame: upright, origin top left; and which of them stand over the page."""

import unicodedata
from functools import cache
from typing import Any

import msgspec
import numpy as np

from jixiao.reading.pdf.messages import PARTS
from jixiao.reading.pdf.native import REPLACEMENT, Characters, NativePage

Array = np.ndarray[Any, np.dtype[Any]]

_SLANT = 0.03  # sine from which text is not parallel to the page
_LARGE = 1.7  # times the usual size: watermarks and seals are at least this large
_RADICALS, _LAST_RADICAL = 0x2E80, 0x2FD6
_COMPATIBLE, _LAST_COMPATIBLE = 0xF900, 0xFB00
_FAR = 2e9
_GAP = 1.5  # glyph heights of white that part two runs
_MIDDLE = 0.35  # glyph heights from the baseline of sideways text to the middle of its column


class Signs:
    """Some characters, quickly found among many."""

    def __init__(self, signs: str) -> None:
        self._table = np.zeros(0x10000, bool)
        self._table[[ord(sign) for sign in signs]] = True

    def among(self, code: Array) -> Array:
        """Which of the characters are some of these."""
        found: Array = self._table[np.minimum(code, 0xFFFF)]
        return found


class Frame(msgspec.Struct, frozen=True, eq=False):
    """The page as it is read. ``to_read`` and ``to_show`` turn boxes of the page's own space."""

    width: float
    height: float
    to_read: Array
    to_show: Array

    @classmethod
    def of(cls, box: tuple[float, float, float, float], turns: int, text_turns: int) -> "Frame":
        """The frame of a page that is shown turned, and whose text is turned again."""
        size = (box[2] - box[0], box[3] - box[1])
        read_turns = (turns - text_turns) % 4
        if read_turns % 2:
            size = (size[1], size[0])
        to_show = _turned(box, turns % 4)
        return cls(*size, _turned(box, read_turns) if text_turns else to_show, to_show)

    @property
    def turn(self) -> Array:
        """``to_read`` for directions."""
        return self.to_read * (1, 1, 0)

    @property
    def is_plain(self) -> bool:
        """Whether the page is read the way it is shown."""
        return self.to_read is self.to_show

    def shown(self, boxes: Array) -> Array:
        """Boxes of the reading frame as boxes of the page as it is shown."""
        if self.is_plain:
            return boxes
        back = np.linalg.inv(np.vstack((self.to_read, (0, 0, 1))))
        return moved(boxes, self.to_show @ back)

    def parts(self, boxes: Array) -> Array:
        """Boxes of the reading frame as a cell keeps them: whole parts of a point."""
        found: Array = np.clip(self.shown(boxes) * PARTS, -_FAR, _FAR).round().astype(np.intc)
        return found


def _turned(box: tuple[float, float, float, float], turns: int) -> Array:
    left, bottom, right, top = box
    return np.array(
        (
            ((1, 0, -left), (0, -1, top)),
            ((0, 1, -bottom), (1, 0, -left)),
            ((-1, 0, right), (0, 1, -bottom)),
            ((0, -1, top), (-1, 0, right)),
        )[turns]
    )


def moved(boxes: Array, matrix: Array) -> Array:
    """Boxes after a turn by right angles, again as left, top, right, bottom."""
    sides = []
    for a, b, c in matrix.tolist():
        factor, low = (a, 0) if abs(a) > abs(b) else (b, 1)
        pair = boxes[:, low] * factor + c, boxes[:, low + 2] * factor + c
        sides.append(pair if factor > 0 else pair[::-1])
    (left, right), (top, bottom) = sides
    return np.array((left, top, right, bottom)).T


def frame_of(boxes: Array) -> Array:
    """The one box around some."""
    return np.concatenate((boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)))[None]


def _turned_points(x: Array, y: Array, matrix: Array) -> tuple[Array, Array]:
    """Points after a turn by right angles."""
    (a, b, c), (d, e, f) = matrix.tolist()
    return (x * a + c, y * e + f) if abs(a) > abs(b) else (y * b + c, x * d + f)


class Glyphs(msgspec.Struct, eq=False):
    """Characters in the reading frame; ``base`` is the baseline, ``size`` the usual glyph height.

    ``over`` are those that stand over the page: watermarks, seals, slanted text. ``sideways`` is
    None where all are upright, else 1 for those written downwards, -1 upwards; ``column`` is then the
    middle of the column that each would be of. ``beyond`` are those of lines that run off the page.
    """

    index: Array
    code: Array
    box: Array
    base: Array
    size: float
    over: Array
    unmapped: int
    sideways: Array | None = None
    column: Array | None = None
    beyond: Array | None = None

    def without(self, mask: Array) -> "Glyphs":
        """The characters that a mask does not name."""
        keep = ~mask
        return Glyphs(
            self.index[keep], self.code[keep], self.box[keep], self.base[keep], self.size,
            self.over[keep], self.unmapped,
            None if self.sideways is None else self.sideways[keep],
            None if self.column is None else self.column[keep],
            None if self.beyond is None else self.beyond[keep],
        )  # fmt: skip


def text_turns(characters: Characters, turns: int) -> int:
    """How often 90° clockwise most text is turned on the page as it is shown."""
    if not len(characters.matrix):
        return 0
    a, b = characters.matrix[:, 0], characters.matrix[:, 1]
    straight = np.abs(b) <= np.abs(a) * _SLANT
    if straight.all() and (a > 0).all():
        found = 0
    else:
        steep = np.abs(a) <= np.abs(b) * _SLANT
        votes = [
            (straight & (a > 0)).sum(), (steep & (b < 0)).sum(),
            (straight & (a < 0)).sum(), (steep & (b > 0)).sum(),
        ]  # fmt: skip
        found = int(np.argmax(votes))
    return (found + turns) % 4


def glyphs_of(characters: Characters, frame: Frame, page: NativePage) -> Glyphs:
    """The characters of a page in its reading frame."""
    code, unmapped = _whole(characters)
    box = moved(characters.box, frame.to_read)
    dx, dy = _turned_points(characters.matrix[:, 0], characters.matrix[:, 1], frame.turn)
    upright = (np.abs(dy) <= np.abs(dx) * _SLANT) & (dx > 0)
    x, y = _turned_points(characters.matrix[:, 4], characters.matrix[:, 5], frame.to_read)
    height = box[:, 3] - box[:, 1]
    tall = height[upright & (height > 1)]
    size = float(np.median(tall)) if len(tall) else 10.0
    middle = (box[:, 1] + box[:, 3]) / 2
    # Vertical writing has one origin for a whole column of characters: there the box must tell.
    far = np.abs(middle - y) > np.maximum(height, size) * 1.5
    base = np.where(far | ~upright, box[:, 3], y)
    # Off the page nothing is seen, and nothing is read; but a line that runs off it is read whole.
    beside = (box[:, 2] <= 0) | (box[:, 0] >= frame.width)
    beyond = beside & _begun_on_page(beside, box, base, size) if beside.any() else beside
    if beyond.any():
        np.clip(box[:, 0::2], 0, frame.width, out=box[:, 0::2])
    seen = (~beside | beyond) & (box[:, 3] > 0) & (box[:, 1] < frame.height)
    turned = ~upright & (np.minimum(abs(dx), abs(dy)) <= np.maximum(abs(dx), abs(dy)) * _SLANT)
    over = ~(upright | turned)
    large = ~over & (height > size * _LARGE)
    for position in np.flatnonzero(large).tolist():
        over[position] = page.is_faint(int(characters.index[position]))
    glyphs = Glyphs(characters.index, code, box, base, size, over, unmapped)
    glyphs.beyond = beyond if beyond.any() else None
    sideways = turned & (np.abs(dy) > np.abs(dx))
    if sideways.any():
        glyphs.sideways = np.sign(dy) * sideways
        glyphs.column = np.where(
            sideways, x + size * _MIDDLE * glyphs.sideways, (box[:, 0] + box[:, 2]) / 2
        )
    dropped = ~seen | (code == 0)
    return glyphs.without(dropped) if dropped.any() else glyphs


def _begun_on_page(beside: Array, box: Array, base: Array, size: float) -> Array:
    """Which characters stand in one line with others, without a gap, of which some are on the page."""
    begins = np.ones(len(base), bool)
    begins[1:] = (np.abs(box[1:, 0] - box[:-1, 2]) > size * _GAP) | (np.abs(np.diff(base)) > 1)
    run = np.cumsum(begins) - 1
    found: Array = np.bincount(run, ~beside)[run] > 0
    return found


@cache
def _plain(code: int) -> int:
    """The character for a radical or a compatibility form."""
    from jixiao.text import plain_forms  # noqa: PLC0415 - few files name radicals

    return plain_forms().get(code) or ord(unicodedata.normalize("NFKC", chr(code)))


def _whole(characters: Characters) -> tuple[Array, int]:
    """Code points: surrogates joined (their second half becomes 0), what has no name marked.

    Fonts that share a glyph among characters name a radical where the character is meant.
    """
    code = characters.code
    formed = (code >= _RADICALS) & (code < _LAST_RADICAL)
    formed |= (code >= _COMPATIBLE) & (code < _LAST_COMPATIBLE)
    if formed.any():
        code = code.copy()
        for form in set(code[formed].tolist()):
            code[code == form] = _plain(form)
    bad = (code > 0x10FFFF) | (code < 32) & (code != 9)
    surrogate = (code >= 0xD800) & (code <= 0xDFFF)
    if not bad.any() and not surrogate.any():
        return code, int((code == REPLACEMENT).sum())
    code = np.where(bad, REPLACEMENT, code)
    for position in np.flatnonzero(surrogate).tolist():
        high = int(code[position])
        low = int(code[position + 1]) if position + 1 < len(code) else 0
        if 0xD800 <= high < 0xDC00 <= low < 0xE000:
            code[position] = 0x10000 + ((high - 0xD800) << 10) + low - 0xDC00
            code[position + 1] = 0
        elif high >= 0xD800 and high <= 0xDFFF:
            code[position] = REPLACEMENT
    return code, int((code == REPLACEMENT).sum())
