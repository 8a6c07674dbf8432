"""The review opinion as a Word file."""

import datetime
import io
import re
from pathlib import Path

import pytest
from docx import Document
from tests.golden.test_findings import check_of
from tests.golden.test_golden import SAMPLES
from tests.publishing.builders import HOSTILE, RULES, check, everything, finding
from tests.publishing.test_docx import printed_by_office
from tests.publishing.test_official import with_year
from tests.publishing.test_pdf import pages
from tests.reading.rendering import truth

from jixiao.checking import standard_policy, summaries
from jixiao.model import Check, Edit, ObjectiveTable
from jixiao.publishing.check_report.docx import report_docx
from jixiao.text import shown

DAY = datetime.date(2026, 3, 1)


def report(made: Check, tables: tuple[ObjectiveTable, ...] = ()) -> bytes:
    return report_docx(tables, made, RULES, on=DAY)


def lines_of(content: bytes) -> list[str]:
    """Headings, paragraphs and rows in printed order."""
    found = []
    document = Document(io.BytesIO(content))
    tables = iter(document.tables)
    for block in document.element.body:
        if block.tag.endswith("}tbl"):
            found += [" | ".join(cell.text for cell in row.cells) for row in next(tables).rows]
        elif block.tag.endswith("}p"):
            found.append("".join(one.text or "" for one in block.iter() if one.tag.endswith("}t")))
    return found


def test_the_head_names_department_year_file_stage_profile_and_rules() -> None:
    reading = with_year(truth("kaifaqu"))

    lines = lines_of(report(check(finding(), name="/secret/place/目标表.txt"), reading.tables))

    assert lines[:7] == [
        "项目支出绩效目标审核意见",
        "部门名称 | 广州开发区援建和对外经济合作局（部门）",
        "预算年度 | 2025",
        "送审文件 | 目标表.txt（指纹 abababababababab）",
        "审核环节 | 审核",
        "规则配置 | 通用（national）",
        "规则集 | 2026.1（指纹 cdcdcdcdcdcdcdcd），规则 1 条",
    ]


def test_findings_are_counted_grouped_and_numbered_the_whole_table_first() -> None:
    lines = lines_of(report(everything()))

    told = next(line for line in lines if line.startswith("共发现问题"))
    assert told.startswith(
        "共发现问题 4 条，其中错误 2 条、警告 1 条、信息 1 条。另有 1 条因识别残损"
    )
    assert "1 条已接受，不计" in told
    assert "4 指标与指标值不匹配 | 5 | 7" in lines
    headings = [
        line.split(" | ")[0]
        for line in lines
        if line.startswith(("全表（", "会议经费（", "培训经费（"))
    ]
    assert headings == [
        "全表（整张表的，和几个项目共有的意见）", "会议经费（某某局本级）", "培训经费（某某局本级）",
    ]  # fmt: skip
    assert " | 共有 | 与其他项目共有的：见第 2（指标 1、3） 条。" in lines
    assert numbers_of(lines) == [1, 2, 3, 4, 5]


def numbers_of(lines: list[str]) -> list[int]:
    """The numbers of all opinions, in printed order."""
    told = (line.split(" | ")[2] for line in lines if line.count(" | ") == 2)
    return [int(n) for text in told for n in re.findall(r"(?:^|[\n：；])(\d+)．", text)]


def test_a_finding_says_where_what_how_and_why() -> None:
    lines = lines_of(report(everything()))

    (row,) = [line for line in lines if "IND002" in line and " | " in line]
    severity, rule, what = row.split(" | ")
    assert severity == "信息"
    assert rule == "意见 4\nIND002"
    assert "（指标 3　会议数量，第 3 行第 1 列）" in what
    assert "可改：二级指标名称 数量指杯 → 数量指标" in what
    assert what.endswith("建议同第 1 条。")
    assert any("建议：请写出要达到的数量。" in line for line in lines)
    (basis,) = [line for line in lines if line.startswith("某文件（二手）：")]
    assert "IND002 类别文字有误（完整性）" in basis


def test_what_recognition_damaged_accuses_nobody() -> None:
    lines = lines_of(report(everything()))

    (row,) = [line for line in lines if "WRD001" in line and " | " in line]
    assert row.split(" | ")[0] == "不能判断"
    assert "请先对照原件" in row


def test_findings_that_differ_in_quoted_words_alone_are_one_line() -> None:
    made = check(
        *(finding(message=f"指标值“{word}”只是笼统的说法。") for word in ("提升", "促进")),
        finding(message="指标值“提升”与“促进”不同。"),
    )

    (row,) = [line for line in lines_of(report(made)) if "只是笼统" in line]

    place = "（指标 3　会议数量，第 20 行第 7 列）"
    what = row.split(" | ")[2].split("\n")
    assert what[0] == f"指标值“…”只是笼统的说法：1．“提升”{place}；2．“促进”{place}。"
    assert what[1].startswith("3．指标值“提升”与“促进”不同。")


def test_a_change_of_a_long_text_shows_what_changes() -> None:
    before = "加强企业发展,同时扶持民生工程建设,并着眼于未来的发展方向,促进产业转型升级"
    edit = Edit("objective", before, before.replace(",", "，"))

    (row,) = [line for line in lines_of(report(check(finding(edits=[edit])))) if "可改" in line]

    assert "可改：绩效目标 “,”改“，”（3 处）" in row


def test_rules_without_a_verdict_and_accepted_findings_are_listed() -> None:
    lines = lines_of(report(everything()))

    assert any(line.startswith("没能运行：规则本身出错") and "PUB001" in line for line in lines)
    assert any(line.startswith("资料不足：没有给出以前年度的目标表") for line in lines)
    assert any("已接受（接受项）；理由：已核对；接受人：张三" in line for line in lines)


def test_a_person_concludes_and_signs() -> None:
    lines = lines_of(report(check()))

    assert "没有发现问题。" in lines
    assert any("□ 1 通过" in line and "□ 2 不通过" in line for line in lines)
    assert lines[-2].startswith("审核人（签字）")
    assert lines[-1].endswith("审核轮次 | 第　　轮")


def test_hostile_text_is_made_visible() -> None:
    text = "\n".join(lines_of(report(everything())))

    assert shown(HOSTILE) in text


def test_the_same_check_and_day_give_the_same_bytes() -> None:
    assert report(everything()) == report(everything())


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_finding_of_a_sample_is_there(sample: str) -> None:
    made = check_of(sample)

    lines = lines_of(report_docx((), made, summaries(standard_policy()), on=DAY))

    text = "\n".join(lines)
    for one in made.findings:
        words = re.findall(r"“[^“”]+”", one.message)
        folded = len(words) == 1 and f"．{shown(words[0])}" in text
        assert folded or shown(one.message) in text
    counted = sum(one.suppressed is None for one in made.findings)
    assert sorted(numbers_of(lines)) == list(range(1, counted + 1))


def test_libreoffice_opens_it(tmp_path: Path) -> None:
    printed = printed_by_office({"opinion": report(everything())}, tmp_path)

    texts = pages(printed["opinion"])
    assert "项目支出绩效目标审核意见" in texts[0]
    assert f"第1页共{len(texts)}页" in texts[0]
    assert "审核轮次" in texts[-1]
