"""Rows in several parts where every character is exact: where these stand tells more than text.

A row may be cut by a page, or have merged cells beside several lines (one for each indicator).

Each printed row has its amounts once, in whichever half they fall (text may stand in the middle of
a cut cell). So two neighbours on either side of a page's edge are one row when at most one of them
prints amounts and the lower one does not begin anew.
"""

from collections.abc import Sequence

from jixiao.model import PageCell
from jixiao.understanding.body import BodyRow

_FIRST = ("1、", "1.", "1．", "1，", "1,")


def goes_on(chain: list[BodyRow], rows: Sequence[BodyRow], number: int) -> bool:
    """Whether the row of a number is a further part of the row whose parts are ``chain``."""
    upper, lower = chain[-1], rows[number]
    above, below = _page(upper), _page(lower)
    if upper.is_total or lower.is_total or lower.nameless or lower.says_nothing:
        return False
    if above == below:
        # The remaining lines of cells that are merged with those of the row above.
        merged = not lower.is_bare and _is_nameless(lower)
        if merged and _is_begun(chain) and _begins_anew(lower) and _is_named_below(rows, number):
            return False
        # Without pages a unit's row is followed by a project that lacks its name.
        return merged and (above is not None or not all(part.is_bare for part in chain))
    if any(part.has_amounts for part in chain):
        if lower.has_amounts:
            return False
        # A row without text for its own lines (a unit's) is whole where the next one has some.
        if all(part.is_bare for part in chain) and not lower.is_bare:
            return False
    return not (_is_begun(chain) and _begins_anew(lower))


def _is_nameless(row: BodyRow) -> bool:
    return "name" not in row.cells and not row.has_amounts


def _is_begun(chain: list[BodyRow]) -> bool:
    return any("indicators" in part.cells for part in chain)


def _is_named_below(rows: Sequence[BodyRow], number: int) -> bool:
    """Whether a row that begins here has its name on a further page: in the middle of merged cells."""
    for at in range(number + 1, len(rows)):
        row = rows[at]
        if _begins_anew(row) or "indicators" not in row.cells:
            return False
        if not _is_nameless(row):
            return _page(row) != _page(rows[number])
    return False


def _begins_anew(row: BodyRow) -> bool:
    return "indicators" in row.cells and row.passage("indicators").text.startswith(_FIRST)


def is_cut(parts: Sequence[BodyRow]) -> bool:
    """Whether parts of one row stand on several pages."""
    return len({_page(part) for part in parts}) > 1


def _page(row: BodyRow) -> int | None:
    for cells in row.cells.values():
        if isinstance(cells[0], PageCell):
            return cells[0].page
    return None
