"""What became of one file: its bytes in the form asked for, or why there are none."""

import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from jixiao.cli.files import printable
from jixiao.cli.formats import Format
from jixiao.cli.wrap import elide, shown
from jixiao.keeping import ERROR, ReadingError, ReadingErrorSource
from jixiao.model import UnreadableDocument

_LONGEST_TEXT = 200

Record = TypeVar("Record")


class Outcome(NamedTuple):
    """One file, read or not. The records themselves are not kept: a batch may be long.

    ``code`` is the exit code that it asks for.
    """

    name: str
    content: bytes
    code: int = 0
    notes: tuple[str, ...] = ()
    error: ReadingError | None = None


def run_file(
    path: Path, form: Format[Record], work: Callable[[Path, str], tuple[Record, int]]
) -> Outcome:
    """Work on a file and put the result into a form; never raises for a fault of the file or ours.

    Args:
        path: The file.
        form: How the record becomes bytes.
        work: From a path and its name for messages to a record and an exit code.
    """
    name = printable(path)
    try:
        record, code = work(path, name)
        return Outcome(name, form.encode(record), code, tuple(form.notes(record)))
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
    failure = ReadingError(ERROR, ReadingErrorSource(name), problem, advice)
    return Outcome(name, form.error(failure), 2, error=failure)


def _describe(error: Exception) -> str:
    """The error on one line, with the place in the program that raised it."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    text = elide(shown(f"{type(error).__name__}: {error}"), _LONGEST_TEXT)
    return f"{text}，{Path(frame.filename).name} 第 {frame.lineno} 行"
