"""In the child process: reads whole documents with the readers that stand on compiled code."""

from collections.abc import Iterator

import msgspec

from jixiao.model import Document, RawDocument, SheetCell, UnreadableDocument
from jixiao.reading.draft import CellDraft, Draft, Task
from jixiao.reading.isolation.messages import Refused
from jixiao.reading.page_markup import HtmlReader
from jixiao.reading.parquet import ParquetReader
from jixiao.reading.reader import Reader
from jixiao.reading.word import WordReader
from jixiao.reading.workbook import WorkbookReader

_READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (WorkbookReader(), WordReader(), HtmlReader(), ParquetReader())
}
_tasks = msgspec.msgpack.Decoder(Task)


def serve(question: bytes, content: bytes) -> Iterator[Draft | Refused]:
    """Read a document."""
    task = _tasks.decode(question)
    try:
        raw = _READERS[task.reader].read(Document(task.name, content, task.selection))
    except UnreadableDocument as error:
        yield Refused(error.problem, error.advice)
    else:
        yield draft_of(raw)


def draft_of(raw: RawDocument) -> Draft:
    """A raw document as plain lists."""
    sheets: dict[str, int] = {}

    def drafted(cell: SheetCell) -> CellDraft:
        number = sheets.setdefault(cell.sheet, len(sheets))
        return (
            cell.offset, len(cell.text), cell.line, cell.column, number, cell.cell, cell.exact,
        )  # fmt: skip

    tables = []
    for table in raw.tables:
        rows = [[drafted(c) for c in row if isinstance(c, SheetCell)] for row in table.rows]
        tables.append((table.apart, rows))
    return Draft(
        raw.reader, raw.sha256, raw.text, list(sheets), tables, list(raw.remarks), list(raw.notes)
    )
