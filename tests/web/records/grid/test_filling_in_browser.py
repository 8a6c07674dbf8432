"""Filling in, in a real Chromium: the grid by keyboard, two windows, a crash."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from tests.web.records.grid.hands import cell, comes_to, insert, saved

from jixiao.web.records.models import Indicator, Project
from jixiao.web.records.services.projects import project_save

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_grid_is_filled_in_by_keyboard_alone(opened, project):
    page = opened()
    page.locator("[data-act=insert]").focus()
    page.keyboard.press("Enter")
    insert(page, "满意")
    page.keyboard.press("Tab")
    insert(page, "群众满意度")
    page.keyboard.press("Tab")
    insert(page, ">=")
    page.keyboard.press("Tab")
    page.keyboard.type("95")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("%")
    page.keyboard.press("Enter")
    page.keyboard.press("F2")
    page.keyboard.press("Escape")
    saved(page)

    one = project.indicators.get(name="群众满意度")
    assert (one.level1_code, one.level2_code, one.annual_target) == ("3", "31", "≥95%")
    assert one.position == 1
    assert [i.number for i in project.indicators.all()] == [1, 2, 3, 4, 5, 6][
        : project.indicators.count()
    ]

    page.keyboard.press("ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+y")
    saved(page)
    one.refresh_from_db()
    expect(cell(page, 0, "name")).to_have_text("群众满意度")

    def position():
        one.refresh_from_db()
        return one.position

    page.wait_for_timeout(700)  # the row was there before it was moved back and again
    comes_to(page, position, 0)


def test_the_sum_of_weights_follows_what_is_typed(opened, project):
    page = opened()
    sums = page.locator("[data-weights]")
    expect(sums).to_be_hidden()
    for row, weight in enumerate(("12.5", "7.6")):
        cell(page, row, "weight").click()
        page.keyboard.type(weight)
        page.keyboard.press("Enter")

    expect(sums).to_contain_text("权重合计 20.1")
    expect(sums).to_contain_text("2 条填了权重")
    saved(page)
    page.reload()
    expect(sums).to_contain_text("权重合计 20.1")


def test_giving_up_and_undo_go_back_behind_what_was_saved_in_between(opened, project):
    page = opened()
    first, second = project.indicators.all()[:2]
    cell(page, 0, "name").click()
    page.keyboard.type("half a")
    saved(page)
    page.keyboard.press("Escape")
    expect(cell(page, 0, "name")).to_have_text(first.name)

    cell(page, 1, "name").click()
    page.keyboard.type("one ")
    saved(page)
    page.keyboard.type("word")
    page.keyboard.press("Enter")
    expect(cell(page, 1, "name")).to_have_text("one word")
    page.keyboard.press("Control+z")
    expect(cell(page, 1, "name")).to_have_text(second.name)
    saved(page)
    page.reload()
    expect(cell(page, 0, "name")).to_have_text(first.name)
    expect(cell(page, 1, "name")).to_have_text(second.name)


def test_another_level_1_takes_its_level_2_along_and_says_so(opened, project):
    page = opened()
    told = page.locator("[data-told]")
    level, second = cell(page, 0, "level1"), cell(page, 0, "level")
    before = level.inner_text(), second.inner_text()

    def put(text):
        level.click()
        insert(page, text)
        page.keyboard.press("Enter")

    put("满意度")
    expect(second).to_have_text("31-服务对象满意度")
    expect(told).to_contain_text("二级指标改成了“31-服务对象满意度”")
    page.keyboard.press("Control+z")
    expect(second).to_have_text(before[1])
    put("2")
    expect(second).to_have_text("")
    expect(told).to_contain_text("二级指标空出来了")
    page.keyboard.press("Control+z")
    put("没有这一类")
    expect(told).to_contain_text("没有叫“没有这一类”的一级指标")
    level.click()
    page.keyboard.press("Delete")
    expect(told).to_contain_text("请清空二级指标")
    expect(level).to_have_text(before[0])
    expect(second).to_have_text(before[1])


def test_on_paper_the_grid_and_long_texts_stand_written_out(opened, project):
    page = opened()
    long = "第一行目标。\n" * 12
    page.locator("#f-objective").fill(long)
    saved(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    expect(page.locator("table.desk-printed tbody tr")).to_have_count(project.indicators.count())
    expect(page.locator("table.desk-printed")).to_contain_text("实施周期指标值")
    expect(page.locator("div.desk-printed").first).to_have_text(long)
    expect(page.locator(".tabulator")).to_be_hidden()
    expect(page.locator("[data-toolbar]")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".desk-printed")).to_have_count(0)


def test_two_windows_merge_and_ask_about_the_same_cell(opened, project):
    one, other = opened(), opened()
    one.locator("#f-objective").fill("第一个窗口的目标")
    saved(one)
    other.locator("#f-objective").fill("第二个窗口的目标")
    other.locator("#f-period_objective").fill("周期目标")
    expect(other.locator("#conflict")).to_be_visible()
    project.refresh_from_db()
    assert (project.objective, project.period_objective) == ("第一个窗口的目标", "")

    other.locator("#conflict label", has_text="第二个窗口的目标").click()
    other.get_by_role("button", name="按所选保存").click()
    saved(other)
    project.refresh_from_db()
    assert (project.objective, project.period_objective) == ("第二个窗口的目标", "周期目标")

    one.locator("#f-total").fill("12.5")
    expect(one.locator("#messages")).to_contain_text("合并")
    expect(one.locator("#f-objective")).to_have_value("第二个窗口的目标")


def test_a_text_that_cannot_be_stored_stays_beside_its_message(opened, project):
    page = opened()
    page.locator("#f-total").fill("约一百")
    page.locator("#f-objective").fill("新的目标")
    expect(page.locator("#note-total")).to_contain_text("只写数字")
    expect(page.locator("#f-total")).to_have_value("约一百")
    saved(page)
    project.refresh_from_db()
    assert project.objective == "新的目标"
    page.locator("#f-total").fill("100")
    expect(page.locator("#note-total")).not_to_contain_text("只写数字")


def test_an_input_method_begins_on_a_chosen_cell(opened, project):
    page = opened()
    cell(page, 0, "name").click()
    session = page.context.new_cdp_session(page)
    for text in ("p", "pei", "pei xun"):
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    page.wait_for_timeout(600)
    assert Indicator.objects.get(project=project, position=0).name != "pei xun"
    session.send("Input.insertText", {"text": "培训人数"})
    page.keyboard.press("Enter")
    saved(page)
    assert Indicator.objects.get(project=project, position=0).name == "培训人数"


def test_another_person_s_rows_come_in(opened, project, office):
    from django.utils import timezone  # noqa: PLC0415

    page = opened()
    project_save(
        key=project.key, revision=project.revision, fields={"basis": "别人写的依据"}, rows=None,
        actor=office.preparer, at=timezone.now(),
    )  # fmt: skip
    page.evaluate("document.body.dispatchEvent(new CustomEvent('desk:changed', {detail: {}}))")
    expect(page.locator("#f-basis")).to_have_value("别人写的依据")
    assert Project.objects.get(pk=project.pk).revision == 2


def test_a_row_deleted_here_and_changed_there_is_asked_about(opened, project):
    one, other = opened(), opened()
    key = project.indicators.first().key
    cell(one, 0, "name").click()
    one.keyboard.press("F2")
    one.keyboard.press("Control+a")
    insert(one, "别人改过的名称")
    one.keyboard.press("Enter")
    saved(one)
    cell(other, 0, "name").click()
    other.keyboard.press("Control+Delete")
    expect(other.locator("#conflict")).to_contain_text("别人改过的名称")
    assert project.indicators.filter(key=key).exists()
    other.get_by_role("button", name="按所选保存").click()
    saved(other)
    assert not project.indicators.filter(key=key).exists()


def test_a_total_goes_along_with_its_sources_while_it_is_their_sum(opened, project):
    Project.objects.filter(pk=project.pk).update(
        total=100, fiscal_appropriation=100, period_total=7, period_fiscal_appropriation=5
    )
    page = opened()
    page.fill("#f-fiscal_appropriation", "")
    page.locator("#f-fiscal_appropriation").press_sequentially("1,135.505")
    page.locator("#f-other_funds").press_sequentially("0.1")
    expect(page.locator("#f-total")).to_have_value("1135.605")
    page.fill("#f-total", "1200")
    page.locator("#f-other_funds").press_sequentially("5")
    expect(page.locator("#f-total")).to_have_value("1200")
    page.fill("#f-period_other_funds", "3")
    expect(page.locator("#f-period_total")).to_have_value("7.00")
    saved(page)
    project.refresh_from_db()
    assert (project.total, project.period_total) == (1200, 7)


def test_a_refused_text_is_offered_again_to_who_left_without_looking(opened, project):
    page = opened()
    page.fill("#f-other_funds", "12万")
    saved(page)
    expect(page.locator("[data-state]")).to_have_attribute("data-state-is", "part")
    page.keyboard.press("Alt+PageDown")
    expect(page.locator("h1")).not_to_have_text(project.name)
    expect(page.locator("[data-state]")).to_contain_text("没有未保存的改动")
    page.keyboard.press("Alt+PageUp")
    expect(page.locator("#recovery")).to_contain_text("12万")
    page.locator("#recovery [data-take]").click()
    expect(page.locator("#f-other_funds")).to_have_value("12万")
    page.fill("#f-other_funds", "12")
    expect(page.locator("[data-state]")).to_have_attribute("data-state-is", "saved")
    page.reload()
    expect(page.locator("#f-other_funds")).to_have_value("12.00")
    expect(page.locator("#recovery")).to_be_hidden()


def test_from_one_project_to_check_to_the_next_by_keyboard(opened, project):
    others = list(project.table.projects.exclude(pk=project.pk))
    for one in (project, others[1]):
        one.copied = ["objective"]
        one.save()
    page = opened()
    page.get_by_role("button", name="全部核对过，确认沿用").press("Enter")
    link = page.get_by_role("link", name="下一个没核对的项目")
    expect(link).to_be_focused()
    saved(page)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(others[1].name)
    expect(link).to_have_count(0)


def test_copied_cells_are_confirmed(opened, project):
    first = project.indicators.first()
    project.copied, first.copied = ["objective"], ["name", "annual_target"]
    project.save()
    first.save()
    page = opened()
    expect(cell(page, 0, "value")).to_have_class("tabulator-cell desk-copied")
    page.locator('[data-confirm="objective"]').click()
    cell(page, 0, "name").click()
    page.keyboard.press("F2")
    page.keyboard.press("Enter")
    saved(page)

    def copied():
        project.refresh_from_db()
        first.refresh_from_db()
        return project.copied, first.copied

    comes_to(page, copied, ([], ["annual_target"]))
    page.get_by_role("button", name="全部核对过，确认沿用").click()
    comes_to(page, copied, ([], []))


@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_serious(opened, context, live_server, project, width):
    page = opened()
    page.set_viewport_size({"width": width, "height": 768})
    table = project.table_id
    for address in (
        f"projects/{project.key}/", "", f"tables/{table}/", f"tables/{table}/copy/", "tables/new/",
    ):  # fmt: skip
        page.goto(f"{live_server.url}/{address}")
        page.wait_for_timeout(300)
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
