"""Columns printed apart from their table: matched to its rows again, by order."""

import re
from collections.abc import Iterator

from jixiao.model import AMOUNT_FIELDS, RawCell
from jixiao.understanding.amounts import read_amount
from jixiao.understanding.body import Block, BodyRow, TableLayout
from jixiao.understanding.context import Context
from jixiao.understanding.passage import Passage
from jixiao.understanding.row_kinds import order_rows

# The look behind stands second, so that the search is for a 1.
_FIRST = re.compile(r"1(?<![\d.．]1)\s*[、.．]\s*\d{1,2}\s*[-－—–一]")


def reattach(table: TableLayout, context: Context) -> None:
    """Give each block's cells to the rows, where their count leaves one way to do it.

    A block goes to the projects (rows that are no totals) or to all rows. Cells that could not
    be given away stay unread and are asked about.
    """
    for block in table.blocks:
        if not block.cells:
            continue
        stretches, rows = _match(table, block)
        places = tuple(cells[0].at(0, len(cells[0].text)) for cells in stretches)
        if rows is None:
            context.notes.question(
                "detached_column",
                f"表外另印的一栏有 {len(stretches)} 段，与表中的行数对不上，无法归到各行。",
                "请对照原件，看哪一段属于哪个项目。",
                at=places,
                subject=context.subject,
            )
        elif context.notes.repair(
            "column_reattached",
            at=places,
            before="表外另印的一栏",
            after=f"按顺序归到 {len(rows)} 行",
            reason="段数与行数相同，只有一种按顺序对应的办法。",
            confidence="likely",
            subject=context.subject,
        ):
            for row, cells in zip(rows, stretches, strict=True):
                row.cells[block.column] = tuple(cells)
                if block.column in AMOUNT_FIELDS:
                    row.amounts[block.column] = read_amount(cells[0])


def _match(table: TableLayout, block: Block) -> tuple[list[list[RawCell]], list[BodyRow] | None]:
    """The pieces of a block and the rows that take them: a paragraph each, or an entry 1 each."""
    paragraphs = [[cell] for cell in block.cells]
    rows = _takers(table, block, len(paragraphs))
    if rows is None and block.column == "indicators":
        stretches = _stretches(block)
        rows = _takers(table, block, len(stretches))
        if rows is not None:
            return stretches, rows
    return paragraphs, rows


def _stretches(block: Block) -> list[list[RawCell]]:
    """The cells of a block, one list a row; indicators begin anew at entry number 1."""
    stretches: list[list[RawCell]] = []
    for cell in block.cells:
        starts = [m.start() for m in _FIRST.finditer(cell.text)]
        lead = starts[0] if starts else len(cell.text)
        if Passage.of(cell.part(0, lead)).text:
            if not stretches:
                stretches.append([])
            stretches[-1].append(cell.part(0, lead))
        for index, start in enumerate(starts):
            stop = starts[index + 1] if index + 1 < len(starts) else len(cell.text)
            stretches.append([cell.part(start, stop)])
    return stretches


def _takers(table: TableLayout, block: Block, count: int) -> list[BodyRow] | None:
    """Rows without this column, as many as there are pieces: the projects, for money also others."""
    for rows in _choices(table, block):
        free = [row for row in rows if block.column not in row.cells]
        if len(free) == count:
            return free
    return None


def _choices(table: TableLayout, block: Block) -> Iterator[list[BodyRow]]:
    body = [row for row in table.rows if not (row.is_total or row.is_subtotal)]
    yield [row for row in body if not row.is_bare]
    yield order_rows(table).projects
    if block.column in AMOUNT_FIELDS:
        yield from (body, table.rows)


def leftovers(table: TableLayout) -> list[Passage]:
    """Cells of blocks that no row took, as passages."""
    if not table.blocks:
        return []
    given = {id(c) for row in table.rows for cells in row.cells.values() for c in cells}
    return [
        Passage.of(cell) for block in table.blocks for cell in block.cells if id(cell) not in given
    ]
