"""The site in a real Chromium, opened from disk: search, facets, links, languages, keys, phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.publishing.site.conftest import Visit, settled
from tests.publishing.site.readings import hostile, samples

from jixiao.publishing import write_site
from jixiao.publishing.site.search_index import searched
from jixiao.publishing.site.view import SiteProject, SiteTable, view_site

Open = Callable[..., Visit]
TABLES = view_site(samples())
TABLE = TABLES[-1]
PROJECT = TABLE.projects[7]
DOUBTFUL = TABLE.projects[33]
SMALL = TABLES[2]
PAGES = (
    "index.html", "search.html", "sources.html", "downloads.html", "about.html",
    f"d/{TABLE.key}.html", f"s/{SMALL.key}.html", f"p/{DOUBTFUL.key}.html",
)  # fmt: skip
SLOWEST = 1_000.0
"""Milliseconds that a search may take on a busy machine; bench/site.py has the real figure."""

OURS_IN_CHINESE = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const inside = node.parentElement.closest("bdi, [lang=zh-CN]:not(html), noscript, script");
    if (!inside && /[\\u3000-\\u9fff\\uff00-\\uffef]/.test(node.data)) { found.push(node.data.trim()); }
  }
  for (const one of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
    for (const name of ["aria-label", "title", "placeholder"]) {
      if (/[\\u4e00-\\u9fff]/.test((one.getAttribute(name) || "").replace("满意", ""))) {
        found.push(one.getAttribute(name));
      }
    }
  }
  return found;
}"""


def ask(page: Page, words: str) -> None:
    page.evaluate("delete document.documentElement.dataset.searched")
    page.fill("#words", words)
    settled(page)


def counted(page: Page) -> tuple[int, int]:
    """Projects and indicators that the page says it found."""
    numbers = re.findall(r"\d+", page.inner_text("#status"))
    return (int(numbers[0]), int(numbers[1])) if numbers else (0, 0)


def expected(words: str) -> tuple[int, int]:
    """What a search should find, from the records alone."""
    wanted = [searched(word) for word in words.split()]
    projects = indicators = 0
    for table in TABLES:
        for one in table.projects:
            own = project_texts(table, one)
            inside = [
                [
                    searched(i.record.name or i.record.text),
                    *(searched(t.text) for t in i.record.targets),
                ]
                for i in one.indicators
            ]
            hits = 0
            for texts in inside:
                each = [holds(word, texts) or holds(word, own) for word in wanted]
                hits += all(each) and any(holds(word, texts) for word in wanted)
            indicators += hits
            projects += bool(hits) or all(holds(word, own) for word in wanted)
    return projects, indicators


def holds(word: str, texts: list[str]) -> bool:
    return any(word in text for text in texts)


def project_texts(table: SiteTable, one: SiteProject) -> list[str]:
    own = (one.record.name, one.unit.name, one.record.objective, table.record.department)
    return [searched(text or "") for text in own]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_from_disk_without_complaint_and_asks_only_for_files_of_the_site(
    visit: Open, folder: Path, name: str
) -> None:
    one = visit(name)
    one.page.wait_for_timeout(300)

    assert one.complaints == []
    assert one.requests
    assert [url for url in one.requests if not url.startswith(folder.as_uri() + "/")] == []
    assert (
        one.page.evaluate("getComputedStyle(document.querySelector('.skip')).position")
        == "absolute"
    )


@pytest.mark.parametrize(
    "words",
    [
        "满意",
        "招商",
        "率",
        "满意度",
        "服务对象满意度",
        "2023",
        "Ａ",
        "经费 质量",
        "增城 满意",
        "满 意",
        "℃",
        "不会有这样的词",
    ],
)
def test_a_search_finds_exactly_what_stands_in_the_records(visit: Open, words: str) -> None:
    page = visit("search.html").page

    ask(page, words)

    assert counted(page) == expected(words)


def test_a_search_shows_its_words_marked_and_is_quick(visit: Open) -> None:
    page = visit("search.html").page

    ask(page, "满意")

    assert set(page.locator("#hits mark").all_text_contents()) == {"满意"}
    assert float(page.evaluate("document.documentElement.dataset.searched")) < SLOWEST


