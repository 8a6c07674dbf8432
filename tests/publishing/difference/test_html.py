"""The HTML page of a difference: complete, self-contained, safe, and its filters work."""

import base64
import hashlib
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.publishing.difference import differences

from jixiao.model import Difference
from jixiao.publishing import difference_html

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """Elements with their attributes; notes what is not closed as it was opened."""

    def __init__(self, difference: Difference) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.content = difference_html(difference).decode()
        self.feed(self.content)
        self.close()
        self.faults += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("style", "script"):
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


@pytest.fixture
def page() -> Page:
    return Page(differences.everything())


@pytest.mark.parametrize("made", ["everything", "hostile", "nothing", "only_one_table"])
def test_it_is_well_formed_and_loads_nothing(made: str) -> None:
    page = Page(getattr(differences, made)())
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    (policy,) = [one["content"] for one in page.all("meta") if one.get("http-equiv")]

    assert page.faults == []
    assert len(set(ids)) == len(ids)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page.content, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert not re.search(r"https?:|url\(|@import", inside)
    for _, attributes in page.elements:
        assert not {"src", "style"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]


def test_hostile_text_is_shown_and_does_nothing() -> None:
    page = Page(differences.hostile())
    assert len(page.all("script")) == 1
    assert page.text.count("<script>alert(1)</script>") > 10
    assert not re.search(r"[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", page.text)


def test_it_says_everything(page: Page) -> None:
    for words in (
        "去年.txt，2023 年度，单位：万元", "今年.txt，2024 年度", "+6.50", "+5.20%",
        "全新的事", "老项目", "拆分", "“教师发展经费” 100.00 万元", "“教师发展经费（教材）” 40.00 万元", "2023年会议经费", "原单位", "某某中心",
        "≥4次", "提高 1 次（+25.00%），更严", "降低 10 人次", "更松", "降低 2 次（−40.00%），更严",
        "推迟，更松；按各自的预算年度比较", "由文字改为有数", "会议纪要份数", "取消的指标", "新增的指标",
        "扶持资金（第一批）", "名称里的数或期次不同", "--same 编号", "留守经费",
    ):  # fmt: skip
        assert words in page.text, words
    assert len(page.all("ins")) > 3


def test_every_control_has_a_label(page: Page) -> None:
    controls = len(page.all("select")) + len(page.all("input"))
    assert len(page.all("label")) == controls
    assert page.all("html")[0]["lang"] == "zh-CN"
    tags = {tag for tag, _ in page.elements}
    assert {"header", "main", "aside", "footer", "h1", "h2", "h3"} <= tags


def test_each_change_is_found_by_a_filter(page: Page) -> None:
    choices = {one["value"] for one in page.all("input") if one.get("name") == "tag"}
    changes = [one for one in page.all("article") if "data-t" in one]
    assert len(changes) == 8
    for one in changes:
        assert one["data-t"].split()
        assert set(one["data-t"].split()) <= choices


def test_no_difference_is_said() -> None:
    page = Page(differences.nothing())
    assert "没有变化。" in page.text
    assert page.all("form") == []


def test_a_table_alone_is_said() -> None:
    assert "另一份文件里没有这个部门的表" in Page(differences.only_one_table()).text


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
def test_the_filters_work_in_a_browser(page: Page, tmp_path: Path) -> None:
    # The script filters as it starts: with one box not ticked, its changes must be gone.
    content = page.content.replace('value="added" checked', 'value="added"')
    assert content != page.content
    shown = in_browser(content, tmp_path)
    hidden = [part for part in shown.split("<article ")[1:] if re.match(r"[^>]*\bhidden\b", part)]
    assert len(hidden) == 3
    assert all("新增" in one for one in hidden)
    assert "显示 5 个，共 8 个项目有变化" in shown
    assert re.search(r'<details class="filters" id="filter-box"[^>]*hidden', shown) is None


def in_browser(content: str, folder: Path) -> str:
    """The document after its script has run."""
    path = folder / "page.html"
    path.write_text(content, "utf-8")
    result = subprocess.run(
        [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
         f"--user-data-dir={folder / 'profile'}", path.as_uri()],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return result.stdout.decode()
