"""Text that a page carries and does not show, as where a cell goes on over pages."""

import pytest
from tests.reading.pdf_builder import Page, pdf
from tests.reading.test_pdf import read, rows

from jixiao.model import Document
from jixiao.reading.pdf import PdfReader

XS = (50, 150, 350)


def shown(
    page: Page, box: tuple[float, float, float, float], *words: tuple[float, float, str]
) -> None:
    """Words of which only what lies in a box (left, bottom, width, height) is seen."""
    page.parts.append("q {} {} {} {} re W n".format(*box))
    for word in words:
        page.text(*word)
    page.parts.append("Q")


def cut_cell(rotate: int = 0, cut: float = 51.0) -> tuple[Page, Page]:
    """A cell of four lines that a page cuts; both pages carry all of it, and show a part each.

    The page ends ``cut`` points below the head of the cell.
    """
    lines = ["one", "two", "three", "four"]
    first, second = Page(rotate=rotate), Page(rotate=rotate)
    for page, top in ((first, 100.0), (second, 250.0 + cut)):
        low, high = (100 - cut, 100.0) if page is first else (150.0 + cut, 250.0)
        for x in XS:
            page.line(x, low, x, high)
        page.line(XS[0], top if page is first else low, XS[2], top if page is first else low)
        page.line(XS[1], (low + high) / 2, XS[2], (low + high) / 2)
        words = [(55.0, top - 18 - 20 * number, word) for number, word in enumerate(lines)]
        shown(page, (50, low, 300, high - low), *words)
        page.text(160, high - 14, "a" if page is first else "c")
        page.text(160, low + 8, "b" if page is first else "d")
    second.text(50, 20, "note")
    return first, second


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [*range(40, 62, 2)])
def test_each_line_of_a_cell_that_a_page_cuts_is_read_once(rotate: int, cut: int) -> None:
    raw = read(*cut_cell(rotate, cut))
    found = [row for row in rows(raw) if row != [""]]

    assert [row[1] for row in found[:-1]] == ["a", "b", "c", "d"]
    assert "".join(row[0] for row in found[:-1]).replace("\n", "") == "onetwothreefour"
    assert found[-1] == ["note"]
    # What is not to be seen is told of as text beside the table.
    hidden = "".join(cell.text for cell in raw.overlays)
    assert sorted(hidden) == sorted("onetwothreefour")


def test_text_that_is_cut_off_along_its_line_is_read() -> None:
    page = Page().grid(XS, (200, 150, 100)).text(60, 170, "a")
    shown(page, (50, 220, 60, 30), (55, 230, "a title that goes on beyond what is seen of it"))

    assert rows(read(page))[0] == ["a title that goes on beyond what is seen of it"]


def test_form_objects_have_a_space_of_their_own() -> None:
    page = Page().grid(XS, (200, 150, 100)).text(60, 170, "a")
    shown(page, (50, 222, 200, 30), (55, 230, "title"))
    raw = PdfReader().read(Document("a.pdf", pdf(page, form=True)))

    assert rows(raw)[0] == ["title"]
    assert raw.overlays == ()
