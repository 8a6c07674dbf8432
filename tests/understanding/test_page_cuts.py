"""Rows cut by a page are joined by their text, and their amounts chosen by the sums."""

from decimal import Decimal

import pytest

from jixiao.model import Correction, Reading
from jixiao.pipeline import read
from tests.understanding.builders import (
    HEADER,
    asked,
    entry,
    kinds,
    reading_of,
    row,
    text_of,
    total,
)

CELL = entry(1) + entry(2, "补贴完成率", "100%", "90%") + entry(3)
ROWS = (total("合计", "30.00"), total("某局", "30.00"), row("甲项目", "12.00"))


def cut(at: int, upper: str = "10.00", lower: str = "18.00", between: str = "") -> Reading:
    halves = (
        row("广州市商务发展专", upper, CELL[:at], "加强内贸"),
        row("项资金", lower, CELL[at:], "和外贸"),
    )
    return reading_of(*ROWS, halves[0], between, halves[1])


@pytest.mark.parametrize("at", range(4, len(CELL) - 2, 3))
def test_a_row_cut_anywhere_in_its_entries_is_joined(at: int) -> None:
    reading = cut(at)
    _, project = reading.table.projects

    assert project.name == "广州市商务发展专项资金"
    assert project.objective == "加强内贸和外贸"
    assert project.funding.total == Decimal("18.00")
    assert [(i.number, i.name) for i in project.indicators] == [
        (1, "培训人数"),
        (2, "补贴完成率"),
        (3, "培训人数"),
    ]
    assert set(kinds(reading)) == {"rows_joined", "amount_chosen"}
    assert asked(reading) == []


def test_a_repeated_header_between_the_halves_does_not_part_them() -> None:
    assert cut(20, between=HEADER).table.projects[1].name == "广州市商务发展专项资金"


def test_the_half_whose_amount_makes_the_sums_hold_is_chosen() -> None:
    assert cut(20, "18.00", "10.00").table.projects[1].funding.total == Decimal("18.00")


def test_equal_amounts_need_no_choice() -> None:
    reading = cut(20, "18.00", "18.00")

    assert kinds(reading) == ["rows_joined"]
    assert reading.table.projects[1].funding.total == Decimal("18.00")


def test_a_half_without_amounts_takes_the_other_ones() -> None:
    reading = cut(20, "18.00", "")

    assert reading.table.projects[1].funding.total == Decimal("18.00")
    assert [c.verdict for c in reading.table.arithmetic] == ["exact"] * 6


def test_an_amount_that_no_sum_confirms_stays_open() -> None:
    reading = cut(20, "10.00", "15.00")
    project = reading.table.projects[1]

    assert project.name == "广州市商务发展专项资金"
    assert project.funding.total is None
    (question,) = [q for q in reading.questions if q.kind == "amount_undecided"]
    assert question.candidates == ("10.00", "15.00")
    assert {c.verdict for c in reading.table.arithmetic if c.by == "projects"} == {"undecided"}


def test_a_row_that_lost_its_start_is_not_joined_to_a_complete_one() -> None:
    lost = "值：100%（天数/365）。" + entry(2)
    reading = reading_of(*ROWS, "", row("乙项目", "18.00", lost))

    assert [p.name for p in reading.table.projects] == ["甲项目", "乙项目"]
    assert "rows_joined" not in kinds(reading)


def test_numbering_that_goes_on_joins_only_where_the_sums_want_it() -> None:
    upper, lower = entry(1) + entry(2), entry(3) + entry(4)
    apart = reading_of(
        total("合计", "30.00"),
        total("某局", "30.00"),
        row("甲", "12.00", upper),
        row("乙", "18.00", lower),
    )
    joined = reading_of(
        total("合计", "18.00"),
        total("某局", "18.00"),
        row("甲", "12.00", upper),
        row("乙", "18.00", lower),
    )

    assert [p.name for p in apart.table.projects] == ["甲", "乙"]
    assert [p.name for p in joined.table.projects] == ["甲乙"]
    assert joined.table.projects[0].funding.total == Decimal("18.00")


