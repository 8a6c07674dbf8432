"""Reader for HTML: text and tables of a saved web page."""

import html
import re
from collections.abc import Callable
from typing import Any

from jixiao.model import Document, RawCell, RawDocument, SheetCell, UnreadableDocument
from jixiao.reading.collect import Collector, column_name, folded_rows
from jixiao.reading.decode import decode, head_of, is_text
from jixiao.reading.page_frozen import put_together
from jixiao.reading.page_styles import Sight

_FIELDS = frozenset({"select", "textarea"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "section",
     "article", "header", "footer", "caption", "ul", "ol", "dl", "dt", "dd", "pre", "form", "hr"}
)  # fmt: skip
_NO_TEXT = frozenset({"hidden", "checkbox", "radio", "button", "submit", "reset", "image", "file"})
_ROW_GROUPS = frozenset({"tr", "thead", "tbody", "tfoot", "form"})
_OPENINGS = ("<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<div")
_PASSAGE = 65_536
# A table in a text of another kind, up to its end or that of the text.
_TABLE = re.compile(r"(<table[\s>].*?(?:</table\s*>|\Z))", re.IGNORECASE | re.DOTALL)
_MARK = re.compile(r"\A\s*#{1,6}\s+|\*\*")
_WIDEST = 200
_MOST_COLUMNS = 2_000
_MOST_CELLS = 2_000_000
_BODY = "正文"


class HtmlReader:
    """Reader for HTML files; nothing is fetched, no script runs."""

    name = "html"
    selects: frozenset[str] = frozenset()

    def accepts(self, document: Document) -> bool:
        """Text that begins with a tag of a page, or without tabs and with a table of HTML in it."""
        if b"<" not in document.content[:_PASSAGE]:
            return False
        head = head_of(document.content, _PASSAGE).lstrip().lower()
        if head.startswith("<?xml"):
            head = head.partition("?>")[2].lstrip()
        wanted = head.startswith(_OPENINGS) or ("\t" not in head and _TABLE.search(head))
        return bool(wanted) and is_text(document.content)

    def read(self, document: Document) -> RawDocument:
        """A raw table for each table of the page; lines of text between them are rows of one cell.

        Raises:
            UnreadableDocument: The page holds nothing that can be read.
        """
        from lxml import etree  # noqa: PLC0415 - only in the child that reads

        text = decode(document.content).text
        parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
        # A declared encoding is of no use any more, and the parser refuses it.
        text = text.partition("?>")[2] if text.lstrip().startswith("<?xml") else text
        if not text.lstrip().lower().startswith(_OPENINGS):
            text = _as_page(text)
        try:
            root = etree.fromstring(text, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _nothing(document) from error
        if root is None:
            raise _nothing(document)
        walk = _Walk(Sight(root))
        try:
            walk.put_together(root)
            walk.visit(root)
        except _TooManyCells:
            raise UnreadableDocument(
                document.name, "网页里的表格大得异常，没有读取。", "请确认来源，或只保存表格部分。"
            ) from None
        walk.finish()
        return walk.collector.document(document, self.name)._replace(remarks=walk.remarks())


def _as_page(text: str) -> str:
    """Plain text, such as Markdown, whose tables are HTML: its lines become paragraphs."""
    pieces = _TABLE.split(text)
    for number in range(0, len(pieces), 2):
        lines = (_MARK.sub("", line) for line in pieces[number].splitlines())
        pieces[number] = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines)
    return f"<html><body>{''.join(pieces)}</body></html>"


def _nothing(document: Document) -> UnreadableDocument:
    return UnreadableDocument(
        document.name,
        "网页里没有能读的内容。",
        "请在浏览器里打开后另存为“网页，全部”，再读取。",
    )


class _TooManyCells(Exception):  # noqa: N818 - says what it is
    """More cells than any page has: merged cells count as those that they cover."""


