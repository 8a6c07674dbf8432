"""Readers whose work is done by compiled code: in a child process with limits.

A document that crashes such code, or makes it take all memory or time, ends the child and not us.
"""

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from jixiao.model import Document, RawDocument, RawNote, RawTable, SheetCell, UnreadableDocument
from jixiao.reading.child_messages import (
    LENGTH,
    Answer,
    Draft,
    Fault,
    OutOfMemory,
    Refused,
    Task,
)
from jixiao.reading.reader import Reader

SECONDS = 60.0
"""For one document, and as long again for each ten megabytes of it."""

_A_TIME = 10_000_000  # bytes
_LONGEST_LIFE = 500  # documents: what compiled code loses does not pile up
_LARGEST = 1 << 30
# The package's own __init__ imports all stages; the child needs one, and starts three times faster.
_START = """
import sys, types
package = types.ModuleType("jixiao")
package.__path__ = [sys.argv[1]]
sys.modules["jixiao"] = package
from jixiao.reading.child_main import main
main()
"""
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
_encode = msgspec.msgpack.Encoder().encode


class Isolated:
    """A reader like the one it is given, whose `read` runs in a child process.

    Only for readers that `child_main` knows, and whose cells are cells of sheets.
    """

    def __init__(self, reader: Reader) -> None:
        self.name = reader.name
        self.selects = reader.selects
        self._reader = reader

    def accepts(self, document: Document) -> bool:
        """As the reader itself."""
        return self._reader.accepts(document)

    def read(self, document: Document) -> RawDocument:
        """What the reader finds, or why it could not be read within the limits.

        Raises:
            UnreadableDocument: The reader says so, or the child died or ran out of time or memory.
        """
        if len(document.content) > _LARGEST:
            raise UnreadableDocument(
                document.name, "文件超过 1 GiB，无法一次读取。", "请按部门或年度拆成几个文件。"
            )
        try:
            answer = _ask(self.name, document)
        except ChildDied as error:
            raise _died(document, too_slow=error.too_slow) from None
        match answer:
            case Draft():
                return _document(document, answer)
            case Refused(problem, advice):
                raise UnreadableDocument(document.name, problem, advice)
            case OutOfMemory():
                raise _died(document, too_slow=False)
            case Fault(description):
                raise RuntimeError(description)


class ChildDied(Exception):  # noqa: N818 - names what happened
    """The child ended without an answer, or had to be ended."""

    def __init__(self, *, too_slow: bool) -> None:
        super().__init__(too_slow)
        self.too_slow = too_slow


class _Child:
    """One child process; only the process that started it uses it."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.asked = 0
        package = Path(__file__).parent.parent
        self._process = subprocess.Popen(  # noqa: S603 - our own code, in our own interpreter
            [sys.executable, "-c", _START, str(package)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._too_slow = False

    def ask(self, task: bytes, content: bytes, seconds: float) -> Answer:
        """The answer to a task.

        Raises:
            ChildDied: There is none.
        """
        self.asked += 1
        sink, source = self._process.stdin, self._process.stdout
        assert sink is not None
        assert source is not None
        # A timer that kills is the one way to bound compiled code on every system.
        timer = threading.Timer(seconds, self._kill_slow)
        timer.daemon = True
        timer.start()
        try:
            for piece in (LENGTH.pack(len(task)), task, content):
                sink.write(piece)
            sink.flush()
            head = source.read(LENGTH.size)
            frame = source.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""
        except OSError:
            frame = b""
        finally:
            timer.cancel()
        if not frame:
            raise ChildDied(too_slow=self._too_slow)
        return _answers.decode(frame)

    def _kill_slow(self) -> None:
        self._too_slow = True
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        if self.owner != os.getpid():
            return  # a copy of the record in a forked process
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        self._process.wait()


_spare: list[_Child] = []


def _ask(reader: str, document: Document) -> Answer:
    content = document.content
    seconds = SECONDS * (1 + len(content) / _A_TIME)
    task = _encode(Task(reader, document.name, len(content), seconds, document.selection))
    child = None
    while _spare and child is None:
        child = _spare.pop()
        if child.owner != os.getpid():
            child = None
    child = child or _Child()
    try:
        answer = child.ask(task, content, seconds)
    except BaseException:
        # Whatever interrupts us, its answer would come at the wrong time.
        child.close()
        raise
    if child.asked < _LONGEST_LIFE and not _spare:
        _spare.append(child)
    else:
        child.close()
    return answer


@atexit.register
def _close_all() -> None:
    while _spare:
        _spare.pop().close()


def _died(document: Document, *, too_slow: bool) -> UnreadableDocument:
    if too_slow:
        problem = "读取超过时限，已停止。"
        advice = "请拆成几个文件，或另存后再试。"
    else:
        problem = "读取这个文件的子进程中途退出：文件可能有问题，或需要的内存超出限度。"
        advice = "请用 Office 或 WPS 打开，删去多余的行列后另存，再读取。"
    return UnreadableDocument(document.name, problem, advice)


def _document(document: Document, draft: Draft) -> RawDocument:
    text, sheets = draft.text, draft.sheets
    tables = tuple(
        RawTable(
            tuple(
                tuple(
                    SheetCell(
                        text[offset : offset + length], offset, line, column,
                        sheet=sheets[sheet], cell=cell,
                    )
                    for offset, length, line, column, sheet, cell in row
                )
                for row in rows
            ),
            apart,
        )
        for apart, rows in draft.tables
    )  # fmt: skip
    return RawDocument(
        name=document.name,
        sha256=draft.sha256,
        reader=draft.reader,
        recognised=False,
        text=text,
        tables=tables,
        remarks=tuple(draft.remarks),
        notes=tuple(RawNote(*note) for note in draft.notes),
    )
