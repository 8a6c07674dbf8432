"""Tables that white parts: lines that leave the same white corridors between their columns."""

from itertools import pairwise
from typing import Any, NamedTuple

import msgspec
import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

# Of the usual glyph height:
_GAP = (
    0.5  # white this wide parts two pieces of a line; of its own characters, where they are large
)
_CLEAR_GAP = 1.5  # nobody writes a sentence with gaps like this
_CORRIDOR = 0.35  # what stays white between two columns
_FAR = 40.0  # two lines further apart are not of one table
_WRAPPED = 1.9  # from the last line of a table to one that still belongs to it
_NUMBER = 1.6  # the same to the number of the page
_NEXT_ROW = 4.0  # the same to the first line of the next row
_INTERLEAVED = 1.1  # the same before the first line: a wrapped header around centred ones
_ALIGNED = 0.3  # between the left sides of lines of one cell
_FEWEST_PIECES = 3  # of a line that shows columns
_FEWEST_LINES = 3
_OFF = 2.5  # a column may begin so far from where the page before shows it
_WITHIN = 12.0  # between two lines of a table whose columns are known
_HEADS = 4  # lines at the head of a page before such a table
_TITLE = 1.35  # of the usual glyph height: a line as large parts two tables
_CLEAR = 5  # clear pieces of a line with which fewer do
_FEWEST_COLUMNS = 4
_FEWEST_LETTERS = 6  # that stand alone in a line of letters set apart
_LETTERS = 0.7  # of its pieces
_SPACED = 1.5  # times the least white between them
_STRAY = 0.1  # share of lines that may run across columns and are none of the table's


class Prose(msgspec.Struct, eq=False):
    """The characters of the lines around the grids, in reading order.

    ``figure`` are those that amounts are written with, ``digit`` and ``colon`` what these say;
    ``level`` has their baselines; ``base`` has that of each line, those that a grid parts far from
    one another.
    """

    line: Array
    box: Array
    printed: Array
    figure: Array
    digit: Array
    colon: Array
    size: float
    level: Array
    base: Array


class Known(NamedTuple):
    """The edges between columns that are known, and the line from which a table may stand in them.

    ``below`` a header only a line with an amount beside other words shows that a table stands there.
    """

    edges: Array
    start: int = 0
    below: bool = False


class Block(msgspec.Struct, eq=False):
    """Lines ``first`` to ``last`` are a table; ``corridors`` (x0, x1) part its columns.

    ``known`` where these are the columns of the page before.
    """

    first: int
    last: int
    corridors: Array
    known: bool = False


def blocks_of(prose: Prose, count: int, known: Known) -> list[Block]:
    """The tables among the lines; one may stand in columns that are known.

    These are the columns of the page before, or of a header with rules.
    """
    found = _shown_blocks(prose, count)
    begun = _known_block(prose, count, *known) if len(known.edges) else None
    if begun is None:
        return found
    before = [block for block in found if block.last < begun.first]
    return [*before, begun, *(block for block in found if block.first > begun.last)]


def _known_block(prose: Prose, count: int, known: Array, start: int, below: bool) -> Block | None:
    """The lines from one near ``start`` on that stand in some columns."""
    pieces = pieces_of(prose, _GAP)
    far = prose.size * _OFF
    left, right = pieces[:, 1:2], pieces[:, 2:3]
    wide = ((left < known - far) & (right > known + far)).any(axis=1)
    breaks = {int(line) for line in pieces[wide, 0]}
    first = next((n for n in range(start, min(count, start + _HEADS)) if n not in breaks), None)
    if first is None:
        return None
    last = first
    while last + 1 < count and last + 1 not in breaks:
        if prose.base[last + 1] - prose.base[last] > prose.size * _WITHIN:
            break
        last += 1
    while first < last and _stands_alone(prose, pieces, first, first, last):
        first += 1
    while first < last and _stands_alone(prose, pieces, last, first, last):
        last -= 1
    own = pieces[(pieces[:, 0] >= first) & (pieces[:, 0] <= last)]
    if below and not _has_amounts(own):
        return None
    edges = _moved_into(known, _corridors(own, prose.size, 0, 0.0), far)
    columns = np.searchsorted(edges, own[:, 1:3].mean(axis=1))
    if not columns.any():
        return None
    return Block(first, last, np.column_stack((edges, edges)), known=True)


