"""What the child process says about a document: small records, sent as MessagePack."""

import struct

import msgspec

LENGTH = struct.Struct("<I")
"""What stands before each record: its length."""

Box = tuple[float, float, float, float]

CellDraft = tuple[str, Box, list[tuple[int, Box]]]
"""Text, box, and its lines: first code point and box of each."""


class Opened(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The document could be opened."""

    pages: int


class PageDraft(msgspec.Struct, frozen=True, gc=False, tag=True):
    """One page: rows of cells in reading order, and text that stands over the page.

    ``picture`` where a picture covers most of it, ``hidden`` where its text is not to be seen (as
    behind a scan), ``unmapped`` the number of glyphs that name no character, ``broken`` where pdfium
    cannot make a page of it.
    """

    number: int
    rows: list[list[CellDraft]]
    apart: list[CellDraft]
    picture: bool = False
    hidden: bool = False
    unmapped: int = 0
    broken: bool = False


class Failed(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The document or a page cannot be read: a kind that the parent has words for."""

    kind: str
    page: int | None = None
    detail: str = ""


class Done(msgspec.Struct, frozen=True, gc=False, tag=True):
    """All pages that were asked for have been sent."""


class ReadPages(msgspec.Struct, frozen=True, gc=False, tag=True):
    """Ask for pages, counted from 0."""

    pages: list[int]


class OpenFile(msgspec.Struct, frozen=True, gc=False, tag=True):
    """Ask to open the document whose bytes follow."""

    length: int


class DrawPage(msgspec.Struct, frozen=True, gc=False, tag=True):
    """Ask for a picture of a page, counted from 0, with so many pixels a point."""

    page: int
    scale: float


class PageDrawn(msgspec.Struct, frozen=True, gc=False, tag=True):
    """The picture of a page, and the size of the page in points."""

    width: float
    height: float
    png: bytes


Answer = Opened | PageDraft | PageDrawn | Failed | Done
Question = OpenFile | ReadPages | DrawPage
