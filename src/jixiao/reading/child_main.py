"""The child process: reads one document after another, within limits.

It has no network, writes no file, and dies rather than use more memory than it is given.
"""

import contextlib
import faulthandler
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import IO

import msgspec

from jixiao.model import Document, RawDocument, SheetCell, UnreadableDocument
from jixiao.reading.child_messages import (
    LENGTH,
    Answer,
    CellDraft,
    Draft,
    Fault,
    OutOfMemory,
    Refused,
    Task,
)
from jixiao.reading.page_markup import HtmlReader
from jixiao.reading.parquet import ParquetReader
from jixiao.reading.reader import Reader
from jixiao.reading.word import WordReader
from jixiao.reading.workbook import WorkbookReader

_READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (WorkbookReader(), WordReader(), HtmlReader(), ParquetReader())
}
_MOST_MEMORY = 2 << 30
_GRACE = 5.0  # seconds


def answer_to(task: Task, content: bytes) -> Answer:
    """Read a document; whatever goes wrong is an answer too."""
    document = Document(task.name, content, task.selection)
    try:
        return draft_of(_READERS[task.reader].read(document))
    except UnreadableDocument as error:
        return Refused(error.problem, error.advice)
    except MemoryError:
        return OutOfMemory()
    except RecursionError:
        return Refused("内容嵌套得太深，没有读取。", "请用 Office 或 WPS 打开后另存，再读取。")
    except Exception as error:  # noqa: BLE001 - said by the parent, as a fault of ours
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        return Fault(f"{type(error).__name__}: {error} ({place})")


def draft_of(raw: RawDocument) -> Draft:
    """A raw document as plain lists."""
    sheets: dict[str, int] = {}

    def drafted(cell: SheetCell) -> CellDraft:
        number = sheets.setdefault(cell.sheet, len(sheets))
        return cell.offset, len(cell.text), cell.line, cell.column, number, cell.cell

    tables = []
    for table in raw.tables:
        rows = [[drafted(c) for c in row if isinstance(c, SheetCell)] for row in table.rows]
        tables.append((table.apart, rows))
    return Draft(
        raw.reader, raw.sha256, raw.text, list(sheets), tables, list(raw.remarks), list(raw.notes)
    )


def serve(source: IO[bytes], sink: IO[bytes], nowhere: IO[str]) -> None:
    """Answer until nothing more is asked."""
    tasks = msgspec.msgpack.Decoder(Task)
    encode = msgspec.msgpack.Encoder().encode
    while head := source.read(LENGTH.size):
        task = tasks.decode(source.read(LENGTH.unpack(head)[0]))
        content = source.read(task.length)
        # The parent ends us in time; this is for a parent that is gone, and works in compiled code.
        faulthandler.dump_traceback_later(task.seconds + _GRACE, exit=True, file=nowhere)
        frame = encode(answer_to(task, content))
        faulthandler.cancel_dump_traceback_later()
        sink.write(LENGTH.pack(len(frame)))
        sink.write(frame)
        sink.flush()


def _limit() -> None:
    """Hold the process to its memory, where the system can; leave no core file."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve on the standard streams; nothing else may write to them."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", 1 << 16)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    # An interrupt is for the parent, which ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit()
    with Path(os.devnull).open("w") as nowhere, contextlib.suppress(BrokenPipeError):
        serve(source, sink, nowhere)
