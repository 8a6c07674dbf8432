"""Characters in the reading frame: upright, origin top left; and which of them stand over the page."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jixiao.reading.pdf.native import REPLACEMENT, Characters, NativePage

Array = np.ndarray[Any, np.dtype[Any]]

_SLANT = 0.03  # sine from which text is not parallel to the page
_LARGE = 1.7  # times the usual size: watermarks and seals are at least this large
_MIDDLE = 0.35  # glyph heights from the baseline of sideways text to the middle of its column


@dataclass(frozen=True)
class Frame:
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
    def is_plain(self) -> bool:
        """Whether the page is read the way it is shown."""
        return self.to_read is self.to_show

    def shown(self, boxes: Array) -> Array:
        """Boxes of the reading frame as boxes of the page as it is shown."""
        if self.is_plain:
            return boxes
        back = np.linalg.inv(np.vstack((self.to_read, (0, 0, 1))))
        return moved(boxes, self.to_show @ back)


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
    """Boxes after a turn, again as left, top, right, bottom."""
    one = boxes[:, 0:2] @ matrix[:, :2].T + matrix[:, 2]
    other = boxes[:, 2:4] @ matrix[:, :2].T + matrix[:, 2]
    return np.concatenate((np.minimum(one, other), np.maximum(one, other)), axis=1)


@dataclass
class Glyphs:
    """Characters in the reading frame; ``base`` is the baseline, ``size`` the usual glyph height.

    ``over`` are those that stand over the page: watermarks, seals, slanted text. ``sideways`` is
    None where all are upright, else 1 for those written downwards, -1 upwards; ``column`` is then the
    middle of the column that each would be of.
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

    def without(self, mask: Array) -> "Glyphs":
        """The characters that a mask does not name."""
        keep = ~mask
        return Glyphs(
            self.index[keep], self.code[keep], self.box[keep], self.base[keep], self.size,
            self.over[keep], self.unmapped,
            None if self.sideways is None else self.sideways[keep],
            None if self.column is None else self.column[keep],
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
    turn = frame.to_read[:, :2]
    direction = characters.matrix[:, :2] @ turn.T
    upright = (np.abs(direction[:, 1]) <= np.abs(direction[:, 0]) * _SLANT) & (direction[:, 0] > 0)
    origin = characters.matrix[:, 4:6] @ turn.T + frame.to_read[:, 2]
    height = box[:, 3] - box[:, 1]
    tall = height[upright & (height > 1)]
    size = float(np.median(tall)) if len(tall) else 10.0
    middle = (box[:, 1] + box[:, 3]) / 2
    # Vertical writing has one origin for a whole column of characters: there the box must tell.
    far = np.abs(middle - origin[:, 1]) > np.maximum(height, size) * 1.5
    base = np.where(far | ~upright, box[:, 3], origin[:, 1])
    # Off the page nothing is seen, and nothing is read.
    seen = (
        (box[:, 2] > 0) & (box[:, 0] < frame.width) & (box[:, 3] > 0) & (box[:, 1] < frame.height)
    )
    straight = np.abs(direction).min(axis=1) <= np.abs(direction).max(axis=1) * _SLANT
    over = ~straight
    large = ~over & (height > size * _LARGE)
    for position in np.flatnonzero(large).tolist():
        over[position] = page.is_faint(int(characters.index[position]))
    glyphs = Glyphs(characters.index, code, box, base, size, over, unmapped)
    turned = straight & (np.abs(direction[:, 1]) > np.abs(direction[:, 0]))
    if turned.any():
        glyphs.sideways = np.sign(direction[:, 1]) * turned
        glyphs.column = np.where(
            turned,
            origin[:, 0] + size * _MIDDLE * glyphs.sideways,
            (box[:, 0] + box[:, 2]) / 2,
        )
    return glyphs.without(~seen | (code == 0))


def _whole(characters: Characters) -> tuple[Array, int]:
    """Code points: surrogates joined (their second half becomes 0), what has no name marked."""
    code = characters.code
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
