"""Reader for tables in Markdown: their cells without the marks that only shape them."""

import html
import itertools
import re

from jixiao.model import Document, RawCell, RawDocument, RawNote, RawTable
from jixiao.reading.decode import decode, head_of, holds_tab, is_text

_LINE_END = re.compile(r"\r\n|\r|\n")
_DIVIDER = re.compile(r"\s*\|?(?:\s*:?-{1,}:?\s*\|)+(?:\s*:?-{1,}:?\s*)?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_LEAD = re.compile(r"\A\s*(?:>\s?)+")
_HEADING = re.compile(r"\A\s{0,3}#{1,6}\s+")
_STRONG = re.compile(r"(\*\*\*|\*\*|__|~~)(?=\S)((?:(?!\1).)+?)(?<=\S)\1")
_WEAK = re.compile(r"([*_`])(?=\S)([^*_`]+)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEAD = 65_536
_FEWEST = 5  # columns of a table in a text that has tabs too


class MarkdownReader:
    """Reader for text with tables in Markdown (``| a | b |``)."""

    name = "markdown"
    selects: frozenset[str] = frozenset()

    def accepts(self, document: Document) -> bool:
        """Text with a divider line of a table; one with tabs only where that table is wide."""
        content = document.content
        if b"|" not in content[:_HEAD] or not is_text(content):
            return False
        fewest = _FEWEST if holds_tab(content) else 1
        lines = _LINE_END.split(head_of(content))
        return any(_is_divider(line) and line.count("|") >= fewest for line in lines)

    def read(self, document: Document) -> RawDocument:
        """One raw table of all lines; a line without bars is a row with one cell.

        Bars, dividers and marks of emphasis are no text; a tab stands between cells.
        """
        text, notes = decode(document.content)
        lines, starts = _lines_of(text)
        pieces: list[str] = []
        rows: list[tuple[RawCell, ...]] = []
        begins: list[int] = []
        length = 0
        within = False
        for number, line in enumerate(lines, start=1):
            begins.append(length)
            divides = _is_divider(line)
            barred = _BAR.search(line) is not None and (
                line.startswith("|") or within or (_is_divider(lines[number : number + 1]))
            )
            within = divides or (within and barred)
            texts = [""] if divides else _barred(line) if barred else [_plain(line)]
            cells = []
            for column, one in enumerate(texts, start=1):
                cells.append(RawCell(one, length, number, column))
                pieces += [one, "\t"]
                length += len(one) + 1
            pieces[-1] = "\n"
            rows.append(tuple(cells))
        moved = tuple(_moved(note, starts, begins) for note in notes)
        return RawDocument(
            name=document.name,
            sha256=document.sha256(),
            reader=self.name,
            recognised=False,
            text="".join(pieces),
            tables=(RawTable(tuple(rows)),),
            notes=moved,
        )


def _is_divider(line: str | list[str]) -> bool:
    """Whether a line, or the only one of some, is the line below the head of a table."""
    if isinstance(line, list):
        return bool(line) and _is_divider(line[0])
    line = _LEAD.sub("", line, count=1)
    return "|" in line and "-" in line and _DIVIDER.fullmatch(line) is not None


def _lines_of(text: str) -> tuple[list[str], list[int]]:
    """The lines of a text without marks of quotation, and where each begins in it."""
    lines: list[str] = []
    starts: list[int] = []
    start = 0
    for match in [*_LINE_END.finditer(text), None]:
        line = text[start : match.start() if match else len(text)]
        unquoted = _LEAD.sub("", line, count=1) if ">" in line else line
        lines.append(unquoted.lstrip() if unquoted.lstrip().startswith("|") else unquoted)
        starts.append(start)
        start = match.end() if match else len(text)
    return lines, starts


def _barred(line: str) -> list[str]:
    """The cells between bars; an escaped bar belongs to its cell."""
    bars = [bar.start() for bar in _BAR.finditer(line)]
    if line[: bars[0]].strip():
        bars.insert(0, -1)
    if line[bars[-1] + 1 :].strip():
        bars.append(len(line))
    cells = [_plain(line[low + 1 : high].strip()) for low, high in itertools.pairwise(bars)]
    return cells or [_plain(line)]


def _plain(text: str) -> str:
    r"""A text without the marks that shape it.

    >>> _plain("**合计**（_不含_结转）"), _plain(r"a\|b &ge;95"), _plain("*总计*")
    ('合计（_不含_结转）', 'a|b ≥95', '总计')
    """
    text = _HEADING.sub("", text)
    text = _LINK.sub(r"\1", text)
    for _ in range(2):
        text = _STRONG.sub(r"\2", text)
    if whole := _WEAK.fullmatch(text):
        text = whole[2]
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "\\" in text:
        # Between dollar signs the backslash is that of a formula.
        text = text.replace("\\|", "|") if "$" in text else _ESCAPED.sub(r"\1", text)
    return text


def _moved(note: RawNote, starts: list[int], begins: list[int]) -> RawNote:
    """A note at the beginning of its line: marks that were left out move what is behind them."""
    line = sum(start <= note.offset for start in starts) - 1
    return note._replace(offset=begins[line])
