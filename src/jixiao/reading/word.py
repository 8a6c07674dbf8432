"""Reader for DOCX: paragraphs and tables in reading order, by their visible text."""

from collections.abc import Iterator
from typing import Any

from jixiao.model import Document, RawCell, RawDocument, SheetCell, UnreadableDocument
from jixiao.reading.collect import Collector, column_name, folded_rows
from jixiao.reading.package import Package, has_part, is_zip
from jixiao.reading.word_numbering import Numbering
from jixiao.reading.word_remarks import remarks_on
from jixiao.reading.word_text import FALLBACK, HIDDEN, VisibleText

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_DEEPEST = 20
_FEWEST_COLUMNS = 5  # of a table of rows; one with fewer may only hold others in place
_BODY = "正文"


class WordReader:
    """Reader for DOCX files.

    A cell that goes on downwards (a vertical merge) holds its text in its first row. A table inside
    a cell is read as a table of its own, after the one around it.
    """

    name = "docx"
    selects: frozenset[str] = frozenset()

    def accepts(self, document: Document) -> bool:
        """A zip archive with a Word document inside."""
        return is_zip(document) and has_part(document, _MAIN)

    def read(self, document: Document) -> RawDocument:
        """A raw table for each table; paragraphs between them are rows of one cell.

        Raises:
            UnreadableDocument: The file is damaged, encrypted or too large.
        """
        package = Package(document)
        body = package.xml(_MAIN).find(f"{_W}body")
        visible = VisibleText(package)
        walk = _Walk(Numbering(package), visible)
        for part in _around(package, "header", visible):
            walk.blocks(part, _BODY)
        if body is not None:
            _refuse_others_alone(document, body)
            walk.blocks(body, _BODY)
        for kind in ("footnotes", "endnotes", "footer"):
            for part in _around(package, kind, visible):
                walk.blocks(part, _BODY)
        walk.finish()
        raw = walk.collector.document(document, self.name)
        return raw._replace(remarks=() if body is None else tuple(remarks_on(body, raw.text)))


def _refuse_others_alone(document: Document, body: Any) -> None:
    """Say that the table is in another file which this one only holds."""
    if body.find(f".//{_W}altChunk") is not None and body.find(f".//{_W}tbl") is None:
        raise UnreadableDocument(
            document.name,
            "表在嵌进文档里的另一份文件中，不能读取。",
            "请用 Word 打开，另存为 .docx 再读取。",
        )


def _around(package: Package, kind: str, visible: VisibleText) -> list[Any]:
    """Headers, footers or notes, each text once: sections repeat them."""
    parts = sorted(n for n in package.names if n.startswith(f"word/{kind}") and n.endswith(".xml"))
    roots: dict[str, Any] = {}
    for part in parts:
        root = package.xml(part)
        roots.setdefault("".join(visible.of(root)), root)
    return [root for text, root in roots.items() if text.strip()]


