"""Text without grid: plain lines, and tables whose columns only alignment shows.

Where several lines leave the same white corridors from top to bottom, these part the columns of a
table without vertical rules. Its rows are parted by horizontal rules, where there are some; else by
white, see `unruled_rows`.
"""

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from jixiao.reading.pdf.corridors import Block, Known, Prose, blocks_of
from jixiao.reading.pdf.glyphs import Frame, Glyphs, Signs
from jixiao.reading.pdf.lines import Lines
from jixiao.reading.pdf.merged_rows import Piece
from jixiao.reading.pdf.messages import Box, CellDraft
from jixiao.reading.pdf.unruled_rows import amounts_among, heads_of, is_number, row_edges

Array = np.ndarray[Any, np.dtype[Any]]
Row = tuple[float, list[CellDraft]]

_FAR = 40.0  # glyph heights: two lines further apart are not of one table
_FEWEST_CHARACTERS = 12  # fewer are a number of the page
_FEWEST_RULES = 3
_LONG_RULE = 100.0
_SPACES = Signs(" \xa0\u3000")
_DIGITS, _COLONS = Signs("0123456789０１２３４５６７８９"), Signs(":：")
_FIGURES = Signs(" 0123456789.,，-−")
# Full-width marks fill a square of which their glyph is a small part.
_CLOSING, _OPENING = Signs("，。、；：！？）》】〕」』”’"), Signs("（《【〔「『“‘")
_REST = 0.85  # glyph heights of white inside that square


def split_rows(
    glyphs: Glyphs,
    lines: Lines,
    count: int,
    across: Array,
    frame: Frame,
    feet: list[float],
    known: Known,
) -> tuple[list[Row], bool]:
    """Rows of the first ``count`` lines, one cell each or cells by column, and whether they are doubtful.

    No table of columns goes on below one of the ``feet`` of the grids. One may go on at the head of
    the page, or below a header, with the ``known`` edges of its columns.
    """
    end = lines.start[count]
    if end < _FEWEST_CHARACTERS:
        return [_whole(lines, number, frame) for number in range(count)], False
    code = glyphs.code[lines.glyph[:end]]
    box = _squares(glyphs.box[lines.glyph[:end]], code, glyphs.size)
    space = _SPACES.among(code)
    # One space parts words; several part columns.
    several = np.zeros(end, bool)
    several[1:] |= space[:-1]
    several[:-1] |= space[1:]
    printed = ~(space & several)
    owner = np.searchsorted(lines.start, np.arange(end), side="right") - 1
    base = lines.base[:count]
    base = base + np.searchsorted(sorted(feet), base) * glyphs.size * _FAR * 2
    level = glyphs.base[lines.glyph[:end]]
    prose = Prose(
        owner, box, printed, _FIGURES.among(code), _DIGITS.among(code),
        _COLONS.among(code), glyphs.size, level, base,
    )  # fmt: skip
    rows: list[Row] = []
    number, doubtful = 0, False
    for block in blocks_of(prose, count, known):
        rows += [_whole(lines, n, frame) for n in range(number, block.first)]
        own, unclear = _block_rows(block, prose, lines, across, frame)
        rows += own
        doubtful = doubtful or unclear
        number = block.last + 1
    return rows + [_whole(lines, n, frame) for n in range(number, count)], doubtful


def _squares(box: Array, code: Array, size: float) -> Array:
    """The boxes, those of full-width marks widened to their square."""
    box = box.copy()
    closing, opening = _CLOSING.among(code), _OPENING.among(code)
    box[closing, 2] = np.maximum(box[closing, 2], box[closing, 0] + size * _REST)
    box[opening, 0] = np.minimum(box[opening, 0], box[opening, 2] - size * _REST)
    return box


def _whole(lines: Lines, number: int, frame: Frame) -> Row:
    top = float(lines.box[number, 1])
    return top, [_cell(lines, [(lines.start[number], lines.start[number + 1])], None, frame)]


def _cell(
    lines: Lines,
    pieces: list[tuple[int, int]],
    box: Box | None,
    frame: Frame,
    boxes: Array | None = None,
) -> CellDraft:
    """The cell of some stretches of text; without ``boxes`` they are whole lines."""
    if boxes is None:
        numbers = np.searchsorted(lines.start, [start for start, _ in pieces])
        boxes = lines.box[numbers]
    parts = frame.parts(np.concatenate((boxes[:1] if box is None else [box], boxes)))
    texts = [lines.text[start:stop] for start, stop in pieces]
    begins = [0, *accumulate(map(len, texts))][: len(texts)]
    runs = np.column_stack((np.array(begins, np.intc), parts[1:]))
    return "".join(texts), parts[0].tobytes() + runs.tobytes()


