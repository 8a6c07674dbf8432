"""Grids, text and errors of the PDF reader, on files written by hand."""

import pytest
from tests.reading.pdf_builder import Page, pdf

from jixiao.model import (
    Document,
    PageCell,
    RawDocument,
    Selection,
    UnreadableDocument,
    parse_pages,
)
from jixiao.reading import read_raw
from jixiao.reading.pdf import PdfReader

XS, YS = (50, 150, 250, 350), (250, 220, 190, 160)


def read(*pages: Page, form: bool = False) -> RawDocument:
    return PdfReader().read(Document("a.pdf", pdf(*pages, form=form)))


def rows(raw: RawDocument) -> list[list[str]]:
    return [[cell.text for cell in row] for table in raw.tables for row in table.rows]


def filled(page: Page, *, dx: float = 0, dy: float = 0) -> Page:
    """Letters a to i in the nine cells of the grid."""
    for number, letter in enumerate("abcdefghi"):
        page.text(XS[number % 3] + 5 + dx, YS[number // 3] - 18 + dy, letter)
    return page


NINE = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]


def test_a_ruled_grid_gives_its_cells_with_their_boxes() -> None:
    raw = read(filled(Page().grid(XS, YS)))

    assert rows(raw) == NINE
    assert (raw.text, raw.recognised, raw.reader) == ("abcdefghi", False, "pdf")
    cell = raw.tables[0].rows[1][1]
    assert isinstance(cell, PageCell)
    assert (cell.page, cell.line, cell.column) == (1, 2, 2)
    assert cell.box == pytest.approx((150, 80, 250, 110), abs=0.5)
    assert cell.runs[0][1] == pytest.approx((155, 92, 161, 98), abs=3)


def test_rules_may_be_dashes_thin_bars_or_short_pieces() -> None:
    dashed, bars, pieces = Page(), Page(), Page()
    for x in XS:
        dashed.line(x, YS[-1], x, YS[0], dash="[3 2] 0 d")
        bars.bar(x, YS[-1], 0.5, YS[0] - YS[-1])
        for y in range(YS[-1], YS[0], 5):
            pieces.line(x, y, x, y + 2.5)
    for y in YS:
        dashed.line(XS[0], y, XS[-1], y, dash="[3 2] 0 d")
        bars.bar(XS[0], y, XS[-1] - XS[0], 0.5)
        for x in range(XS[0], XS[-1], 5):
            pieces.line(x, y, x + 2.5, y)

    assert (
        rows(read(filled(dashed))) == rows(read(filled(bars))) == rows(read(filled(pieces))) == NINE
    )


def test_coloured_cells_without_rules_are_cells() -> None:
    page = Page()
    for number in range(9):
        page.bar(XS[number % 3] + 1, YS[number // 3 + 1] + 1, 98, 28, grey=0.8)

    assert rows(read(filled(page))) == NINE


def test_white_boxes_behind_text_are_no_cells() -> None:
    page = Page()
    for number in range(9):
        page.bar(XS[number % 3] + 1, YS[number // 3 + 1] + 1, 98, 28, grey=1)

    assert all(len(row) != 9 for row in rows(read(filled(page.bar(0, 0, 400, 300, grey=1)))))


def test_a_cut_left_open_is_closed_where_the_vertical_rules_end() -> None:
    page = Page()
    for x in XS:
        page.line(x, YS[-1], x, YS[0])
    for y in YS[1:-1]:
        page.line(XS[0], y, XS[-1], y)

    assert rows(read(filled(page))) == NINE


def test_sides_left_open_are_closed_where_the_horizontal_rules_end() -> None:
    page = Page()
    for x in XS[1:-1]:
        page.line(x, YS[-1], x, YS[0])
    for y in YS:
        page.line(XS[0], y, XS[-1], y)

    assert rows(read(filled(page))) == NINE


def test_merged_cells_give_their_text_once() -> None:
    page = Page()
    for x in XS:
        page.line(x, YS[-1], x, YS[0])
    for y in (YS[0], YS[1], YS[3]):
        page.line(XS[0], y, XS[-1], y)
    page.line(XS[1], YS[2], XS[-1], YS[2])
    # The first column of the two lower rows is one cell.
    page.text(55, 232, "a").text(155, 232, "b").text(255, 232, "c").text(55, 188, "tall")
    page.text(155, 202, "e").text(155, 172, "h").text(255, 172, "i")

    assert rows(read(page)) == [["a", "b", "c"], ["tall", "e", ""], ["", "h", "i"]]


def test_text_over_several_columns_alone_in_its_row_is_one_cell() -> None:
    page = filled(Page().grid(XS, YS))
    page.line(XS[0], 280, XS[-1], 280).line(XS[0], 250, XS[0], 280).line(XS[-1], 250, XS[-1], 280)
    page.text(180, 260, "title")

    assert rows(read(page)) == [["title"], *NINE]


def test_lines_of_a_cell_are_read_from_top_to_bottom_whatever_the_order_of_drawing() -> None:
    page = Page().grid((50, 350), (250, 150)).line(200, 150, 200, 250)
    page.text(55, 170, "third").text(205, 230, "right").text(55, 200, "sec").text(75, 200, "ond ")
    page.text(55, 230, "first ")

    raw = read(page)

    assert rows(raw) == [["first second third", "right"]]
    cell = raw.tables[0].rows[0][0]
    assert isinstance(cell, PageCell)
    assert [first for first, _ in cell.runs] == [0, 6, 13]
    assert cell.at(6, 8).box == cell.runs[1][1]


def test_two_grids_and_the_lines_around_them_keep_their_order() -> None:
    page = Page().text(50, 280, "before").grid(XS[:2], (260, 230, 200)).text(60, 240, "a")
    page.text(60, 210, "b").text(50, 180, "between").grid(XS[:2], (160, 130, 100))
    page.text(60, 140, "c").text(60, 110, "d").text(200, 20, "- 1 -")

    assert rows(read(page)) == [["before"], ["a"], ["b"], ["between"], ["c"], ["d"], ["- 1 -"]]


def test_a_blank_row_parts_two_pages() -> None:
    raw = read(filled(Page().grid(XS, YS)), filled(Page().grid(XS, YS)))

    assert rows(raw) == [*NINE, [""], *NINE]
    assert [len(table.rows) for table in raw.tables] == [3, 4]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("form", [False, True])
def test_turned_pages_and_form_objects_read_the_same(rotate: int, *, form: bool) -> None:
    raw = read(filled(Page(rotate=rotate).grid(XS, YS)), form=form)

    assert rows(raw) == NINE
    cell = raw.tables[0].rows[0][0]
    assert isinstance(cell, PageCell)
    dx, dy = (7, -5) if form else (0, 0)
    x0, y0, x1, y1 = 50 + dx, 50 + dy, 150 + dx, 80 + dy
    shown = {
        0: (x0, y0, x1, y1),
        90: (300 - y1, x0, 300 - y0, x1),
        180: (400 - x1, 300 - y1, 400 - x0, 300 - y0),
        270: (y0, 400 - x1, y1, 400 - x0),
    }[rotate]
    assert cell.box == pytest.approx(shown, abs=0.5)


def test_text_turned_on_an_upright_page_is_read_in_its_own_direction() -> None:
    page = Page(300, 400)
    for x in XS:
        page.line(300 - YS[0], x, 300 - YS[-1], x)
    for y in YS:
        page.line(300 - y, XS[0], 300 - y, XS[-1])
    for number, letter in enumerate("abcdefghi"):
        page.text(300 - YS[number // 3] + 18, XS[number % 3] + 5, letter, turn="0 1 -1 0")

    assert rows(read(page)) == NINE


def test_slanted_text_and_large_text_over_rules_stand_apart() -> None:
    page = filled(Page().grid(XS, YS)).text(60, 165, "DRAFT", size=60, turn="0.9 0.44 -0.44 0.9")
    page.text(120, 180, "SEAL", size=50)

    raw = read(page)

    assert rows(raw) == NINE
    assert "".join(cell.text for cell in raw.overlays) == "DRAFTSEAL"
    assert raw.text == "abcdefghiDRAFTSEAL"


def test_a_page_that_is_a_picture_is_noted_and_a_document_of_pictures_is_a_scan() -> None:
    raw = read(filled(Page().grid(XS, YS)), Page().picture())

    assert [(note.kind, note.place.page if note.place else 0) for note in raw.notes] == [
        ("page_is_picture", 2)
    ]
    with pytest.raises(UnreadableDocument, match=r"扫描件.*OCR"):
        read(Page().picture(), Page().picture())


def test_text_hidden_behind_a_scan_was_recognised_by_a_machine() -> None:
    page = Page().picture()
    page.parts.append("3 Tr")

    assert read(filled(page)).recognised
    assert not read(filled(Page().picture())).recognised


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (pdf(Page().text(9, 9, "x"))[:200], "已损坏"),
        (b"%PDF-1.7\n" + b"\x00" * 100, "已损坏"),
        (pdf(Page()), "里没有文字"),
    ],
)
def test_files_that_cannot_be_read_say_why(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        read_raw(Document("a.pdf", content))


def test_more_pages_than_are_read_at_once_are_refused_but_may_be_chosen() -> None:
    content = pdf(*[Page().text(9, 9, "x")] * 5_001)

    with pytest.raises(UnreadableDocument, match=r"5001 页.*--pages"):
        read_raw(Document("a.pdf", content))
    assert len(read_raw(Document("a.pdf", content, Selection(parse_pages("4999-")))).tables) == 3


def test_a_page_that_is_not_there_is_refused() -> None:
    content = pdf(Page().text(9, 9, "x"))

    with pytest.raises(UnreadableDocument, match="只有 1 页"):
        read_raw(Document("a.pdf", content, Selection(parse_pages("7"))))


def test_a_page_with_more_text_than_any_print_is_refused() -> None:
    page = Page()
    for y in range(300):
        page.text(0, y, "x" * 750, size=0.9)

    with pytest.raises(UnreadableDocument, match=r"第 1 页有 \d{6} 个字"):
        read(page)


def test_a_column_without_lines_that_a_page_leaves_empty_keeps_its_place() -> None:
    def page(*empty: int) -> Page:
        made = Page()
        for row in range(5):
            for column in range(5):
                if column not in empty:
                    made.text(20 + 75 * column, 250 - 20 * row, f"{row}{column}.00")
        return made

    raw = read(page(), page(3))

    found = [row for row in rows(raw) if len(row) > 1]
    assert [len(row) for row in found] == [5] * 10
    assert [row[2:4] for row in found[5:]] == [[f"{row}2.00", ""] for row in range(5)]


def test_a_row_longer_than_the_page_has_lines_between_its_columns_alone() -> None:
    page = Page()
    for x in (50, 150, 250, 350):
        page.line(x, 30, x, 280)
    page.text(155, 260, "first").text(155, 240, "second").text(155, 40, "last")

    assert rows(read(page)) == [["", "first second last".replace(" ", ""), ""]]


def test_two_tables_side_by_side_are_read_one_after_the_other() -> None:
    page = Page(width=600).text(270, 250, "A title over both")
    for left, name in ((20, "a"), (320, "b")):
        page.text(left, 225, f"unit {name}").grid(range(left, left + 251, 50), range(100, 221, 40))
        for row in range(3):
            for column in range(5):
                page.text(left + 5 + 50 * column, 200 - 40 * row, f"{name}{row}{column}")

    (table,) = read_raw(Document("a.pdf", pdf(page))).tables

    grids = [[f"{name}{row}{column}" for column in range(5)] for name in "ab" for row in range(3)]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["A title over both"], ["unit a"], *grids[:3], ["unit b"], *grids[3:],
    ]  # fmt: skip


def test_borders_that_were_moved_for_some_rows_part_no_columns() -> None:
    page = Page()
    for y in (260, 220, 180, 140):
        page.line(50, y, 350, y)
    for x in (50, 250, 350):
        page.line(x, 140, x, 260)
    for x, y in ((120, 220), (140, 180), (120, 140)):
        page.line(x, y, x, y + 40)
    for number, words in enumerate(("one", "two", "three")):
        y = 235 - 40 * number
        page.text(55, y, words).text(150, y, f"{number}.00").text(260, y, "end")

    assert rows(read(page)) == [
        ["one", "0.00", "end"],
        ["two", "1.00", "end"],
        ["three", "2.00", "end"],
    ]
