"""Rules to grids: which cells the lines of a page enclose. Coordinates: points from the top left.

A grid is found from its lines alone, without knowing what a table of ours looks like: lines are
snapped and their pieces (dashes, the borders of single cells) merged, lines that touch belong
together, lines that end where nothing closes them are closed there, and squares that no line parts
are one merged cell.
"""

from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

_THIN = 3.0  # a rule is not wider
_SNAP = 2.5  # lines this near are one line: double rules, both borders of two neighbouring cells
_DASH = 4.5  # gaps this wide do not part a line: dashes, the joints between borders of cells
_SHORTEST = 5.0
_REACH = 3.0  # how far a line may end before the one that it meets
_OPEN = 6.0  # lines that end further than this beyond the last one across leave a side open
_FEWEST_ALONE = 4  # vertical lines of one height that are a table, with nothing across them
_COVERED = 0.6  # share of a cell's side that a line must cover to close it
_MOST_PAIRS = 4_000_000
_MOST_SQUARES = 200_000


class Grid(msgspec.Struct, frozen=True, eq=False):
    """Lines at ``xs`` and ``ys``; ``cell`` names the cell of each square, by its first square.

    ``open_below`` are the columns that no line closes at the foot.
    """

    xs: Array
    ys: Array
    cell: Array
    open_below: tuple[int, ...] = ()

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1])

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return len(self.ys) - 1, len(self.xs) - 1

    def boxes(self) -> Array:
        """For each square its own box; for the first one of a cell that of the whole cell."""
        width = self.shape[1]
        flat = self.cell.ravel()
        row, column = np.divmod(np.arange(flat.size), width)
        last_row, last_column = row.copy(), column.copy()
        np.maximum.at(last_row, flat, row)
        np.maximum.at(last_column, flat, column)
        return np.column_stack(
            (self.xs[column], self.ys[row], self.xs[last_column + 1], self.ys[last_row + 1])
        )


def find_grids(
    rules: Array, fills: Array, only_rules: Callable[[Array, Array], Array]
) -> tuple[list[Grid], Array]:
    """All grids of a page, from top to bottom, and its horizontal lines (y, x0, x1).

    Grids inside a cell of another are left out.

    Coloured fills stand for rules only where no rules enclose them. ``only_rules`` takes from the
    horizontal lines, given the vertical ones, those that are no rules.
    """
    across, down = _lines(rules)
    across = only_rules(across, down)
    found = _grids_of(across, down)
    if len(fills) > 1:
        outside = [i for i, box in enumerate(fills.tolist()) if not _is_inside(box, found)]
        if len(outside) > 1:
            found += _without_stripes(_grids_of(*_edges(fills[outside])))
    found.sort(key=lambda grid: -(grid.box[2] - grid.box[0]) * (grid.box[3] - grid.box[1]))
    kept: list[Grid] = []
    for grid in found:
        if not _is_inside(grid.box, kept):
            kept.append(grid)
    return sorted(kept, key=lambda grid: (grid.box[1], grid.box[0])), across


def _without_stripes(grids: list[Grid]) -> list[Grid]:
    """The grids but single rows of the same columns: every other row of a table that is coloured."""
    columns = [tuple(grid.xs.round(-1).tolist()) for grid in grids if grid.shape[0] == 1]
    return [
        grid
        for grid in grids
        if grid.shape[0] > 1 or columns.count(tuple(grid.xs.round(-1).tolist())) < 2
    ]


def _is_inside(box: tuple[float, ...], grids: list[Grid]) -> bool:
    for grid in grids:
        left, top, right, bottom = grid.box
        across = min(box[2], right) - max(box[0], left)
        down = min(box[3], bottom) - max(box[1], top)
        if across > _SNAP and down > _SNAP:
            return True
    return False


def _lines(rules: Array) -> tuple[Array, Array]:
    """Horizontal (y, x0, x1) and vertical (x, y0, y1) lines of thin boxes; a dot may be both."""
    width, height = rules[:, 2] - rules[:, 0], rules[:, 3] - rules[:, 1]
    flat = rules[(height <= _THIN)]
    steep = rules[(width <= _THIN)]
    across = np.column_stack(((flat[:, 1] + flat[:, 3]) / 2, flat[:, 0], flat[:, 2]))
    down = np.column_stack(((steep[:, 0] + steep[:, 2]) / 2, steep[:, 1], steep[:, 3]))
    return _merged(across), _merged(down)


def _edges(fills: Array) -> tuple[Array, Array]:
    """The sides of filled boxes as lines."""
    across = np.concatenate((fills[:, [1, 0, 2]], fills[:, [3, 0, 2]]))
    down = np.concatenate((fills[:, [0, 1, 3]], fills[:, [2, 1, 3]]))
    return _merged(across), _merged(down)


