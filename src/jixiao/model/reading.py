"""The result of reading one document: tables, repairs, open questions, and the ledger."""

import msgspec

from jixiao.model.place import Place
from jixiao.model.table import ObjectiveTable


class NotOneTable(LookupError):  # noqa: N818 - reads as what it says: not one table
    """``Reading.table`` was asked of a reading that has none or several."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(name, count)
        self.name = name
        self.count = count

    def __str__(self) -> str:
        return f"{self.name}：有 {self.count} 张绩效目标表，不是一张；请用 reading.tables。"


class Source(msgspec.Struct, frozen=True, gc=False):
    """来源: name as given, hash of the bytes, the reader that took it, and whether recognised.

    ``pages`` and ``sheet`` are what was selected; None where the whole document was read.
    """

    name: str
    sha256: str
    reader: str
    recognised: bool
    pages: str | None = None
    sheet: str | None = None


class Subject(msgspec.Struct, frozen=True, gc=False):
    """What a repair or question is about; names as printed."""

    table: int | None = None
    spending_unit: str | None = None
    project: str | None = None
    indicator: int | None = None


class Repair(msgspec.Struct, frozen=True, gc=False):
    """修复: a change from the printed text: where, before, after, why, and how sure.

    ``key`` depends on the content only, so that a person's answer finds it at each reading.
    ``confidence`` is certain, likely or person.
    """

    key: str
    kind: str
    at: tuple[Place, ...]
    before: str
    after: str
    reason: str
    confidence: str
    subject: Subject


def repaired_text(text: str, kind: str) -> str:
    """``before`` or ``after`` of a repair as people read it: its parts with a slash between.

    >>> repaired_text("40,000.00|49,000.00", "amount_chosen")
    '40,000.00 ／ 49,000.00'
    """
    return text.replace("|", " ／ ") if kind in _IN_PARTS else text


# Kinds of repair whose texts are of several rows or cells, with "|" between.
_IN_PARTS = frozenset(
    {"rows_joined", "pages_joined", "name_joined", "cells_parted", "amount_chosen"}
)


class Question(msgspec.Struct, frozen=True, gc=False):
    """存疑: what could not be read for certain, why, and what a person can do."""

    key: str
    kind: str
    message: str
    advice: str
    at: tuple[Place, ...]
    subject: Subject
    candidates: tuple[str, ...] = ()


class Remainder(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text that was not understood, with its place."""

    text: str
    at: Place


class Ledger(msgspec.Struct, frozen=True, gc=False):
    """文字总账: every code point is in exactly one of fields, furniture, unread, outside.

    ``outside`` is text of no target table; ``by_kind`` counts it for each stretch, such as
    ``outside:p3-9`` (pages), ``outside:l1-5`` (lines) or ``outside:Sheet2``.
    """

    characters: int
    fields: int
    furniture: int
    unread: int
    outside: int
    by_kind: dict[str, int]
    remainder: tuple[Remainder, ...]


class Correction(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """更正: a person's answer.

    ``action``: ``undo`` a repair, ``confirm`` a question as seen (both by ``key``), or ``set`` an
    amount: ``field`` (total, fiscal_appropriation, …) of ``project`` in ``spending_unit``, or of
    the unit row or grand total where these are left out, to ``value``; with ``printed`` only while
    the print still says so. With ``source``, a file name or the first 8 or more digits of the
    bytes' hash, it is meant for that document alone.
    """

    action: str
    key: str | None = None
    spending_unit: str | None = None
    project: str | None = None
    field: str | None = None
    printed: str | None = None
    value: str | None = None
    source: str | None = None
    reason: str | None = None
    author: str | None = None


class Reading(msgspec.Struct, frozen=True, gc=False):
    """读取结果 of one document.

    ``repairs`` are changes from the print; ``questions`` are doubts of reading, never judgements
    about the department's work; ``corrections`` the answers of a person that were used here.
    """

    schema: str
    source: Source
    tables: tuple[ObjectiveTable, ...]
    repairs: tuple[Repair, ...]
    questions: tuple[Question, ...]
    ledger: Ledger
    corrections: tuple[Correction, ...] = ()

    @property
    def table(self) -> ObjectiveTable:
        """The one table of the document.

        Raises:
            NotOneTable: The document has none or several.
        """
        if len(self.tables) != 1:
            raise NotOneTable(self.source.name, len(self.tables))
        return self.tables[0]