def test_without_repair_the_halves_stay_rows_of_their_own() -> None:
    rows = row("甲甲", "10.00", CELL[:20]), row("乙乙", "18.00", CELL[20:])
    reading = reading_of(*ROWS, *rows, repair=False)

    assert [p.name for p in reading.table.projects] == ["甲项目", "甲甲", "乙乙"]
    assert reading.repairs == ()


def test_a_person_can_undo_a_join() -> None:
    rows = (*ROWS, row("甲甲", "10.00", CELL[:20]), row("乙乙", "18.00", CELL[20:]))
    content = text_of(*rows).encode()
    (join,) = [r for r in read(content).repairs if r.kind == "rows_joined"]

    reading = read(content, corrections=[Correction("undo", key=join.key)])

    assert [p.name for p in reading.table.projects] == ["甲项目", "甲甲", "乙乙"]
    assert "correction_unused" not in asked(reading)
    assert [(c.action, c.key) for c in reading.corrections] == [("undo", join.key)]


def test_a_row_cut_twice_is_joined_of_three_pieces() -> None:
    pieces = CELL[:20], CELL[20:70], CELL[70:]
    rows = [
        row(f"第{i}", amount, piece)
        for i, amount, piece in zip("一二三", ("11.00", "18.00", "13.00"), pieces, strict=True)
    ]

    reading = reading_of(*ROWS, *rows)

    assert reading.table.projects[1].name == "第一第二第三"
    assert reading.table.projects[1].funding.total == Decimal("18.00")


ALIKE = entry(1, "甲数", "100%", "100%") + entry(2, "乙数", "100%", "100%") + entry(3, "丙数")


def test_a_half_that_begins_like_an_earlier_entry_goes_on_and_overlaps_nothing() -> None:
    cut_in_label = ALIKE.index("乙数；实施周") + len("乙数；实施周")
    halves = row("甲", "1.00", ALIKE[:cut_in_label]), "\t" * 6 + ALIKE[cut_in_label:]
    reading = reading_of(total("合计", "1.00"), total("某局", "1.00"), halves[0], "", halves[1])

    assert [i.name for i in reading.table.projects[0].indicators] == ["甲数", "乙数", "丙数"]
    assert kinds(reading) == ["rows_joined"]
    assert asked(reading) == []


def test_entries_in_lines_of_their_own_are_one_cell() -> None:
    cell = CELL.replace("。", "。\n").rstrip("\n")
    reading = reading_of(total("合计", "1.00"), total("某局", "1.00"), row("甲", "1.00", cell))

    assert [i.number for i in reading.table.projects[0].indicators] == [1, 2, 3]
    assert len(reading.table.projects) == 1
    assert asked(reading) == []


@pytest.mark.parametrize(
    ("value", "at"), [("$\\geq 90\\%$", 3), ("90%", 2), ("12家（含3家）", 5), ("90%", 0)]
)
def test_a_last_value_broken_by_a_line_end_is_whole(value: str, at: int) -> None:
    cell = entry(1) + entry(2, "满意度", "90%", value)
    broken = cell[: -len(value) - 1 + at] + "\n" + cell[-len(value) - 1 + at :]
    reading = reading_of(
        total("合计", "2.00"), total("某局", "2.00"), row("甲", "1.00", broken), row("乙", "1.00")
    )
    target = reading.table.projects[0].indicators[1].annual_target

    assert target is not None
    assert target.text == value
    assert asked(reading) == []


@pytest.mark.parametrize("note", ["注：金额单位为万元。", "第二部分 说明"])
def test_a_line_behind_a_whole_value_is_no_part_of_it(note: str) -> None:
    cell = entry(1) + entry(2, "满意度", "90%", "90%")
    reading = reading_of(
        total("合计", "2.00"),
        total("某局", "2.00"),
        row("甲", "1.00", cell),
        note,
        row("乙", "1.00"),
    )
    target = reading.table.projects[0].indicators[1].annual_target

    assert target is not None
    assert target.text == "90%"
    assert asked(reading) == ["stray_text"]
