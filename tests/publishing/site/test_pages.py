"""The files of the site: whole, linked, inert, honest about their sources, the same each time."""

import datetime
import hashlib
import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from tests.publishing.site.readings import (
    HOSTILE,
    hostile,
    indicator,
    project,
    reading,
    sample,
    samples,
    table,
    target,
)

from jixiao.model import Doubt, Reading
from jixiao.publishing import write_site
from jixiao.text import shown

VOID = {"meta", "input", "br", "link", "rect"}
FIRST_PAGE = 2_000_000


class Page(HTMLParser):
    """Elements with their attributes; notes what is not closed as it was opened."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(content.decode())
        self.close()
        self.faults += self._open
        self.ids = [one["id"] for _, one in self.elements if "id" in one]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def site(*readings: Reading, downloads: dict[str, bytes] | None = None) -> dict[str, bytes]:
    files = list(write_site(readings, downloads=downloads, published=datetime.date(2026, 3, 1)))
    found = dict(files)
    assert len(found) == len(files)
    return found


def pages(files: dict[str, bytes]) -> dict[str, Page]:
    return {name: Page(content) for name, content in files.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    return site(*samples(), downloads={"目标表 2024.csv": b"a,b\r\n"})


@pytest.fixture(scope="module")
def parsed(whole: dict[str, bytes]) -> dict[str, Page]:
    return pages(whole)


def project_page(files: dict[str, bytes]) -> Page:
    (found,) = [Page(content) for name, content in files.items() if name.startswith("p/")]
    return found


def source_page(files: dict[str, bytes]) -> Page:
    (found,) = [Page(content) for name, content in files.items() if name.startswith("s/")]
    return found


def test_there_is_a_page_for_each_department_project_and_source(whole: dict[str, bytes]) -> None:
    count = {folder: sum(name.startswith(f"{folder}/") for name in whole) for folder in "dps"}

    assert count == {"d": 5, "p": 165, "s": 5}
    assert {"index.html", "search.html", "sources.html", "downloads.html", "about.html"} <= set(
        whole
    )


def test_pages_are_well_formed_and_ids_are_unique(parsed: dict[str, Page]) -> None:
    for name, page in parsed.items():
        assert page.faults == [], name
        assert len(set(page.ids)) == len(page.ids), name


def test_every_link_leads_to_a_file_of_the_site_and_a_place_in_it(
    whole: dict[str, bytes], parsed: dict[str, Page]
) -> None:
    ids = {name: set(page.ids) for name, page in parsed.items()}
    for name, page in parsed.items():
        for _, attributes in page.elements:
            labels = attributes.get("aria-labelledby", "").split()
            assert set(labels) <= ids[name], name
            for link in (attributes.get("href"), attributes.get("src")):
                if link is None:
                    continue
                path, _, place = link.partition("#")
                path = unquote(path)
                goal = (
                    posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                    if path
                    else name
                )
                assert goal in whole, (name, link)
                if place and goal != "search.html":
                    assert place in ids[goal], (name, link)


def test_nothing_is_loaded_from_elsewhere_and_no_script_or_style_stands_in_a_page(
    whole: dict[str, bytes], parsed: dict[str, Page]
) -> None:
    for name, page in parsed.items():
        (policy,) = [
            one["content"] for tag, one in page.elements if one.get("http-equiv") and tag == "meta"
        ]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy
        for tag, attributes in page.elements:
            assert tag not in ("style", "iframe", "object", "embed", "base", "img"), name
            assert "style" not in attributes
            assert not [one for one in attributes if one.startswith("on")], name
            assert attributes.get("type") != "module"
            if tag == "script":
                assert attributes.keys() == {"src", "defer"}
    for name, content in whole.items():
        if name.endswith((".js", ".css")) and not name.startswith("data/"):
            assert not re.search(
                rb"https?:|url\(|@import|\bfetch\b|innerHTML|XMLHttp|\beval\b", content
            ), name


def test_the_first_page_is_small(whole: dict[str, bytes]) -> None:
    needed = ("index.html", "assets/site.css", "assets/site.js", "assets/words.js")

    assert sum(len(whole[name]) for name in needed) < FIRST_PAGE


def test_the_same_input_gives_the_same_bytes() -> None:
    one = sample("kaifaqu")

    assert site(one) == site(one)


def test_the_date_and_the_title_are_the_callers() -> None:
    files = dict(
        write_site(
            [reading()],
            title="甲市公开",
            title_en="City A",
            published=datetime.date(2025, 1, 2),
            made_by="jixiao 1.0",
        )
    )
    page = Page(files["index.html"])

    assert "甲市公开" in page.text
    assert "公布日期 2025-01-02" in page.text
    assert "jixiao 1.0" in page.text
    assert {"City A"} <= {one.get("data-en") for _, one in page.elements}


def test_without_a_date_none_is_said() -> None:
    assert "公布日期" not in Page(dict(write_site([reading()]))["index.html"]).text


def test_a_project_page_shows_money_objective_and_both_targets_with_their_places() -> None:
    text = project_page(
        site(
            reading(
                table(project(indicators=[indicator(annual=target("300家以上", 1, "300", "家"))]))
            )
        )
    ).text

    for words in (
        "会议经费", "某某局", "2024 年", "某某局本级", "万元", "12.50", "第 3 行第 2 列，第 1～5 字", "开好会议。",
        "第 2 页，框（72.0, 90.0, 300.0, 110.5）", "走访企业数量", "数量指标", "不少于300家", "300家以上",
        "读作：至少 300 家", "第 3 行第 7 列，第 11～16 字", "目标表.txt",
    ):  # fmt: skip
        assert words in text, words


def test_what_is_not_printed_is_said_to_be_missing_and_is_no_zero() -> None:
    nothing = project(None, None, None, [indicator(None, None, number=None, code=None)])
    files = site(reading(table(nothing, department=None, year=None, unit=None, money=None)))
    text = project_page(files).text

    for words in (
        "（表上没有读到部门名称）",
        "年度未写明",
        "（未分单位）",
        "金额单位未写明",
        "（无名称）",
        "未印",
        "没有印",
        "表上没有印绩效目标。",
    ):
        assert words in text, words
    assert "0.00" not in text


def test_the_page_of_sources_says_where_every_figure_stood(whole: dict[str, bytes]) -> None:
    for one in samples():
        (name,) = [
            name for name, content in whole.items()
            if name.startswith("s/") and one.source.sha256.encode() in content
        ]  # fmt: skip
        text = Page(whole[name]).text
        assert one.source.name in text
        for each in one.table.projects:
            amounts = (*each.at.total, *each.at.fiscal_appropriation)
            targets = [place for i in each.indicators for t in i.targets for place in t.at]
            for place in (*each.at.name, *amounts, *each.at.objective, *targets):
                assert place.start is not None
                assert place.end is not None
                chars = f"第 {place.start + 1}～{place.end} 字"
                assert f"第 {place.line} 行第 {place.column} 列，{chars}" in text


def test_places_of_a_workbook_and_a_page_are_told_in_their_own_terms() -> None:
    text = source_page(site(reading())).text

    assert "工作表 表1 单元格 A3" in text
    assert "第 2 页，框（72.0, 90.0, 300.0, 110.5）" in text
    assert "合计行的位置没有记下" in text


def test_repairs_questions_and_unread_text_are_told(whole: dict[str, bytes]) -> None:
    for one in (sample("zengcheng"), sample("huadu")):
        (text,) = [
            Page(content).text for name, content in whole.items()
            if name.startswith("s/") and one.source.sha256.encode() in content
        ]  # fmt: skip
        for repair in one.repairs:
            assert shown(repair.reason) in text
            assert f"编号 {repair.key}" in text
        for question in one.questions:
            assert shown(question.message) in text
        assert f"未读 {one.ledger.unread}" in text
        for piece in one.ledger.remainder:
            assert shown(piece.text) in text


def test_a_repair_of_several_columns_is_told_once() -> None:
    one = sample("zengcheng")
    text = source_page(site(one)).text
    keys = {repair.key for repair in one.repairs}

    assert len(one.repairs) > len(keys)
    assert [text.count(f"编号 {key}") for key in sorted(keys)] == [1] * len(keys)


def test_a_doubtful_entry_shows_its_whole_text() -> None:
    doubtful = indicator(None, doubts=[Doubt("name_missing", "没有读到名称。")])
    text = project_page(site(reading(table(project(indicators=[doubtful]))))).text

    assert "没有指标名称：没有读到名称。" in text
    assert f"整条原文：{doubtful.text}" in text
    assert "有存疑" in text


def test_sums_that_fail_are_shown_as_printed_and_as_added() -> None:
    files = site(reading())
    (page,) = [Page(content) for name, content in files.items() if name.startswith("d/")]

    assert "不符，差 3.00" in page.text
    assert "12.50" in page.text
    assert "15.50" in page.text


def test_folders_of_the_machine_are_not_published() -> None:
    files = site(
        reading(name="/某处/内部/目标表.txt"),
        reading(table(year=2023), name="C:\\u\\x.txt"),
    )

    assert not [
        name for name, content in files.items() if "某处".encode() in content or b"C:\\" in content
    ]


def test_several_years_of_a_department_lead_to_one_another() -> None:
    files = site(reading(table(project(), year=2023)), reading(table(project(), year=2024)))
    texts = [Page(content).text for name, content in files.items() if name.startswith("d/")]

    assert sum("本部门其他年度：2023 年" in text for text in texts) == 1
    assert sum("本部门其他年度：2024 年" in text for text in texts) == 1


def test_money_of_different_units_is_not_put_into_one_chart() -> None:
    text = Page(
        site(
            reading(table(project(), department="甲")),
            reading(table(project(), department="乙", money="元")),
        )["index.html"]
    ).text

    assert "合计：万元" in text
    assert "合计：元" in text


def test_several_tables_of_one_document_are_told() -> None:
    files = site(reading(table(project(), department="甲"), table(project(), department="乙")))

    assert "一个文件里有 2 张表" in Page(files["sources.html"]).text
    assert sum(name.startswith("d/") for name in files) == 2


def test_nothing_at_all_is_still_a_site() -> None:
    files = site()

    assert all(page.faults == [] for page in pages(files).values())


def test_hostile_text_is_shown_and_does_nothing() -> None:
    files = site(hostile(), hostile())
    for name, page in pages(files).items():
        assert page.faults == [], name
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"img", "style"}, name
        assert not re.search(r"[\x00-\x08\x0e-\x1f\u2028\u202a-\u202e\u2066-\u2069]", page.text)
    assert sum(page.text.count(shown(HOSTILE)) for page in pages(files).values()) > 30
    for name, content in files.items():
        if name.startswith("data/"):
            assert b"<" not in content
            assert b"\xe2\x80\xa8" not in content


def test_downloads_are_passed_on_with_size_and_hash(whole: dict[str, bytes]) -> None:
    page = Page(whole["downloads.html"])

    assert whole["downloads/目标表 2024.csv"] == b"a,b\r\n"
    assert "目标表 2024.csv" in page.text
    assert hashlib.sha256(b"a,b\r\n").hexdigest() in page.text


def test_without_downloads_there_is_no_page_and_no_menu_entry() -> None:
    files = site(reading())

    assert "downloads.html" not in files
    assert b"downloads.html" not in files["index.html"]


@pytest.mark.parametrize(
    "name",
    [
        "../a.csv",
        "a/b.csv",
        "a\\b",
        "",
        ".x",
        "con",
        "CON.txt",
        "a?.csv",
        "a.",
        "a ",
        "a\x00",
        "\u202ea",
    ],
)
def test_a_download_that_could_stand_nowhere_or_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        write_site([reading()], downloads={name: b""})


def test_two_downloads_of_one_name_but_for_case_are_refused() -> None:
    with pytest.raises(ValueError, match="one file"):
        write_site([reading()], downloads={"a.csv": b"", "A.CSV": b""})