def test_words_are_marked_whatever_their_width_and_spaces(visit: Open) -> None:
    page = visit("search.html").page

    ask(page, "ＲＣＥＰ")
    if counted(page) == (0, 0):
        ask(page, "ｒｃ")

    marks = {
        re.sub(r"\s", "", mark).lower() for mark in page.locator("#hits mark").all_text_contents()
    }
    assert marks
    assert marks <= {"rcep", "rc"}


def test_facets_narrow_and_count_what_they_would_give(visit: Open) -> None:
    page = visit("search.html").page
    ask(page, "满意")
    before = counted(page)
    label = page.locator("label", has=page.locator("input[name=class][value='31']"))
    promised = int(label.locator(".n").inner_text())
    # Any other class that has some too.
    others = page.locator("label", has=page.locator("input[name=class]:not([value='31'])"))
    other = others.locator(".n").filter(has_not_text=re.compile("^0$")).first
    added = other.inner_text()

    page.evaluate("delete document.documentElement.dataset.searched")
    label.locator("input").check()
    settled(page)

    assert counted(page)[1] == promised
    assert 0 < promised < before[1]
    tags = set(page.locator("#hits .tag").all_text_contents())
    assert tags == {"服务对象满意度"}
    # Another class would be added to the one chosen, so its count stays what it was.
    assert other.inner_text() == added


def test_facets_of_two_kinds_hold_together(visit: Open) -> None:
    page = visit("search.html#class=11&form=qualitative").page
    wanted = sum(
        i.class_ == "11" and i.form == "qualitative"
        for table in TABLES for one in table.projects for i in one.indicators
    )  # fmt: skip

    assert counted(page)[1] == wanted


def test_the_address_holds_the_search_and_brings_it_back(visit: Open) -> None:
    page = visit("search.html").page
    ask(page, "经费 质量")
    page.select_option("#order", "money")
    page.evaluate("delete document.documentElement.dataset.searched")
    page.locator("input[name=band]").first.check()
    settled(page)
    address, found = page.url, page.inner_text("#hits")

    again = visit("search.html#" + address.partition("#")[2]).page

    assert again.inner_text("#hits") == found
    assert again.input_value("#words") == "经费 质量"
    assert again.locator("input[name=band]").first.is_checked()
    assert again.input_value("#order") == "money"


def test_results_can_be_ordered_by_money_and_more_can_be_shown(visit: Open) -> None:
    page = visit("search.html#order=money").page
    largest = max(
        (one for table in TABLES for one in table.projects),
        key=lambda one: one.record.funding.total or 0,
    )

    assert (page.locator("#hits h3").first.inner_text()) == largest.record.name
    assert page.locator("#hits > li").count() == 20
    page.click("#more")
    page.wait_for_selector("#hits > li:nth-child(40)")
    assert page.evaluate("document.activeElement.closest('#hits > li:nth-child(21)') !== null")


def test_the_search_of_the_first_page_leads_to_the_results(visit: Open) -> None:
    page = visit("index.html").page

    page.fill("#words", "乡村 振兴")
    page.press("#words", "Enter")
    page.wait_for_url("**/search.html#*")
    settled(page)

    assert page.input_value("#words") == "乡村 振兴"
    assert counted(page) == expected("乡村 振兴")


def test_a_result_leads_to_its_indicator(visit: Open) -> None:
    page = visit("search.html#q=申报项目数量").page

    link = page.locator("#hits ol a").first
    name = link.inner_text()
    link.click()
    page.wait_for_url("**/p/*.html#i-*")

    assert name in page.evaluate("document.querySelector(':target h3').innerText")


def test_a_permanent_link_shows_its_indicator(visit: Open) -> None:
    last = PROJECT.indicators[-1]
    page = visit(f"p/{PROJECT.key}.html#i-{last.key}").page
    page.wait_for_timeout(200)

    target = page.locator(f"#i-{last.key}")
    box = target.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 768
    assert last.record.name is not None
    assert last.record.name in target.inner_text()
    assert page.evaluate("document.activeElement.id") == f"i-{last.key}"


