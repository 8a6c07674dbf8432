"""Child processes that read PDF files: started when needed, watched, kept for the next file."""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from jixiao.reading.pdf.messages import (
    LENGTH,
    Answer,
    Done,
    DrawPage,
    Failed,
    Opened,
    OpenFile,
    PageDraft,
    PageDrawn,
    Question,
    ReadPages,
)

_START = Path(__file__).with_name("start.py")
_SPARE = 2  # idle children kept for the next document
_LONGEST_LIFE = 200  # documents: what native code loses or keeps does not pile up
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
_encode = msgspec.msgpack.Encoder().encode


class ChildDied(Exception):  # noqa: N818 - names what happened
    """The child ended without an answer: it crashed, ran out of memory, or was too slow."""

    def __init__(self, *, too_slow: bool) -> None:
        super().__init__(too_slow)
        self.too_slow = too_slow


class Child:
    """One child process and the document that it has open."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._process = subprocess.Popen(  # noqa: S603 - our own file
            # -P: the folder of the file must not stand in the way of other modules' names.
            [sys.executable, "-P", str(_START)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._too_slow = False
        self.opened = 0
        self.busy = False  # in the middle of an answer

    def open(self, content: bytes, seconds: float) -> Opened | Failed:
        """Open a document; how many pages it has, or why it cannot be opened."""
        self.opened += 1
        (answer,) = self._ask(OpenFile(len(content)), seconds, content)
        assert isinstance(answer, Opened | Failed)
        return answer

    def pages(self, numbers: list[int], seconds: float) -> Iterator[PageDraft | Failed]:
        """The pages with these numbers, counted from 0, until one fails."""
        for answer in self._ask(ReadPages(numbers), seconds):
            assert isinstance(answer, PageDraft | Failed)
            yield answer

    def draw(self, number: int, scale: float, seconds: float) -> PageDrawn | Failed:
        """The picture of a page, counted from 0."""
        (answer,) = self._ask(DrawPage(number, scale), seconds)
        assert isinstance(answer, PageDrawn | Failed)
        return answer

    def _ask(
        self, question: Question, seconds: float, content: bytes = b""
    ) -> Iterator[Opened | PageDraft | PageDrawn | Failed]:
        # A timer that kills is the one way to bound a read that works on every system.
        timer = threading.Timer(seconds, self._kill_slow)
        timer.daemon = True
        timer.start()
        self.busy = True
        try:
            self._send(_encode(question), content)
            while True:
                answer = _answers.decode(self._receive())
                if isinstance(answer, PageDraft):
                    yield answer
                    continue
                self.busy = False
                if not isinstance(answer, Done):
                    yield answer
                return
        finally:
            timer.cancel()

    def _send(self, question: bytes, content: bytes) -> None:
        sink = self._stream(self._process.stdin)
        try:
            sink.write(LENGTH.pack(len(question)))
            sink.write(question)
            sink.write(content)
            sink.flush()
        except OSError:
            raise ChildDied(too_slow=self._too_slow) from None

    def _receive(self) -> bytes:
        source = self._stream(self._process.stdout)
        head = source.read(LENGTH.size)
        frame = source.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""
        if not frame:
            raise ChildDied(too_slow=self._too_slow)
        return frame

    def _stream(self, stream: IO[bytes] | None) -> Any:
        assert stream is not None
        return stream

    def _kill_slow(self) -> None:
        self._too_slow = True
        self._process.kill()

    @property
    def is_fit(self) -> bool:
        """Whether it can take another document; a timer may have ended it behind its last answer."""
        alive = not self._too_slow and self._process.poll() is None
        return alive and not self.busy and self.opened < _LONGEST_LIFE

    @property
    def process(self) -> int:
        """Its number."""
        return self._process.pid

    def close(self) -> None:
        """End the process."""
        if self.owner != os.getpid():
            return  # a copy of the record in a forked process; the child is not ours
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                self._stream(stream).close()
        self._process.wait()


_spare: list[Child] = []


def idle() -> tuple[Child, ...]:
    """The children that are kept for the next document."""
    return tuple(_spare)


class borrowed:  # noqa: N801 - used like a function
    """A child for one document; kept for the next where nothing went wrong."""

    def __enter__(self) -> Child:
        child = None
        while _spare and child is None:
            child = _spare.pop()
            if child.owner != os.getpid() or not child.is_fit:
                child.close()
                child = None
        self._child = child or Child()
        return self._child

    def __exit__(self, *_: object) -> None:
        if self._child.is_fit and len(_spare) < _SPARE:
            _spare.append(self._child)
        else:
            self._child.close()


@atexit.register
def close_all() -> None:
    """End the children that are kept."""
    while _spare:
        _spare.pop().close()
