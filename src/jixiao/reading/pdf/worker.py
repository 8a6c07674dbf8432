"""In the child process: opens a document with pdfium and reads its pages."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pypdfium2_raw.bindings as pdfium

from jixiao.reading.isolation.messages import Refused
from jixiao.reading.pdf.drawing import draw
from jixiao.reading.pdf.messages import (
    DrawPage,
    Opened,
    OpenFile,
    PageDraft,
    PageDrawn,
    Question,
    ReadPages,
)
from jixiao.reading.pdf.native import NativePage, TooMuchOnPage
from jixiao.reading.pdf.page import read_page

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_*
_questions: msgspec.msgpack.Decoder[Question] = msgspec.msgpack.Decoder(Question)


class _Open:
    """The document that is open; pdfium reads from ``content`` as long as it is."""

    content = b""
    handle: Any = None


def serve(question: bytes, content: bytes) -> Iterator[Opened | PageDraft | PageDrawn | Refused]:
    """Open a document, or read or draw pages of the one that is open."""
    asked = _questions.decode(question)
    if isinstance(asked, OpenFile):
        yield _opened(content)
    elif isinstance(asked, DrawPage):
        yield draw(_Open.handle, asked)
    else:
        yield from _pages(asked)


def _opened(content: bytes) -> Opened | Refused:
    pdfium.FPDF_InitLibrary()  # more often does no harm
    if _Open.handle:
        pdfium.FPDF_CloseDocument(_Open.handle)
    _Open.content = content
    _Open.handle = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if _Open.handle:
        return Opened(pdfium.FPDF_GetPageCount(_Open.handle))
    if pdfium.FPDF_GetLastError() in (_PASSWORD, _SECURITY):
        return Refused("PDF 有密码，打不开。", "请先用密码打开，另存为没有密码的 PDF 再读取。")
    return Refused("PDF 已损坏或不完整，打不开。", "请重新下载或重新导出这个文件。")


def _pages(asked: ReadPages) -> Iterator[PageDraft | Refused]:
    for number in asked.pages:
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
