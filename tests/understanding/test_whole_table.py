"""What only a table as a whole tells: empty columns, rows and tables printed twice, lost points."""

import pytest

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

TOTALS = (total("合计", "3.00"), total("某某中心", "3.00"))


@pytest.mark.parametrize(
    ("columns", "said"),
    [((0, 1, 2, 3, 4, 6), "绩效目标"), ((0, 1, 2, 3, 4, 5), "绩效指标")],
)
def test_a_column_with_a_head_and_no_content_is_asked_about(
    columns: tuple[int, ...], said: str
) -> None:
    lines = (*TOTALS, row("甲项目", "1.00"), row("乙项目", "2.00"))
    cut = ["\t".join(line.split("\t")[c] for c in columns) for line in lines]
    reading = reading_of(*cut)

    (question,) = [q for q in reading.questions if q.kind == "column_missing"]
    assert question.message.endswith(f"：{said}。")


def test_one_project_with_an_objective_is_enough() -> None:
    reading = reading_of(*TOTALS, row("甲项目", "1.00"), f"乙项目\t2.00\t2.00\t\t\t\t{entry(1)}")

    assert asked(reading) == []


def test_a_row_that_is_printed_again_throughout_is_asked_about_and_kept() -> None:
    again = row("甲项目", "1.00")
    reading = reading_of(
        total("合计", "2.00"), total("某中心", "2.00"), again, "— 1 —", HEADER, again
    )

    assert asked(reading) == ["printed_twice"]
    assert [project.name for project in reading.table.projects] == ["甲项目", "甲项目"]
    (question,) = reading.questions
    assert question.at[0].line == 10


@pytest.mark.parametrize(
    "other",
    [
        row("甲项目", "2.00"),
        row("甲项目", "1.00", entry(1, "别的")),
        row("甲项目", "1.00", objective="别的"),
    ],
)
def test_rows_of_one_name_that_differ_are_no_repeat(other: str) -> None:
    assert "printed_twice" not in asked(reading_of(*TOTALS, row("甲项目", "1.00"), other))


def test_a_table_that_stands_twice_in_a_file_is_asked_about() -> None:
    lines = (*TOTALS, row("甲项目", "1.00"), row("乙项目", "2.00"))
    reading = reading_of(*lines, text_of(*lines))

    assert len(reading.tables) == 2
    (question,) = reading.questions
    assert (question.kind, question.subject.table) == ("printed_twice", 1)


def test_amounts_without_any_decimals_are_asked_about() -> None:
    lines = (total("合计", "300"), total("某中心", "300"), row("甲", "100"), row("乙", "200"))

    assert asked(reading_of(*lines)) == ["points_missing"]
    assert asked(reading_of(*lines, front="部门名称：某局\n单位：元")) == []
    assert asked(reading_of(*lines[:2], row("甲", "295"), row("乙", "5"))) == []


def test_white_space_where_the_point_was_is_repaired_by_the_sums() -> None:
    reading = reading_of(
        total("合计", "1,203.50"),
        total("某中心", "1,203.50"),
        row("甲", "1,200 25"),
        row("乙", "3.25"),
    )

    assert kinds(reading) == ["amount_cleaned"] * 2
    assert str(reading.table.projects[0].funding.total) == "1200.25"


def test_a_last_group_of_five_digits_has_lost_its_point() -> None:
    reading = reading_of(
        total("合计", "1,203.50"),
        total("某中心", "1,203.50"),
        row("甲", "1,20025"),
        row("乙", "3.25"),
    )

    assert kinds(reading) == ["amount_cleaned"] * 2
    assert str(reading.table.projects[0].funding.total) == "1200.25"


@pytest.mark.parametrize("nothing", ["无", "…", "……", "..."])
def test_words_for_nothing_in_the_place_of_an_amount(nothing: str) -> None:
    table = reading_of(
        total("合计", "3.00"),
        f"某中心\t3.00\t3.00\t{nothing}\t{nothing}\t\t",
        f"甲项目\t3.00\t3.00\t{nothing}\t{nothing}\t无\t{entry(1)}",
    )

    assert asked(table) == []
    (unit,) = table.table.spending_units
    assert (unit.name, unit.funding.other_funds) == ("某中心", None)
    assert unit.projects[0].objective == "无"


@pytest.mark.parametrize("mark", ["〃", "×", "空"])
def test_a_mark_in_the_place_of_an_amount_is_no_objective(mark: str) -> None:
    reading = reading_of(
        total("合计", "3.00"), f"某中心\t3.00\t3.00\t\t{mark}\t\t", row("甲项目", "3.00")
    )

    assert [unit.name for unit in reading.table.spending_units] == ["某中心"]
    assert "amount_undecided" in asked(reading)


