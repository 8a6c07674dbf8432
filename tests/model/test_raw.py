"""Cells know where a part of their text stood."""

from jixiao.model import PageCell, Place, SheetCell
from jixiao.model.raw import packed

RUNS = ((0, (10.0, 20.0, 50.0, 30.0)), (4, (10.0, 30.0, 40.0, 40.0)))
CELL = PageCell("会议数量不少", 100, 3, 2, page=2, place=packed((5.0, 15.0, 60.0, 45.0), RUNS))


def test_a_part_of_a_page_cell_has_the_box_of_its_lines() -> None:
    assert CELL.at(0, 3) == Place(page=2, box=RUNS[0][1])
    assert CELL.at(4, 6) == Place(page=2, box=RUNS[1][1])
    assert CELL.at(2, 5) == Place(page=2, box=(10.0, 20.0, 50.0, 40.0))


def test_a_page_cell_keeps_its_box_and_its_lines() -> None:
    assert CELL.box == (5.0, 15.0, 60.0, 45.0)
    assert tuple(CELL.runs) == RUNS


def test_a_part_taken_out_keeps_its_place() -> None:
    part = CELL.part(4, 6)

    assert (part.text, part.offset) == ("不少", 104)
    assert part.at(0, 2) == CELL.at(4, 6)


def test_a_page_cell_without_lines_has_its_own_box() -> None:
    cell = PageCell("甲", 0, 1, 1, page=1, place=packed((0.0, 0.0, 9.0, 9.0)))

    assert cell.at(0, 1) == Place(page=1, box=(0.0, 0.0, 9.0, 9.0))


def test_a_sheet_cell_is_one_place() -> None:
    cell = SheetCell("会议数量", 7, 3, 2, sheet="Sheet1", cell="B3")

    assert cell.part(2, 4).at(0, 2) == Place(sheet="Sheet1", cell="B3")
    assert cell.part(2, 4).offset == 9
