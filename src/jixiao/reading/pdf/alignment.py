"""Text without grid: plain lines, and tables whose columns only alignment shows.

Where several lines leave the same white corridors from top to bottom, these part the columns of a
table without vertical rules. Its rows are parted by horizontal rules, where there are some; else by
white, see `unruled_rows`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from jixiao.reading.pdf.glyphs import Frame, Glyphs, Signs
from jixiao.reading.pdf.lines import Lines
from jixiao.reading.pdf.messages import Box, CellDraft
from jixiao.reading.pdf.unruled_rows import Piece, amounts_among, is_number, row_edges

Array = np.ndarray[Any, np.dtype[Any]]
Row = tuple[float, list[CellDraft]]

# Of the usual glyph height:
_GAP = (
    0.5  # white this wide parts two pieces of a line; of its own characters, where they are large
)
_CLEAR_GAP = 1.5  # nobody writes a sentence with gaps like this
_CORRIDOR = 0.35  # what stays white between two columns
_FAR = 40.0  # two lines further apart are not of one table
_WRAPPED = 1.9  # from the last line of a table to one that still belongs to it
_NEXT_ROW = 4.0  # the same to the first line of the next row
_INTERLEAVED = 1.1  # the same before the first line: a wrapped header around centred ones
_ALIGNED = 0.3  # between the left sides of lines of one cell
_FEWEST_PIECES = 3  # of a line that shows columns
_FEWEST_LINES = 3
_FEWEST_CHARACTERS = 12  # fewer are a number of the page
_TITLE = 1.35  # of the usual glyph height: a line as large parts two tables
_CLEAR = 5  # clear pieces of a line with which fewer do
_FEWEST_COLUMNS = 4
_STRAY = 0.1  # share of lines that may run across columns and are none of the table's
_FEWEST_RULES = 3
_LONG_RULE = 100.0
_SPACES = Signs(" \xa0\u3000")
_FIGURES = Signs("0123456789.,，-−")
# Full-width marks fill a square of which their glyph is a small part.
_CLOSING, _OPENING = Signs("，。、；：！？）》】〕」』”’"), Signs("（《【〔「『“‘")
_REST = 0.85  # glyph heights of white inside that square


@dataclass
class _Prose:
    """The characters of the lines around the grids, in reading order.

    ``figure`` are those that amounts are written with; ``level`` has their baselines; ``base`` has that of each line, those that a grid parts far from
    one another.
    """

    line: Array
    box: Array
    printed: Array
    figure: Array
    size: float
    level: Array
    base: Array


@dataclass
class _Block:
    """Lines ``first`` to ``last`` are a table; ``corridors`` (x0, x1) part its columns."""

    first: int
    last: int
    corridors: Array


def split_rows(
    glyphs: Glyphs, lines: Lines, count: int, across: Array, frame: Frame, feet: list[float]
) -> list[Row]:
    """Rows of the first ``count`` lines: one cell each, or cells by column.

    No table of columns goes on below one of the ``feet`` of the grids.
    """
    end = lines.start[count]
    if end < _FEWEST_CHARACTERS:
        return [_whole(lines, number, frame) for number in range(count)]
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
    prose = _Prose(owner, box, printed, _FIGURES.among(code), glyphs.size, level, base)
    rows: list[Row] = []
    number = 0
    for block in _blocks(prose, count):
        rows += [_whole(lines, n, frame) for n in range(number, block.first)]
        rows += _block_rows(block, prose, lines, across, frame)
        number = block.last + 1
    return rows + [_whole(lines, n, frame) for n in range(number, count)]


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
    if box is None:
        box = tuple(boxes[0].tolist())
    shown = frame.shown(np.concatenate(([box], boxes))).round(2).tolist()
    text, runs = "", []
    for (start, stop), around in zip(pieces, shown[1:], strict=True):
        runs.append((len(text), tuple(around)))
        text += lines.text[start:stop]
    return text, tuple(shown[0]), runs


def _blocks(prose: _Prose, count: int) -> list[_Block]:
    pieces = _pieces(prose, _GAP)
    number = np.bincount(pieces[:, 0].astype(int), minlength=count)
    showing = np.flatnonzero(number >= _FEWEST_PIECES).tolist()
    blocks: list[_Block] = []
    # A title parts what stands above it from its table.
    starts = np.searchsorted(prose.line, np.arange(count))
    height = np.maximum.reduceat(prose.box[:, 3] - prose.box[:, 1], starts)
    titles = (height > prose.size * _TITLE) & (number < _FEWEST_PIECES)
    prose.base = prose.base + np.cumsum(titles) * prose.size * _FAR * 2
    while showing:
        group = [showing[0]]
        for line in showing[1:]:
            far = prose.base[line] - prose.base[group[-1]] > prose.size * _FAR
            if far and np.diff(prose.base[group[-1] : line + 1]).max() > prose.size * _NEXT_ROW:
                break
            group.append(line)
        showing = showing[len(group) :]
        if len(group) < _FEWEST_LINES and not _is_clear(prose, group, count):
            continue
        block = _block(prose, pieces, group, number)
        if block is not None and (not blocks or block.first > blocks[-1].last):
            blocks.append(block)
    return blocks


def _is_clear(prose: _Prose, group: list[int], count: int) -> bool:
    """Whether few lines show columns: many far apart, or amounts side by side."""
    clear = _pieces(prose, _CLEAR_GAP)
    lines = clear[:, 0].astype(int)
    number = np.bincount(lines, minlength=count)[group]
    amounts = np.bincount(lines, clear[:, 3], minlength=count)[group]
    return bool(((number >= _CLEAR) | ((number >= _FEWEST_PIECES) & (amounts > 1))).any())


def _pieces(prose: _Prose, gap: float) -> Array:
    """Line, start and end of each stretch of a line without a gap, and whether all are figures."""
    inked = np.flatnonzero(prose.printed)
    if not len(inked):
        return np.zeros((0, 4))
    line, box = prose.line[inked], prose.box[inked]
    begins = np.ones(len(inked), bool)
    height = box[:, 3] - box[:, 1]
    size = np.maximum(np.minimum(height[1:], height[:-1]), prose.size)
    begins[1:] = (np.diff(line) != 0) | (box[1:, 0] - box[:-1, 2] > size * gap)
    start = np.flatnonzero(begins)
    right = np.maximum.reduceat(box[:, 2], start)
    figures = np.logical_and.reduceat(prose.figure[inked], start)
    return np.column_stack((line[start], box[start, 0], right, figures))


def _block(prose: _Prose, pieces: Array, group: list[int], number: Array) -> _Block | None:
    """The table that lines with several pieces show, with the lines before and behind them."""
    first, last = group[0], group[-1]
    # All lines that follow closely tell most; prose among them may leave no corridor.
    begin, end = first, last
    while begin > 0 and prose.base[begin] - prose.base[begin - 1] <= prose.size * _INTERLEAVED:
        begin -= 1
    while end + 1 < len(number) and prose.base[end + 1] - prose.base[end] <= prose.size * _NEXT_ROW:
        end += 1
    corridors = _columns_of(pieces, begin, end, prose.size)
    if len(corridors) + 1 < _FEWEST_COLUMNS:
        corridors = _columns_of(pieces, first, last, prose.size)
    if len(corridors) + 1 < _FEWEST_COLUMNS:
        return None
    crossing = np.unique(pieces[_across(pieces, corridors).any(axis=1), 0])
    inside = [line for line in crossing.tolist() if first <= line <= last]
    if inside:
        first, last = _longest_run(first, last, inside)
    step = np.diff(prose.base)
    while first > 0 and first - 1 not in crossing:
        reach = _WRAPPED if number[first - 1] > 1 else _INTERLEAVED
        if step[first - 1] > prose.size * reach:
            break
        first -= 1
    first = _going_on(prose, pieces, first, last, corridors)
    while last + 1 < len(number) and last + 1 not in crossing:
        reach = _NEXT_ROW if number[last + 1] >= _FEWEST_PIECES else _WRAPPED
        if step[last] > prose.size * reach:
            break
        last += 1
    return _Block(first, last, corridors)


def _going_on(prose: _Prose, pieces: Array, first: int, last: int, corridors: Array) -> int:
    """0 where the page begins with lines of one column, as a row centred at its amounts does."""
    edges = corridors.mean(axis=1)
    own = pieces[(pieces[:, 0] >= first) & (pieces[:, 0] <= last)]
    above = pieces[pieces[:, 0] < first]
    far = np.diff(prose.base[: first + 1]) > prose.size * _WRAPPED
    if far.any() or len(above) != first or _across(above, corridors).any():
        return first
    columns = np.searchsorted(edges, own[:, 1])
    for piece, column in zip(above, np.searchsorted(edges, above[:, 1]).tolist(), strict=True):
        left = own[columns == column, 1]
        if not column or not len(left) or abs(piece[1] - left.min()) > prose.size * _ALIGNED:
            return first
    return 0


def _columns_of(pieces: Array, first: int, last: int, size: float) -> Array:
    """The corridors between the columns of some lines; a few may run across them."""
    own = pieces[(pieces[:, 0] >= first) & (pieces[:, 0] <= last)]
    corridors = _corridors(own, size, int(_STRAY * (last - first + 1)))
    # What runs across these is no line of the table; without it the corridors are known exactly.
    lines = own[:, 0].astype(int)
    few = np.bincount(lines)[lines] < _FEWEST_PIECES
    crossed = _across(own, corridors)
    alone = crossed[:, ~_parting(own, corridors)].any(axis=1)
    strays = np.setdiff1d(lines[few & crossed.any(axis=1)], lines[alone])
    return _corridors(own[~np.isin(lines, strays)], size, 0)


def _parting(pieces: Array, corridors: Array) -> Array:
    """Which corridors have text of one line on both sides, with no other corridor between."""
    column = np.searchsorted(corridors.mean(axis=1), pieces[:, 1:3].mean(axis=1))
    beside = (np.diff(pieces[:, 0]) == 0) & (np.diff(column) == 1)
    return np.isin(np.arange(len(corridors)), column[:-1][beside])


def _corridors(pieces: Array, size: float, strays: int) -> Array:
    """The white stretches (x0, x1) that at most so many pieces cover."""
    if not len(pieces):
        return np.zeros((0, 2))
    edges = np.concatenate((pieces[:, 1], pieces[:, 2]))
    change = np.concatenate((np.ones(len(pieces)), -np.ones(len(pieces))))
    order = np.lexsort((-change, edges))
    edges = edges[order]
    covered = np.cumsum(change[order]) > strays
    # From one edge to the next the cover stays the same.
    white = ~covered[:-1] & (np.diff(edges) > 0)
    found: list[list[float]] = []
    for low, high, is_white in zip(edges[:-1], edges[1:], white, strict=True):
        if is_white and found and found[-1][1] == low:
            found[-1][1] = float(high)
        elif is_white:
            found.append([float(low), float(high)])
    wide = [pair for pair in found if pair[1] - pair[0] >= size * _CORRIDOR]
    return np.array(wide).reshape(-1, 2)


def _across(pieces: Array, corridors: Array) -> Array:
    """Which pieces run across which corridors."""
    left, right = pieces[:, 1:2], pieces[:, 2:3]
    crossed: Array = (left < corridors[:, 0] + 0.5) & (right > corridors[:, 1] - 0.5)
    return crossed


def _longest_run(first: int, last: int, breaks: list[float]) -> tuple[int, int]:
    """The longest stretch of lines without the ones that run across."""
    stops = [first - 1, *map(int, breaks), last + 1]
    low, high = max(pairwise(stops), key=lambda pair: pair[1] - pair[0])
    return low + 1, high - 1


def _block_rows(
    block: _Block, prose: _Prose, lines: Lines, across: Array, frame: Frame
) -> list[Row]:
    edges = block.corridors.mean(axis=1)
    pieces = _by_columns(block, prose, lines, edges)
    beside = _heads_beside(pieces, lines.text, len(edges), prose.size)
    if beside.any():
        edges = edges[~beside]
        pieces = _by_columns(block, prose, lines, edges)
    own = prose.box[lines.start[block.first] : lines.start[block.last + 1]]
    sides = [float(own[:, 0].min()), *edges.tolist(), float(own[:, 2].max())]
    rows: list[Row] = []
    for group in _parted(pieces, _rules_between(pieces, sides, across), lines.text, prose.size):
        around = np.array([_around(prose, piece) for piece in group])
        top, bottom = float(around[:, 1].min()), float(around[:, 3].max())
        cells = []
        for column, (left, right) in enumerate(pairwise(sides)):
            inside = [number for number, piece in enumerate(group) if piece.column == column]
            stretches = [(group[number].start, group[number].stop) for number in inside]
            boxes = around[inside].reshape(-1, 4)
            cells.append(_cell(lines, stretches, (left, top, right, bottom), frame, boxes))
        rows.append((top, cells))
    return rows


def _parted(pieces: list[Piece], rules: list[float], text: str, size: float) -> list[list[Piece]]:
    """The pieces of each row: rules part rows, and where rules are few, white does."""
    amounts = amounts_among(pieces, text)
    edges = list(rules)
    for low, high in pairwise([-np.inf, *rules, np.inf]):
        own = [piece for piece in amounts if low < piece.base < high]
        # What a rule encloses is a row, unless several rows print their amounts there.
        if len(rules) < _FEWEST_RULES or len({round(piece.base) for piece in own}) > 1:
            inside = [piece for piece in pieces if low < piece.base < high]
            edges += row_edges(inside, own, size)
    number = np.searchsorted(sorted(edges), [piece.base for piece in pieces])
    groups: dict[int, list[Piece]] = {}
    for place, piece in sorted(zip(number.tolist(), pieces, strict=True)):
        groups.setdefault(place, []).append(piece)
    return [sorted(group, key=lambda piece: (piece.base, piece.start)) for group in groups.values()]


def _around(prose: _Prose, piece: Piece) -> list[float]:
    box = prose.box[piece.start : piece.stop]
    return [*box[:, :2].min(axis=0).tolist(), *box[:, 2:].max(axis=0).tolist()]


def _by_columns(block: _Block, prose: _Prose, lines: Lines, edges: Array) -> list[Piece]:
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


def _by_column(prose: _Prose, lines: Lines, number: int, edges: Array) -> Iterator[Piece]:
    first, last = lines.start[number], lines.start[number + 1]
    box = prose.box[first:last]
    column = np.searchsorted(edges, (box[:, 0] + box[:, 2]) / 2)
    cuts = [0, *(np.flatnonzero(np.diff(column)) + 1).tolist(), last - first]
    for start, stop in pairwise(cuts):
        base = float(np.median(prose.level[first + start : first + stop]))
        yield Piece(int(column[start]), base, first + start, first + stop)


def _rules_between(pieces: list[Piece], sides: list[float], across: Array) -> list[float]:
    """Where long rules run between the lines of a table."""
    over = np.minimum(across[:, 2], sides[-1]) - np.maximum(across[:, 1], sides[0]) > 0
    ys = across[over & (across[:, 2] - across[:, 1] > _LONG_RULE), 0]
    low, high = min(piece.base for piece in pieces), max(piece.base for piece in pieces)
    found: list[float] = ys[(ys > low) & (ys < high)].tolist()
    return sorted(found)
