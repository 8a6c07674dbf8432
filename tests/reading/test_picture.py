"""Pictures of pages: they show what was read where it was read."""

import struct
import zlib

import pytest
from tests.reading.pdf_builder import Page, pdf

from jixiao.model import Document, PageCell, UnreadableDocument
from jixiao.pipeline import watched
from jixiao.reading import read_raw
from jixiao.reading.pdf.picture import PagePicture, draw_page


def draw(*pages: Page, number: int = 1, scale: float = 2.0) -> PagePicture:
    return draw_page(Document("a.pdf", pdf(*pages)), number, scale=scale)


def grey(picture: PagePicture) -> list[bytes]:
    """The lines of a grey PNG without filters, as this program writes them."""
    width, height, depth, colour = struct.unpack(">IIBB", picture.png[16:26])
    assert (depth, colour) == (8, 0)
    start = picture.png.index(b"IDAT") + 4
    length = struct.unpack(">I", picture.png[start - 8 : start - 4])[0]
    content = zlib.decompress(picture.png[start : start + length])
    assert len(content) == height * (width + 1)
    return [content[n * (width + 1) + 1 : (n + 1) * (width + 1)] for n in range(height)]


def darkest(lines: list[bytes], box: tuple[float, ...]) -> int:
    x0, y0, x1, y1 = (round(2 * edge) for edge in box)
    return min(min(line[x0:x1]) for line in lines[y0:y1])


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_box_of_a_cell_lies_on_its_ink(turn: int) -> None:
    page = Page(rotate=turn).text(60, 200, "ink")
    picture = draw(page)
    cell = read_raw(Document("a.pdf", pdf(page))).tables[0].rows[0][0]
    assert isinstance(cell, PageCell)

    lines = grey(picture)

    assert len(lines) == round(2 * picture.height)
    assert darkest(lines, cell.box) < 80
    x0, y0, x1, y1 = cell.box
    away = (x0, y0 + 60, x1, y1 + 60) if y1 + 60 < picture.height else (x0, y0 - 60, x1, y1 - 60)
    assert darkest(lines, away) == 255


def test_it_says_how_large_the_page_is_and_how_many_there_are() -> None:
    picture = draw(Page(400, 300), Page(200, 500), number=2)

    assert (picture.width, picture.height, picture.pages) == (200, 500, 2)


def test_a_huge_page_is_drawn_smaller() -> None:
    picture = draw(Page(14_000, 14_000))

    width, height = struct.unpack(">II", picture.png[16:24])
    assert picture.width == 14_000
    assert width * height <= 12_100_000


def test_a_page_that_is_not_there_is_said() -> None:
    with pytest.raises(UnreadableDocument, match="没有第 3 页"):
        draw(Page(), number=3)


def test_a_damaged_file_is_said() -> None:
    with pytest.raises(UnreadableDocument, match="打不开"):
        draw_page(Document("a.pdf", b"%PDF-1.7 nothing"), 1)


def test_who_watches_is_told_of_each_page_and_may_stop() -> None:
    told: list[tuple[int, int]] = []

    class StopError(Exception):
        pass

    def watch(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise StopError

    document = Document("a.pdf", pdf(*[Page().text(60, 200, "x") for _ in range(3)]))
    with watched(watch), pytest.raises(StopError):
        read_raw(document)
    assert told == [(1, 3), (2, 3)]
    assert read_raw(document).text == "xxx"
