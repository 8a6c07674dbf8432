"""Names that recognition broke into lines are joined; other lines between rows stay what they are."""

import pytest

from tests.understanding.builders import asked, kinds, reading_of, row, total

TOTALS = (total("合计", "3.00"), total("某局", "3.00"))


def test_the_first_line_of_a_name_is_joined_and_recorded() -> None:
    reading = reading_of(*TOTALS, row("甲", "1.00"), "会展业发展", row("专项资金", "2.00"))
    _, project = reading.table.projects

    assert project.name == "会展业发展专项资金"
    assert [place.line for place in project.at.name] == [8, 9]
    assert kinds(reading) == ["name_joined"]
    assert asked(reading) == []


@pytest.mark.parametrize(
    "line",
    ["一、部门项目", "（二）转移支付", "注：见附件", "某某招商中心", "以上为本级。", "第二部分"],
)
def test_a_heading_or_an_organisation_is_no_part_of_a_name(line: str) -> None:
    reading = reading_of(*TOTALS, row("甲", "1.00"), line, row("专项资金", "2.00"))

    assert reading.table.projects[1].name == "专项资金"
    assert asked(reading) == ["stray_text"]


def test_a_line_apart_from_the_row_is_no_part_of_its_name() -> None:
    reading = reading_of(*TOTALS, row("甲", "1.00"), "会展业发展", "", row("专项资金", "2.00"))

    assert reading.table.projects[1].name == "专项资金"


def test_without_repair_the_line_is_asked_about() -> None:
    rows = (*TOTALS, row("甲", "1.00"), "会展业发展", row("专项资金", "2.00"))
    reading = reading_of(*rows, repair=False)

    assert reading.table.projects[1].name == "专项资金"
    assert asked(reading) == ["stray_text"]


def test_a_name_whose_second_line_is_a_row_of_its_own_is_joined() -> None:
    reading = reading_of(
        total("合计", "3.00"),
        total("某市某区科技工业和信", "3.00"),
        "息化局" + "\t" * 6,
        row("智慧信息共享平台项目", "1.00"),
        "运营经费" + "\t" * 6,
        row("乙项目", "2.00"),
    )

    (unit,) = reading.table.spending_units
    assert unit.name == "某市某区科技工业和信息化局"
    assert [project.name for project in unit.projects] == ["智慧信息共享平台项目运营经费", "乙项目"]
    assert kinds(reading) == ["rows_joined"] * 2
