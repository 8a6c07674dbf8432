"""One page: its grids, the text in their cells, and the lines around them, in reading order."""

from itertools import pairwise
from typing import Any

import numpy as np

from jixiao.reading.pdf.alignment import split_rows
from jixiao.reading.pdf.clipped import MIDDLE, clipped, runs_of
from jixiao.reading.pdf.corridors import Known
from jixiao.reading.pdf.form_boxes import put_on_page
from jixiao.reading.pdf.glyphs import Frame, Glyphs, Signs, frame_of, glyphs_of, moved, text_turns
from jixiao.reading.pdf.grid_rows import Row, rows_of
from jixiao.reading.pdf.grids import Grid, find_grids
from jixiao.reading.pdf.lines import Lines, lines_of
from jixiao.reading.pdf.messages import Box, CellDraft, PageDraft
from jixiao.reading.pdf.native import NativePage, Shapes
from jixiao.reading.pdf.overlays import overlays
from jixiao.reading.pdf.overrun import settled
from jixiao.reading.pdf.underlines import without_underlines

Array = np.ndarray[Any, np.dtype[Any]]

_PICTURE = 0.5  # share of the page from which a picture may be its scan
_LOOKED_AT = 5
_FRAMED_GAP = 1.5  # glyph heights of white, as between columns
_FRAMED_GAPS = 2
_FEWEST_COLUMNS = 5  # of two tables side by side, as on paper twice as large
_OVER_RULE = 0.5  # points that a glyph must reach over a rule
_TOP = 0.85  # glyph heights from the baseline to the top of a line
_STEP = 1.6  # glyph heights, where a cell has one line only
_TOUCHING = 0.7  # glyph heights between a character and punctuation that follows it
_HEADER_ROWS = 3
_DIGITS = Signs("0123456789０１２３４５６７８９")
_HANGING = Signs("，。、；：！？）》】〕」』”’,.;:!?)")
_NEXT_LINE = 2.2  # glyph heights from one baseline to the next within a cell


def read_page(page: NativePage, number: int, columns: list[float]) -> PageDraft:
    """Rows and cells of an open page; ``number`` counts from 1.

    ``columns`` are the edges between the columns of a table that may go on at its head.
    """
    box, turns = page.frame()
    characters = page.characters()
    shapes = page.shapes()
    if shapes.forms:
        put_on_page(characters, page)
    frame = Frame.of(box, turns, text_turns(characters, turns))
    glyphs = glyphs_of(characters, frame, page)
    rules, fills = _boxes(shapes.rules, frame), _boxes(shapes.fills, frame)
    grids, across = find_grids(rules, fills, lambda a, d: without_underlines(a, d, glyphs))
    grids = [grid for grid in grids if not _is_frame(grid, glyphs)]
    beyond = clipped(glyphs, grids, frame, page)
    over = glyphs.over | overlays(glyphs, grids, page) | beyond
    apart: list[CellDraft] = []
    behind = _texts_of(glyphs, beyond)
    if over.any():
        apart = _apart(glyphs.without(~over), frame)
        glyphs = glyphs.without(over)
    known = np.array(columns if frame.is_plain else [])
    rows: list[list[CellDraft]] = []
    loose: list[int] = []
    cut: list[Box] = []
    unseen: list[Box] = []
    doubtful = False
    for own, inside in _side_by_side(glyphs, grids):
        region, first = _regions(own, inside)
        found = settled(own, inside, first, region, frame, page)
        cut += found.cut
        unseen += found.unseen + _run_off(own, region)
        behind += _texts_of(own, found.away)
        apart += _apart(own.without(~found.away), frame) if found.away.any() else []
        more, around, unclear = _rows(
            own.without(found.away), inside, first, region[~found.away], across, frame, known
        )
        loose += [len(rows) + place for place in around]
        rows += more
        doubtful = doubtful or unclear
    return PageDraft(
        number,
        rows,
        apart,
        picture=_is_picture(shapes, box),
        hidden=_is_hidden(page, characters.index),
        unmapped=glyphs.unmapped,
        doubtful=doubtful,
        loose=loose,
        cut=_shown(cut, frame),
        unseen=_shown(unseen, frame),
        behind=behind,
    )


def _run_off(glyphs: Glyphs, region: Array) -> list[Box]:
    """Around the text of each cell of which some runs off the page."""
    if glyphs.beyond is None:
        return []
    cells = np.unique(region[glyphs.beyond])
    boxes = [frame_of(glyphs.box[region == cell])[0].tolist() for cell in cells[cells > 0]]
    return list(map(tuple, boxes))


def _shown(boxes: list[Box], frame: Frame) -> list[Box]:
    return list(map(tuple, frame.shown(np.array(boxes)).round(2).tolist())) if boxes else []


def _texts_of(glyphs: Glyphs, some: Array) -> list[str]:
    """The words that a mask names, as they are drawn."""
    codes = (glyphs.code[run] for run in runs_of(glyphs, np.flatnonzero(some)))
    return ["".join(code.astype("<u4").tobytes().decode("utf-32-le").split()) for code in codes]


