"""What a child process is asked about the pages of a document, and what it says of them."""

import msgspec

from jixiao.reading.isolation.messages import Trouble

Box = tuple[float, float, float, float]

PARTS = 100
"""Of a point, in which places are told."""

CellDraft = tuple[str, bytes]
"""Text; box and lines as `model.raw.packed` has them."""


class Opened(msgspec.Struct, frozen=True, gc=False, tag=True, array_like=True):
    """The document could be opened."""

    pages: int


class PageDraft(msgspec.Struct, frozen=True, gc=False, tag=True, array_like=True):
    """One page: rows of cells in reading order, and text that stands over the page.

    ``loose`` are the numbers of the rows whose columns only white parts, ``doubtful`` where it is not
    clear which lines are one of them,
    ``picture`` where a picture covers most of it, ``hidden`` where its text is not to be seen (as
    behind a scan), ``unmapped`` the number of glyphs that name no character, ``broken`` where pdfium
    cannot make a page of it. ``cut`` are cells of which some text may be lost, ``unseen`` those of
    which some text was read that nobody sees; ``behind`` is text that the page carries and does not
    show, as where a cell goes on over pages.
    """

    number: int
    rows: list[list[CellDraft]]
    apart: list[CellDraft]
    picture: bool = False
    hidden: bool = False
    unmapped: int = 0
    broken: bool = False
    loose: list[int] = []
    doubtful: bool = False
    cut: list[Box] = []
    unseen: list[Box] = []
    behind: list[str] = []


class OpenFile(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """Open the document in the content of the call."""


class ReadPages(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """Read pages of the open document, counted from 0.

    ``columns`` are the edges between the columns of a table that may go on at their head.
    """

    pages: list[int]
    columns: list[float] = []


class FindPages(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """Look up where each page of the open document is, before the child is copied.

    pdfium finds a page only behind all those before it and keeps what it says of each.
    """


class DrawPage(msgspec.Struct, frozen=True, tag=True, array_like=True):
    """Ask for a picture of a page, counted from 0, with so many pixels a point."""

    page: int
    scale: float


class PageDrawn(msgspec.Struct, frozen=True, gc=False, tag=True, array_like=True):
    """The picture of a page, and the size of the page in points."""

    width: float
    height: float
    png: bytes


Answer = Opened | PageDraft | PageDrawn | Trouble
Question = OpenFile | FindPages | ReadPages | DrawPage