def _block_rows(
    block: Block, prose: Prose, lines: Lines, across: Array, frame: Frame
) -> tuple[list[Row], bool]:
    edges = block.corridors.mean(axis=1)
    pieces = _by_columns(block, prose, lines, edges)
    none = _heads_beside(pieces, lines.text, len(edges), prose.size)
    none |= _under_one_head(pieces, lines.text, block.corridors, prose.size)
    if none.any() and not block.known:
        edges = edges[~none]
        pieces = _by_columns(block, prose, lines, edges)
    own = prose.box[lines.start[block.first] : lines.start[block.last + 1]]
    sides = [float(own[:, 0].min()), *edges.tolist(), float(own[:, 2].max())]
    rows: list[Row] = []
    rules = _rules_between(pieces, sides, across)
    groups, doubtful = _parted(pieces, rules, lines.text, prose.size)
    for group in groups:
        around = np.array([_around(prose, piece) for piece in group])
        top, bottom = float(around[:, 1].min()), float(around[:, 3].max())
        cells = []
        for column, (left, right) in enumerate(pairwise(sides)):
            inside = [number for number, piece in enumerate(group) if piece.column == column]
            stretches = [(group[number].start, group[number].stop) for number in inside]
            boxes = around[inside].reshape(-1, 4)
            cells.append(_cell(lines, stretches, (left, top, right, bottom), frame, boxes))
        rows.append((top, cells))
    return rows, doubtful


def _parted(
    pieces: list[Piece], rules: list[float], text: str, size: float
) -> tuple[list[list[Piece]], bool]:
    """The pieces of each row, and doubt: rules part rows, and where rules are few, white does."""
    amounts = amounts_among(pieces, text)
    edges, doubtful = list(rules), False
    for low, high in pairwise([-np.inf, *rules, np.inf]):
        own = [piece for piece in amounts if low < piece.base < high]
        # What a rule encloses is a row, unless several rows print their amounts there.
        inside = [piece for piece in pieces if low < piece.base < high]
        headed = low == -np.inf and bool(own and heads_of(inside, [p.base for p in own], size))
        if len(rules) < _FEWEST_RULES or headed or len({round(piece.base) for piece in own}) > 1:
            found, unclear = row_edges(inside, own, size, text)
            edges += found
            doubtful = doubtful or unclear
    number = np.searchsorted(sorted(edges), [piece.base for piece in pieces])
    groups: dict[int, list[Piece]] = {}
    for place, piece in sorted(zip(number.tolist(), pieces, strict=True)):
        groups.setdefault(place, []).append(piece)
    rows = [sorted(one, key=lambda piece: (piece.base, piece.start)) for one in groups.values()]
    return rows, doubtful


def _around(prose: Prose, piece: Piece) -> list[float]:
    box = prose.box[piece.start : piece.stop]
    return [*box[:, :2].min(axis=0).tolist(), *box[:, 2:].max(axis=0).tolist()]


def _by_columns(block: Block, prose: Prose, lines: Lines, edges: Array) -> list[Piece]:
    numbers = range(block.first, block.last + 1)
    return [piece for number in numbers for piece in _by_column(prose, lines, number, edges)]


def _heads_beside(pieces: list[Piece], text: str, edges: int, size: float) -> Array:
    """Which edges only part a heading from the amounts below it, which stand beside it."""
    columns: list[list[Piece]] = [[] for _ in range(edges + 1)]
    for piece in pieces:
        if text[piece.start : piece.stop].strip():
            columns[piece.column].append(piece)
    numbers = [bool(own) and all(is_number(piece, text) for piece in own) for own in columns]
    words = [
        bool(own) and not any(c.isdigit() for p in own for c in text[p.start : p.stop])
        for own in columns
    ]

    def is_head(head: int, below: int) -> bool:
        if not (words[head] and numbers[below]):
            return False
        foot = max(piece.base for piece in columns[head])
        return foot + size < min(piece.base for piece in columns[below])

    return np.array([is_head(n, n + 1) or is_head(n + 1, n) for n in range(edges)], bool)


def _under_one_head(pieces: list[Piece], text: str, corridors: Array, size: float) -> Array:
    """Which corridors part text below the same heading: those beside a column without one."""
    none = np.zeros(len(corridors), bool)
    amounts = amounts_among(pieces, text)
    heads = heads_of(pieces, [piece.base for piece in amounts], size)
    if not heads:
        return none
    width = [0.0, *(corridors[:, 1] - corridors[:, 0]).tolist(), 0.0]
    foot = min((piece.base for piece in amounts), default=heads[-1]) - size
    headed = {piece.column for piece in pieces if piece.base < max(foot, heads[-1] + 1)}
    headed |= {piece.column for piece in amounts}
    for column in {piece.column for piece in pieces} - headed:
        left, right = width[column], width[column + 1]
        beside = column if not left or (right and right < left) else column - 1
        none[beside] = True
    return none


def _by_column(prose: Prose, lines: Lines, number: int, edges: Array) -> Iterator[Piece]:
    first, last = lines.start[number], lines.start[number + 1]
    box = prose.box[first:last]
    column = np.searchsorted(edges, (box[:, 0] + box[:, 2]) / 2)
    cuts = [0, *(np.flatnonzero(np.diff(column)) + 1).tolist(), last - first]
    for start, stop in pairwise(cuts):
        base = float(np.median(prose.level[first + start : first + stop]))
        height = float((box[start:stop, 3] - box[start:stop, 1]).max())
        yield Piece(int(column[start]), base, first + start, first + stop, height)


def _rules_between(pieces: list[Piece], sides: list[float], across: Array) -> list[float]:
    """Where long rules run between the lines of a table."""
    over = np.minimum(across[:, 2], sides[-1]) - np.maximum(across[:, 1], sides[0]) > 0
    ys = across[over & (across[:, 2] - across[:, 1] > _LONG_RULE), 0]
    low, high = min(piece.base for piece in pieces), max(piece.base for piece in pieces)
    found: list[float] = ys[(ys > low) & (ys < high)].tolist()
    return sorted(found)
