"""The HTML report: complete, self-contained, safe, and all its links lead somewhere."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from tests.publishing.builders import HOSTILE, RULES, check, everything, finding, occurrence

from jixiao.model import Check, NotRun
from jixiao.publishing import report_html

VOID = {"meta", "input", "br", "link", "img"}
LARGEST = 2_000_000


class Page(HTMLParser):
    """Elements with their attributes; notes what is not closed as it was opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
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
        return "".join(self.words)


def page_of(*checks: Check) -> Page:
    return Page(report_html(checks, RULES).decode())


def of_class(page: Page, tag: str, name: str) -> list[dict[str, str]]:
    return [one for one in page.all(tag) if name in one.get("class", "").split()]


@pytest.fixture
def page() -> Page:
    return page_of(everything())


def test_it_is_well_formed_and_every_link_has_a_target(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]

    assert page.faults == []
    assert len(set(ids)) == len(ids)
    targets = [one["href"] for one in page.all("a")]
    targets += [
        f"#{name}" for _, a in page.elements for name in a.get("aria-labelledby", "").split()
    ]
    assert {one[1:] for one in targets} - set(ids) == set()


def test_nothing_is_loaded_and_only_our_own_script_may_run(page: Page) -> None:
    content = report_html([everything()], RULES).decode()
    (policy,) = [one["content"] for one in page.all("meta") if one.get("http-equiv")]

    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", content, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert not re.search(r"https?:|url\(|@import", inside)
    for _, attributes in page.elements:
        assert not {"src", "style"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]


def test_hostile_text_is_shown_and_does_nothing() -> None:
    hostile = check(
        finding(project=HOSTILE, message=HOSTILE, unit=HOSTILE),
        not_run=[NotRun("VAL009", 0, "could_not_run", HOSTILE)],
        name=HOSTILE,
        unused=[HOSTILE],
    )
    page = page_of(hostile, hostile)

    assert page.faults == []
    assert len(page.all("script")) == 1
    assert (
        page.text.count("<script>alert(1)</script>]]>&\"'␀␛���{0}[x](http://y)${7*7}{{7*7}}") > 10
    )
    assert not re.search(r"[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", page.text)


def test_a_finding_says_all_that_is_known_of_it(page: Page) -> None:
    for words in (
        "第 20 行", "指标 3　会议数量", "年度指标值与指标名称相同。", "请写出要达到的数量。",
        "某文件", "二手", "4 指标与指标值不匹配", "完整性", "可以自动改", "数量指杯", "其余 2 处",
        "培训经费", "已接受（接受项）；理由：已核对；接受人：张三；有效期至 2027-01-01", "请对照原件",
    ):  # fmt: skip
        assert words in page.text, words
    assert len(of_class(page, "article", "finding")) == 6


def test_the_head_counts_what_is_neither_accepted_nor_in_doubt(page: Page) -> None:
    text = re.sub(r"\s+", "", page.text)

    assert "2错误1警告（共3处）1信息1不能判断1已接受90.00质量分" in text
    for words in ("某某局", "目标表.txt", "2026.1", "通用（national）", "cd" * 32, "审核"):
        assert words in text


def test_findings_stand_under_their_project_and_those_of_several_are_told_in_each(
    page: Page,
) -> None:
    groups = of_class(page, "section", "group")
    options = [one["value"] for one in page.all("option")]

    assert len(groups) == 4
    assert {one["id"] for one in groups} <= set(options)
    folded = next(one for one in of_class(page, "article", "finding") if one["id"] == "d1-f1")
    assert len(folded["data-g"].split()) == 3
    assert page.text.count("几个项目共有、列在“全表”下的：VAL004") == 2
    assert "会议经费 › 指标 3" in page.text


def test_rules_without_a_verdict_are_listed_with_their_reasons(page: Page) -> None:
    for words in (
        "没有给出以前年度的目标表",
        "CON009 与上年不一致",
        "没能运行",
        "通过的规则（1 条）",
    ):
        assert words in page.text


def test_the_score_can_be_taken_apart_to_the_findings(page: Page) -> None:
    links = [one["href"] for one in page.all("a")]

    assert "项目得分 = 100 − 扣分。" in page.text
    assert links.count("#d1-f1") >= 2
    assert "警告 VAL004 指标值重复指标名称" in page.text


def test_every_control_has_a_label_and_every_landmark_is_there(page: Page) -> None:
    tags = {tag for tag, _ in page.elements}

    assert {"header", "main", "aside", "footer", "h1", "h2", "h3"} <= tags
    assert page.all("html")[0]["lang"] == "zh-CN"
    controls = len(page.all("select")) + len(page.all("input"))
    assert len(page.all("label")) == controls


def test_no_findings_is_said_and_needs_no_filter() -> None:
    page = page_of(check(outcomes={"VAL004": "passed"}))

    assert "没有发现问题。" in page.text
    assert page.all("form") == []
    assert page.faults == []


def test_no_score_and_no_department_are_no_trouble() -> None:
    page = page_of(check(finding(), score=False))

    assert "（表上没有读到部门名称）" in page.text


def test_several_documents_have_an_overview() -> None:
    page = page_of(everything(), check(finding(), name="b.txt"))

    assert page.faults == []
    assert len(page.all("nav")) == 1
    assert [one["label"] for one in page.all("optgroup")] == ["目标表.txt", "b.txt"]


def test_nothing_at_all_is_still_a_page() -> None:
    assert page_of().faults == []


def test_a_thousand_findings_stay_small() -> None:
    many = [
        finding(
            project=f"第 {number // 20} 个商务发展专项资金项目（含往年结转）",
            message=f"年度指标值“不少于{number}家次的企业走访和服务活动”与指标名称“走访企业数量”相同，没有说明要达到的程度。",
            also_at=[occurrence(f"第 {one} 个商务发展专项资金项目（含往年结转）", one) for one in range(number % 5)],
        )
        for number in range(1000)
    ]  # fmt: skip

    assert len(report_html([check(*many)], RULES)) < LARGEST
