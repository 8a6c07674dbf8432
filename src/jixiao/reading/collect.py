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

    def cell(self, text: str, sheet: str, name: str, line: int = 0, column: int = 0) -> SheetCell:
        """A cell of a sheet or of a table in a text document."""
        made = SheetCell(text, self._length, line, column, sheet=sheet, cell=name)
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