def _has_amounts(pieces: Array) -> bool:
    """Whether figures stand in a line with other pieces, which the number of a page does not."""
    line, counts = np.unique(pieces[:, 0], return_counts=True)
    return bool(np.isin(pieces[pieces[:, 3] > 0, 0], line[counts > 1]).any())


def _stands_alone(prose: Prose, pieces: Array, line: int, first: int, last: int) -> bool:
    """Whether a line far from the others is no line of their columns, as the number of a page."""
    near = prose.base[min(line + 1, last)] - prose.base[max(line - 1, first)]
    own = pieces[pieces[:, 0] == line]
    is_number = bool(own[:, 3].all())
    if len(own) != 1 or near <= prose.size * (_NUMBER if is_number else _WRAPPED):
        return False
    around = 1 if is_number else last  # a number beside its page may stand below any other
    low, high = max(first, line - around), min(last, line + around)
    others = pieces[(pieces[:, 0] >= low) & (pieces[:, 0] <= high) & (pieces[:, 0] != line)]
    off = np.abs(others[:, 1] - own[0, 1])
    return not (off <= prose.size * _ALIGNED).any()


def _moved_into(edges: Array, white: Array, far: float) -> Array:
    """The edges, each moved into the white next to it, if that is not far."""
    found = edges.copy()
    for number, edge in enumerate(edges.tolist()):
        away = np.maximum(np.maximum(white[:, 0] - edge, edge - white[:, 1]), 0)
        if len(away) and 0 < away.min() <= far:
            low, high = white[int(np.argmin(away))]
            found[number] = (
                (low + high) / 2 if high - low < far else np.clip(edge, low + 1, high - 1)
            )
    return np.sort(found)


def _shown_blocks(prose: Prose, count: int) -> list[Block]:
    pieces = pieces_of(prose, _GAP)
    number = np.bincount(pieces[:, 0].astype(int), minlength=count)
    showing = np.flatnonzero(number >= _FEWEST_PIECES).tolist()
    blocks: list[Block] = []
    # A title parts what stands above it from its table.
    starts = np.searchsorted(prose.line, np.arange(count))
    height = np.maximum.reduceat(prose.box[:, 3] - prose.box[:, 1], starts)
    titles = (height > prose.size * _TITLE) & (number < _FEWEST_PIECES)
    titles &= ~_below_heads(prose, height, number)
    titles |= _behind_labels(prose, number)
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


def _below_heads(prose: Prose, height: Array, number: Array) -> Array:
    """Which lines go on with heads as large as they are, of which some wrap."""
    found = np.zeros(len(number), bool)
    for line in range(1, len(number)):
        heads = found[line - 1] or number[line - 1] >= _FEWEST_PIECES
        near = prose.base[line] - prose.base[line - 1] <= height[line] * _WRAPPED
        alike = abs(height[line] - height[line - 1]) <= prose.size * _ALIGNED
        found[line] = heads and near and alike
    return found


def _behind_labels(prose: Prose, number: Array) -> Array:
    """Which lines are the first of a header below a line with colons: department, unit of amounts."""
    digit = np.bincount(prose.line[prose.digit], minlength=len(number)) > 0
    colon = np.bincount(prose.line[prose.colon], minlength=len(number)) > 0
    found = np.zeros(len(number), bool)
    # Below the first header much may look like one, where single characters stand far apart.
    for head in np.flatnonzero((number >= _CLEAR) & ~digit & ~colon)[:1].tolist():
        for line in range(head - 1, max(-1, head - 1 - _HEADS), -1):
            if digit[line]:
                break
            if colon[line]:
                found[line + 1] = True
                break
    return found


