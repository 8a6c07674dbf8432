"""Findings and library in a real browser: one click, a reason, the keyboard alone; axe-core on all pages."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.web.records.drafting import drafted, indicator_named, project_named

from jixiao.web.records.models import AcceptedFinding, Indicator, LibraryIndicator, TableVersion
from jixiao.web.records.services.tables import version_keep

from tests.web.conftest import NOW  # isort: skip

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
EVENTS = """() => { window.heard = [];
  for (const name of ["desk:changed", "desk:goto"])
    document.body.addEventListener(name, (event) => window.heard.push([name, event.detail])); }"""


@pytest.fixture
def visit(browser, live_server, transactional_db, office, log_in, settings):
    """`visit(user, "/search/")`: the page as that person sees it; nothing may be complained of."""
    settings.ROOT_URLCONF = "tests.web.records.project_page"
    settings.ALLOWED_HOSTS = ["*"]
    opened = []
    complaints: list[str] = []

    def open_page(user, address: str, *, phone: bool = False, language: str = "zh-hans") -> Page:
        session = log_in(user).cookies["sessionid"].value
        size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
        context = browser.new_context(viewport=size)
        context.add_cookies([
            {"name": "sessionid", "value": session, "url": live_server.url},
            {"name": "django_language", "value": language, "url": live_server.url},
        ])  # fmt: skip
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert complaints == []


def test_one_click_fixes_and_a_reason_accepts(visit: Callable[..., Page], office) -> None:
    drafted(office)
    key = project_named("招商活动经费").key
    page = visit(office.preparer, f"/small/{key}/")
    page.evaluate(EVENTS)

    page.click("[data-rule=WRD005] [data-goto]")
    fixed = page.locator("[data-rule=WRD005]").get_by_role("button", name="改正")
    fixed.click()
    expect(page.locator("[data-rule=WRD005]")).to_have_count(0)

    assert indicator_named("参加活动人数").annual_target == "≥30人"
    (went, place), (changed, told) = page.evaluate("window.heard")
    indicator = str(indicator_named("参加活动人数").key)
    assert (went, place) == (
        "desk:goto", {"project": str(key), "indicator": indicator, "field": "period_target"},
    )  # fmt: skip
    assert (changed, told["project"]) == ("desk:changed", str(key))

    finding = page.locator("[data-rule=IND003]")
    finding.get_by_text("接受，不改").click()
    finding.get_by_label("理由（必填）").fill("没有服务对象")
    finding.get_by_role("button", name="接受", exact=True).click()
    expect(page.get_by_text("1 个已接受")).to_be_visible()
    assert AcceptedFinding.objects.get().reason == "没有服务对象"


def test_a_change_of_wording_is_seen_before_it_is_taken_with_the_keyboard_alone(
    visit: Callable[..., Page], office
) -> None:
    drafted(office)
    page = visit(office.preparer, f"/small/{project_named('招商活动经费').key}/")
    finding = page.locator("[data-rule=IND104]")
    take = finding.get_by_role("button", name="采用这个改法")
    expect(take).to_be_hidden()

    finding.get_by_text("看修改建议").focus()
    page.keyboard.press("Enter")
    expect(finding.locator("del").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(take).to_be_focused()
    page.keyboard.press("Enter")

    expect(finding).to_have_count(0)
    expect(page.locator("#findings-said")).to_have_text("已改正。")
    assert page.evaluate("document.activeElement.matches('.finding')")
    assert indicator_named("参加活动人数").level2_code == "11"


def test_the_page_of_all_findings_stays_where_it_is_and_goes_on_to_the_next(
    visit: Callable[..., Page], office, bring_in
) -> None:
    table = bring_in("kaifaqu")
    page = visit(office.preparer, f"/tables/{table.pk}/findings/?page=1")
    page.evaluate("window.stayed = true")
    findings = page.locator(".finding")
    count = findings.count()
    name = f"#{findings.nth(count // 2).get_attribute('id')}"
    following = f"#{findings.nth(count // 2 + 1).get_attribute('id')}"
    one = page.locator(name)

    one.get_by_text("接受，不改").click()
    one.get_by_label("理由（必填）").fill("上级部门已经核定")
    one.get_by_label("有效期至（可不填）").fill("2020-01-01")
    one.get_by_role("button", name="接受", exact=True).click()
    expect(page.locator("#messages .alert-danger")).to_be_focused()
    expect(page.locator("#messages")).to_contain_text("有效期不能早于今天")
    expect(one.get_by_label("理由（必填）")).to_have_value("上级部门已经核定")

    one.get_by_label("有效期至（可不填）").fill("")
    one.get_by_role("button", name="接受", exact=True).click()
    expect(page.locator(following)).to_be_focused()
    expect(page.locator(following)).to_be_in_viewport()
    expect(page.locator("#messages")).to_contain_text("已接受，理由记入审计")
    expect(page.locator("#messages")).to_be_in_viewport()
    expect(one).to_have_count(0)  # the next page may have filled its place
    assert page.locator("#messages").get_attribute("aria-live") == "polite"
    assert page.evaluate("window.stayed")


def test_a_log_in_that_ended_leaves_the_page_as_it_is(
    visit: Callable[..., Page], office, bring_in
) -> None:
    table = bring_in("kaifaqu")
    page = visit(office.preparer, f"/tables/{table.pk}/findings/")
    count = page.locator(".finding").count()
    one = page.locator(".finding").first
    one.get_by_text("接受，不改").click()
    one.get_by_label("理由（必填）").fill("上级部门已经核定")
    page.context.clear_cookies(name="sessionid")

    one.get_by_role("button", name="接受", exact=True).click()

    expect(page.locator("#messages")).to_contain_text("登录已经失效")
    expect(page.locator(".finding")).to_have_count(count)
    expect(one.get_by_label("理由（必填）")).to_have_value("上级部门已经核定")


def test_an_indicator_is_taken_from_the_library_over_the_page(
    visit: Callable[..., Page], office
) -> None:
    drafted(office)
    project = project_named("会展运行经费")
    page = visit(office.preparer, f"/small/{project.key}/")
    page.evaluate(EVENTS)

    page.get_by_role("link", name="指标库").last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("指标名称里的词").fill("引进企业")
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="插入 引进企业数量").click()
    expect(dialog.get_by_role("status")).to_contain_text("已插入")
    page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    assert Indicator.objects.filter(project=project, suggested=True, name="引进企业数量").exists()
    for _ in range(200):  # waiting in the page would be an eval there
        if page.evaluate("window.heard.length"):
            break
        page.wait_for_timeout(50)
    assert page.evaluate("window.heard[0][1].project") == str(project.key)


@pytest.mark.parametrize(("language", "phone"), [("zh-hans", False), ("en", True)])
def test_axe_finds_nothing(
    visit: Callable[..., Page], office, live_server, language, phone
) -> None:
    table = drafted(office)
    version_keep(table=table, occasion=TableVersion.Occasion.IMPORTED, actor=None, at=NOW)
    indicator_named("办展场次").delete()
    key = project_named("招商活动经费").key
    addresses = (
        f"/small/{key}/", f"/tables/{table.pk}/findings/", "/rules/", "/rules/VAL004/",
        f"/library/?project={key}", f"/library/{LibraryIndicator.objects.first().pk}/?project={key}",
        "/search/?q=人数", "/search/", f"/tables/{table.pk}/versions/?before=1&after=now",
        f"/tables/{table.pk}/versions/1/", f"/projects/{key}/history/",
    )  # fmt: skip
    wrong = []
    page = visit(office.preparer, "/rules/", phone=phone, language=language)
    for address in addresses:
        page.goto(live_server.url + address)
        if "small" in address:
            page.wait_for_selector("[data-findings]")
        found = Axe().run(page, options=RULES).response
        wrong += [
            (address, one["id"], one["impact"], [node["target"] for node in one["nodes"]][:3])
            for one in found["violations"]
        ]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append((address, "wider than the screen"))
    assert wrong == []
