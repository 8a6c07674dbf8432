"""Child processes: started when needed, watched, kept for the next document."""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from jixiao.reading.isolation.messages import (
    COPY,
    LENGTH,
    Call,
    Copied,
    Fault,
    OutOfMemory,
    Refused,
)

_SPARE = 2  # idle children kept for the next document
_LONGEST_LIFE = 500  # calls: what compiled code loses or keeps does not pile up
_COPYING = 10.0  # seconds
_copies: msgspec.msgpack.Decoder[Copied] = msgspec.msgpack.Decoder(Copied)
CAN_COPY = sys.platform == "linux"
"""Whether a child can become two, which takes no time and shares what both know."""

_encode = msgspec.msgpack.Encoder().encode
# The packages' own __init__ import all stages and all readers, which takes longer than to read most
# files; the child gets bare ones. A plain subprocess, because multiprocessing would import the
# caller's script again.
_START = """
import os, sys, types
for name in ("jixiao", "jixiao.reading", "jixiao.reading.pdf"):
    package = types.ModuleType(name)
    package.__path__ = [os.path.join(sys.argv[1], *name.split(".")[1:])]
    sys.modules[name] = package
from jixiao.reading.isolation.serve import main
main(*sys.argv[2:])
"""
# pdfium makes and drops thousands of small objects a page: put together at once when they are freed, as
# glibc can be told to, rather than all in one go again and again, they take a tenth less time.
_TUNABLES = "glibc.malloc.mxfast=0"
_PACKAGE = Path(__file__).resolve().parents[2]


class ChildDied(Exception):  # noqa: N818 - names what happened
    """The child ended without an answer, or lacked memory for it: it crashed or was too slow."""

    def __init__(self, *, too_slow: bool) -> None:
        super().__init__(too_slow)
        self.too_slow = too_slow


class Refusal(Exception):  # noqa: N818 - names what happened
    """The child says, in words for people, why a document cannot be read."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem, advice)
        self.problem = problem
        self.advice = advice


def _environment() -> dict[str, str]:
    tunables = filter(None, (_TUNABLES, os.environ.get("GLIBC_TUNABLES")))
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "GLIBC_TUNABLES": ":".join(tunables),  # read by glibc alone
    }


class _Copy:
    """The process that a child became besides itself, which only that child can have waited for."""

    def __init__(
        self, origin: "subprocess.Popen[bytes] | _Copy", pid: int, ends: tuple[int, ...]
    ) -> None:
        self.stdout, self.stdin = os.fdopen(ends[0], "rb"), os.fdopen(ends[1], "wb")
        self.pid = pid
        self._origin = origin

    def poll(self) -> int | None:
        """It may be used as long as it answers."""
        return self._origin.poll()

    def kill(self) -> None:
        """End it; where its origin is gone, its number is not ours, and closed streams end it."""
        if self._origin.poll() is None:
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> None:
        """Its origin's end is waited for, not its own."""


