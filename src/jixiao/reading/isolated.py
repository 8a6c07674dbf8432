"""Readers whose work is done by compiled code: in a child process with limits."""

import msgspec

from jixiao.model import Document, RawDocument, RawNote, RawTable, SheetCell, UnreadableDocument
from jixiao.reading.draft import Answer, Draft, Task
from jixiao.reading.isolation.children import ChildDied, Refusal, borrowed
from jixiao.reading.reader import Reader

SECONDS = 60.0
"""For one document, and as long again for each ten megabytes of it."""

_A_TIME = 10_000_000  # bytes
_LARGEST = 1 << 30
_answers: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


class Isolated:
    """A reader like the one it is given, whose `read` runs in a child process.

    Only for readers that `whole` knows, and whose cells are cells of sheets.
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
        content = document.content
        if len(content) > _LARGEST:
            raise UnreadableDocument(
                document.name, "文件超过 1 GiB，无法一次读取。", "请按部门或年度拆成几个文件。"
            )
        task = Task(self.name, document.name, document.selection)
        seconds = SECONDS * (1 + len(content) / _A_TIME)
        try:
            with borrowed() as child:
                (draft,) = child.ask("document", task, _answers, seconds, content)
        except ChildDied as error:
            raise _died(document, too_slow=error.too_slow) from None
        except Refusal as error:
            raise UnreadableDocument(document.name, error.problem, error.advice) from None
        return _document(document, draft)


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
                        sheet=sheets[sheet], cell=cell, exact=exact,
                    )
                    for offset, length, line, column, sheet, cell, exact in row
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
