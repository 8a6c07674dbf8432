"""What a form says in words where nothing is, rules that ran into rows, and heads nearly lost."""

import pytest

from tests.understanding.builders import HEADER, asked, entry, row, table_of, total
from tests.understanding.builders import reading_of as read_rows

NOTHING = "（无）"


def test_a_project_that_says_it_has_no_text_is_no_unit() -> None:
    table = table_of(
        total("合计", "3.00"),
        total("某某中心", "3.00"),
        f"甲中心\t1.00\t1.00\t\t\t{NOTHING}\t{NOTHING}",
        row("乙项目", "2.00"),
    )

    (unit,) = table.spending_units
    assert unit.name == "某某中心"
    assert [one.name for one in unit.projects] == ["甲中心", "乙项目"]
    assert (unit.projects[0].objective, unit.projects[0].indicators) == (None, ())


def test_a_unit_that_says_it_has_no_projects_is_no_project() -> None:
    table = table_of(
        total("合计", "3.00"),
        "甲站点\t1.00\t1.00\t\t\t（无项目）\t",
        total("乙站点", "2.00"),
        row("乙项目", "2.00"),
    )

    assert [(one.name, len(one.projects)) for one in table.spending_units] == [
        ("甲站点", 0), ("乙站点", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("nothing", ["--", "<td>--</td>", "-<p>-", "——<br/>", "<p></p>"])
def test_a_dash_with_tags_round_it_is_nothing(nothing: str) -> None:
    reading = read_rows(total("合计", "1.00"), f"甲项目\t1.00\t1.00\t\t\t{nothing}\t{entry(1)}")

    (project,) = reading.table.projects
    assert project.objective is None
    assert len(project.indicators) == 1
    assert reading.ledger.unread == 0


def test_a_rule_that_text_ran_into_is_no_project() -> None:
    rule = "\t".join(["----------"] * 6)
    reading = read_rows(
        f"{rule}\t夹在线里的字", total("合计", "1.00"), f"----------\t1.00\t1.00\t\t\t目标\t{entry(1)}",
        front="项目支出绩效目标表\n部门名称：某局\n单位：万元", header=HEADER,
    )  # fmt: skip

    (project,) = reading.table.projects
    assert project.name is None
    assert project.objective == "目标"


def test_text_between_rules_is_asked_about() -> None:
    rule = "\t".join(["----------"] * 6)
    reading = read_rows(
        total("合计", "2.00"), row("甲项目", "1.00"), f"{rule}\t夹在线里的字", row("乙项目", "1.00")
    )

    assert [one.name for one in reading.table.projects] == ["甲项目", "乙项目"]
    assert "stray_text" in asked(reading)


def test_a_numbered_head_before_a_second_annual_value_begins_the_lost_entry() -> None:
    cell = (
        "1、1-产出指标；11-数量指标；会议数量；实施周期指标值：6次；年度指标值：2次。"
        "2、1-产出指周期指标值：5个；年度指标值：5个。"
    )
    (project,) = table_of(total("合计", "1.00"), row("甲", "1.00", cell)).projects

    one, two = project.indicators
    assert one.annual_target is not None
    assert one.annual_target.text == "2次"
    assert two.number == 2
    assert two.annual_target is not None
    assert two.annual_target.text == "5个"


def test_a_list_inside_a_value_stays_a_value() -> None:
    cell = (
        "1、1-产出指标；11-数量指标；会议数量；实施周期指标值：1、办会；2、培训；"
        "年度指标值：1、办会；2、培训。"
    )
    (project,) = table_of(total("合计", "1.00"), row("甲", "1.00", cell)).projects

    (one,) = project.indicators
    assert one.period_target is not None
    assert one.period_target.text == "1、办会；2、培训"


def test_a_subtotal_of_a_unit_or_a_page_is_no_project() -> None:
    reading = read_rows(
        total("合计", "6.00"), total("甲局", "3.00"), row("甲项目", "1.00"), row("乙项目", "2.00"),
        total("小计", "3.00"), total("乙局", "3.00"), row("丙项目", "3.00"), total("本页小计：", "6.00"),
        row("小计算机采购", "1.00"),
    )  # fmt: skip

    units = [(one.name, [p.name for p in one.projects]) for one in reading.table.spending_units]
    assert units == [("甲局", ["甲项目", "乙项目"]), ("乙局", ["丙项目", "小计算机采购"])]
    assert [q.message for q in reading.questions if q.kind == "subtotal_row"] == [
        "“小计”是小计，不作单位或项目，金额不另计。",
        "“本页小计：”是小计，不作单位或项目，金额不另计。",
    ]
    assert reading.ledger.unread == 0
