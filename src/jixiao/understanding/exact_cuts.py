"""Rows cut by a page where every character is exact: where the halves stand tells more than text.

Each printed row has its amounts once, in whichever half they fall (text may stand in the middle of
a cut cell). So two neighbours on either side of a page's edge are one row when at most one of them
prints amounts and the lower one does not begin anew.
"""

from jixiao.model import PageCell
from jixiao.understanding.body import BodyRow

_FIRST = ("1、", "1.", "1．", "1，", "1,")


def goes_on(chain: list[BodyRow], lower: BodyRow) -> bool:
    """Whether ``lower`` is a further part of the row whose parts are ``chain``."""
    upper = chain[-1]
    above, below = _page(upper), _page(lower)
    if above is None or below is None or upper.is_total or lower.is_total:
        return False
    if above == below:
        # The remaining lines of cells that are merged with those of the row above.
        return not lower.is_bare and "name" not in lower.cells and not lower.has_amounts
    if any(part.has_amounts for part in chain):
        if lower.has_amounts:
            return False
        # A row without text for its own lines (a unit's) is whole where the next one has some.
        if all(part.is_bare for part in chain) and not lower.is_bare:
            return False
    begun = any("indicators" in part.cells for part in chain)
    return not (begun and _begins_anew(lower))


def _begins_anew(row: BodyRow) -> bool:
    return "indicators" in row.cells and row.passage("indicators").text.startswith(_FIRST)


def _page(row: BodyRow) -> int | None:
    for cells in row.cells.values():
        if isinstance(cells[0], PageCell):
            return cells[0].page
    return None
