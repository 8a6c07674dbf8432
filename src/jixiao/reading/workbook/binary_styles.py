"""The same of the old binary format (XLS): number formats and hidden rows and columns."""

import struct
from collections.abc import Iterator
from itertools import islice

from jixiao.model import Document
from jixiao.reading.collect import column_name
from jixiao.reading.ole import Ole
from jixiao.reading.workbook.formats import BUILT_IN
from jixiao.reading.workbook.styles import Cell, SheetStyle

_BEGIN, _END, _SHEET, _FORMAT, _XF = 0x809, 0x0A, 0x85, 0x41E, 0xE0
_ROW, _COLUMNS = 0x208, 0x7D
_WINDOW, _ZEROS = 0x23E, 0x10
_ENCRYPTED = 0x2F  # FILEPASS
_ERROR, _FORMULA = 0x205, 0x06
_NO_NUMBER = b"\xff\xff"  # of the value that a formula gave
_NUMBERS = frozenset({0x203, 0x27E, 0x06})  # NUMBER, RK, FORMULA
_MANY_NUMBERS = 0xBD
_FIRST = 20  # records among which it stands
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


def binary_styles(document: Document) -> dict[str, SheetStyle]:
    """The style of each sheet of an XLS of 1997 or later, by its name; damage gives less of it."""
    content = Ole(document.content).read("Workbook")
    sheets: list[tuple[str, int]] = []
    written: dict[int, str] = {}
    styles: list[int] = []
    for kind, body in _records(content, 0):
        if kind == _SHEET and len(body) >= 8:
            sheets.append((_text(body[6:], body[6]), struct.unpack_from("<I", body)[0]))
        elif kind == _FORMAT and len(body) >= 5:
            number, length = struct.unpack_from("<HH", body)
            written[number] = _text(body[3:], length)
        elif kind == _XF and len(body) >= 4:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    codes = [written.get(number, BUILT_IN.get(number, "")) for number in styles]
    return {name: _style(content, at, codes) for name, at in sheets}


def is_encrypted(document: Document) -> bool:
    """Whether an XLS is locked by a password: then its records are no use."""
    ole = Ole(document.content)
    return any(
        kind == _ENCRYPTED
        for name in ("Workbook", "Book")
        for kind, _ in islice(_records(ole.read(name), 0), _FIRST)
    )


def _records(content: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part, without those of charts inside."""
    depth = 0
    while at + 4 <= len(content):
        kind, length = struct.unpack_from("<HH", content, at)
        body = content[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, body


def _style(content: bytes, at: int, codes: list[str]) -> SheetStyle:
    formats: dict[Cell, str] = {}
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    uncomputed: list[Cell] = []
    no_zeros = False

    def note(row: int, column: int, style: int) -> None:
        if style < len(codes) and codes[style]:
            formats[row, column] = codes[style]

    for kind, body in _records(content, at):
        if kind in _NUMBERS and len(body) >= 6:
            note(*struct.unpack_from("<HHH", body))
        failed = kind == _FORMULA and body[6:7] == b"\2" and body[12:14] == _NO_NUMBER
        if failed or (kind == _ERROR and body[7:8] == b"\1"):
            uncomputed.append(struct.unpack_from("<HH", body))
        if kind == _MANY_NUMBERS and len(body) >= 6:
            row, first = struct.unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                note(row, first + number, struct.unpack_from("<H", body, 4 + 6 * number)[0])
        elif kind == _ROW and len(body) >= 16 and body[12] & _ROW_HIDDEN:
            hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & _COLUMN_HIDDEN:
            first, last = struct.unpack_from("<HH", body)
            hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _WINDOW and len(body) >= 2:
            no_zeros = not body[0] & _ZEROS
    return SheetStyle(
        formats=formats,
        hidden_rows=frozenset(hidden_rows),
        hidden_columns=frozenset(hidden_columns),
        uncomputed=tuple(f"{column_name(column)}{row + 1}" for row, column in uncomputed),
        no_zeros=no_zeros,
    )


def _text(body: bytes, length: int) -> str:
    """A text after its length: one byte says whether its characters have two."""
    wide = body[1] & 1
    return body[2 : 2 + length * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
