"""Tables of a page that a script took apart to hold some columns fast while others are moved.

Such a widget shows one table and writes several: a head above a body, and either copies of the first
or last columns, which lie over the body, or these columns alone beside it.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

_FEWEST_COLUMNS = 5  # of a table that is worth it
_NEAR = 8  # tables between a body and its copy
_MOST_TABLES = 400
_MOST_HEAD_ROWS = 3
_ROW_GROUPS = ("thead", "tbody", "tfoot")

RowTexts = list[tuple[str, ...]]


class _Table(NamedTuple):
    element: Any
    rows: list[Any]
    texts: RowTexts
    is_head: bool
    passed: int
    """How much text of the page, outside of tables, comes before it."""

    @property
    def width(self) -> int:
        return max(map(len, self.texts), default=0)


def put_together(
    root: Any, cells_of: Callable[[Any], list[Any]], text_of: Callable[[Any], str]
) -> list[str]:
    """Take copies of columns out of a page and put columns that stand apart back; what was done.

    Args:
        root: The page, which is changed.
        cells_of: The shown cells of a row.
        text_of: The shown text of a cell.
    """
    elements = [one for one in root.iter("table") if one.find(".//table") is None]
    counts = [len(list(_rows(one))) for one in elements]
    repeated = len(elements) - len(set(counts))
    if not repeated or len(elements) > _MOST_TABLES:
        return []
    tables = []
    passed = _passed(root)
    for element in elements:
        rows = list(_rows(element))
        cells = [cells_of(row) for row in rows]
        texts = [tuple(map(text_of, one)) for one in cells]
        head = len(rows) <= _MOST_HEAD_ROWS and all(c.tag == "th" for row in cells for c in row)
        tables.append(_Table(element, rows, texts, head, passed[element]))
    copies = _copies(tables)
    remarks = []
    if copies:
        remarks.append("网页把表格的几列又写了一遍（冻结列），内容相同，只读一遍。")
        for number in copies:
            _take_out(tables[number].element)
        tables = [one for number, one in enumerate(tables) if number not in copies]
    joined = [_joined(tables[at : at + 4], cells_of) for at in range(len(tables) - 3)]
    if any(joined):
        remarks.append("网页把表格左边的几列和其余的列分开写（冻结列），按行合成一张表读。")
    return remarks


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _passed(root: Any) -> dict[Any, int]:
    """How many characters of a page come before each of its tables, outside of tables."""
    found: dict[Any, int] = {}
    count = 0
    inside = 0
    waiting = [(root, False)]
    while waiting:
        element, behind = waiting.pop()
        if behind:
            inside -= element.tag == "table"
            count += 0 if inside else len("".join((element.tail or "").split()))
            continue
        if element.tag == "table":
            found[element] = count
            inside += 1
        if not inside and element.tag not in {"script", "style"}:
            count += len("".join((element.text or "").split()))
        waiting.append((element, True))
        waiting += [(child, False) for child in reversed(element)]
    return found


def _copies(tables: list[_Table]) -> set[int]:
    """The numbers of the tables that repeat columns of another, row for row, and of their heads."""
    found: set[int] = set()
    for one, table in enumerate(tables):
        near = range(max(0, one - _NEAR), min(len(tables), one + _NEAR + 1))
        if table.is_head or len(table.rows) < 2:
            continue
        if any(
            other not in found
            and other != one
            and _repeats(table, tables[other], first=one < other)
            for other in near
        ):
            found.add(one)
    for one, (head, _) in enumerate(pairwise(tables)):
        if head.is_head and one + 1 in found and any(head.texts):
            found.add(one)
    return found


def _repeats(table: _Table, other: _Table, *, first: bool) -> bool:
    if (
        other.is_head
        or table.passed != other.passed
        or len(table.rows) != len(other.rows)
        or other.width < max(_FEWEST_COLUMNS, table.width)
        or (first and other.width == table.width)
    ):
        return False
    pairs = list(zip(table.texts, other.texts, strict=True))
    front = all(mine == theirs[: len(mine)] for mine, theirs in pairs)
    return any("".join(row) for row in table.texts) and (
        front or all(mine == theirs[-len(mine) :] for mine, theirs in pairs if mine)
    )


def _take_out(element: Any) -> None:
    """Remove a table, not the text behind it."""
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _joined(four: list[_Table], cells_of: Callable[[Any], list[Any]]) -> bool:
    """Whether these were head and body of the first columns, and of the others: then they are one now."""
    left_head, left, right_head, right = four
    heads = [*left_head.texts, *right_head.texts]
    if (
        len(left.rows) < 2
        or len(left.rows) != len(right.rows)
        or left.is_head
        or right.is_head
        or max(len(left_head.rows), len(right_head.rows)) > min(_MOST_HEAD_ROWS, len(left.rows))
        or left.width + right.width < _FEWEST_COLUMNS
        or len({text for row in heads for text in row if text}) < left.width + right.width
        or len({one.passed for one in four}) > 1
    ):
        return False
    height = len(right_head.rows)
    for cell in cells_of(left_head.rows[0]) if len(left_head.rows) == 1 else ():
        cell.set("rowspan", str(height))
    for mine, other in ((left_head, right_head), (left, right)):
        for from_row, to_row in zip(mine.rows, other.rows, strict=False):
            for place, cell in enumerate(cells_of(from_row)):
                to_row.insert(place, cell)
        _take_out(mine.element)
    return True
