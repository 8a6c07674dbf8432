"""Pages of one document from one child, or from several where it has many pages."""

import threading
from collections.abc import Iterator
from contextlib import nullcontext

import msgspec

from jixiao.reading.isolation.children import Child, ChildDied, Refusal, borrowed
from jixiao.reading.pdf.messages import Answer, FindPages, OpenFile, PageDraft, ReadPages

_AHEAD = 8  # chunks that a child may read before the document has been put together so far

SERVICE = "pages"
ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


def open_file(child: Child, content: bytes, seconds: float) -> int:
    """Open a document in a child; how many pages it has."""
    (opened,) = child.ask(SERVICE, OpenFile(), ANSWERS, seconds, content)
    pages: int = opened.pages
    return pages


def _read(
    child: Child, chunk: list[int], seconds: float, columns: list[float] | None = None
) -> Iterator[PageDraft]:
    return child.ask(SERVICE, ReadPages(chunk, columns or []), ANSWERS, seconds)


class Alone:
    """Chunks that one child reads, which has the document open already."""

    def __init__(self, child: Child, chunks: list[list[int]], seconds: float) -> None:
        self._child, self._chunks, self._seconds = child, chunks, seconds
        self._coming: Iterator[PageDraft] = iter(())

    def pages(self) -> Iterator[PageDraft]:
        """The pages in order."""
        for chunk in self._chunks:
            self._coming = _read(self._child, chunk, self._seconds)
            while (page := next(self._coming, None)) is not None:
                yield page

    def again(self, number: int, columns: list[float]) -> PageDraft:
        """A page once more, with the columns of the page before it."""
        self._coming = iter(list(self._coming))
        (page,) = _read(self._child, [number], self._seconds, columns)
        return page


class Shared:
    """Chunks that several children read, each taking the next one; given out in order."""

    def __init__(
        self,
        child: Child,
        content: bytes,
        chunks: list[list[int]],
        seconds: float,
        processes: int,
    ) -> None:
        self._child, self._content = child, content
        self._asking = threading.Lock()
        self._chunks = chunks
        self._seconds = seconds
        self._processes = processes
        self._done: dict[int, list[PageDraft] | Exception] = {}
        self._next = self._wanted = 0
        self._stopped = False
        self._changed = threading.Condition()

    def again(self, number: int, columns: list[float]) -> PageDraft:
        """A page once more, with the columns of the page before it."""
        with self._asking:
            (page,) = _read(self._child, [number], self._seconds, columns)
        return page

    def pages(self) -> Iterator[PageDraft]:
        """The pages in order."""
        copy = self._copy() if self._do(self._child) else None
        threads = [
            threading.Thread(target=self._work, args=(child,), daemon=True)
            for child in filter(None, (self._child, copy))
        ]
        threads += [
            threading.Thread(target=self._work_with_another, daemon=True)
            for _ in range(self._processes - len(threads))
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
            if copy:
                copy.close()

    def _copy(self) -> Child | None:
        """A second child, which shares with the first the fonts of its first pages, and where all are."""
        if self._child.can_copy:
            list(self._child.ask(SERVICE, FindPages(), ANSWERS, self._seconds))
        return self._child.copy()

    def _work_with_another(self) -> None:
        with borrowed() as child:
            child.retire()
            try:
                open_file(child, self._content, self._seconds)
            except (ChildDied, Refusal):
                return  # the first child reads on alone, or dies of the same
            self._work(child)

    def _work(self, child: Child) -> None:
        while self._do(child):
            pass

    def _do(self, child: Child) -> bool:
        """Read the next chunk; whether there may be another."""
        number = self._take()
        if number is None:
            return False
        found: list[PageDraft] | Exception
        try:
            with self._asking if child is self._child else nullcontext():
                found = list(_read(child, self._chunks[number], self._seconds))
        except Exception as error:  # noqa: BLE001 - raised where the pages are wanted
            found = error
        with self._changed:
            self._done[number] = found
            self._changed.notify_all()
        return not isinstance(found, Exception)

    def _take(self) -> int | None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._stopped or self._next < self._wanted + self._processes + _AHEAD
            )
            if self._stopped or self._next >= len(self._chunks):
                return None
            self._next += 1
            return self._next - 1
