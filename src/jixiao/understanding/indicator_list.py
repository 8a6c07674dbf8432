"""Read an indicator cell: entries are found by their heads and number, never by separators."""

from jixiao.model import Indicator
from jixiao.understanding.context import Context
from jixiao.understanding.damaged_entries import read_damaged
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.ledger import UNREAD
from jixiao.understanding.passage import Passage
from jixiao.understanding.sound_entries import read_sound_cell

_LONGEST = 200_000  # characters; the longest printed cells have a few thousand


def read_indicators(passage: Passage, context: Context, dialect: Dialect) -> tuple[Indicator, ...]:
    """All indicators of a project's cell, in printed order.

    An undamaged cell takes the short way; any irregularity sends the whole cell through
    `read_damaged`.
    """
    if passage.cell is not None and len(passage.cell.text) <= _LONGEST:
        found = read_sound_cell(passage.cell, context.claims, dialect)
        if found is not None:
            return found
    if not passage.text:
        return ()
    if len(passage.text) > _LONGEST:
        context.claims.claim(passage, 0, len(passage.text), UNREAD)
        context.notes.question(
            "cell_too_long",
            f"绩效指标一格有 {len(passage.text)} 个字，不像一个项目的指标，没有读。",
            "请检查列与列、行与行之间的分隔是否丢失。",
            at=passage.places(0, len(passage.text)),
            subject=context.subject,
        )
        return ()
    return read_damaged(passage, context, dialect)
