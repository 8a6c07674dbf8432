"""Lines above a table, also those that each further page prints again."""

import pytest

from tests.understanding.builders import HEADER, reading_of, row, total

ROWS = (total("合计", "3.00"), total("某局", "3.00"), row("甲项目", "1.00"))
LINE = "部门名称：某市某区商务局（部门）　　年度：2025　　单位：万元"


@pytest.mark.parametrize("year", ["年度：2025", "预算年度：2025年", "年度: 2025 年度"])
def test_department_year_and_unit_may_stand_on_one_line(year: str) -> None:
    front = f"项目支出绩效目标表\n部门名称：某市某区商务局（部门）　{year}　单位：万元"

    reading = reading_of(*ROWS, front=front)

    table = reading.table
    assert (table.department, table.budget_year, table.amount_unit) == (
        "某市某区商务局（部门）", 2025, "万元",
    )  # fmt: skip
    assert reading.ledger.unread == 0


def test_a_department_whose_name_ends_in_a_year_keeps_it() -> None:
    table = reading_of(*ROWS, front="项目支出绩效目标表\n部门名称：某局2025\n单位：万元").table

    assert (table.department, table.budget_year) == ("某局2025", None)


@pytest.mark.parametrize(
    "front",
    [
        "部门名称：某局（部门）（2025年度）\n单位：万元",
        "部门名称：某局（部门）(2025年)\n单位：万元",
        "部门名称：某局（部门）　　　2025年度\n单位：万元",
        "部门名称：某局（部门） 2025年度部门预算 单位：万元",
        "部门名称：某局（部门）（2025年度\n单位：万元",
        "部门名称：某局（部门）\n2025年度　单位：万元",
        "部门名称：某局（部门）\n单位：万元　2025年",
        "部门名称：某局（部门）\n（2025年度）\n单位：万元",
        "2025年度\n部门名称：某局（部门）\n单位：万元",
    ],
)
def test_the_year_may_stand_without_a_label(front: str) -> None:
    rows = (*ROWS, row("乙项目", "2.00"))
    reading = reading_of(*rows, front=f"项目支出绩效目标表\n{front}")

    table = reading.table
    assert (table.department, table.budget_year, table.amount_unit) == (
        "某局（部门）", 2025, "万元",
    )  # fmt: skip
    assert (reading.ledger.unread, reading.questions) == (0, ())


def test_a_year_inside_of_a_department_s_name_stays_there() -> None:
    table = reading_of(*ROWS, front="部门名称：某省2025年全国运动会组委会\n单位：万元").table

    assert (table.department, table.budget_year) == ("某省2025年全国运动会组委会", None)


@pytest.mark.parametrize("again", [f"{LINE}　续表", "续表", "（续表）", "单位：万元　续表"])
def test_a_continued_page_goes_on_with_the_table(again: str) -> None:
    pages = (*ROWS, again, HEADER, row("乙项目", "2.00"))

    reading = reading_of(*pages, front=f"项目支出绩效目标表\n{LINE}")

    assert [project.name for project in reading.table.projects] == ["甲项目", "乙项目"]
    assert reading.ledger.unread == 0
    assert reading.ledger.by_kind["continued"] > 0
    assert reading.questions == ()
