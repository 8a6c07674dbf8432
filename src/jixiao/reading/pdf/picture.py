"""A page of a PDF file as a picture, for people to see what was read where."""

from typing import NamedTuple

from jixiao.model import Document, UnreadableDocument
from jixiao.reading.pdf.child import ChildDied, borrowed
from jixiao.reading.pdf.messages import Failed, PageDrawn

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
    failed = Failed("died")
    try:
        with borrowed() as child:
            opened = child.open(document.content, _SECONDS)
            if isinstance(opened, Failed):
                failed = opened
            elif not 0 < number <= opened.pages:
                failed = Failed("no_page", number)
            else:
                drawn = child.draw(number - 1, scale, _SECONDS)
                if isinstance(drawn, PageDrawn):
                    return PagePicture(drawn.png, drawn.width, drawn.height, opened.pages)
                failed = drawn
    except ChildDied as error:
        failed = Failed("slow" if error.too_slow else "died")
    problem = f"没有第 {number} 页。" if failed.kind == "no_page" else f"第 {number} 页画不出来。"
    raise UnreadableDocument(document.name, problem, _ADVICE)
