"""Rows cut by a page: which neighbouring rows are two halves of one, by their text."""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from jixiao.model import RawCell
from jixiao.understanding.body import BodyRow, TableLayout
from jixiao.understanding.broken_lines import name_goes_on
from jixiao.understanding.context import Context
from jixiao.understanding.entry_tokens import ANNUAL, HEAD, SEPARATORS, loose_tokens
from jixiao.understanding.exact_cuts import goes_on, is_cut
from jixiao.understanding.passage import Passage

_BEGINS = re.compile(r"(\d{1,3})(?:[、.．,，､]|\Z)")
_CUT = "一行被换页断开：上一行的条目中断，下一行接着印。"
_MERGED = "名称和金额是合并的格，只印一次：下一行只有其余各栏，接着上一行。"
_TAIL = 600  # characters of a cell that show how it ends
_CUT_HEAD = re.compile(
    rf"[{SEPARATORS}]\d{{1,3}}[、.．]?(?:\d{{0,2}}[-－—]?[㐀-鿿]{{0,7}}[{SEPARATORS}]?)?$"
)


class Evidence(IntEnum):
    """How strongly the text says that two rows are one."""

    NONE = 0
    WEAK = 1
    STRONG = 2


def evidence(upper: BodyRow, lower: BodyRow) -> Evidence:
    """Whether ``lower`` goes on where ``upper`` was cut.

    Strong: an entry stops before its last value and the next row goes on inside an entry, or the
    next row has no amount and no entry number 1 of its own. Weak: the last value may be cut, or only the numbering
    goes on.
    """
    if "name" not in upper.cells or upper.is_total:
        return Evidence.NONE
    if name_goes_on(upper, lower):
        return Evidence.STRONG
    if upper.is_bare:
        return Evidence.NONE
    if "indicators" not in lower.cells:
        return _goes_on_in_text(lower)
    begins = _BEGINS.match(lower.cells["indicators"][0].text)
    begins = begins or _BEGINS.match(lower.passage("indicators").text)
    apart = lower.incomplete or lower.after_gap
    if apart and "indicators" not in upper.cells and not lower.has_amounts:
        return Evidence.STRONG  # the halves complete one another: money above, indicators below
    if begins and begins[1] == "1":
        again = "indicators" not in upper.cells and upper.name == lower.name
        return Evidence.WEAK if again else Evidence.NONE
    if not lower.has_amounts:
        # Without an amount it is no row of its own, unless its own entries begin anew.
        return Evidence.STRONG
    above, below = upper.passage("indicators"), lower.passage("indicators")
    if not above.text or not below.text:
        return Evidence.NONE
    if begins is None and _is_interrupted(above):
        return Evidence.STRONG
    if not _starts_entry(below):
        return Evidence.WEAK
    last = _last_number(above)
    if begins and last and int(begins[1]) == last + 1:
        return Evidence.WEAK
    return Evidence.NONE


def _goes_on_in_text(lower: BodyRow) -> Evidence:
    """A row of the next page with nothing but the rest of a name or objective, each in its column."""
    return (
        Evidence.STRONG
        if lower.cells and not lower.has_amounts and not lower.incomplete and lower.after_gap
        else Evidence.NONE
    )


def _starts_entry(passage: Passage) -> bool:
    """Whether a cell begins with the head of an entry."""
    tokens = loose_tokens(passage.text[:_TAIL])
    if tokens and tokens[0].kind == HEAD and tokens[0].start == 0:
        return True
    return bool(_BEGINS.match(passage.text))


def _is_interrupted(passage: Passage) -> bool:
    """Whether a cell stops inside an entry: no annual value after the last head, or a cut head."""
    text = passage.text[-_TAIL:]
    tokens = loose_tokens(text)
    if not tokens:
        return True
    if tokens[-1].kind != ANNUAL:
        return True
    value = text[tokens[-1].end :]
    return not value or bool(_CUT_HEAD.search(value))


def _last_number(passage: Passage) -> int | None:
    text = passage.text[-4 * _TAIL :]
    numbers = [t.number for t in loose_tokens(text) if t.kind == HEAD and t.number]
    return int(text[slice(*numbers[-1])]) if numbers else None


def join(rows: list[BodyRow], *, exact: bool = False) -> BodyRow:
    """One row of its halves: names, objectives and indicators go on; a repeated name is kept once.

    Exact halves print an amount in one of them; else the first half's stand until the sums chose.
    """
    cells: dict[str, list[RawCell]] = {}
    amounts = dict(rows[0].amounts)
    for row in rows if exact else ():
        amounts.update({c: a for c, a in row.amounts.items() if not a.blank})
    for row in rows:
        if row.incomplete and "objective" in cells and "objective" not in row.cells:
            # A line broken inside the objective goes on with it in its first cell.
            row.cells = {("objective" if c == "name" else c): v for c, v in row.cells.items()}
        for column, found in row.cells.items():
            cells.setdefault(column, []).extend(found)
    whole = {column: tuple(found) for column, found in cells.items()}
    return BodyRow(whole, amounts, after_gap=rows[0].after_gap, parts=tuple(rows))


def join_cut_rows(table: TableLayout, context: Context) -> set[int]:
    """Join cut rows in place; the ids of joined rows whose evidence is weak."""
    chains: list[list[BodyRow]] = []
    doubtful: list[bool] = []
    exact = not context.notes.repairing
    for number, row in enumerate(table.rows):
        if not chains:
            found = Evidence.NONE
        elif exact:
            found = Evidence.STRONG if goes_on(chains[-1], table.rows, number) else Evidence.NONE
        else:
            last = chains[-1]
            # A further line of the same cell goes on from all that is joined already.
            found = evidence(last[-1] if "name" in last[-1].cells else join(last), row)
        if found and context.notes.permits(
            "rows_joined", **_words([*chains[-1], row]), subject=context.subject
        ):
            chains[-1].append(row)
            doubtful[-1] = doubtful[-1] or found is Evidence.WEAK
        else:
            chains.append([row])
            doubtful.append(False)
    table.rows = [join(chain, exact=exact) if len(chain) > 1 else chain[0] for chain in chains]
    return {id(row) for row, weak in zip(table.rows, doubtful, strict=True) if weak}


def record_joins(rows: Iterable[BodyRow], context: Context) -> None:
    """Record the joins that stand."""
    for row in rows:
        if row.parts:
            first_cells = [cells[0] for part in row.parts for cells in [*part.cells.values()][:1]]
            context.notes.repair(
                "rows_joined",
                at=tuple(cell.at(0, len(cell.text)) for cell in first_cells),
                **_words(row.parts),
                reason=_CUT if is_cut(row.parts) or context.notes.repairing else _MERGED,
                subject=context.subject,
            )


def _words(parts: Sequence[BodyRow]) -> dict[str, str]:
    names = ["".join(c.text.strip() for c in part.cells.get("name", ())) for part in parts]
    return {"before": "|".join(names), "after": "".join(names)}