def _rows(
    glyphs: Glyphs,
    grids: list[Grid],
    first: list[int],
    region: Array,
    across: Array,
    frame: Frame,
    known: Array,
) -> tuple[list[list[CellDraft]], list[int], bool]:
    """The rows from top to bottom; which of them stand around the grids, and whether doubtful."""
    lines = lines_of(glyphs, region)
    rows: list[Row] = []
    for grid, offset in zip(grids, first, strict=True):
        rows += rows_of(grid, offset, lines, frame, glyphs.size)
    around, doubtful = _prose(glyphs, lines, grids, across, frame, known)
    loose = {id(cells) for _, cells in around if len(cells) > 1}
    rows += around
    rows.sort(key=lambda row: row[0])
    places = [place for place, (_, cells) in enumerate(rows) if id(cells) in loose]
    return [cells for _, cells in rows], places, doubtful


def _side_by_side(glyphs: Glyphs, grids: list[Grid]) -> list[tuple[Glyphs, list[Grid]]]:
    """The parts of a page that are read one after the other: two where two tables stand abreast."""
    tables = sorted((one for one in grids if one.shape[1] >= _FEWEST_COLUMNS), key=lambda g: g.box)
    for left, right in pairwise(tables):
        middle = (left.box[2] + right.box[0]) / 2
        top, bottom = max(left.box[1], right.box[1]), min(left.box[3], right.box[3])
        low = min(left.box[3] - left.box[1], right.box[3] - right.box[1])
        crossed = any(grid.box[0] < middle < grid.box[2] for grid in grids)
        if left.box[2] < right.box[0] and bottom - top > low / 2 and not crossed:
            break
    else:
        return [(glyphs, grids)]
    beside = (glyphs.box[:, 0] + glyphs.box[:, 2]) / 2 > middle
    for run in runs_of(glyphs, np.arange(len(beside))):
        # A title over both is read with the first.
        if not beside[run].all():
            beside[run] &= (glyphs.base[run] > top) & (glyphs.base[run] < bottom)
    return [
        (glyphs.without(beside), [grid for grid in grids if grid.box[0] < middle]),
        (glyphs.without(~beside), [grid for grid in grids if grid.box[0] > middle]),
    ]


def _boxes(shapes: list[tuple[float, float, float, float]], frame: Frame) -> Array:
    if not shapes:
        return np.zeros((0, 4))
    boxes = moved(np.array(shapes), frame.to_read)
    np.clip(boxes[:, 0::2], -1, frame.width + 1, out=boxes[:, 0::2])
    np.clip(boxes[:, 1::2], -1, frame.height + 1, out=boxes[:, 1::2])
    # What lies beyond the page is now without length on its edge.
    beyond = (
        (boxes[:, 2] < 0) | (boxes[:, 0] > frame.width)
        | (boxes[:, 3] < 0) | (boxes[:, 1] > frame.height)
    )  # fmt: skip
    return boxes[~beyond]


def _is_frame(grid: Grid, glyphs: Glyphs) -> bool:
    """Whether a grid of one column is only the frame of a table without lines between its columns."""
    if grid.shape[1] > 1:
        return False
    left, top, right, bottom = grid.box
    x, base = glyphs.box[:, 0], glyphs.base
    inside = np.flatnonzero((x > left) & (x < right) & (base > top) & (base < bottom))
    line = (base[inside] / glyphs.size).round()
    order = inside[np.lexsort((x[inside], line))]
    line = np.sort(line)
    gap = glyphs.box[order[1:], 0] - glyphs.box[order[:-1], 2] > glyphs.size * _FRAMED_GAP
    gaps = np.bincount((line[1:][gap & (np.diff(line) == 0)]).astype(int))
    return bool((gaps >= _FRAMED_GAPS).sum() > 1)


def _is_picture(shapes: Shapes, box: Box) -> bool:
    area = (box[2] - box[0]) * (box[3] - box[1])
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in shapes.images)
    return covered >= area * _PICTURE > 0


