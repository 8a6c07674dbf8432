"""Pages, sheets and passages that belong to no target table."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter

from jixiao.model import Place, RawCell, RawDocument
from jixiao.text import is_blank
from jixiao.understanding.notes import Notes

Row = tuple[RawCell, ...]
Range = tuple[int, int, str]
"""``text[start:end]`` of the document, and where that is."""

_ENTRY = re.compile(r"[^\n\t]{0,20}(?:周期|年度)\s*指标\s*值\s*[:：][^\n\t]{0,20}")
_OFFSET = attrgetter("offset")
_NEAR = 3  # rows before a table in recognised text that may be its damaged title and labels
_LONGEST = 60
_MOST = 200


def outside(raw: RawDocument, extents: Sequence[tuple[int, int]]) -> list[Range]:
    """The stretches of a document outside the rows of its tables; text over its pages is one.

    Args:
        raw: The document.
        extents: Numbers of the first and last row of each table, in order.
    """
    rows = [row for table in raw.tables for row in table.rows]
    found: list[list[Row]] = []
    position = 0
    for first, last in [*extents, (len(rows), len(rows))]:
        stop = first
        if raw.recognised and first < len(rows):
            # A title that nobody could read is still the table's own.
            while stop > position and first - stop < _NEAR and _short(rows[stop - 1]):
                stop -= 1
        found.append(_trimmed(rows[position:stop]))
        position = max(position, last + 1)
    runs = [run for run in found if run]
    if len(runs) > _MOST:
        runs = [*runs[: _MOST - 1], [row for run in runs[_MOST - 1 :] for row in run]]
    if raw.overlays:
        runs.append([(cell,) for cell in raw.overlays])
    return [(_start(run), _end(run), _where(run)) for run in runs]


def ask_about_entries(raw: RawDocument, passages: Sequence[Range], notes: Notes) -> None:
    """Recognised text outside the tables that holds entries of indicators may be one's lost rows."""
    if not raw.recognised:
        return
    for start, end, where in passages:
        found = _ENTRY.search(raw.text, start, end)
        if found is not None:
            notes.question(
                "unread_text",
                f"表外（{where}）有像绩效指标的文字，没有归到任何一张表：“{found[0]}”。",
                "请对照原件；如果是表中的行，请检查那里的列与列、行与行是否连乱。",
                at=places_in(raw)(found.start(), len(found[0])),
            )


def beside(cells: Sequence[RawCell]) -> list[Range]:
    """Text between the rows of a table that is none of it: heads and feet of its pages."""
    if not cells:
        return []
    where = _where([(cell,) for cell in cells])
    return [(cell.offset, cell.offset + len(cell.text), where) for cell in cells]


def _blank(row: Row) -> bool:
    return all(is_blank(cell.text) for cell in row)


def _short(row: Row) -> bool:
    return sum(len(cell.text) for cell in row) <= _LONGEST


def _trimmed(rows: list[Row]) -> list[Row]:
    low, high = 0, len(rows)
    while low < high and _blank(rows[low]):
        low += 1
    while high > low and _blank(rows[high - 1]):
        high -= 1
    return rows[low:high]


def _start(rows: list[Row]) -> int:
    return rows[0][0].offset


def _end(rows: list[Row]) -> int:
    return rows[-1][-1].offset + len(rows[-1][-1].text)


def _where(rows: list[Row]) -> str:
    """From where to where, in the terms of the document."""
    first, last = rows[0][0].at(0, 0), rows[-1][-1].at(0, 0)
    low: object
    high: object
    if first.line is not None:
        low, high, mark = first.line, last.line, "l"
    elif first.page is not None:
        low, high, mark = first.page, last.page, "p"
    else:
        low, high, mark = first.sheet, last.sheet, ""
    return f"{mark}{low}" if low == high else f"{mark}{low}-{high}"


def places_in(raw: RawDocument) -> Callable[[int, int], tuple[Place, ...]]:
    """Gives the place of a stretch of the document, in the cell where it begins."""
    cells: list[RawCell] = []

    def place(offset: int, length: int) -> tuple[Place, ...]:
        if not cells:  # few documents ask at all
            every = (cell for table in raw.tables for row in table.rows for cell in row)
            cells.extend(sorted((cell for cell in every if cell.text), key=_OFFSET))
        number = bisect_right(cells, offset, key=_OFFSET) - 1
        if number < 0 or offset >= cells[number].offset + len(cells[number].text):
            return ()
        start = offset - cells[number].offset
        return (cells[number].at(start, start + length),)

    return place