class _Walk:
    """Goes through blocks in reading order."""

    def __init__(self, numbering: Numbering, visible: VisibleText) -> None:
        self.collector = Collector()
        self._numbering = numbering
        self._visible = visible
        self._passage: list[tuple[RawCell, ...]] = []
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, parent: Any, sheet: str, depth: int = 0) -> None:
        """Paragraphs and tables below an element."""
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child, sheet, depth)
            elif child.tag == f"{_W}tbl":
                self._table(child, depth)
            elif child.tag not in HIDDEN and depth < _DEEPEST:
                self.blocks(child, sheet, depth + 1)  # content controls and other wrappers

    def _paragraph(self, paragraph: Any, sheet: str, depth: int) -> None:
        text = self._text(paragraph)
        self._paragraphs += 1
        for line in text.split("\n"):
            cell = self.collector.cell(line, sheet, f"第{self._paragraphs}段")
            self._passage.append((cell,))
        for box in _boxes(paragraph):
            if depth < _DEEPEST:
                self.blocks(box, "文本框", depth + 1)

    def _text(self, paragraph: Any) -> str:
        """The text of a paragraph with the number that is shown before it."""
        text = "".join(self._visible.of(paragraph))
        number = self._numbering.before(paragraph)
        # An empty numbered paragraph counts and shows its number, but says nothing.
        return number + text if text.strip() else text

    def _table(self, table: Any, depth: int) -> None:
        self.finish()
        self._tables += 1
        sheet = f"表格{self._tables}"
        rows: list[tuple[list[SheetCell], list[int]]] = []
        inner: list[Any] = []
        kept = (row for row in _children(table, "tr") if row.find(f"{_W}trPr/{_W}del") is None)
        for number, row in enumerate(kept, start=1):
            cells: list[SheetCell] = []
            spans: list[int] = []
            before, _ = _skipped(row)
            for _ in range(before):
                cells.append(self.collector.cell("", sheet, f"{column_name(len(cells))}{number}"))
                spans.append(1)
            columns = list(_children(row, "tc"))
            for element in columns:
                span, goes_on = _merge(element)
                within = len(columns) >= _FEWEST_COLUMNS
                text = "" if goes_on else "\n".join(self._cell_lines(element, within=within))
                nested = element.iterchildren(f"{_W}tbl") if depth < _DEEPEST else ()
                inner += (one for one in nested if not _is_text(one, within=within))
                name = f"{column_name(len(cells))}{number}"
                cells.append(self.collector.cell(text, sheet, name))
                spans.append(span)
                for _ in range(span - 1):
                    cells.append(
                        self.collector.cell("", sheet, f"{column_name(len(cells))}{number}")
                    )
                    spans.append(1)
            rows.append((cells, spans))
        self.collector.table(folded_rows(rows))
        for nested in inner:
            self._table(nested, depth + 1)

    def _cell_lines(self, cell: Any, *, within: bool) -> Iterator[str]:
        """The lines of a cell, ``within`` a row of a table that is more than the frame of others."""
        for child in cell:
            if child.tag == f"{_W}p":
                yield self._text(child) + "".join(
                    "\n" + self._text(p) for box in _boxes(child) for p in box.iter(f"{_W}p")
                )
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                yield from self._cell_lines(child, within=within)
            elif child.tag == f"{_W}tbl" and _is_text(child, within=within):
                for row in _children(child, "tr"):
                    cells = (self._cell_lines(one, within=True) for one in _children(row, "tc"))
                    yield " ".join(filter(None, map("\n".join, cells)))

    def finish(self) -> None:
        """The passage before a table or the end is complete."""
        self.collector.table(self._passage)
        self._passage = []


def _is_text(table: Any, *, within: bool) -> bool:
    """Whether a table inside a cell only arranges the text of that cell."""
    return within or all(len(list(_children(row, "tc"))) < 2 for row in _children(table, "tr"))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, also inside content controls."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, tag)


def _merge(cell: Any) -> tuple[int, bool]:
    """How many columns a cell covers, and whether it goes on from the row above."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    down = cell.find(f"{_W}tcPr/{_W}vMerge")
    value = span.get(f"{_W}val", "1") if span is not None else "1"
    width = int(value) if value.isdigit() and 0 < int(value) < 1000 else 1
    return width, down is not None and down.get(f"{_W}val") != "restart"


def _skipped(row: Any) -> tuple[int, int]:
    """Grid columns left out before and after the cells of a row."""
    found = []
    for tag in ("gridBefore", "gridAfter"):
        element = row.find(f"{_W}trPr/{_W}{tag}")
        value = element.get(f"{_W}val", "0") if element is not None else "0"
        found.append(int(value) if value.isdigit() and int(value) < 1000 else 0)
    return found[0], found[1]


def _boxes(paragraph: Any) -> list[Any]:
    """Text boxes that hang on a paragraph, each once."""
    return [
        box
        for box in paragraph.iter(f"{_W}txbxContent")
        if not any(up.tag == FALLBACK for up in box.iterancestors())
    ]
