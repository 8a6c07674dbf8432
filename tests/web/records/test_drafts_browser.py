"""What is typed and not saved yet: it survives a crash and a log-out, and nobody else reads it."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, expect
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

_LIES_SEALED = """async (word) => {
    const lies = Object.entries(localStorage).filter(([key]) => key.startsWith("desk:"));
    const opened = await Promise.all(lies.map(([, text]) => window.desk.project.saver.box.open(text)));
    return opened.some((text) => text.includes(word)) && !JSON.stringify(localStorage).includes(word);
}"""
_OPENS = """async () => {
    const lies = Object.entries(localStorage).filter(([key]) => key.startsWith("desk:"));
    const tried = await Promise.allSettled(lies.map(([, text]) => window.desk.project.saver.box.open(text)));
    return tried.map((one) => one.status);
}"""


@pytest.fixture
def context(browser, live_server, office):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.complaints = []
    yield context
    context.close()
    assert not context.complaints


@pytest.fixture
def project(context, bring_in):
    return bring_in().projects.first()


@pytest.fixture
def opened(context, live_server, project):
    """The page of the project, after a log-in if a person is named."""

    def make(username=None):
        page = context.new_page()
        page.on("pageerror", lambda error: context.complaints.append(str(error)))
        address = f"{live_server.url}/projects/{project.key}/"
        page.goto(address if username is None else f"{live_server.url}/account/login/")
        if username:
            page.get_by_label("用户名").fill(username)
            page.locator("[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.wait_for_url(f"{live_server.url}/")
            page.goto(address)
        expect(page.locator(".tabulator-row").first).to_be_visible()
        return page

    return make


def _crash(page):
    """A window that is closed in order may still get its last word out; one that crashes does not."""
    with page.expect_event("crash"), pytest.raises(Error):
        page.goto("chrome://crash")
    page.close()


def _saved(page):
    expect(page.locator("[data-state]")).to_contain_text("已保存", timeout=10_000)


def test_nothing_typed_is_lost_without_a_connection_or_after_a_crash(opened, project, context):
    page = opened("preparer")
    context.set_offline(True)
    page.locator("#f-objective").fill("断网时写的目标")
    page.locator(".tabulator-row").first.locator('[tabulator-field="name"]').click()
    page.keyboard.type("no")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("正在写还没按回车")
    expect(page.locator("[data-state]")).to_contain_text("断网")
    page.wait_for_function(_LIES_SEALED, arg="正在写还没按回车")
    _crash(page)
    context.set_offline(False)

    again = opened()
    expect(again.locator("#recovery")).to_contain_text("断网时写的目标")
    again.get_by_role("button", name="找回").click()
    _saved(again)
    project.refresh_from_db()
    assert project.objective == "断网时写的目标"
    assert project.indicators.first().name == "正在写还没按回车"
    assert again.evaluate("Object.keys(localStorage).length") == 0


def test_on_a_shared_computer_a_draft_is_for_who_wrote_it(opened, project, context):
    page = opened("preparer")
    Session.objects.all().delete()  # the log-in ends while he types
    page.locator("#f-objective").fill("没存上的目标")
    expect(page.locator("[data-state]")).to_contain_text("登录")
    page.wait_for_function(_LIES_SEALED, arg="没存上的目标")
    page.close()
    context.clear_cookies()

    other = opened("head")
    assert other.evaluate(_OPENS) == ["rejected"]
    assert "没存上的目标" not in other.evaluate("JSON.stringify(localStorage)")
    expect(other.locator("#recovery")).to_be_hidden()
    other.get_by_role("button", name="测试head").click()
    other.get_by_role("button", name="退出").click()
    other.wait_for_url(lambda address: "/projects/" not in address)
    other.close()

    again = opened("preparer")
    expect(again.locator("#recovery")).to_contain_text("没存上的目标")


def test_who_logs_out_leaves_nothing_in_his_other_windows(opened, project, live_server):
    one, other = opened("preparer"), opened()

    one.get_by_role("button", name="测试preparer").click()
    one.get_by_role("button", name="退出").click()

    other.wait_for_url(f"{live_server.url}/public/")
    expect(other.locator(".tabulator-row")).to_have_count(0)
    other.goto(f"{live_server.url}/projects/{project.key}/")
    expect(other.locator("[name=password]")).to_be_visible()
