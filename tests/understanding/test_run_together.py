"""Columns that recognition ran into one cell are taken apart where the row is short of cells."""

from decimal import Decimal

import pytest

from jixiao.model import Correction, Reading
from jixiao.pipeline import read
from tests.understanding.builders import asked, entry, kinds, reading_of, row, text_of, total

TOTALS = (total("合计", "3,012.00"), total("某局", "3,012.00"))
GOAL = "全年培训600人，提高服务水平。"
WHOLE = row("培训（二期）", "3,000.00", entry(1) + entry(2), GOAL)


def broken(row_: str) -> Reading:
    return reading_of(*TOTALS, row_, row("乙", "12.00"))


@pytest.mark.parametrize(
    "damaged",
    [
        WHOLE.replace(f"{GOAL}\t", GOAL),
        WHOLE.replace("3,000.00\t3,000.00", "3,000.00 3,000.00"),
        WHOLE.replace("二期）\t3,000.00", "二期） 3,000.00"),
        WHOLE.replace("二期）\t3,000.00\t3,000.00", "二期）3,000.00  3,000.00"),
        WHOLE.replace("\t\t\t", "\t\t").replace(f"{GOAL}\t", f"{GOAL} "),
    ],
)
def test_cells_that_ran_together_are_parted_and_recorded(damaged: str) -> None:
    reading = broken(damaged)
    project, _ = reading.table.projects

    assert (project.name, project.objective) == ("培训（二期）", GOAL)
    assert project.funding.total == project.funding.fiscal_appropriation == Decimal("3000.00")
    assert [i.number for i in project.indicators] == [1, 2]
    assert kinds(reading) == ["cells_parted"]
    assert asked(reading) == []


def test_a_place_in_a_parted_cell_counts_from_its_start() -> None:
    reading = broken(WHOLE.replace(f"{GOAL}\t", GOAL))
    first = reading.table.projects[0].indicators[0]

    assert first.at[0].column == 6
    assert first.at[0].start == len(GOAL)


@pytest.mark.parametrize(
    "kept",
    [
        row("乙1.5级响应", "3,000.00"),  # all its cells are there
        "乙\t3,000.00\t3,000.00\t\t目标\t" + "人数；年度指标值：3人。" + entry(2),
        "乙 2024\t3,000.00\t3,000.00\t\t目标\t" + entry(1),
    ],
)
def test_what_is_no_run_of_cells_stays_whole(kept: str) -> None:
    reading = broken(kept)

    assert "cells_parted" not in kinds(reading)
    assert reading.table.projects[0].name == kept.partition("\t")[0]


def test_a_person_can_undo_it() -> None:
    damaged = text_of(*TOTALS, WHOLE.replace(f"{GOAL}\t", GOAL), row("乙", "12.00")).encode()
    reading = read(damaged, "表.txt")
    undo = Correction(action="undo", key=reading.repairs[0].key)
    again = read(damaged, "表.txt", corrections=[undo])

    assert again.table.projects[0].objective is None
    assert [one.kind for one in again.repairs] == []
