"""In the child process: opens a document with pdfium and reads its pages."""

import ctypes
from collections.abc import Iterator

import msgspec

from jixiao.reading.isolation.messages import Refused
from jixiao.reading.pdf.library import INT, POINTER, function
from jixiao.reading.pdf.messages import (
    DrawPage,
    FindPages,
    Opened,
    OpenFile,
    PageDraft,
    PageDrawn,
    Question,
    ReadPages,
)
from jixiao.reading.pdf.native import NativePage, TooMuchOnPage
from jixiao.reading.pdf.page import read_page

_begin = function("FPDF_InitLibrary", result=None)
_load = function(
    "FPDF_LoadMemDocument64", ctypes.c_char_p, ctypes.c_size_t, POINTER, result=POINTER
)
_close = function("FPDF_CloseDocument", POINTER, result=None)
_last_error = function("FPDF_GetLastError", result=ctypes.c_ulong)
_count_pages = function("FPDF_GetPageCount", POINTER, result=INT)
_page_size = function("FPDF_GetPageSizeByIndexF", POINTER, INT, POINTER)
_MOST_KEPT = 300  # pages: pdfium keeps what it has read of each until the document is closed
_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_*
_questions: msgspec.msgpack.Decoder[Question] = msgspec.msgpack.Decoder(Question)


class _Open:
    """The document that is open; pdfium reads from ``content`` as long as it is."""

    content = b""
    handle: int | None = None
    read = 0  # pages, since it was opened


def serve(question: bytes, content: bytes) -> Iterator[Opened | PageDraft | PageDrawn | Refused]:
    """Open a document, or read or draw pages of the one that is open."""
    asked = _questions.decode(question)
    if isinstance(asked, OpenFile):
        yield _opened(content)
    elif isinstance(asked, FindPages):
        yield _found()
    elif isinstance(asked, DrawPage):
        from jixiao.reading.pdf.drawing import draw  # noqa: PLC0415 - seldom needed

        yield draw(_Open.handle, asked)
    else:
        yield from _pages(asked)


def _opened(content: bytes) -> Opened | Refused:
    _begin()  # more often does no harm
    _open(content)
    if _Open.handle:
        return Opened(_count_pages(_Open.handle))
    if _last_error() in (_PASSWORD, _SECURITY):
        return Refused("PDF 有密码，打不开。", "请先用密码打开，另存为没有密码的 PDF 再读取。")
    return Refused("PDF 已损坏或不完整，打不开。", "请重新下载或重新导出这个文件。")


def _found() -> Opened:
    pages = _count_pages(_Open.handle)
    size = (ctypes.c_float * 2)()
    _page_size(_Open.handle, pages - 1, ctypes.addressof(size))  # the cheapest way to ask for one
    return Opened(pages)


def _open(content: bytes) -> None:
    if _Open.handle:
        _close(_Open.handle)
    _Open.content, _Open.read = content, 0
    _Open.handle = _load(content, len(content), None)


def _pages(asked: ReadPages) -> Iterator[PageDraft | Refused]:
    if _Open.read >= _MOST_KEPT:
        _open(_Open.content)
    for number in asked.pages:
        _Open.read += 1
        page = NativePage(_Open.handle, number)
        try:
            if page.is_open:
                yield read_page(page, number + 1, asked.columns)
            else:
                yield PageDraft(number + 1, [], [], broken=True)
        except TooMuchOnPage as error:
            yield Refused(
                f"第 {number + 1} 页有 {error}，超出一页应有的限度，没有读。",
                "请用 --pages 避开这一页，或重新导出。",
            )
            return
        except MemoryError:
            yield Refused(
                f"读第 {number + 1} 页时内存不够。", "请用 --pages 分批读取，或重新导出这个文件。"
            )
            return
        finally:
            page.close()
