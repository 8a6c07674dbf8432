"""What a child process that reads documents is asked, and what it answers."""

import struct

import msgspec

from jixiao.model import Place, Selection

LENGTH = struct.Struct(">I")
"""Before each message: how many bytes it has."""

CellDraft = tuple[int, int, int, int, int, str]
"""Offset, length, line, column, number of the sheet's name, name of the cell."""


class Task(msgspec.Struct, tag=True, array_like=True):
    """Read a document with this reader; its bytes follow the message."""

    reader: str
    name: str
    length: int
    seconds: float
    selection: Selection


class Draft(msgspec.Struct, tag=True, array_like=True):
    """A raw document: its text, and where in it the cells of each table lie."""

    reader: str
    sha256: str
    text: str
    sheets: list[str]
    tables: list[tuple[bool, list[list[CellDraft]]]]
    remarks: list[str]
    notes: list[tuple[str, int, int, str, str, Place | None]]


class Refused(msgspec.Struct, tag=True, array_like=True):
    """The document cannot be read, with the words for people."""

    problem: str
    advice: str


class OutOfMemory(msgspec.Struct, tag=True, array_like=True):
    """The document needs more memory than the child is given."""


class Fault(msgspec.Struct, tag=True, array_like=True):
    """A fault of the program itself."""

    description: str


Answer = Draft | Refused | OutOfMemory | Fault