def _is_hidden(page: NativePage, index: Array) -> bool:
    looked_at = index[:: max(1, len(index) // _LOOKED_AT)].tolist()
    return bool(looked_at) and all(page.is_invisible(number) for number in looked_at)


def _regions(glyphs: Glyphs, grids: list[Grid]) -> tuple[Array, list[int]]:
    """For each character its region: 0 around the grids, else a cell; and each grid's first one."""
    region = np.zeros(len(glyphs.code), np.int64)
    x = (glyphs.box[:, 0] + glyphs.box[:, 2]) / 2
    # One height for a whole line: a comma stands lower than the text that it belongs to.
    y = glyphs.base - glyphs.size * MIDDLE
    first, offset = [], 1
    for grid in grids:
        left, top, right, bottom = grid.box
        inside = (x > left) & (x < right) & (y > top) & (y < bottom) & (region == 0)
        columns = np.searchsorted(grid.xs, x[inside]) - 1
        rows = np.searchsorted(grid.ys, y[inside]) - 1
        region[inside] = grid.cell[rows, columns] + offset
        high = (rows > 0) & (glyphs.box[inside, 1] < grid.ys[rows] - _OVER_RULE)
        if high.any():
            places = np.flatnonzero(inside)[high]
            _raise(glyphs, region, places, grid.cell[rows[high] - 1, columns[high]] + offset)
        near = (glyphs.base > bottom) & (glyphs.base < bottom + glyphs.size * _NEXT_LINE)
        if (near & (region == 0)).any():
            for column in range(grid.shape[1]):
                _take_below(glyphs, region, grid, column, offset)
        first.append(offset)
        offset += grid.cell.size
    _keep_hanging(glyphs, region)
    return region, first


def _raise(glyphs: Glyphs, region: Array, places: Array, above: Array) -> None:
    """Lines that a rule goes through belong to the cell whose lines they follow in step.

    A row that is too low for its text lets its last line run over the rule below.
    """
    step = glyphs.size * _STEP
    for place, upper in zip(places.tolist(), above.tolist(), strict=True):
        own, base = int(region[place]), float(glyphs.base[place])
        if own == upper:
            continue
        before = glyphs.base[region == upper]
        line = (region == own) & (np.abs(glyphs.base - base) < 1)
        behind = glyphs.base[(region == own) & (glyphs.base > base + 1)]
        if not len(before) or base - before.max() > glyphs.size * _NEXT_LINE:
            continue
        if len(before := np.unique(before.round())) > 1:
            step = float(before[-1] - before[-2])
        fits = abs(base - before[-1] - step)
        if not len(behind) or fits <= abs(float(behind.min()) - base - step):
            region[line] = upper


def _keep_hanging(glyphs: Glyphs, region: Array) -> None:
    """Punctuation that hangs over the right side of a cell belongs to the text before it."""
    marks = np.flatnonzero(_HANGING.among(glyphs.code[1:]) & (region[1:] != region[:-1])) + 1
    for place in marks.tolist():
        space = glyphs.box[place, 0] - glyphs.box[place - 1, 2]
        level = abs(glyphs.base[place] - glyphs.base[place - 1]) < 1
        if level and region[place - 1] and -1 < space < glyphs.size * _TOUCHING:
            region[place] = region[place - 1]


def _take_below(glyphs: Glyphs, region: Array, grid: Grid, column: int, offset: int) -> None:
    """Lines that go on in step under a cell at the foot of a grid.

    Below an open cell all of them, below a closed one those that its rule goes through.
    """
    limit = np.inf if column in grid.open_below else grid.ys[-1] - _OVER_RULE
    number = int(grid.cell[-1, column]) + offset
    own = glyphs.base[region == number]
    if not len(own):
        return
    low, high = grid.xs[column], grid.xs[column + 1]
    below = np.flatnonzero(
        (region == 0) & (glyphs.box[:, 0] > low) & (glyphs.box[:, 2] < high)
        & (glyphs.base > grid.ys[-1]) & (glyphs.base - glyphs.size * _TOP < limit)
    )  # fmt: skip
    last = float(own.max())
    for position in below[np.argsort(glyphs.base[below], kind="stable")].tolist():
        base = float(glyphs.base[position])
        if base - last > glyphs.size * _NEXT_LINE:
            return
        region[position] = number
        last = base


def _prose(
    glyphs: Glyphs, lines: Lines, grids: list[Grid], across: Array, frame: Frame, known: Array
) -> tuple[list[Row], bool]:
    """The lines around the grids, those in columns as rows of cells; and whether these are doubtful."""
    count = int(np.searchsorted(lines.region, 1))
    rows: list[Row] = []
    feet = [grid.box[3] for grid in grids]
    place = Known(known)
    if not len(known) and (head := _header_alone(glyphs, grids)) is not None:
        start = int(np.searchsorted(lines.base[:count], head.box[3]))
        place = Known(head.xs[1:-1], start, below=True)
    found, doubtful = split_rows(glyphs, lines, count, across, frame, feet, place)
    for top, cells in found:
        # What stands beside a grid is read behind it.
        behind = [grid.box[3] for grid in grids if grid.box[1] < top < grid.box[3]]
        rows.append((max(behind, default=top), cells))
    return rows, doubtful


def _header_alone(glyphs: Glyphs, grids: list[Grid]) -> Grid | None:
    """A grid that is no more than the header of the lines below it: no amount stands in it."""
    for grid in reversed(grids):
        _, top, _, bottom = grid.box
        if grid.shape[0] > _HEADER_ROWS or grid.shape[1] < _FEWEST_COLUMNS:
            continue
        inside = (glyphs.base > top) & (glyphs.base < bottom)
        if inside.any() and not _DIGITS.among(glyphs.code[inside]).any():
            return grid
    return None


def _apart(glyphs: Glyphs, frame: Frame) -> list[CellDraft]:
    """Text over the page in the order of the text layer: one cell, one run for each character."""
    text = glyphs.code.astype("<u4").tobytes().decode("utf-32-le")
    return [(text, frame.parts(frame_of(glyphs.box)).tobytes())]
