"""Running heads and feet: lines that stand at the edge of one page after another."""

import re
from collections import defaultdict

from jixiao.model import PageCell, RawCell, RawDocument
from jixiao.text import fold, is_blank

_NEAR = 2  # rows from the edge of a page
_FEWEST = 3  # pages
_DIGITS = re.compile(r"\d+")

Row = tuple[RawCell, ...]


def running_lines(raw: RawDocument) -> frozenset[int]:
    """The offsets of lines that say the same, numbers aside, at the edge of several pages."""
    found: defaultdict[tuple[bool, str], dict[int, int]] = defaultdict(dict)
    for table in raw.tables:
        if not (table.rows and isinstance(table.rows[0][0], PageCell)):
            continue
        rows = [row for row in table.rows if not all(is_blank(cell.text) for cell in row)]
        for at_foot, edge in ((False, rows[:_NEAR]), (True, rows[-_NEAR:])):
            for row in edge:
                if len(row) == 1 and isinstance(row[0], PageCell):
                    key = _DIGITS.sub("#", fold(row[0].text))
                    found[at_foot, key][row[0].page] = row[0].offset
    return frozenset(
        offset for pages in found.values() if len(pages) >= _FEWEST for offset in pages.values()
    )
