"""The child process: opens one document after another with pdfium and answers with its pages.

It speaks frames over its standard streams: four bytes of length, then a MessagePack record. It has
no network, writes no file, and dies rather than use more memory than it is given.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import IO, Any

# One process is one core's work; idle threads of numpy would only take memory.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import msgspec  # noqa: E402 - after the environment is set
import pypdfium2_raw.bindings as pdfium  # noqa: E402

from jixiao.reading.pdf.drawing import draw  # noqa: E402
from jixiao.reading.pdf.messages import (  # noqa: E402
    LENGTH,
    Answer,
    Done,
    DrawPage,
    Failed,
    Opened,
    OpenFile,
    PageDraft,
    Question,
)
from jixiao.reading.pdf.native import NativePage, TooMuchOnPage  # noqa: E402
from jixiao.reading.pdf.page import read_page  # noqa: E402

_MOST_MEMORY = 3 << 30
_FORMAT, _PASSWORD, _SECURITY = 3, 4, 5  # FPDF_ERR_*


def limit_memory() -> None:
    """Hold the process to its memory, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Open:
    """The document that is open; pdfium reads from ``content`` as long as it is."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.handle: Any = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        self.error = 0 if self.handle else pdfium.FPDF_GetLastError()

    def close(self) -> None:
        if self.handle:
            pdfium.FPDF_CloseDocument(self.handle)


def _opened(document: _Open) -> Answer:
    if document.handle:
        return Opened(pdfium.FPDF_GetPageCount(document.handle))
    if document.error in (_PASSWORD, _SECURITY):
        return Failed("encrypted")
    return Failed("damaged")


def _pages(document: _Open, numbers: list[int]) -> Iterator[Answer]:
    for number in numbers:
        page = NativePage(document.handle, number)
        try:
            if page.is_open:
                yield read_page(page, number + 1)
            else:
                yield PageDraft(number + 1, [], [], broken=True)
        except TooMuchOnPage as error:
            yield Failed("too_much", number + 1, str(error))
            return
        except MemoryError:
            yield Failed("memory", number + 1)
            return
        finally:
            page.close()
    yield Done()


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer questions until there are no more."""
    questions = msgspec.msgpack.Decoder(Question)
    encode = msgspec.msgpack.Encoder().encode

    def say(answer: Answer) -> None:
        frame = encode(answer)
        sink.write(LENGTH.pack(len(frame)))
        sink.write(frame)

    document: _Open | None = None
    while head := source.read(LENGTH.size):
        question: Question = questions.decode(source.read(LENGTH.unpack(head)[0]))
        if isinstance(question, OpenFile):
            if document is not None:
                document.close()
            document = _Open(source.read(question.length))
            say(_opened(document))
        elif document is None:
            continue
        elif isinstance(question, DrawPage):
            say(draw(document.handle, question))
        else:
            for answer in _pages(document, question.pages):
                say(answer)
        sink.flush()


def main() -> None:
    """Serve on the standard streams; nothing else may write to them."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", 1 << 16)
    # Whatever a library prints must not reach the parent as an answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit_memory()
    pdfium.FPDF_InitLibrary()
    with contextlib.suppress(BrokenPipeError):
        serve(source, sink)


if __name__ == "__main__":
    main()
