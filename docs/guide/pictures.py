"""Make the pictures of the guides anew: ``.venv/bin/python docs/guide/pictures.py``.

A throw-away office with the published samples is furnished and worked in as its people would, in a
real Chromium (``chromium`` on the path, or ``JIXIAO_CHROMIUM``). Dates in the pictures are today's.
"""

import os
import shutil
import sys
import tempfile
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from jixiao.web import serving

IMAGES = Path(__file__).resolve().parent / "images"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=zh-CN")
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
COLOURS = 64  # enough for pages of text; keeps a picture below 150 kB


def main() -> None:
    """Furnish, serve, take every picture."""
    with tempfile.TemporaryDirectory() as folder:
        serving.prepare(Path(folder))
        from jixiao.web.showcase import furnish  # noqa: PLC0415 - needs Django

        people = {one.username: one.password for one in furnish()}
        server = serving.make_server("127.0.0.1", 0)
        threading.Thread(target=server.run, daemon=True).start()
        found = os.environ.get("JIXIAO_CHROMIUM") or shutil.which("chromium")
        if found is None:
            sys.exit("没有找到 Chromium：请安装 chromium，或设 JIXIAO_CHROMIUM。")
        address = f"http://127.0.0.1:{server.effective_port}"
        # Asked of the database before the browser starts: its loop forbids such calls.
        places = _places(address)
        with sync_playwright() as play, serving.worker():
            browser = play.chromium.launch(executable_path=found, args=list(FLAGS))
            _all(browser, address, people, places)
            browser.close()
        server.close()


def _places(address: str) -> dict[str, str]:
    from jixiao.web.records.models import Import, ObjectiveTable, Project  # noqa: PLC0415

    project = Project.objects.get(name="信创工作经费")
    return {
        "project": f"{address}/projects/{project.key}/",
        "import": f"{address}/imports/{Import.objects.get(source__name='zengcheng.txt').pk}/",
        "large": f"{address}/tables/{project.table_id}/",
        "small": f"{address}/tables/{ObjectiveTable.objects.get(department__name__contains='援建').pk}/",
    }


def _all(browser: Browser, address: str, people: dict[str, str], at: dict[str, str]) -> None:
    def log_in(name: str) -> Page:
        page = _page(browser, DESKTOP)
        page.goto(f"{address}/account/login/")
        page.get_by_label("用户名").fill(name)
        page.get_by_label("密码").fill(people[name])
        page.locator("main").get_by_role("button", name="登录").click()
        page.wait_for_url(f"{address}/")
        return page

    preparer, head = log_in("tianbao"), log_in("fuze")
    preparer.goto(address)  # without the greeting
    _keep(preparer, "home")
    preparer.goto(at["large"])
    preparer.locator(".desk-found-mark").first.wait_for()
    _keep(preparer, "table")
    _import(preparer, at["import"])
    _project(preparer, at["project"])
    _approve_and_disclose(preparer, head, at["small"])

    reader = log_in("chayue")
    reader.goto(f"{address}/search/?q=企业")
    _keep(reader, "search")
    administrator = log_in("guanli")
    administrator.goto(f"{address}/office/people/")
    _keep(administrator, "people")
    auditor = log_in("shenji")
    auditor.goto(f"{address}/audit/")
    _keep(auditor, "trail")
    _public(browser, address)


def _import(page: Page, address: str) -> None:
    """A file read again: what was repaired, beside its source."""
    page.goto(address)
    page.get_by_role("button", name="再读一次").click()
    page.locator("#accept").wait_for(timeout=60_000)
    page.get_by_role("tab", name="修复").click()
    page.locator("#pane-repairs .part-link").first.click()
    _settle(page)
    page.locator("#work").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('.settled').scrollIntoView()")
    _keep(page, "import")


def _project(page: Page, address: str) -> None:
    """The sheet of a project with its indicators, and what the rules find in it."""
    page.goto(address)
    page.locator(".tabulator-row").first.wait_for()
    page.locator("#findings .finding").first.wait_for()
    page.locator('.tabulator-row [tabulator-field="name"]').nth(1).click()
    page.evaluate("window.scrollTo(0, 0)")
    _keep(page, "project")


def _approve_and_disclose(preparer: Page, head: Page, table: str) -> None:
    preparer.goto(table)
    preparer.get_by_role("link", name="送审").click()
    preparer.locator("main form").get_by_role("button", name="送审").click()
    head.goto(table)
    head.get_by_role("link", name="批准").click()
    _keep(head, "approve")
    head.get_by_role("button", name="批准上面的内容").click()
    head.goto(table)
    head.get_by_role("link", name="公开", exact=True).click()
    _keep(head, "disclose")
    reason = head.get_by_label("仍要公开的理由")
    if reason.count():
        reason.fill("演示：内容与已公开的原表一致。")
    head.locator("main form").get_by_role("button", name="公开").last.click()
    _settle(head)


def _public(browser: Browser, address: str) -> None:
    """What everybody sees, on a desk and on a phone."""
    for name, size in (("public", DESKTOP), ("phone", PHONE)):
        page = _page(browser, size)
        page.goto(f"{address}/")
        page.locator("main").get_by_role("link", name="援建").first.click()
        _keep(page, name)


def _page(browser: Browser, size: Any) -> Page:
    page = browser.new_context(viewport=size, locale="zh-CN").new_page()
    page.set_default_timeout(15_000)
    return page


def _settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def _keep(page: Page, name: str) -> None:
    _settle(page)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
