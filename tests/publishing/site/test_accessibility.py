"""axe-core finds nothing serious on any kind of page, in Chinese on a desk and English on a phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.publishing.site.conftest import Visit
from tests.publishing.site.test_browser import PAGES

Open = Callable[..., Visit]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("language", "phone"), [("zh-CN", False), ("en", True)])
@pytest.mark.parametrize("name", [*PAGES, "search.html#q=满意&class=31"])
def test_axe_finds_nothing(visit: Open, name: str, language: str, phone: bool) -> None:
    page = visit(name, phone=phone).page
    if language == "en":
        page.click("#language")

    found = Axe().run(page, options=RULES).response

    assert found["passes"]
    assert page.get_attribute("html", "lang") == language
    assert [
        (one["id"], one["impact"], [node["target"] for node in one["nodes"]][:3])
        for one in found["violations"]
    ] == []


def test_axe_would_find_something(visit: Open) -> None:
    page = visit("about.html").page
    page.evaluate("document.querySelector('h1').style.color = '#dddddd'")

    found = Axe().run(page, options=RULES).response["violations"]

    assert [(one["id"], one["impact"]) for one in found] == [("color-contrast", "serious")]