def _is_clear(prose: Prose, group: list[int], count: int) -> bool:
    """Whether few lines show columns: many far apart, or amounts side by side."""
    clear = pieces_of(prose, _CLEAR_GAP)
    lines = clear[:, 0].astype(int)
    number = np.bincount(lines, minlength=count)[group]
    amounts = np.bincount(lines, clear[:, 3], minlength=count)[group]
    return bool(((number >= _CLEAR) | ((number >= _FEWEST_PIECES) & (amounts > 1))).any())


def pieces_of(prose: Prose, gap: float) -> Array:
    """Line, start and end of each stretch of a line without a gap, and whether all are figures."""
    inked = np.flatnonzero(prose.printed)
    if not len(inked):
        return np.zeros((0, 4))
    line, box = prose.line[inked], prose.box[inked]
    begins = np.ones(len(inked), bool)
    height = box[:, 3] - box[:, 1]
    size = np.maximum(np.minimum(height[1:], height[:-1]), prose.size)
    begins[1:] = (np.diff(line) != 0) | (box[1:, 0] - box[:-1, 2] > size * gap)
    _join_spaced_letters(begins, line, box, prose.size)
    start = np.flatnonzero(begins)
    right = np.maximum.reduceat(box[:, 2], start)
    figures = np.logical_and.reduceat(prose.figure[inked], start)
    return np.column_stack((line[start], box[start, 0], right, figures))


def _join_spaced_letters(begins: Array, line: Array, box: Array, size: float) -> None:
    """Letters set apart from one another, as those of heads are, stay one piece.

    In a line of such letters the white between two of a word is less than that between two words.
    """
    start = np.flatnonzero(begins)
    single = np.diff(np.append(start, len(begins))) == 1
    count = np.bincount(line[start])
    alone = np.bincount(line[start], single)
    for number in np.flatnonzero((alone >= _FEWEST_LETTERS) & (alone >= count * _LETTERS)).tolist():
        own = start[line[start] == number]
        gaps = box[own[1:], 0] - box[own[1:] - 1, 2]
        if len(gaps):
            near = gaps < min(float(gaps.min()) * _SPACED, size * _CLEAR_GAP)
            begins[own[1:][near]] = False


def _block(prose: Prose, pieces: Array, group: list[int], number: Array) -> Block | None:
    """The table that lines with several pieces show, with the lines before and behind them."""
    first, last = group[0], group[-1]
    # All lines that follow closely tell most; prose among them may leave no corridor.
    begin, end = first, last
    while begin > 0 and prose.base[begin] - prose.base[begin - 1] <= prose.size * _INTERLEAVED:
        begin -= 1
    while end + 1 < len(number) and prose.base[end + 1] - prose.base[end] <= prose.size * _NEXT_ROW:
        end += 1
    end = _before_notes(pieces, first, last, end, prose.size)
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
    widest = step[first:last].max(initial=0) / prose.size + _ALIGNED
    while last + 1 < len(number) and last + 1 not in crossing:
        reach = _NEXT_ROW if number[last + 1] >= _FEWEST_PIECES else _WRAPPED
        alone = _stands_alone(prose, pieces, last + 1, first, last + 1)
        if alone or step[last] > prose.size * max(reach, widest):
            break
        last += 1
    return Block(first, last, corridors)


def _before_notes(pieces: Array, first: int, last: int, end: int, size: float) -> int:
    """The last line before one, below the table, that runs across its columns as notes do."""
    shown = _columns_of(pieces, first, last, size)
    own = pieces[(pieces[:, 0] >= first) & (pieces[:, 0] <= last)]
    below = pieces[(pieces[:, 0] > last) & (pieces[:, 0] <= end)]
    across = _across(below, shown[_parting(own, shown)]).any(axis=1)
    return int(below[across, 0].min()) - 1 if across.any() else end


def _going_on(prose: Prose, pieces: Array, first: int, last: int, corridors: Array) -> int:
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


def _corridors(pieces: Array, size: float, strays: int, least: float = _CORRIDOR) -> Array:
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
    wide = [pair for pair in found if pair[1] - pair[0] >= size * least]
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
