"""The site of the samples on disk, and a real Chromium to open it from there."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from tests.publishing.site.readings import samples

from jixiao.publishing import write_site

DESKTOP = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)


class Visit(NamedTuple):
    """A page, what it complained of, and what it asked for."""

    page: Page
    complaints: list[str]
    requests: list[str]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site as it would stand on a memory stick, in a folder with a space and Chinese in its name."""
    root = tmp_path_factory.mktemp("U 盘") / "绩效 公开"
    files = write_site(
        samples(), downloads={"目标表.csv": b"a,b\r\n"}, published=datetime.date(2026, 3, 1)
    )
    for name, content in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


@pytest.fixture
def visit(browser: Browser, folder: Path) -> Iterator[Callable[..., Visit]]:
    """`visit("search.html#q=满意")` opens a page from disk; nothing it does may go unseen."""
    contexts = []

    def open_page(name: str, *, phone: bool = False, script: bool = True) -> Visit:
        context = browser.new_context(
            viewport=PHONE if phone else DESKTOP, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        one = Visit(page, [], [])
        page.on("console", lambda message: one.complaints.append(message.text))
        page.on("pageerror", lambda error: one.complaints.append(str(error)))
        page.on("request", lambda request: one.requests.append(request.url))
        path, _, place = name.partition("#")
        page.goto((folder / path).as_uri() + (f"#{place}" if place else ""))
        if path == "search.html" and script:
            settled(page)
        return one

    yield open_page
    for context in contexts:
        context.close()


def settled(page: Page) -> None:
    """Wait until a search has shown its results."""
    page.wait_for_selector("html[data-searched]", state="attached")
