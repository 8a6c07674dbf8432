"""Pages of one document from one child, or from several where it has many pages."""

import threading
from collections.abc import Iterator

import msgspec

from jixiao.reading.isolation.children import Child, ChildDied, Refusal, borrowed
from jixiao.reading.pdf.messages import Answer, OpenFile, PageDraft, ReadPages

_AHEAD = 4  # chunks that a child may read before the document has been put together so far

SERVICE = "pages"
ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


def open_file(child: Child, content: bytes, seconds: float) -> int:
    """Open a document in a child; how many pages it has."""
    (opened,) = child.ask(SERVICE, OpenFile(), ANSWERS, seconds, content)
    pages: int = opened.pages
    return pages


def _read(child: Child, chunk: list[int], seconds: float) -> Iterator[PageDraft]:
    return child.ask(SERVICE, ReadPages(chunk), ANSWERS, seconds)


def read_chunks(
    child: Child, content: bytes, chunks: list[list[int]], processes: int, seconds: float
) -> Iterator[PageDraft]:
    """The pages of all chunks in order; ``child`` has the document open already."""
    if processes < 2:
        for chunk in chunks:
            yield from _read(child, chunk, seconds)
        return
    yield from _Shared(chunks, seconds, processes).run(child, content)


class _Shared:
    """Chunks that several children read, each taking the next one; given out in order."""

    def __init__(self, chunks: list[list[int]], seconds: float, processes: int) -> None:
        self._chunks = chunks
        self._seconds = seconds
        self._processes = processes
        self._done: dict[int, list[PageDraft] | Exception] = {}
        self._next = self._wanted = 0
        self._stopped = False
        self._changed = threading.Condition()

    def run(self, child: Child, content: bytes) -> Iterator[PageDraft]:
        threads = [threading.Thread(target=self._work, args=(child,), daemon=True)]
        threads += [
            threading.Thread(target=self._work_with_another, args=(content,), daemon=True)
            for _ in range(self._processes - 1)
        ]
        for thread in threads:
            thread.start()
        try:
            for number in range(len(self._chunks)):
                with self._changed:
                    self._wanted = number
                    self._changed.notify_all()
                    while number not in self._done:
                        self._changed.wait()
                    found = self._done.pop(number)
                if isinstance(found, Exception):
                    raise found
                yield from found
        finally:
            with self._changed:
                self._stopped = True
                self._changed.notify_all()
            for thread in threads:
                thread.join()

    def _work_with_another(self, content: bytes) -> None:
        with borrowed() as child:
            try:
                open_file(child, content, self._seconds)
            except (ChildDied, Refusal):
                return  # the first child reads on alone, or dies of the same
            self._work(child)

    def _work(self, child: Child) -> None:
        while (number := self._take()) is not None:
            found: list[PageDraft] | Exception
            try:
                found = list(_read(child, self._chunks[number], self._seconds))
            except Exception as error:  # noqa: BLE001 - raised where the pages are wanted
                found = error
            with self._changed:
                self._done[number] = found
                self._changed.notify_all()
            if isinstance(found, Exception):
                return

    def _take(self) -> int | None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopped or self._next < self._wanted + self._processes + _AHEAD
            )
            if self._stopped or self._next >= len(self._chunks):
                return None
            self._next += 1
            return self._next - 1
