"""In a real Chromium, by mouse and by keyboard alone: submit, return with a comment, accept it,
submit, approve, disclose, read the public page, download the workbook. And axe-core on all pages."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from jixiao import read
from jixiao.web.records.models import Indicator, PublicTable

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def visit(browser, live_server, transactional_db, log_in):
    """`visit(user, address)`: a page of that person, None for anybody; nothing may be complained of."""
    contexts, complaints = [], []

    def open_page(user, address, *, language="zh-hans", phone=False):
        size = {"width": 390, "height": 844} if phone else {"width": 1366, "height": 768}
        context = browser.new_context(viewport=size, locale="zh-CN", accept_downloads=True)
        contexts.append(context)
        cookies = {"django_language": language}
        if user is not None:
            cookies["sessionid"] = log_in(user).cookies["sessionid"].value
        context.add_cookies(
            [{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda m: complaints.append(m.text) if "Content Security" in m.text else 0
        )
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


class Mouse:
    """Points and clicks."""

    def choose(self, page, name, exact=True):
        main = page.locator("main")
        link = main.get_by_role("link", name=name, exact=exact)
        link.or_(main.get_by_role("button", name=name, exact=exact)).first.click()

    def download(self, page, name):
        self.choose(page, name, exact=False)

    def fill(self, page, selector, text):
        page.fill(selector, text)

    def select(self, page, selector, label):
        page.select_option(selector, label=label)


class Keyboard:
    """Tab, Enter, letters and arrows alone."""

    _WHAT = """() => ["A", "BUTTON"].includes(document.activeElement.tagName)
        ? document.activeElement.innerText.trim() : "" """

    def choose(self, page, name, exact=True):
        self._go_to(page, name, exact)
        page.evaluate("() => { window.stillTheOldPage = true }")
        page.keyboard.press("Enter")
        page.wait_for_function("() => !window.stillTheOldPage")
        page.wait_for_load_state()

    def download(self, page, name):
        self._go_to(page, name, exact=False)
        page.keyboard.press("Enter")

    def _go_to(self, page, name, exact):
        for _ in range(150):
            page.keyboard.press("Tab")
            said = page.evaluate(self._WHAT)
            if said == name or (not exact and name in said and len(said) < 80):
                return
        raise AssertionError(f"{name} is not reached")

    def fill(self, page, selector, text):
        self._reach(page, selector)
        page.keyboard.insert_text(text)

    def select(self, page, selector, label):
        self._reach(page, selector)
        for _ in range(200):
            if page.eval_on_selector(selector, "e => e.selectedOptions[0].label") == label:
                return
            page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} is not offered")

    def _reach(self, page, selector):
        for _ in range(150):
            page.keyboard.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} is not reached")


@pytest.mark.parametrize("hands", [Mouse(), Keyboard()], ids=["mouse", "keyboard"])
def test_a_table_goes_from_the_preparer_to_the_public(hands, visit, office, bring_in, live_server):
    table = bring_in("kaifaqu")
    project = table.projects.first()
    steps = f"/tables/{table.pk}/steps/"
    preparer, head = visit(office.preparer, steps), visit(office.head, steps)

    hands.choose(preparer, "送审")
    expect(preparer.get_by_role("heading", name="审核时可能会提的意见")).to_be_visible()
    hands.choose(preparer, "送审")
    expect(preparer.get_by_text("已经送审")).to_be_visible()

    head.reload()
    hands.choose(head, "退回")
    hands.choose(head, "逐行批注")
    hands.select(head, "#project", project.name)
    hands.choose(head, "选定")
    expect(head.locator("#line")).to_be_visible()
    hands.select(head, "#line", "项目名称")
    hands.fill(head, "#text", "名称请写全")
    hands.fill(head, "#suggested", "综合业务工作经费（2024年）")
    head.locator("main form button", has_text="批注").focus()
    head.keyboard.press("Enter")
    expect(head.get_by_text("批注已经记下")).to_be_visible()
    head.goto(f"{live_server.url}/tables/{table.pk}/step/return/")
    hands.fill(head, "#reason", "请按批注修改")
    hands.choose(head, "退回")
    expect(head.get_by_text("已经退回")).to_be_visible()

    preparer.goto(f"{live_server.url}/tables/{table.pk}/comments/")
    hands.choose(preparer, "采纳建议")
    expect(preparer.get_by_text("已经采纳")).to_be_visible()
    project.refresh_from_db()
    assert project.name == "综合业务工作经费（2024年）"
    preparer.goto(f"{live_server.url}/tables/{table.pk}/step/submit/")
    hands.choose(preparer, "送审")
    expect(preparer.get_by_text("已经送审")).to_be_visible()

    head.goto(live_server.url + steps)
    hands.choose(head, "批准")
    expect(head.get_by_text("综合业务工作经费（2024年）").first).to_be_visible()
    hands.choose(head, "批准上面的内容")
    expect(head.get_by_text("已经批准")).to_be_visible()
    hands.choose(head, "公开")
    expect(head.get_by_text("项目没有效益指标")).to_be_visible()
    hands.fill(head, "#reason", "效益指标下半年补")
    hands.choose(head, "写明理由，公开")
    expect(head.get_by_text("已经公开。")).to_be_visible()

    _read_it(hands, visit(None, "/"), project)


def _read_it(hands, public, project):
    """What anybody does with what is public: table, workbook, project, indicator."""
    hands.choose(public, "广州开发区援建和对外经济合作局", exact=False)
    expect(public.locator("canvas").first).to_be_visible()
    with public.expect_download() as waiting:
        hands.download(public, "正式表格（Excel）")
    assert waiting.value.suggested_filename.endswith("2024年项目支出绩效目标表.xlsx")
    content = Path(waiting.value.path()).read_bytes()
    assert read(content, "表.xlsx").table.projects[0].name == "综合业务工作经费（2024年）"
    hands.choose(public, "综合业务工作经费（2024年）")
    expect(public.get_by_role("heading", name="综合业务工作经费（2024年）")).to_be_visible()
    hands.choose(public, Indicator.objects.filter(project=project).first().name)
    expect(public.get_by_text("印在第").first).to_be_visible()


@pytest.fixture
def tables(transactional_db, bring_in, approve, disclose):
    """One that is disclosed, one that is approved, one being filled in."""
    shown = bring_in("tianhe")
    disclose(approve(shown))
    return shown, approve(bring_in("kaifaqu", 2023)), bring_in("kaifaqu", 2022)


@pytest.mark.parametrize(("language", "phone"), [("zh-hans", False), ("en", True)])
def test_axe_finds_nothing(language, phone, visit, office, tables, live_server):
    shown, waiting, draft = tables
    public = PublicTable.objects.get()
    # The longest names wrap in the breadcrumb, where links come close to one another.
    one = max(public.projects.exclude(indicators=None), key=lambda project: len(project.name))
    base = f"/public/tables/{public.key}/"
    pages = [
        (None, ["/public/", base, f"{base}print/", f"{base}projects/{one.key}/",
                f"{base}projects/{one.key}/{one.indicators.first().key}/",
                "/public/search/?q=满意", "/public/search/?q=没有这个词"]),
        (office.head, [f"/tables/{shown.pk}/steps/", f"/tables/{shown.pk}/step/retract/",
                       f"/tables/{waiting.pk}/step/disclose/", f"/tables/{waiting.pk}/downloads/",
                       f"/tables/{waiting.pk}/versions/1/", f"/tables/{waiting.pk}/step/approve/"]),
        (office.preparer, [f"/tables/{draft.pk}/step/submit/",
                           f"/tables/{draft.pk}/comments/?project={draft.projects.first().key}"]),
    ]  # fmt: skip
    found = []
    for who, addresses in pages:
        page = visit(who, addresses[0], language=language, phone=phone)
        for address in addresses:
            page.goto(live_server.url + address)
            found += [
                (address, each["id"], each["impact"], [n["target"] for n in each["nodes"]][:3])
                for each in Axe().run(page, options=RULES).response["violations"]
            ]
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, address

    assert not found, "\n".join(map(str, found))
