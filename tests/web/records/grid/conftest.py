"""The page of a project in a real Chromium, opened by its preparer; nothing may be complained of."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def context(browser, live_server, office, log_in):
    client = log_in(office.preparer)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    context.complaints = []
    yield context
    context.close()
    assert not context.complaints


@pytest.fixture
def project(context, bring_in):
    return bring_in().projects.first()


@pytest.fixture
def opened(context, live_server, project):
    def make():
        page = context.new_page()
        page.on("pageerror", lambda error: context.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                context.complaints.append(message.text)
                if "Content Security" in message.text
                else None
            ),
        )
        page.goto(f"{live_server.url}/projects/{project.key}/")
        expect(page.locator(".tabulator-row").first).to_be_visible()
        return page

    return make
