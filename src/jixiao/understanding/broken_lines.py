"""Cells whose text recognition broke into lines: the rest of a last value, the start of a name."""

import re

from jixiao.model import RawCell
from jixiao.text import fold
from jixiao.understanding.body import BodyRow, TableLayout
from jixiao.understanding.context import Context
from jixiao.understanding.entry_tokens import ANNUAL, HEAD, SEPARATORS, loose_tokens
from jixiao.understanding.official import words

_TAIL = 600  # characters of a cell that show how it ends
_LONGEST_NAME = 40
# A heading between rows, or a remark, begins no name.
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十\d]+\s*[、.．]|[(（][一二三四五六七八九十\d]+[)）]|第.{1,3}[章节部页]|注|备注|说明|附)"
)


def breaks_off(row: BodyRow, rest: str) -> bool:
    """Whether a row's last value stops where a line of its cell ended, and ``rest`` ends it.

    A label without value, a bracket or a formula left open tell; so does the full stop with which
    the entries before end, where only ``rest`` has it.
    """
    text = row.passage("indicators").text[-_TAIL:]
    tokens = loose_tokens(text)
    if not tokens:
        return False
    value = text[tokens[-1].end :]
    left_open = value.count("$") % 2 or _open_brackets(value) > 0
    unended = rest.rstrip().endswith("。") and not value.rstrip().endswith("。")
    others_end = text.count("。") >= sum(token.kind == HEAD for token in tokens) - 1 > 0
    return tokens[-1].kind != ANNUAL or not value or bool(left_open) or (unended and others_end)


def _open_brackets(text: str) -> int:
    return sum(text.count(mark) for mark in "(（") - sum(text.count(mark) for mark in ")）")


def may_lead(line: RawCell, row: BodyRow) -> bool:
    """Whether a line right before a row may be the start of the row's name.

    Not a heading, nor the name of an organisation, which may be a unit without amounts.
    """
    key = fold(line.text)
    return (
        "name" in row.cells
        and not (row.is_bare or row.is_total)
        and 0 < len(key) <= _LONGEST_NAME
        and key[-1] not in SEPARATORS
        and _HEADING.match(line.text) is None
        and not key.endswith(tuple(words()["organisations"]["endings"]))
    )


def name_goes_on(upper: BodyRow, lower: BodyRow) -> bool:
    """Whether a row of nothing but a name is the second line of the name in the row above.

    What ends like an organisation may be a unit without amounts: it is only the rest of a unit's
    name that does not end so itself.
    """
    if list(lower.cells) != ["name"] or lower.has_amounts or lower.is_total or lower.is_subtotal:
        return False
    if len(lower.name) > _LONGEST_NAME or _HEADING.match(lower.printed_name):
        return False
    endings = tuple(words()["organisations"]["endings"])
    if upper.is_bare:
        return lower.name.endswith(endings) and not upper.name.endswith(endings)
    return not lower.name.endswith(endings)


def join_leads(table: TableLayout, context: Context) -> None:
    """Put the starts of names before their rests, as repairs; one that must not be made is stray."""
    for row in table.rows:
        if row.lead is None:
            continue
        cells = (row.lead, *row.cells["name"])
        texts = [cell.text.strip() for cell in cells]
        if context.notes.repair(
            "name_joined",
            at=tuple(cell.at(0, len(cell.text)) for cell in cells),
            before="|".join(texts),
            after="".join(texts),
            reason="项目名称换了行：上一行没有别的内容，只有名称的前一截。",
            confidence="likely",
            subject=context.subject,
        ):
            row.cells["name"] = cells
        else:
            table.strays.append(row.lead)
