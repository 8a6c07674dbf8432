"""A page of a PDF file as a picture, for people to see what was read where."""

from typing import NamedTuple

from jixiao.model import Document, UnreadableDocument
from jixiao.reading.isolation.children import ChildDied, Refusal, borrowed
from jixiao.reading.pdf.messages import DrawPage
from jixiao.reading.pdf.schedule import ANSWERS, SERVICE, open_file

_SECONDS = 30.0  # to open the file, and again to draw the page
_ADVICE = "请用 PDF 阅读器打开原文件查看。"


class PagePicture(NamedTuple):
    """A PNG and the size of the page in points; boxes of `Place` lie on it, origin top left."""

    png: bytes
    width: float
    height: float
    pages: int


def draw_page(document: Document, number: int, *, scale: float = 2.0) -> PagePicture:
    """Draw one page in the reading child.

    Args:
        document: A PDF file.
        number: The page, from 1.
        scale: Pixels a point.

    Raises:
        UnreadableDocument: It cannot be opened, has no such page, or cannot be drawn within the limits.
    """
    try:
        with borrowed() as child:
            pages = open_file(child, document.content, _SECONDS)
            (drawn,) = child.ask(SERVICE, DrawPage(number - 1, scale), ANSWERS, _SECONDS)
    except ChildDied:
        raise UnreadableDocument(document.name, f"第 {number} 页画不出来。", _ADVICE) from None
    except Refusal as error:
        raise UnreadableDocument(document.name, error.problem, error.advice) from None
    return PagePicture(drawn.png, drawn.width, drawn.height, pages)
