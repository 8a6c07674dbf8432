"""What a child is asked about a whole document, and the raw document in its answer."""

import msgspec

from jixiao.model import Place, Selection
from jixiao.reading.isolation.messages import Trouble

CellDraft = tuple[int, int, int, int, int, str, str]
"""Offset, length, line, column, number of the sheet's name, name of the cell, exact number."""


class Task(msgspec.Struct, frozen=True, array_like=True):
    """Read a document with this reader."""

    reader: str
    name: str
    selection: Selection


class Draft(msgspec.Struct, tag=True, array_like=True):
    """A raw document: its text, and where in it the cells of each table lie."""

    reader: str
    sha256: str
    text: str
    sheets: list[str]
    tables: list[tuple[bool, list[list[CellDraft]]]]
    remarks: list[str]
    notes: list[tuple[str, int, int, str, str, Place | None, str | None]]


Answer = Draft | Trouble
