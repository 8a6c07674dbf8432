"""Text without white space and tags, made of pieces of cells, that knows where each piece stood."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from jixiao.model import Place, RawCell
from jixiao.text import ZERO_WIDTH

TAG = r"<\s?/?\s?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\t]{0,200})?/?\s?>"
_WHITE = rf"[\s{ZERO_WIDTH}]"
_BREAKS = "\r\n\f"
_BREAK = re.compile(rf"[\r\n\f]|{TAG}")
_TAG = re.compile(TAG)
_OPENING = re.compile(rf"(?:\s|{TAG})+")
_PIECE = re.compile(rf"(?P<tag>(?:{TAG})+)|(?P<white>{_WHITE}+)|(?:(?!{_WHITE})[^<])+|<")


_HIDDEN = f"<{ZERO_WIDTH}"
_BREAKS_AND_TAGS = f"<{_BREAKS}"
_NOT_PLAIN = f"{_BREAKS_AND_TAGS}{ZERO_WIDTH}"
_SHORT = 40


def _holds(text: str, characters: str) -> bool:
    """Whether a text holds one of a few characters; for long texts faster than a pattern."""
    for character in characters:  # noqa: SIM110 - a generator would cost more than the search
        if character in text:
            return True
    return False


def plain_span(cell: RawCell) -> tuple[int, int] | None:
    """Where the text of a cell begins and ends, tags around it aside; None with any inside."""
    text = cell.text
    # One look at each character tells of a short text, such as an amount, that it has none of these.
    short = len(text) <= _SHORT and text.isprintable() and "<" not in text
    if not short and _holds(text, _NOT_PLAIN):
        start, end = _inside(text)
        return None if start == end or _holds(text[start:end], _NOT_PLAIN) else (start, end)
    start = len(text) - len(text.lstrip())
    return start, max(start, len(text.rstrip()))


def untagged(text: str) -> str:
    """A text without its tags."""
    return _TAG.sub("", text)


def _inside(text: str) -> tuple[int, int]:
    """The range of a text without the tags around it; within, tags may remain."""
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    end = len(text.rstrip())
    while end > start and text[end - 1] == ">":
        low = text.rfind("<", start, end)
        if low < 0 or _TAG.fullmatch(text, low, end) is None:
            break
        end = len(text[:low].rstrip())
    return start, max(start, end)


Piece = tuple[RawCell, int, int]
"""A cell, and where in its text the piece starts and ends."""


class Passage:
    """Squeezed text with an offset map back to the printed cells.

    Positions are code points of ``text``. ``cell`` is set where the passage is one cell without
    tags or breaks inside: its text prints as it stands.
    """

    __slots__ = ("_cells", "_segments", "_shifts", "_starts", "_text", "cell", "joints")

    def __init__(
        self,
        text: str | None,
        starts: list[int],
        shifts: list[int],
        cells: list[RawCell],
        segments: list[int],
        joints: tuple[int, ...] = (),
    ) -> None:
        self._text = text  # None until it is asked for: most passages are read by their cell
        self.joints = joints  # where a new cell begins
        self._starts = starts
        self._shifts = shifts
        self._cells = cells
        # Runs of one segment are parted by white space only and print as one range.
        self._segments = segments
        self.cell: RawCell | None = None

    @classmethod
    def of(cls, *cells: RawCell) -> "Passage":
        """The passage of one cell, or of several in reading order.

        >>> passage = Passage.of(RawCell("<p>指 标值</p>", 0, 1, 1))
        >>> passage.text, passage.printed(0, 3)
        ('指标值', '指 标值')
        >>> passage.places(1, 3)
        (Place(line=1, column=1, start=5, end=7),)
        """
        cell = cells[0]
        if len(cells) == 1 and "<" in cell.text:
            low, high = _inside(cell.text)
            cell = cell.part(low, high)
        if len(cells) == 1 and not _holds(cell.text, _HIDDEN):
            passage = cls(None, [], [], [cell], [])
            passage.cell = None if _holds(cell.text, _BREAKS) else cell
            return passage
        parts: list[str] = []
        starts: list[int] = []
        shifts: list[int] = []
        owners: list[RawCell] = []
        segments: list[int] = []
        joints: list[int] = []
        length = segment = 0
        for cell in cells:
            if length:
                joints.append(length)
            segment += 1
            for match in _PIECE.finditer(cell.text):
                if match.lastgroup == "white":
                    continue
                if match.lastgroup == "tag":
                    segment += 1
                    continue
                piece = match.group()
                parts.append(piece)
                starts.append(length)
                shifts.append(match.start() - length)
                owners.append(cell)
                segments.append(segment)
                length += len(piece)
        return cls("".join(parts), starts, shifts, owners, segments, tuple(joints))

    @property
    def text(self) -> str:
        """The squeezed text."""
        if self._text is None:
            self._text = self._squeezed(self._cells[0])
        return self._text

    def _squeezed(self, cell: RawCell) -> str:
        """Take the words of a cell that has white space, but no tags, between them."""
        words = cell.text.split()
        starts, shifts = self._starts, self._shifts
        length = position = 0
        for word in words:
            position = cell.text.index(word, position)
            starts.append(length)
            shifts.append(position - length)
            length += len(word)
            position += len(word)
        self._cells = [cell] * len(words)
        self._segments = [0] * len(words)
        return "".join(words)

    def pieces(self, start: int, end: int) -> list[Piece]:
        """The printed ranges of ``text[start:end]``, inner white space included."""
        if start >= end:
            return []
        if self._text is None:
            self._text = self._squeezed(self._cells[0])
        if len(self._starts) == 1:  # no white space and no tag
            return [(self._cells[0], start + self._shifts[0], end + self._shifts[0])]
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        segments = self._segments
        if segments[first] == segments[last]:
            return [(self._cells[first], start + self._shifts[first], end + self._shifts[last])]
        found: list[Piece] = []
        while first <= last:
            stop = first
            while stop < last and segments[stop + 1] == segments[first]:
                stop += 1
            low = max(start, self._starts[first]) + self._shifts[first]
            high = (end if stop == last else self._starts[stop + 1]) + self._shifts[stop]
            found.append((self._cells[first], low, high))
            first = stop + 1
        return found

    def plain_piece(self, start: int, end: int) -> Piece | None:
        """The one printed range of ``text[start:end]`` that has nothing but white space more."""
        pieces = self.pieces(start, end)
        if len(pieces) != 1:
            return None
        cell, low, high = pieces[0]
        printed = cell.text[low:high]
        same = "".join(printed.split()) == self.text[start:end]
        return pieces[0] if same and not _holds(printed, _BREAKS) else None

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Where ``text[start:end]`` stood."""
        return tuple([cell.at(low, high) for cell, low, high in self.pieces(start, end)])

    def printed(self, start: int, end: int) -> str:
        """``text[start:end]`` as printed: white space kept; tags, line breaks and joins removed."""
        text = "".join([cell.text[low:high] for cell, low, high in self.pieces(start, end)])
        return _BREAK.sub("", text) if _holds(text, _BREAKS_AND_TAGS) else text

    def without(self, ranges: Iterable[tuple[int, int]]) -> "Passage":
        """The passage with some ranges of its text left out."""
        text: list[str] = []
        starts: list[int] = []
        shifts: list[int] = []
        cells: list[RawCell] = []
        segments: list[int] = []
        joints: list[int] = []
        length = 0
        kept, position = [], 0
        for low, high in sorted(ranges):
            kept.append((position, low))
            position = max(position, high)
        kept.append((position, len(self.text)))
        for part, (low, high) in enumerate(kept):
            joints += [length + joint - low for joint in self.joints if low < joint < high]
            for index in range(max(0, bisect_right(self._starts, low) - 1), len(self._starts)):
                start = self._starts[index]
                if start >= high:
                    break
                stop = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
                first, last = max(start, low), min(stop, high)
                if first >= last:
                    continue
                text.append(self.text[first:last])
                starts.append(length)
                shifts.append(self._shifts[index] + first - length)
                cells.append(self._cells[index])
                # What stood on the two sides of a gap is not one printed range.
                segments.append(self._segments[index] * (len(kept) + 1) + part)
                length += last - first
        return Passage("".join(text), starts, shifts, cells, segments, tuple(joints))