@pytest.mark.parametrize("name", [*PAGES, "search.html#q=满意&mark=question"])
def test_english_is_complete_and_chinese_comes_back(visit: Open, name: str) -> None:
    one = visit(name)
    page = one.page
    before = page.inner_text("body")
    requests = len(one.requests)

    page.click("#language")

    assert page.evaluate(OURS_IN_CHINESE) == []
    assert page.get_attribute("html", "lang") == "en"
    assert not re.search(r"[\u4e00-\u9fff]", page.title().partition(" · ")[2] or page.title())
    if page.locator("bdi").count():
        assert page.locator("bdi").first.get_attribute("lang") == "zh-CN"
    page.click("#language")
    assert page.inner_text("body") == before
    loaded = [url for url in one.requests[requests:] if "/data/" not in url]
    assert loaded == []


def test_the_language_goes_along_with_links_even_without_a_memory(visit: Open) -> None:
    page = visit("index.html").page
    page.click("#language")
    page.evaluate("localStorage.clear()")

    page.click(".menu a >> nth=2")
    page.wait_for_load_state()

    assert page.get_attribute("html", "lang") == "en"
    assert page.inner_text("h1") == "Where every figure is printed"


def test_results_made_after_the_change_are_english_too(visit: Open) -> None:
    page = visit("search.html").page
    page.click("#language")

    ask(page, "满意")

    assert page.evaluate(OURS_IN_CHINESE) == []
    assert page.inner_text("#status").startswith("Projects: ")


def test_keys_alone_are_enough(visit: Open) -> None:
    page = visit("search.html#q=满意").page
    keyboard = page.keyboard

    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "words"
    for _ in range(40):
        keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "class":
            break
    page.evaluate("delete document.documentElement.dataset.searched")
    keyboard.press("Space")
    settled(page)
    assert page.evaluate("document.activeElement.checked")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    for _ in range(80):
        keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#hits') !== null"):
            break
    keyboard.press("Enter")
    page.wait_for_url("**/p/*.html*")


@pytest.mark.parametrize("name", [*PAGES, "search.html#q=满意"])
def test_a_page_fits_a_phone(visit: Open, name: str) -> None:
    page = visit(name, phone=True).page

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, .menu a, input[type=search]")]
          .filter(one => one.offsetParent && one.getBoundingClientRect().height < 40).length"""
    )
    assert small == 0


def test_filters_are_folded_on_a_phone_and_open_on_a_desk(visit: Open) -> None:
    assert not visit("search.html", phone=True).page.evaluate(
        "document.getElementById('filters').open"
    )
    assert visit("search.html").page.evaluate("document.getElementById('filters').open")


def test_without_scripts_everything_but_the_search_can_be_read(visit: Open) -> None:
    page = visit("search.html", script=False).page
    assert page.locator("noscript a").count() == len(TABLES)

    one = visit(f"p/{PROJECT.key}.html", script=False).page
    assert PROJECT.record.name is not None
    assert PROJECT.record.name in one.inner_text("h1")
    assert "49,000.00" in one.inner_text("main")
    assert not one.locator("#language").is_visible()


def test_a_missing_data_file_is_said(visit: Open, folder: Path) -> None:
    path = folder / "data" / "docs.js"
    content = path.read_bytes()
    path.unlink()
    try:
        page = visit("about.html").page
        page.goto((folder / "search.html").as_uri())
        page.wait_for_function("() => true")
        page.wait_for_timeout(500)
        assert (
            page.inner_text("#status") == "数据文件 data/docs.js 读不到，请检查网站文件夹是否完整。"
        )
    finally:
        path.write_bytes(content)


def test_hostile_text_does_nothing_in_a_browser_either(browser: Browser, tmp_path: Path) -> None:
    for name, content in write_site([hostile()]):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    for path in sorted(tmp_path.rglob("*.html")):
        page.goto(path.as_uri())
        page.click("#language")
        assert page.locator("img, main style, main script").count() == 0
        assert page.locator("main").is_visible()
    page.goto((tmp_path / "search.html").as_uri())
    settled(page)
    ask(page, "onerror </script> <img")

    assert counted(page) == (2, 3)
    assert page.locator("#hits img").count() == 0
    assert complaints == []
    page.close()
