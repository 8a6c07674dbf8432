"""Collects the cells of a document whose text does not come as one string."""

import re

from jixiao.model import Document, RawCell, RawDocument, RawTable, SheetCell

Row = tuple[RawCell, ...]

_REMARK = re.compile(r"\s*(?:附?\s*注|备\s*注|说\s*明|填\s*表\s*说\s*明)\s*[0-9]*\s*[:：]")


class Collector:
    """The text of a document as its cells are found; each cell is a range of it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._tables: list[RawTable] = []

    def cell(
        self, text: str, sheet: str, name: str, line: int = 0, column: int = 0, exact: str = ""
    ) -> SheetCell:
        """A cell of a sheet or of a table in a text document."""
        made = SheetCell(text, self._length, line, column, sheet=sheet, cell=name, exact=exact)
        if text:
            self._pieces.append(text)
            self._length += len(text)
        return made

    def table(self, rows: list[Row], *, apart: bool = False) -> None:
        """The rows of one sheet, table or passage are complete."""
        if rows:
            self._tables.append(RawTable(tuple(rows), apart))

    def document(self, document: Document, reader: str) -> RawDocument:
        """All that was found, from a source whose characters are exact."""
        return RawDocument(
            name=document.name,
            sha256=document.sha256(),
            reader=reader,
            recognised=False,
            text="".join(self._pieces),
            tables=tuple(self._tables),
        )


def column_name(index: int) -> str:
    """Letters of a column, from 0.

    >>> column_name(0), column_name(25), column_name(26), column_name(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def folded_rows(rows: list[tuple[list[SheetCell], list[int]]]) -> list[Row]:
    """The rows of a table, see `folded_row`; its columns are those of which cells are made.

    Where somebody moved the border of single cells, a column between the old and the new place is
    part of the cell before it in some rows and of the one behind it in others, and never a cell.
    """
    width = max((len(cells) for cells, _ in rows), default=0)
    before, behind, own = [False] * width, [False] * width, [False] * width
    for _, spans in rows:
        x = 0
        while x < len(spans):
            last = min(x + spans[x], len(spans)) - 1
            own[x] |= x == last
            behind[x] |= x < last
            before[last] |= x < last
            x = last + 1
    for x in reversed(range(width)):
        if own[x] or not (before[x] and behind[x]):
            continue
        for cells, spans in rows:
            if x < len(cells):
                _leave_out(cells, spans, x)
    return [folded_row(cells, spans) for cells, spans in rows]


def _leave_out(cells: list[SheetCell], spans: list[int], x: int) -> None:
    """Take a column that is part of a wider cell out of a row."""
    if spans[x] > 1:
        del cells[x + 1]
        spans[x : x + 2] = [spans[x] - 1]
        return
    begin = next(n for n in range(x, -1, -1) if n + spans[n] > x)
    del cells[x], spans[x]
    if begin < x:
        spans[begin] -= 1


def folded_row(cells: list[SheetCell], spans: list[int]) -> Row:
    """A row as it is walked: text merged over several columns and alone in its row is one cell.

    So is a remark below a table, which runs over the columns beside it though nobody merged them.

    Args:
        cells: One for each column; those inside a merged cell are empty.
        spans: How many columns each cell covers.
    """
    filled = [number for number, cell in enumerate(cells) if cell.text.strip()]
    if len(filled) == 1:
        alone = cells[filled[0]]
        if len(cells) == 1 or spans[filled[0]] > 1 or _REMARK.match(alone.text):
            return (alone,)
    return tuple(cells)
