"""Reader for recognised text whose columns are separated by tabs."""

import re

from jixiao.model import Document, RawCell, RawDocument, RawTable, UnreadableDocument
from jixiao.reading.decode import decode, is_text

# str.splitlines would also split on \f, \x85 and U+2028, which stand inside cells.
_LINE_END = re.compile(r"(\r\n|\r|\n)")
_OTHER_END = re.compile("([\x85\u2028\u2029])")  # of lines, in a text that has no others
_LARGEST = 1 << 30
# No table has more columns; a line that has keeps its rest in one last cell.
_MOST_COLUMNS = 500


class TabbedTextReader:
    r"""Reader for recognised text whose columns are separated by tabs.

    >>> document = Document("a.txt", "项目名称\t总计\n合计\t77,452.61\n".encode())
    >>> raw = TabbedTextReader().read(document)
    >>> [[cell.text for cell in row] for row in raw.tables[0].rows]
    [['项目名称', '总计'], ['合计', '77,452.61'], ['']]
    >>> raw.tables[0].rows[1][1].at(0, 9)
    Place(line=2, column=2, start=0, end=9)
    """

    name = "tabbed-text"
    selects: frozenset[str] = frozenset()

    def accepts(self, document: Document) -> bool:
        """Text in a known encoding; whether it holds a table is found out later."""
        return is_text(document.content)

    def read(self, document: Document) -> RawDocument:
        """One raw table of all lines; a line without tab is a row with one cell.

        Raises:
            UnreadableDocument: No line holds a tab, or the file is larger than 1 GiB.
        """
        if len(document.content) > _LARGEST:
            raise UnreadableDocument(
                document.name, "文件超过 1 GiB，无法一次读取。", "请按部门或年度拆成几个文件。"
            )
        text, notes = decode(document.content)
        if "\t" not in text:
            raise UnreadableDocument(
                document.name,
                "没有找到表格：没有一行含有制表符。",
                "请用保留表格各列的识别结果（列与列之间用制表符隔开），或换用原文件。",
            )
        return RawDocument(
            name=document.name,
            sha256=document.sha256(),
            reader=self.name,
            recognised=True,
            text=text,
            tables=(RawTable(tuple(_rows(text))),),
            notes=notes,
        )


def _rows(text: str) -> list[tuple[RawCell, ...]]:
    rows = []
    offset = 0
    # Each second part is a line end.
    parts = None
    if "\r" in text or "\n" not in text:
        ends = _LINE_END if "\r" in text or "\n" in text else _OTHER_END
        parts = ends.split(text)
    lines = text.split("\n") if parts is None else parts[::2]
    for line, words in enumerate(lines, start=1):
        cells = []
        for column, piece in enumerate(words.split("\t", _MOST_COLUMNS), start=1):
            cells.append(RawCell(piece, offset, line, column))
            offset += len(piece) + 1
        rows.append(tuple(cells))
        if parts is not None and 2 * line < len(parts):
            offset += len(parts[2 * line - 1]) - 1
    return rows
