"""Columns of a table without lines, from page to page.

Where a page prints nothing in a column and repeats no header, no white shows that column; its place
on the pages before does.
"""

from bisect import bisect_right
from itertools import groupby, pairwise

from jixiao.reading.pdf.messages import CellDraft, PageDraft


class Columns:
    """The sides of the columns that the last table of columns had."""

    def __init__(self) -> None:
        self._sides: list[tuple[float, float]] = []

    def settle(self, page: PageDraft) -> None:
        """Give the rows of the page empty cells in columns that are known and not seen on it."""
        for width, numbers in groupby(page.loose, lambda number: len(page.rows[number])):
            rows = [page.rows[number] for number in numbers]
            if width >= len(self._sides):
                self._sides = [(box[0], box[2]) for _, box, _ in rows[0]]
                continue
            places = [self._place([row[column] for row in rows]) for column in range(width)]
            known = [place for place in places if place is not None]
            if len(known) == width and all(one < other for one, other in pairwise(known)):
                for row in rows:
                    row[:] = self._widened(row, known)

    def _place(self, cells: list[CellDraft]) -> int | None:
        """The known column in which all lines of some cells stand."""
        left = [side for side, _ in self._sides]
        found = {
            bisect_right(left, (box[0] + box[2]) / 2) - 1 for _, _, runs in cells for _, box in runs
        }
        return max(0, found.pop()) if len(found) == 1 else None

    def _widened(self, row: list[CellDraft], places: list[int]) -> list[CellDraft]:
        top, bottom = row[0][1][1], row[0][1][3]
        wide: list[CellDraft] = [
            ("", (left, top, right, bottom), []) for left, right in self._sides
        ]
        for place, cell in zip(places, row, strict=True):
            wide[place] = cell
        return wide