def test_a_row_without_a_name_that_is_read_alone_is_asked_about() -> None:
    lone = f"\t2.00\t2.00\t\t\t目标\t{entry(1)}"
    reading = reading_of(*TOTALS, row("甲项目", "1.00"), lone)

    assert [project.name for project in reading.table.projects] == ["甲项目", None]
    (question,) = [q for q in reading.questions if q.kind == "rows_unclear"]
    assert question.at[0].line == 8


def test_an_amount_left_in_a_name_is_asked_about() -> None:
    reading = reading_of(*TOTALS, row("甲项目 1.00", "1.00"), row("乙项目", "2.00"))

    assert asked(reading) == ["stray_text"]


def test_an_objective_that_ran_into_the_amount_before_it_is_taken_apart() -> None:
    reading = reading_of(
        *TOTALS, f"甲项目\t1.00\t\t\t1.00 完成任务\t{entry(1)}", row("乙项目", "2.00")
    )
    project = reading.table.projects[0]

    assert kinds(reading) == ["cells_parted"]
    assert (str(project.funding.other_funds), project.objective) == ("1.00", "完成任务")


def test_an_objective_that_begins_with_a_measure_is_left_whole() -> None:
    reading = reading_of(
        *TOTALS, f"甲项目\t1.00\t\t\t1.00万元用于任务\t{entry(1)}", row("乙项目", "2.00")
    )

    assert reading.table.projects[0].objective == "1.00万元用于任务"


def test_two_short_pieces_of_a_broken_line_do_not_end_the_table() -> None:
    reading = reading_of(*TOTALS, row("甲项目", "1.00"), "后半。\t另外", row("乙项目", "2.00"))

    assert [project.name for project in reading.table.projects] == ["甲项目", "乙项目"]


def test_entries_outside_the_tables_are_asked_about() -> None:
    foreign = "其他支出表\n科目\t名称\t金额"
    reading = reading_of(*TOTALS, row("甲项目", "3.00"), "", foreign, f"乙\t另\t{entry(1)}")

    (question,) = [q for q in reading.questions if "表外" in q.message]
    assert (question.kind, question.at[0].line) == ("unread_text", 11)


@pytest.mark.parametrize("between", ["", " "])
def test_an_objective_that_is_printed_twice_is_asked_about_and_kept(between: str) -> None:
    said = "按时完成年度任务。"
    reading = reading_of(*TOTALS, row("甲项目", "3.00", objective=f"{said}{between}{said}"))

    assert asked(reading) == ["printed_twice"]
    assert reading.table.projects[0].objective == f"{said}{between}{said}"


@pytest.mark.parametrize(("total_", "source"), [("1.00", ""), ("", "1.00")])
def test_a_row_that_lost_its_total_or_its_source_is_asked_about(total_: str, source: str) -> None:
    lost = f"甲项目\t{total_}\t{source}\t\t\t目标\t{entry(1)}"
    reading = reading_of(lost, row("乙项目", "2.00"))

    asked_about = [q for q in reading.questions if q.kind == "amount_undecided"]
    assert [q.subject.project for q in asked_about] == ["甲项目"]


def test_a_word_for_nothing_that_ran_into_the_objective_is_taken_apart() -> None:
    reading = reading_of(*TOTALS, f"甲项目\t3.00\t3.00\t\t无 完成任务\t{entry(1)}")

    assert kinds(reading) == ["cells_parted"]
    assert reading.table.projects[0].objective == "完成任务"


def test_amounts_of_which_some_show_that_the_point_is_lost_are_asked_about() -> None:
    reading = reading_of(
        total("合计", "7,80581"),
        total("某中心", "7,80581"),
        row("甲", "7,58233"),
        row("乙", "22348"),
    )

    assert "points_missing" in asked(reading)


@pytest.mark.parametrize(
    ("front", "line", "text"),
    [
        ("2024年项目支出绩效目标表\n部门名称：某局\n单位：万元", 1, "2024年项目支出绩效目标表"),
        ("部门名称：某局\n单位：万元", 1, "部门名称：某局"),
        ("\n单位：万元", 2, "单位：万元"),
    ],
)
def test_a_table_stands_where_its_first_line_stands(front: str, line: int, text: str) -> None:
    reading = reading_of(*TOTALS, row("甲项目", "3.00"), front=front)

    (place,) = reading.table.at.head
    assert (place.line, place.start, place.end) == (line, 0, len(text))


def test_the_grand_total_has_a_place_only_where_it_is_printed() -> None:
    rows = (total("某某中心", "3.00"), row("甲项目", "3.00"))
    printed = reading_of(total("合计", "3.00"), *rows).table.at.grand_total
    assert [(one.line, one.column) for one in printed] == [(5, 1)]
    assert reading_of(*rows).table.at.grand_total == ()
