"""Text that runs over the sides of its cell, as where a spreadsheet prints cells that are too small."""

import pytest
from tests.reading.pdf_builder import Page
from tests.reading.test_clipped import shown
from tests.reading.test_pdf import read, rows

from jixiao.model import RawDocument

XS = (50, 150, 350)
YS = (260, 200, 140, 80)


def kinds(raw: RawDocument) -> list[str]:
    return [note.kind for note in raw.notes]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_text_is_of_the_cell_in_which_it_may_be_seen(rotate: int) -> None:
    page = Page(rotate=rotate).grid(XS, (280, 260, 240, 220, 170, 120, 70))
    for number, y in enumerate((265, 245, 225, 190, 140, 90)):
        page.text(60, y, "abcdef"[number]).text(160, y, f"row {number}" if number != 4 else "")
    lines = [(160.0, 190.0 - 18 * n, f"line {n} of a cell,") for n in range(7)]
    shown(page, (150, 120, 200, 50), *lines)

    raw = read(page)

    words = "".join(line[2] for line in lines)
    assert [row[1] for row in rows(raw)] == ["row 0", "row 1", "row 2", "row 3", words, "row 5"]
    assert kinds(raw) == ["cell_text_cut"]
    assert "也从文件里读了" in raw.notes[0].message
    assert raw.notes[0].place is not None
    assert raw.notes[0].place.page == 1


def test_text_below_the_last_row_that_no_page_shows_is_asked_about() -> None:
    page = Page().grid(XS, YS[:3])
    page.text(60, 230, "a").text(60, 170, "b").text(160, 230, "first")
    lines = [(160.0, 180.0 - 18 * n, f"line {n} of a cell") for n in range(6)]
    shown(page, (150, 140, 200, 60), *lines)

    raw = read(page)

    assert [row[1] for row in rows(raw)] == [
        "first",
        "line 0 of a cellline 1 of a cellline 2 of a cell",
    ]
    assert kinds(raw) == ["cell_text_cut"]
    assert "line4ofacell" in raw.notes[0].message


def test_a_line_that_a_rule_goes_through_shows_that_its_cell_is_too_low() -> None:
    page = Page().grid(XS, YS).text(60, 230, "a").text(60, 170, "b").text(160, 230, "first")
    page.text(160, 197, "cut above").text(160, 182, "whole").text(60, 110, "c")

    raw = read(page)

    assert kinds(raw) == ["cell_text_cut"]
    assert "没有印出来" in raw.notes[0].message


def test_text_that_goes_on_over_a_vertical_rule_is_of_one_cell() -> None:
    page = Page().grid((50, 100, 200, 350), YS)
    page.text(55, 230, "a long text that goes over the rule").text(55, 170, "b")
    page.text(110, 170, "x").text(210, 170, "beyond the last rule of the table")
    page.text(120, 110, "over the rule to the right")

    raw = read(page)

    assert rows(raw) == [
        ["a long text that goes over the rule", "", ""],
        ["b", "x", "beyond the last rule of the table"],
        ["", "over the rule to the right", ""],
    ]
    assert kinds(raw) == []


def test_texts_side_by_side_are_parted_by_the_rule_between() -> None:
    page = Page().grid((50, 100, 200, 350), YS)
    page.text(88, 230, "ab").text(100.6, 230, "cd").text(55, 170, "b").text(210, 170, "d")

    assert rows(read(page))[0] == ["ab", "cd", ""]


def test_characters_drawn_twice_to_be_bold_are_read_once() -> None:
    page = Page().grid(XS, YS).text(160, 230, "100").text(160, 170, "11,ll...")
    for aside in (0, 0.4):
        page.text(60 + aside, 230, "bookkeeping 1101").text(60 + aside, 170, "all")

    assert rows(read(page))[:2] == [["bookkeeping 1101", "100"], ["all", "11,ll..."]]