def _merged(lines: Array) -> Array:
    """Lines snapped to common places, with their pieces merged; short leftovers are dropped."""
    if not len(lines):
        return lines.reshape(0, 3)
    order = np.argsort(lines[:, 0], kind="stable")
    lines = lines[order]
    group = np.concatenate(([0], np.cumsum(np.diff(lines[:, 0]) > _SNAP)))
    weight = lines[:, 2] - lines[:, 1] + 0.01
    total = np.bincount(group, weight)
    place = (np.bincount(group, lines[:, 0] * weight) / total)[group]
    order = np.lexsort((lines[:, 1], group))
    group, place, start, end = group[order], place[order], lines[order, 1], lines[order, 2]
    # Within a group a piece begins anew where it starts behind everything before it. Shifting each
    # group far from the last one lets one running maximum serve all of them.
    far = group * 1e6
    reached = np.maximum.accumulate(end + far)
    begins = np.concatenate(([True], start[1:] + far[1:] > reached[:-1] + _DASH))
    first = np.flatnonzero(begins)
    last = np.concatenate((first[1:], [len(start)])) - 1
    merged: Array = np.column_stack((place[first], start[first], reached[last] - far[last]))
    long_enough: Array = merged[:, 2] - merged[:, 1] >= _SHORTEST
    kept: Array = merged[long_enough]
    return kept


def _grids_of(across: Array, down: Array) -> list[Grid]:
    if not len(across) + len(down) or len(across) * len(down) > _MOST_PAIRS:
        return []
    touching = (
        (down[None, :, 0] >= across[:, None, 1] - _REACH)
        & (down[None, :, 0] <= across[:, None, 2] + _REACH)
        & (across[:, None, 0] >= down[None, :, 1] - _REACH)
        & (across[:, None, 0] <= down[None, :, 2] + _REACH)
    )
    grids = []
    for rows, columns in _connected(touching):
        grid = _grid(across[rows], down[columns])
        if grid is not None:
            grids.append(grid)
    alone = down[~touching.any(axis=0)]
    while len(alone) >= _FEWEST_ALONE:
        # A row longer than the page may have no rule across on it at all.
        same = (np.abs(alone[:, 1:] - alone[0, 1:]) <= _REACH).all(axis=1)
        grid = _grid(across[:0], alone[same]) if same.sum() >= _FEWEST_ALONE else None
        if grid is not None:
            grids.append(grid)
        alone = alone[~same]
    return grids


def _connected(touching: Array) -> list[tuple[Array, Array]]:
    """The horizontal and vertical lines of each group of lines that touch."""
    groups = []
    rows_left: Array = np.asarray(touching.any(axis=1))
    while rows_left.any():
        rows: Array = np.zeros(len(rows_left), bool)
        rows[int(np.argmax(rows_left))] = True
        while True:
            columns: Array = np.asarray(touching[rows].any(axis=0))
            more: Array = np.asarray(touching[:, columns].any(axis=1))
            if (more == rows).all():
                break
            rows = more
        groups.append((rows, columns))
        rows_left &= ~rows
    return groups


def _grid(across: Array, down: Array) -> Grid | None:
    across = _close(across, down)
    down = _close(down, across)
    ys, xs = (np.array(sorted(set(lines[:, 0].tolist()))) for lines in (across, down))
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or not 2 <= rows * columns <= _MOST_SQUARES:
        return None
    closed_above = _closed(across, ys, xs)
    closed_left = _closed(down, xs, ys).T
    cell = _cells(closed_above[1:-1], closed_left[:, 1:-1])
    open_below = tuple(np.flatnonzero(~closed_above[-1]).tolist())
    return Grid(xs, ys, cell, open_below) if cell.max() > 0 else None


def _close(across: Array, down: Array) -> Array:
    """``across`` with a line added where lines across it end open, as at a cut by the page.

    A row cut by the page may have no rule at the cut, but its vertical rules end there together.
    """
    if len(down) < 2:
        return across
    for slot, side in ((1, -1), (2, 1)):
        ends = down[:, slot]
        last = ends.max() if side > 0 else ends.min()
        limit = (across[:, 0].max() if side > 0 else across[:, 0].min()) if len(across) else None
        if limit is not None and (last - limit) * side <= _OPEN:
            continue
        ending = down[np.abs(ends - last) <= _REACH]
        if len(ending) > 1:
            line = [[last, ending[:, 0].min(), ending[:, 0].max()]]
            across = np.concatenate((across, line))
    return across


def _closed(lines: Array, places: Array, stops: Array) -> Array:
    """For each place and each stretch between two stops, whether a line closes it."""
    low, high = stops[:-1], stops[1:]
    cover = np.minimum(lines[:, 2:3], high) - np.maximum(lines[:, 1:2], low)
    covered = cover >= _COVERED * (high - low)
    closed = np.zeros((len(places), len(low)), bool)
    np.logical_or.at(closed, np.searchsorted(places, lines[:, 0]), covered)
    return closed


def _cells(between_rows: Array, between_columns: Array) -> Array:
    """The cell of each square, where some sides between squares are closed."""
    rows, columns = between_columns.shape[0], between_rows.shape[1]
    cell = np.arange(rows * columns).reshape(rows, columns)
    if between_rows.all() and between_columns.all():
        return cell
    parent = list(range(rows * columns))

    def root(square: int) -> int:
        while parent[square] != square:
            parent[square] = parent[parent[square]]
            square = parent[square]
        return square

    for row, column in np.argwhere(~between_columns).tolist():
        one, other = root(row * columns + column), root(row * columns + column + 1)
        parent[max(one, other)] = min(one, other)
    for row, column in np.argwhere(~between_rows).tolist():
        one, other = root(row * columns + column), root((row + 1) * columns + column)
        parent[max(one, other)] = min(one, other)
    return np.array([root(square) for square in range(rows * columns)]).reshape(rows, columns)
