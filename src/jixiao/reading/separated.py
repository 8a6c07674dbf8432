"""Reader for CSV: text with a place of line and column."""

import csv
import io
import re
from bisect import bisect_left
from functools import cache

from jixiao.model import Document, RawCell, RawDocument, RawNote, RawTable
from jixiao.reading.decode import decode, head_of, holds_tab, is_text

_LINE_END = re.compile(r"\r\n|\r|\n")
_DOUBLED = re.compile('""')
_QUOTED = re.compile(r'"(?<![^\t\n]")((?:[^"]|"")*+)"(?=[\t\r\n]|$)')
_HEAD = 65_536
_FEWEST = 5  # columns of the form without the empty ones
_SHARE = 0.3  # of the lines that have so many
_EVEN = 0.8
_MOST_QUOTED = 0.5  # share of the fields that a person or a machine would not quote
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)  # keeps a spreadsheet from reading a text as a number


class SeparatedReader:
    """Reader for CSV: fields parted by commas or semicolons, quoted where they need it.

    Fields parted by tabs are read here where quotes enclose line ends; text that a machine
    recognised has no such quotes.
    """

    name = "csv"
    selects: frozenset[str] = frozenset()

    def accepts(self, document: Document) -> bool:
        """Text of which many lines have as many fields as the form has columns."""
        content = document.content
        tabs = holds_tab(content)
        if (tabs and b'"' not in content) or not is_text(content):
            return False
        head = head_of(content)
        if not tabs:
            return _delimiter(head) is not None
        # A tab inside quotes keeps a spreadsheet from counting with an amount.
        inside = _delimiter(head, "\t") is None and _delimiter(head, even=True) is not None
        return inside or _has_tabs(head)

    def read(self, document: Document) -> RawDocument:
        """One raw table of all records; quotes around a field are no text of it."""
        text, notes = decode(document.content)
        delimiter = "\t" if _has_tabs(text[:_HEAD]) else _delimiter(text[:_HEAD]) or ","
        dropped: list[int] = []
        pieces: list[str] = []
        rows: list[tuple[RawCell, ...]] = []
        cells: list[RawCell] = []
        line = first = 1
        length = 0
        for match in _field(delimiter).finditer(text):
            value = match["plain"]
            if value is None:
                value = match["quoted"].replace('""', '"')
                low, high = match.span("quoted")
                doubled = _DOUBLED.finditer(text, low, high) if notes else ()
                dropped += [*range(match.start(), low), *(quote.start() for quote in doubled)]
                dropped += range(high, match.start("end"))
            if formula := _FORMULA.fullmatch(value):
                value, start = formula[1], match.start() + (match["plain"] is None)
                dropped += [start, start + 1, match.end() - 2]
            cells.append(RawCell(value, length, first, len(cells) + 1))
            # A bar is no text; white space stands for it.
            pieces += [value, "\t" if match["end"] == "|" else match["end"]]
            length += len(value) + len(match["end"])
            line += len(_LINE_END.findall(match[0]))
            if match["end"] != delimiter:
                rows.append(tuple(cells))
                cells, first = [], line
        shifted = tuple(
            note._replace(offset=note.offset - bisect_left(sorted(dropped), note.offset))
            for note in notes
        )
        return _document(document, self.name, "".join(pieces), rows, shifted)


@cache
def _field(delimiter: str) -> re.Pattern[str]:
    """A field and what ends it; a quote that is never closed is an ordinary character."""
    return re.compile(
        rf'(?: *"(?P<quoted>(?:[^"]|"")*)" *(?={re.escape(delimiter)}|[\r\n]|\Z)|(?P<plain>[^{delimiter}\r\n]*))'
        rf"(?P<end>{re.escape(delimiter)}|\r\n|\r|\n|\Z)"
    )


def _has_tabs(head: str) -> bool:
    """Whether tabs part fields of which some are quoted for their line ends, or most for nothing."""
    quoted = [found[1] for found in _QUOTED.finditer(head)]
    if not quoted:
        return False
    filled = sum(bool(field.strip()) for line in head.split("\n") for field in line.split("\t"))
    return (any("\n" in one for one in quoted) or len(quoted) > filled * _MOST_QUOTED) and (
        _delimiter(head, "\t") is not None
    )


def _delimiter(head: str, among: str = ",;|", *, even: bool = False) -> str | None:
    """The delimiter that gives many lines the columns of the form, ``even``: as many in nearly all."""
    for delimiter in among:
        try:
            rows = list(
                csv.reader(
                    io.StringIO(head, newline=""), delimiter=delimiter, skipinitialspace=True
                )
            )
        except csv.Error:
            continue
        filled = [row for row in rows if any(row)]
        wide = [len(row) for row in filled if len(row) >= _FEWEST]
        if even and wide and max(map(wide.count, wide)) < _EVEN * len(filled):
            continue
        if wide and len(wide) >= _SHARE * len(filled):
            return delimiter
    return None


def _document(
    document: Document,
    reader: str,
    text: str,
    rows: list[tuple[RawCell, ...]],
    notes: tuple[RawNote, ...],
) -> RawDocument:
    return RawDocument(
        document.name, document.sha256(), reader, False, text, (RawTable(tuple(rows)),), notes
    )