class Child:
    """One child process; ``ends`` are those of the pipes to a copy that there may be of it."""

    def __init__(
        self, process: "subprocess.Popen[bytes] | _Copy", ends: tuple[int, ...] = ()
    ) -> None:
        self.owner = os.getpid()
        self._process = process
        self._ends = ends
        self._too_slow = False
        self._calls = 0
        self._busy = False  # in the middle of an answer

    @classmethod
    def start(cls, *services: str) -> "Child":
        """A new process; it makes ready for some services even before it is asked."""
        pipes = (*os.pipe(), *os.pipe()) if CAN_COPY else ()
        theirs, ours = pipes[0::3], pipes[2:0:-1]
        try:
            process = subprocess.Popen(  # noqa: S603 - our own code, in our own interpreter
                [
                    sys.executable,
                    "-c",
                    _START,
                    str(_PACKAGE),
                    ",".join(map(str, theirs)),
                    *services,
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                pass_fds=theirs,
            )
        finally:
            for number in theirs:
                os.close(number)
        return cls(process, ours)

    def ask(
        self,
        service: str,
        question: msgspec.Struct,
        answers: msgspec.msgpack.Decoder[Any],
        seconds: float,
        content: bytes = b"",
    ) -> Iterator[Any]:
        """What a service answers, as it comes.

        Raises:
            Refusal: The service refuses the document.
            ChildDied: There is no answer, or none within the limits.
        """
        self._calls += 1
        self._busy = True
        # A timer that kills is the one way to bound compiled code on every system.
        timer = threading.Timer(seconds, self._kill_slow)
        timer.daemon = True
        timer.start()
        try:
            self._send(_encode(Call(service, _encode(question), len(content), seconds)), content)
            while frame := self._receive():
                answer = answers.decode(frame)
                match answer:
                    case Refused(problem, advice):
                        self._busy = bool(self._receive())
                        raise Refusal(problem, advice)
                    case OutOfMemory():
                        raise ChildDied(too_slow=False)
                    case Fault(description):
                        raise RuntimeError(description)
                    case _:
                        yield answer
            self._busy = False
        finally:
            timer.cancel()

    @property
    def can_copy(self) -> bool:
        """Whether it can become two: once, and only where the system can do it."""
        return bool(self._ends)

    def copy(self) -> "Child | None":
        """A second child that knows what this one does, if it can.

        Raises:
            ChildDied: This one has died.
        """
        if not self.can_copy:
            return None
        (copied,) = self.ask(COPY, Copied(), _copies, _COPYING)
        if not copied.process:
            return None
        ends, self._ends = self._ends, ()
        return Child(_Copy(self._process, copied.process, ends))

    def _send(self, call: bytes, content: bytes) -> None:
        sink = self._process.stdin
        assert sink is not None
        try:
            for piece in (LENGTH.pack(len(call)), call, content):
                sink.write(piece)
            sink.flush()
        except OSError:
            raise ChildDied(too_slow=self._too_slow) from None

    def _receive(self) -> bytes:
        """The next frame; an empty one at the end of the answers."""
        source = self._process.stdout
        assert source is not None
        head = source.read(LENGTH.size)
        length = LENGTH.unpack(head)[0] if len(head) == LENGTH.size else 1
        frame = source.read(length)
        if len(frame) < length:
            raise ChildDied(too_slow=self._too_slow)
        return frame

    def _kill_slow(self) -> None:
        self._too_slow = True
        self._process.kill()

    @property
    def is_fit(self) -> bool:
        """Whether it can take another call; a timer may have ended it behind its last answer."""
        alive = not self._too_slow and self._process.poll() is None
        return alive and not self._busy and self._calls < _LONGEST_LIFE

    def retire(self) -> None:
        """Let it end with its document: after a large one it would keep much memory for nothing."""
        self._calls = _LONGEST_LIFE

    @property
    def process(self) -> int:
        """Its number."""
        return self._process.pid

    def close(self) -> None:
        """End the process."""
        if self.owner != os.getpid():
            return  # a copy of the record in a forked process; the child is not ours
        self._process.kill()
        for number in self._ends:
            os.close(number)
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        self._process.wait()


_spare: list[Child] = []


def idle() -> tuple[Child, ...]:
    """The children that are kept for the next document."""
    return tuple(_spare)


def prepare(service: str) -> None:
    """Have a child ready that another thread will soon borrow: to start takes as long as 50 pages."""
    if not _spare and not CAN_COPY:
        _spare.append(Child.start(service))


class borrowed:  # noqa: N801 - used like a function
    """A child for one document; kept for the next where nothing went wrong."""

    def __enter__(self) -> Child:
        self._child = _taken() or Child.start()
        return self._child

    def __exit__(self, *_: object) -> None:
        if self._child.is_fit and len(_spare) < _SPARE:
            _spare.append(self._child)
        else:
            self._child.close()


def _taken() -> Child | None:
    # Several threads may take one: the list may be empty a moment after it was asked.
    with contextlib.suppress(IndexError):
        while True:
            child = _spare.pop()
            if child.owner == os.getpid() and child.is_fit:
                return child
            child.close()
    return None


@atexit.register
def close_all() -> None:
    """End the children that are kept."""
    while child := _taken():
        child.close()