class _Walk:
    """Goes through the elements in reading order."""

    def __init__(self, sight: Sight) -> None:
        self.collector = Collector()
        self._sight = sight
        self._hidden_cells = 0
        self._put_together: list[str] = []
        self._lines: list[str] = [""]
        self._count = 0
        self._tables = 0
        self._cells = 0

    def visit(self, element: Any) -> None:
        """Text and tables of an element and what follows each child."""
        if not isinstance(element.tag, str) or element.tag in _FIELDS or self._sight.hides(element):
            return
        if element.tag == "table":
            self._table(element)
            return
        if element.tag in _BLOCKS:
            self._lines.append("")
        self._lines[-1] += _squeezed(element.text)
        for child in element:
            self.visit(child)
            self._lines[-1] += _squeezed(child.tail)
        if element.tag in _BLOCKS:
            self._lines.append("")

    def put_together(self, root: Any) -> None:
        """Read once what a script wrote more than once, see `page_frozen`."""
        inner: list[Any] = []
        self._put_together = put_together(
            root, self._shown_cells, lambda cell: self._cell_text(cell, inner)
        )

    def _shown_cells(self, row: Any) -> list[Any]:
        return [
            child for child in row if child.tag in ("td", "th") and not self._sight.removes(child)
        ]

    def remarks(self) -> tuple[str, ...]:
        """What a person should know of the page."""
        found = [*self._sight.remarks, *self._put_together]
        if self._hidden_cells:
            found.append(
                f"网页的表格里有 {self._hidden_cells} 处隐藏的行或格，页面不显示，没有读。"
            )
        return tuple(found)

    def finish(self) -> None:
        """The passage before a table or the end is complete."""
        rows: list[tuple[RawCell, ...]] = []
        for line in self._lines:
            if line.strip():
                self._count += 1
                rows.append((self.collector.cell(line.strip(), _BODY, f"第{self._count}行"),))
        self.collector.table(rows)
        self._lines = [""]

    def _table(self, table: Any) -> None:
        self.finish()
        self._tables += 1
        sheet = f"表格{self._tables}"
        taken: dict[tuple[int, int], bool] = {}
        rows: list[tuple[list[SheetCell], list[int]]] = []
        inner: list[Any] = []
        for y, row in enumerate(self._rows(table)):
            cells: list[SheetCell] = []
            spans: list[int] = []
            for element in (child for child in row if child.tag in ("td", "th")):
                if self._sight.hides(element):
                    self._hidden_cells += bool("".join(element.itertext()).strip())
                    if self._sight.removes(element):
                        continue
                while taken.get((y, len(cells))):
                    cells.append(
                        self.collector.cell("", sheet, f"{column_name(len(cells))}{y + 1}")
                    )
                    spans.append(1)
                across, down = _span(element, "colspan"), _span(element, "rowspan")
                self._cells += across * down
                if self._cells > _MOST_CELLS or len(cells) > _MOST_COLUMNS:
                    raise _TooManyCells
                for more in range(1, down):
                    for column in range(len(cells), len(cells) + across):
                        taken[y + more, column] = True
                text = "" if self._sight.hides(element) else self._cell_text(element, inner)
                cells.append(self.collector.cell(text, sheet, f"{column_name(len(cells))}{y + 1}"))
                spans.append(across)
                for _ in range(across - 1):
                    cells.append(
                        self.collector.cell("", sheet, f"{column_name(len(cells))}{y + 1}")
                    )
                    spans.append(1)
            while taken.get((y, len(cells))):
                cells.append(self.collector.cell("", sheet, f"{column_name(len(cells))}{y + 1}"))
                spans.append(1)
            if cells:
                rows.append((cells, spans))
        self.collector.table(folded_rows(rows))
        for nested in inner:
            self._table(nested)

    def _rows(self, table: Any) -> list[Any]:
        """The shown rows of a table, not those of tables inside it."""
        found = []
        for child in table:
            if child.tag in _ROW_GROUPS and self._sight.hides(child):
                self._hidden_cells += bool("".join(child.itertext()).strip())
            elif child.tag == "tr":
                found.append(child)
            elif child.tag in _ROW_GROUPS:
                found += self._rows(child)
        return found

    def _cell_text(self, element: Any, inner: list[Any]) -> str:
        """Visible text of a cell, its lines parted; tables inside are put aside."""
        lines = [""]

        def visit(node: Any) -> None:
            if not isinstance(node.tag, str) or self._sight.hides(node):
                return
            if node.tag == "table":
                inner.append(node)
                return
            if node.tag in _FILLED:
                first, *more = _FILLED[node.tag](node).split("\n")
                lines[-1] += first
                lines.extend(more)
                return
            if node.tag in _BLOCKS and node is not element:
                lines.append("")
            lines[-1] += _squeezed(node.text)
            for child in node:
                visit(child)
                lines[-1] += _squeezed(child.tail)
            if node.tag in _BLOCKS and node is not element:
                lines.append("")

        visit(element)
        return "\n".join(line.strip() for line in lines if line.strip())


def _entered(field: Any) -> str:
    """What a field of a form shows."""
    unseen = (field.get("type") or "text").strip().lower() in _NO_TEXT
    return "" if unseen else field.get("value") or ""


def _chosen(select: Any) -> str:
    """What a list of choices shows: those that are selected, else the first."""
    options = list(select.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None]
    return "\n".join(_squeezed("".join(one.itertext())).strip() for one in chosen or options[:1])


# A system's page shows its cells in the fields of a form.
_FILLED: dict[str, Callable[[Any], str]] = {
    "input": _entered,
    "textarea": lambda field: "".join(field.itertext()).replace("\r", ""),
    "select": _chosen,
}


def _squeezed(text: str | None) -> str:
    """White space as a page shows it: any run is one space."""
    if not text:
        return ""
    parts = text.split()
    if not parts:
        return " "
    return (
        (" " if text[0].isspace() else "") + " ".join(parts) + (" " if text[-1].isspace() else "")
    )


def _span(element: Any, name: str) -> int:
    value = (element.get(name) or "1").strip()
    return min(int(value), _WIDEST) if value.isdigit() and int(value) > 0 else 1
