"""The forms of output: what a reading is in each, and what stands around it."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from jixiao.cli.page import Look, Page
from jixiao.cli.table_view import show
from jixiao.keeping import ReadingError, csv_header, csv_rows, projects_without_indicators, to_json
from jixiao.model import Reading

FORMATS = ("table", "json", "jsonl", "csv")

_BOM = b"\xef\xbb\xbf"
_MOST_NAMES = 5

Record = TypeVar("Record")


def _no_notes(record: object) -> list[str]:
    del record
    return []


class Format(NamedTuple, Generic[Record]):
    """How records, such as readings, become bytes.

    ``head`` goes before the first one, ``between`` before each other one. An unreadable file
    gives what ``error`` makes of it; ``notes`` are what the form leaves out, for people.
    """

    extension: str
    encode: Callable[[Record], bytes]
    error: Callable[[ReadingError], bytes]
    head: bytes = b""
    between: bytes = b""
    notes: Callable[[Record], list[str]] = _no_notes


def choose_format(
    name: str, *, to_file: bool, several: bool, look: Look | None = None
) -> Format[Reading]:
    """A form of output.

    Args:
        name: One of `FORMATS`.
        to_file: A file for each reading, rather than all on standard output.
        several: More than one file is read.
        look: Of pages for people; found out where left out.
    """
    if name == "table":
        return _table_format(to_file=to_file, look=look)
    if name == "csv":
        # Excel takes a file without BOM for GBK; in a pipe a BOM would be dirt.
        head = _BOM + csv_header() if to_file else csv_header()
        return Format(".csv", csv_rows, nothing, head, notes=_left_out)
    pretty = name == "json" and (to_file or not several)

    def encode(record: Reading | ReadingError) -> bytes:
        return to_json(record, pretty=pretty)

    return Format(f".{name}", encode, encode)


def _table_format(*, to_file: bool, look: Look | None) -> Format[Reading]:
    page = Page(for_terminal=not to_file, look=look)

    def encode(reading: Reading) -> bytes:
        page.take()
        show(reading, page)
        return page.take()

    return Format(".txt", encode, nothing, between=f"\n{'─' * page.width}\n\n".encode())


def nothing(error: ReadingError) -> bytes:
    """What an unreadable file gives in a form for people: the message alone."""
    del error
    return b""


def _left_out(reading: Reading) -> list[str]:
    names = projects_without_indicators(reading)
    if not names:
        return []
    more = "等" if len(names) > _MOST_NAMES else ""
    listed = "、".join(names[:_MOST_NAMES])
    return [f"有 {len(names)} 个项目没有指标，不在 CSV 里：{listed}{more}。"]
