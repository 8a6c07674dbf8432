"""What became of one file: its bytes in the form asked for, or why there are none."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from jixiao.cli.files import printable
from jixiao.cli.formats import Format
from jixiao.cli.wrap import elide, shown
from jixiao.keeping import ERROR, ReadingError, ReadingErrorSource
from jixiao.model import UnreadableDocument

_LONGEST_TEXT = 200

Record = TypeVar("Record")


class Done(NamedTuple):
    """What work on a file gives: a record, and the exit code that it asks for.

    ``said`` are lines for people; ``kept`` is what the whole run needs of this file.
    """

    record: Any
    code: int
    said: tuple[str, ...] = ()
    kept: tuple[Any, ...] = ()


class Outcome(NamedTuple):
    """One file, read or not. The records themselves are not kept: a batch may be long.

    ``code`` is the exit code that it asks for; ``said`` and ``kept`` are as in `Done`.
    """

    name: str
    content: bytes
    code: int = 0
    notes: tuple[str, ...] = ()
    error: ReadingError | None = None
    said: tuple[str, ...] = ()
    kept: tuple[Any, ...] = ()


def run_file(path: Path, form: Format[Record], work: Callable[[Path, str], Done]) -> Outcome:
    """Work on a file and put the result into a form; never raises for a fault of the file or ours.

    Args:
        path: The file.
        form: How the record becomes bytes.
        work: From a path and its name for messages to what comes of it.
    """
    name = printable(path)
    try:
        done = work(path, name)
        content, notes = form.encode(done.record), tuple(form.notes(done.record))
        return Outcome(name, content, done.code, notes, said=done.said, kept=done.kept)
    except UnreadableDocument as error:
        problem, advice = error.problem, error.advice
    except MemoryError:
        problem, advice = "内存不够，读不下这个文件。", "请把文件拆小，或换一台内存更大的机器。"
    except Exception as error:
        # A fault of ours must not end a batch, nor greet an officer with a traceback.
        if os.environ.get("JIXIAO_DEBUG") == "1":
            raise
        problem = f"程序内部出错（{_describe(error)}）。"
        advice = "请把文件和这一行发给维护者。"
    return failed(path, form, problem, advice)


def failed(path: Path, form: Format[Any], problem: str, advice: str) -> Outcome:
    """The outcome of a file that could not be read."""
    name = printable(path)
    failure = ReadingError(ERROR, ReadingErrorSource(name), problem, advice)
    return Outcome(name, form.error(failure), 2, error=failure)


def _describe(error: Exception) -> str:
    """The error on one line, with the place in the program that raised it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    text = elide(shown(f"{type(error).__name__}: {error}"), _LONGEST_TEXT)
    return f"{text}，{Path(frame.filename).name} 第 {frame.lineno} 行"
