"""A table too wide for the paper: some of its columns stand on one page, the others on another.

Both pages then show the same rows at the same heights, which proves that what stands at one height
is one row. Without that nothing is joined: the document is refused, with what to do.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from msgspec.structs import replace

from jixiao.model import (
    AMOUNT_FIELDS,
    PageCell,
    Place,
    RawCell,
    RawDocument,
    RawTable,
    UnreadableDocument,
)
from jixiao.model.place import Box
from jixiao.model.raw import packed
from jixiao.text import fold
from jixiao.understanding.notes import Notes
from jixiao.understanding.official import words

Row = tuple[RawCell, ...]

_LONGEST_HEAD = 24
_HEADER_ROWS = 3
_OFF = 1.5  # points: two rules nearer than this stand at the same height
_FEWEST_ROWS = 3  # of a page on which the heights prove anything
_MONEY = set(AMOUNT_FIELDS)
_OURS = {"objective", "indicators"}


class _Page(NamedTuple):
    """What stands above, in and below the grid of a page; ``tops`` are those of its rows.

    ``lefts`` are those of its columns, ``heads`` the columns that it names.
    """

    number: int
    above: tuple[Row, ...]
    rows: tuple[Row, ...]
    below: tuple[Row, ...]
    tops: list[float]
    foot: float
    lefts: tuple[int, ...]
    heads: frozenset[str]


def joined_pages(raw: RawDocument, notes: Notes) -> RawDocument:
    """The document with each row whole, where the columns of its table stand on several pages."""
    pages: list[_Page | None] = []
    for table in raw.tables:
        page = _page_of(table)
        if page is not None and page.heads >= {"name", *_OURS} and page.heads & _MONEY:
            return raw  # a whole header
        pages.append(page)
    names = (n for n, p in enumerate(pages) if p and "name" in p.heads and p.heads & _MONEY)
    if (begin := next(names, None)) is None:
        return raw
    sides = _sides(pages[begin:])
    named = frozenset[str]().union(*(side[0].heads for side in sides))
    if len(sides) < 2 or not named & _OURS:
        return raw
    bands = _bands(sides)
    again = _repeated(bands) if bands else []
    if any(
        "name" in side[0].heads and not own
        for side, own in list(zip(sides, again, strict=False))[1:]
    ):
        return raw  # another table
    before = "|".join("、".join(str(page.number) for page in side) for side in sides)
    if bands and notes.repair(
        "pages_joined",
        at=tuple(Place(page=page.number) for side in sides for page in side),
        before=f"第 {before} 页",
        after=f"第 {'|'.join('＋'.join(str(page.number) for page in band) for band in bands)} 页",
        reason="表的各栏分印在几页上；这些页的行数和各行的高度相同，同一高度的格是一行。",
    ):
        return _rebuilt(raw, bands, again)
    return raw


def refused(raw: RawDocument) -> UnreadableDocument | None:
    """Why a document cannot be read in which one page has the names and another the objectives."""
    pages = [page for table in raw.tables if (page := _page_of(table))]
    names = [page.number for page in pages if "name" in page.heads and page.heads & _MONEY]
    ours = [page.number for page in pages if "name" not in page.heads and _names_ours(page)]
    if not names or not ours:
        return None
    return UnreadableDocument(
        raw.name,
        f"表太宽，各栏分印在不同的页上：项目名称和金额从第 {names[0]} 页起，"
        f"绩效目标或绩效指标从第 {ours[0]} 页起；这些页上的行对不上，没有读。",
        "请读取原来的表格文件；或者在 WPS、Excel 的页面设置里选“所有列打印在一页”，再导出 PDF。",
    )


def _names_ours(page: _Page) -> bool:
    texts = [
        c.text for row in (*page.above, *page.rows) for c in row if len(c.text) <= _LONGEST_HEAD
    ]
    return any(_names().get(fold(text)) in _OURS for text in texts)


@cache
def _names() -> dict[str, str]:
    found = {name: field for field, names in words()["columns"].items() for name in names}
    return found | dict.fromkeys(words()["column_groups"]["total"], "total")


def _page_of(table: RawTable) -> _Page | None:
    """A page by its longest run of rows with the same columns."""
    if not (table.rows and isinstance(table.rows[0][0], PageCell)):
        return None
    runs: list[tuple[tuple[int, ...], int, int]] = []
    for number, row in enumerate(table.rows):
        boxes = _boxes(row)
        lefts = (*(round(box[0]) for box in boxes), round(boxes[-1][2]))
        if runs and runs[-1][0] == lefts:
            runs[-1] = (lefts, runs[-1][1], number + 1)
        else:
            runs.append((lefts, number, number + 1))
    lefts, first, last = max(runs, key=lambda run: (run[2] - run[1], len(run[0])))
    rows = table.rows[first:last]
    # 合计 is a column, and the name of a row.
    fields = {
        (place > 0, _names().get(fold(cell.text)))
        for row in rows[:_HEADER_ROWS]
        for place, cell in enumerate(row)
        if 1 < len(cell.text) <= _LONGEST_HEAD
    }
    heads = frozenset(
        f for later, f in fields if f and (later or f not in _MONEY or len(lefts) == 2)
    )
    return _Page(
        table.rows[0][0].page, table.rows[:first], rows, table.rows[last:],
        [_boxes(row)[0][1] for row in rows], max(box[3] for box in _boxes(rows[-1])), lefts, heads,
    )  # fmt: skip


def _boxes(row: Row) -> list[Box]:
    return [cell.box for cell in row if isinstance(cell, PageCell)]


def _sides(pages: Sequence[_Page | None]) -> list[list[_Page]]:
    """From a page on the pages with the same columns; each further side begins with its heads.

    A page that shows no grid is of the side whose turn it is.
    """
    sides: dict[tuple[int, ...], list[_Page]] = {}
    for page in pages:
        if page is None:
            break
        own = sides.get(page.lefts)
        if own is None:
            said = frozenset[str]().union(*(side[0].heads for side in sides.values()))
            if not sides or page.heads - said:
                own = sides[page.lefts] = []
            else:
                own = min(sides.values(), key=len)
                if page.heads or len(own) == max(map(len, sides.values())):
                    break
        own.append(page)
    return list(sides.values())


def _bands(sides: Sequence[Sequence[_Page]]) -> list[tuple[_Page, ...]]:
    """The pages beside one another, if they have the same rows."""
    if len({len(side) for side in sides}) > 1:
        return []
    bands: list[tuple[_Page, ...]] = []
    for pages in zip(*sides, strict=True):
        finest = _finest(pages)
        band = [
            page if _same_rows(page, finest) else _by_place(page, finest, side[0].lefts)
            for page, side in zip(pages, sides, strict=True)
        ]
        bands.append(tuple(page for page in band if page is not None))
    proved = all(len(band) == len(sides) for band in bands)
    most = max(len(page.rows) for page in bands[0])
    return bands if proved and most >= _FEWEST_ROWS else []


def _by_place(page: _Page, finest: _Page, lefts: tuple[int, ...]) -> _Page | None:
    """A page without a grid, as one column may be: its lines stand in the rows beside and the column above."""
    edges = [*finest.tops, finest.foot]
    cells: list[list[tuple[float, float, str, Box]]] = [[] for _ in finest.tops]
    above: list[Row] = []
    below: list[Row] = []
    for row in (*page.above, *page.rows, *page.below):
        for cell in row:
            assert isinstance(cell, PageCell)
            ends = [*(begin for begin, _ in cell.runs), len(cell.text)][1:]
            for (begin, box), end in zip(cell.runs, ends, strict=True):
                middle, centre = (box[1] + box[3]) / 2, (box[0] + box[2]) / 2
                if middle < edges[0] or middle > edges[-1]:
                    (above if middle < edges[0] else below).append((cell,))
                    break
                place = bisect_right(edges, middle) - 1
                if len(lefts) > 2 or not lefts[0] < centre < lefts[1]:
                    return None
                cells[place].append((round(middle), box[0], cell.text[begin:end], box))
    rows: list[Row] = []
    for top, foot, own in zip(edges, edges[1:], cells, strict=False):
        pieces = [piece for _, _, piece, _ in sorted(own)]
        begins = accumulate(map(len, pieces), initial=0)
        runs = [(begin, box) for begin, (_, _, _, box) in zip(begins, sorted(own), strict=False)]
        around = packed((lefts[0], top, lefts[1], foot), runs)
        number = len(rows) + 1
        rows.append((PageCell("".join(pieces), 0, number, 1, page=page.number, place=around),))
    return page._replace(
        above=tuple(above), rows=tuple(rows), below=tuple(below), tops=finest.tops,
        foot=finest.foot, lefts=lefts,
    )  # fmt: skip


def _finest(band: Iterable[_Page]) -> _Page:
    """Where cells are merged on one page there are more rows on the other."""
    return max(band, key=lambda page: len(page.rows))


def _same_rows(page: _Page, finest: _Page) -> bool:
    ends = abs(page.tops[0] - finest.tops[0]) < _OFF and abs(page.foot - finest.foot) < _OFF
    return ends and all(_beside(top, finest.tops) is not None for top in page.tops)


def _beside(top: float, tops: Sequence[float]) -> int | None:
    return next((n for n, other in enumerate(tops) if abs(top - other) < _OFF), None)


def _rebuilt(
    raw: RawDocument, bands: Sequence[tuple[_Page, ...]], again: Sequence[bool]
) -> RawDocument:
    """The rows in their new order, and the text in that of the rows."""
    joined = {page.number for band in bands for page in band}
    tables: list[list[Row]] = []
    done = False
    for table in raw.tables:
        page = next((c.page for row in table.rows for c in row if isinstance(c, PageCell)), 0)
        if page not in joined:
            tables.append(list(table.rows))
        elif not done:
            done = True
            tables += (list(_joined(band, again)) for band in bands)
    text: list[str] = []
    length = 0

    def moved(cell: RawCell) -> RawCell:
        nonlocal length
        text.append(cell.text)
        length += len(cell.text)
        return replace(cell, offset=length - len(cell.text))

    found = tuple(RawTable(tuple(tuple(map(moved, row)) for row in rows)) for rows in tables)
    for band in bands:
        used = {id(cell) for band in bands for row in _joined(band, again) for cell in row}
    left_out = [c for band in bands for p in band for row in (*p.above, *p.rows) for c in row]
    left_out = [cell for cell in left_out if id(cell) not in used]
    overlays = tuple(map(moved, (*raw.overlays, *left_out)))
    return raw._replace(text="".join(text), tables=found, overlays=overlays)


def _repeated(bands: Sequence[tuple[_Page, ...]]) -> list[bool]:
    """Which sides print the first column of the first side again."""
    return [
        side > 0 and all(_names_at(band[side], band) == _names_at(band[0], band) for band in bands)
        for side in range(len(bands[0]))
    ]


def _names_at(page: _Page, band: tuple[_Page, ...]) -> list[str]:
    """The text of the first column in each of the rows of a band."""
    places = (_beside(top, page.tops) for top in _finest(band).tops)
    return ["" if place is None else fold(page.rows[place][0].text) for place in places]


def _text(row: Row) -> str:
    return fold("".join(cell.text for cell in row))


def _joined(band: tuple[_Page, ...], again: Sequence[bool]) -> Iterator[Row]:
    said: set[str] = set()
    for page in band:
        # With its columns a page repeats what stands above them.
        yield from (row for row in page.above if not (again[-1] and _text(row) in said))
        said |= set(map(_text, page.above))
    finest = _finest(band)
    for top in finest.tops:
        row: list[RawCell] = []
        for page, skipped in zip(band, again, strict=True):
            place = _beside(top, page.tops)
            own = page.rows[place or 0][1 if skipped else 0 :]
            row += own if place is not None else (replace(cell, text="") for cell in own)
        yield tuple(row)
    for page in band:
        yield from page.below
