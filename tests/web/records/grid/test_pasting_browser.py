"""Pasting into the grid, in a real Chromium: blocks of a spreadsheet, a published cell."""

import pytest
from playwright.sync_api import expect
from tests.web.records.grid.hands import cell, insert, paste, saved

pytestmark = pytest.mark.django_db(transaction=True)

PROSE = (
    "1、1-产出指标；11-数量指标；培训人次；实施周期指标值：≥300人次；年度指标值：≥100人次。"
    "2、1-产出指标；12-质量指标；合格率；实施周期指标值：90%以上；年度指标值：90%以上。"
)


def test_a_block_whose_levels_disagree_says_which_was_followed(opened):
    page = opened()
    cell(page, 0, "level1").click()
    paste(page, "效益指标\t数量指标\t一\n产出指标\t\t二\n")
    expect(cell(page, 0, "level1")).to_have_text("1-产出指标")
    expect(page.locator("[data-told]")).to_contain_text("已按二级指标")
    expect(cell(page, 1, "level1")).to_have_text("1-产出指标")


def test_whole_targets_in_one_column_of_a_block_are_not_taken_for_comparators(opened, project):
    page = opened()
    before = project.indicators.count()
    cell(page, before - 1, "name").click()
    paste(page, "甲率\t≥95%\t90%以上\n乙家数\t不少于 １２ 家\t36家\n丙评价\t良好\t优\n")
    expect(page.locator("[data-told]")).to_contain_text("指标值写在一格")
    saved(page)
    assert [(i.name, i.annual_target, i.period_target) for i in _last(project, 3)] == [
        ("甲率", "≥95%", "90%以上"), ("乙家数", "不少于 １２ 家", "36家"), ("丙评价", "良好", "优"),
    ]  # fmt: skip
    cell(page, 0, "comparator").click()
    insert(page, "≤3次")
    page.keyboard.press("Enter")
    expect(cell(page, 0, "value")).to_have_text("3")
    saved(page)
    assert project.indicators.first().annual_target == "≤3次"


def test_a_block_is_pasted_filled_down_and_undone(opened, project):
    page = opened()
    before = project.indicators.count()
    cell(page, before - 1, "name").click()
    paste(page, '"甲\n乙"\t≥\t1,200\t家\n"带""引号"\t\t12月底前\t\n丙\t≤\t5\t次\n')
    expect(page.locator(".tabulator-row")).to_have_count(before + 2)
    saved(page)

    rows = list(project.indicators.all())[before - 1 :]
    assert [(one.name, one.annual_target) for one in rows] == [
        ("甲\n乙", "≥1,200家"), ('带"引号', "12月底前"), ("丙", "≤5次"),
    ]  # fmt: skip

    cell(page, before, "unit").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    expect(cell(page, before + 1, "unit")).to_have_text("")
    page.keyboard.press("Control+z")
    expect(cell(page, before + 1, "unit")).to_have_text("次")
    page.keyboard.press("Control+z")
    expect(page.locator(".tabulator-row")).to_have_count(before)


def test_a_block_with_headings_and_merged_cells_goes_where_they_say(opened, project):
    page = opened()
    before = project.indicators.count()
    page.locator("[data-act=insert]").click()
    cell(page, before - 1, "name").click()
    page.keyboard.press("ArrowDown")
    paste(
        page,
        "序号\t一级指标\t二级指标\t三级指标\t计算符号\t指标值\t计量单位\t备注\t实施周期计算符号\t"
        "实施周期指标值\t实施周期计量单位\n"
        "1\t产出指标\t质量指标\t合格率\t≥\t95\t%\t抽查\t≥\t90\t%\n"
        "2\t\t\t差错率\t≤\t1\t%\t\t≤\t2\t%\n",
        "<table><tr><td>序号</td></tr><tr><td>1</td><td rowspan=2 style='color:red'>产出指标</td>"
        "<td rowspan='2'>质量指标</td><td>合格率</td></tr><tr><td>2</td><td>差错率</td></tr></table>",
    )
    told = page.locator("[data-told]")
    expect(told).to_contain_text("第一行是列名")
    expect(told).to_contain_text("2 格")
    expect(told).to_contain_text("没有粘贴：备注")
    saved(page)
    assert [
        (i.level2_code, i.name, i.annual_target, i.period_target) for i in _last(project, 2)
    ] == [
        ("12", "合格率", "≥95%", "≥90%"),
        ("12", "差错率", "≤1%", "≤2%"),
    ]
    assert project.indicators.count() == before + 2


def test_a_block_wider_than_the_grid_says_what_was_left_out(opened, project):
    page = opened()
    cell(page, 0, "evidence").click()
    paste(page, "照片\t多出来的\n名单\t\n")
    expect(page.locator("[data-told]")).to_contain_text("没有粘贴：第 2 列。")
    cell(page, 0, "level1").click()
    paste(page, "满意度指标\t自己起的\t群众评价\n")
    expect(page.locator("[data-told]")).to_be_empty()
    expect(cell(page, 0, "level1")).to_have_text("3-满意度指标")
    saved(page)
    first = project.indicators.first()
    levels = (first.level1_code, first.level1_label, first.level2_label)
    assert levels == ("3", "满意度指标", "自己起的")


def test_an_empty_grid_takes_a_block_that_begins_with_the_level(opened, project):
    page = opened()
    cell(page, 0, "name").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+Delete")
    expect(page.locator(".tabulator-row")).to_have_count(0)
    paste(page, "产出指标\t数量指标\t培训人次\t≥\t1,200\t人次\n")
    saved(page)
    expect(cell(page, 0, "name")).to_have_text("培训人次")
    one = project.indicators.get(name="培训人次")
    assert (one.level2_code, one.annual_target) == ("11", "≥1,200人次")


def _last(project, count):
    return list(project.indicators.all())[-count:]


def test_a_pasted_published_cell_becomes_rows(opened, project):
    page = opened()
    before = project.indicators.count()
    page.get_by_text("粘贴一格公开的指标文字").click()
    page.locator("#prose-text").fill(PROSE)
    page.get_by_role("button", name="拆开看看").click()
    expect(page.locator("[data-prose-state]")).to_contain_text("2")
    page.get_by_role("button", name="加到指标表末尾").click()
    saved(page)

    new = list(project.indicators.all())[before:]
    assert [(i.level2_code, i.name, i.period_target, i.annual_target) for i in new] == [
        ("11", "培训人次", "≥300人次", "≥100人次"),
        ("12", "合格率", "90%以上", "90%以上"),
    ]
    expect(cell(page, before, "value")).to_have_text("100")
