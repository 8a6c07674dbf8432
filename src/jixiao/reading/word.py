"""Reader for DOCX: paragraphs and tables in reading order, by their visible text."""

from collections.abc import Iterator
from typing import Any

from jixiao.model import Document, RawCell, RawDocument, SheetCell
from jixiao.reading.collect import Collector, column_name, folded_rows
from jixiao.reading.package import Package, has_part, is_zip
from jixiao.reading.word_numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rt", _FALLBACK}
)
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
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
        walk = _Walk(Numbering(package))
        for part in _around(package, "header"):
            walk.blocks(part, _BODY)
        if body is not None:
            walk.blocks(body, _BODY)
        for part in _around(package, "footer"):
            walk.blocks(part, _BODY)
        walk.finish()
        return walk.collector.document(document, self.name)


def _around(package: Package, kind: str) -> list[Any]:
    """Headers or footers, each text once: sections repeat them."""
    parts = sorted(n for n in package.names if n.startswith(f"word/{kind}") and n.endswith(".xml"))
    roots: dict[str, Any] = {}
    for part in parts:
        root = package.xml(part)
        roots.setdefault("".join(_texts(root)), root)
    return [root for text, root in roots.items() if text.strip()]


class _Walk:
    """Goes through blocks in reading order."""

    def __init__(self, numbering: Numbering) -> None:
        self.collector = Collector()
        self._numbering = numbering
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
            elif child.tag not in _HIDDEN and depth < _DEEPEST:
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
        text = "".join(_texts(paragraph))
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


def _texts(element: Any) -> Iterator[str]:
    """Visible text below an element, without text boxes and inner tables."""
    for child in element:
        tag = child.tag
        if tag in (f"{_W}t", f"{_M}t"):
            yield child.text or ""
        elif tag in _TEXT:
            yield _TEXT[tag]
        elif tag == f"{_W}sym":
            yield _symbol(child)
        elif tag == f"{_M}den":
            yield "/"
            yield from _texts(child)
        elif tag == f"{_W}r" and _is_hidden(child):
            continue
        elif tag not in _HIDDEN and tag not in (
            f"{_W}txbxContent",
            f"{_W}tbl",
            f"{_W}rPr",
            f"{_W}pPr",
        ):
            yield from _texts(child)


def _is_hidden(run: Any) -> bool:
    """Text that is in the file and shown to nobody."""
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false")


def _symbol(element: Any) -> str:
    """A symbol of a font; those of the private area stay as they are, to be seen as unread."""
    code = element.get(f"{_W}char", "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _boxes(paragraph: Any) -> list[Any]:
    """Text boxes that hang on a paragraph, each once."""
    return [
        box
        for box in paragraph.iter(f"{_W}txbxContent")
        if not any(up.tag == _FALLBACK for up in box.iterancestors())
    ]
