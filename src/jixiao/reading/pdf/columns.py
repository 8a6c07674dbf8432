"""Columns of a table without lines, from page to page.

Where a page prints nothing in a column and repeats no header, no white shows that column; its place
on the pages before does, and such a page is read again with it.
"""

from collections.abc import Callable

from jixiao.model.raw import box_of
from jixiao.reading.pdf.messages import PageDraft

_MOST_AROUND = 2  # lines of a page besides its table: a running head, its number
_AS_MUCH = 0.9  # of the text in columns must stand in the known ones too

Again = Callable[[int, list[float]], PageDraft]


class Columns:
    """The edges of the columns that the last table without lines had."""

    def __init__(self, again: Again) -> None:
        self._edges: list[float] = []
        self._again = again

    def settle(self, page: PageDraft) -> PageDraft:
        """The page as the known columns show it, where by itself it shows fewer."""
        if self._edges and self._may_go_on(page):
            other = self._again(page.number - 1, self._edges)
            width = len(self._edges) + 1
            if _text_in_columns(other, width) > _text_in_columns(page, 2) * _AS_MUCH:
                return other
        self._edges = []
        if page.loose:
            self._edges = [box_of(place)[0] for _, place in page.rows[page.loose[-1]][1:]]
        return page

    def _may_go_on(self, page: PageDraft) -> bool:
        """Whether lines of a page that has no grid may stand in columns that it does not show."""
        loose = set(page.loose)
        others = [row for number, row in enumerate(page.rows) if number not in loose]
        if any(len(row) > 1 for row in others):
            return False
        width = len(self._edges) + 1
        narrow = any(len(page.rows[number]) < width for number in page.loose)
        return narrow or len(others) > _MOST_AROUND


def _text_in_columns(page: PageDraft, width: int) -> int:
    rows = [page.rows[number] for number in page.loose]
    return sum(len(cell[0]) for row in rows if len(row) >= width for cell in row)
