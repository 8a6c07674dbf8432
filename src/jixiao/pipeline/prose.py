"""One published 绩效指标 cell that somebody pasted, as indicators."""

from typing import NamedTuple

from jixiao.model import Document, Indicator, Question, Remainder, Repair, UnreadableDocument
from jixiao.publishing.official import layout_on
from jixiao.reading.collect import Collector, column_name
from jixiao.understanding import understand


class Prose(NamedTuple):
    """What a cell holds; ``remainder`` is text that is in no indicator."""

    indicators: tuple[Indicator, ...]
    repairs: tuple[Repair, ...]
    questions: tuple[Question, ...]
    remainder: tuple[Remainder, ...]


def read_prose(text: str) -> Prose:
    """Read the text of one cell of the official form as `read` reads it in a document.

    >>> prose = read_prose("1、1-产出指标；11-数量指标；会议；实施周期指标值：6次；年度指标值：2次。")
    >>> [(one.name, one.annual_target.text) for one in prose.indicators]
    [('会议', '2次')]
    """
    layout = layout_on()
    cells = {"name": "项目", "total": "1.00", "fiscal_appropriation": "1.00", "indicators": text}
    collector = Collector()
    collector.table([
        tuple(
            collector.cell(one, "1", f"{column_name(x)}{line}")
            for x, one in enumerate(texts)
        )
        for line, texts in enumerate(
            ([c.title for c in layout.columns], [cells.get(c.field, "") for c in layout.columns]),
            start=1,
        )
    ], apart=True)  # fmt: skip
    try:
        found = understand(collector.document(Document("粘贴", b""), "form"), values=False).reading
    except UnreadableDocument:
        return Prose((), (), (), ())
    indicators = tuple(one for table in found.tables for one in table.indicators)
    questions = tuple(one for one in found.questions if one.subject.project is not None)
    return Prose(indicators, found.repairs, questions, found.ledger.remainder)
