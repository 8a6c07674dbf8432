"""The page for people: what is on it, and that it fits."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import Result

from jixiao.cli.page import Page
from jixiao.cli.table_view import LIMIT, show
from jixiao.cli.wrap import width_of
from jixiao.keeping import from_json
from jixiao.model import Document, Place, Question, Reading, Subject
from jixiao.pipeline import read

Run = Callable[..., Result]

SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")


def page_of(reading: Reading, width: int = 120) -> str:
    page = Page(for_terminal=False, width=width)
    show(reading, page)
    return page.take().decode()


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_page(samples: Path, sample: str, width: int) -> None:
    text = page_of(read(samples / f"{sample}.txt"), width)
    assert max(map(width_of, text.split("\n"))) <= width


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_project_stands_with_its_amount(samples: Path, sample: str) -> None:
    reading = read(samples / f"{sample}.txt")
    lines = page_of(reading, 200).split("\n")
    for number, project in enumerate(reading.table.projects, start=1):
        line = next(line for line in lines if re.match(rf" *{number} ", line))
        assert (project.name or "") in line
        assert f"{project.funding.total:,f}" in line


def test_amounts_are_right_aligned(samples: Path) -> None:
    lines = page_of(read(samples / "zengcheng.txt"), 80).split("\n")
    rows = [line for line in lines if re.match(r" *\d+ {4}\S+.*\.\d\d ", line)]
    ends = {width_of(re.match(r".*?\d\.\d\d(?= )", row)[0]) for row in rows[:30]}  # type: ignore[index]
    assert len(rows) > 30
    assert len(ends) == 1


def test_only_amount_columns_with_print_are_shown(samples: Path) -> None:
    text = page_of(read(samples / "tianhe.txt"))
    assert "财政拨款" in text
    assert "其他资金" not in text


def test_the_head_counts_the_kinds_of_values(samples: Path) -> None:
    text = page_of(read(samples / "tianhe.txt"))
    assert re.search(
        r"指标值 +150 个：数、期限、是否 \d+，定性 \d+，引用 \d+，未填 75，未能识别 0", text
    )


def test_joined_repaired_and_doubtful_rows_are_marked(samples: Path) -> None:
    joined = page_of(read(samples / "zengcheng.txt"))
    assert re.search(r"商务发展专项资金项目 .* 拼修\n", joined)
    assert "标记：拼 换页断开、已拼接；修 有修复；疑 有存疑。" in joined
    assert re.search(r"驻镇帮镇扶村工作经费 .* 修疑\n", page_of(read(samples / "huadu.txt")))


def test_a_repair_says_where_what_and_why_with_its_key(samples: Path) -> None:
    reading = read(samples / "zengcheng.txt")
    text = page_of(reading)
    assert "选定金额（很可能）　第20行第2列、第22行第2列" in text
    assert "40,000.00 ／ 49,000.00 → 49000.00" in text
    keys = {repair.key for repair in reading.repairs} | {q.key for q in reading.questions}
    assert keys == set(re.findall(r"编号 (\w+)", text))


def test_a_question_says_what_to_do_and_lists_its_candidates(samples: Path) -> None:
    question = Question(
        "abc123",
        "amount_undecided",
        "金额不能确定。",
        "请对照原件。",
        (Place(line=20, column=2, start=0, end=9),),
        Subject(0, "某某局", "会议经费"),
        ("40000.00", "49000.00"),
    )
    reading = msgspec.structs.replace(read(samples / "tianhe.txt"), questions=(question,))
    assert (
        page_of(reading)
        .split("存疑 1 处\n")[1]
        .startswith(
            "  1  金额不能确定　第20行第2列，会议经费\n"
            "     金额不能确定。\n"
            "     可能是：40000.00\n"
            "     可能是：49000.00\n"
            "     请对照原件。　编号 abc123\n"
        )
    )


def test_sums_are_told_in_words(samples: Path, run: Run, doubtful: Path) -> None:
    text = page_of(read(samples / "tianhe.txt"))
    assert re.search(r"合计 ＝ 各项目（24 项） .*6,087.40 +6,087.41 +四舍五入差 0.01\n", text)
    assert "不符，差 47.00" in run("read", doubtful).stdout


def test_the_ledger_lists_unread_pieces_with_their_place(samples: Path) -> None:
    text = page_of(read(samples / "huadu.txt"))
    assert re.search(r"共 22,610 字：字段 [\d,]+，版式 [\d,]+，未读 \d+。", text)
    assert "第1行第3列　“[1]”" in text


def test_long_lists_are_folded(samples: Path) -> None:
    reading = read(samples / "huadu.txt")
    rest = len(reading.questions) - LIMIT
    assert rest > 0
    assert f"另有 {rest} 处，见 --format json。" in page_of(reading)


def test_what_does_not_add_up_is_never_folded_away(samples: Path) -> None:
    reading = read(samples / "tianhe.txt")
    page = Page(for_terminal=False)
    show(reading, page, limit=1)
    text = page.take().decode()
    assert "四舍五入差 0.01" in text
    assert "另有 2 项，见 --format json。" in text


def test_a_page_is_the_same_for_a_reading_that_was_kept(samples: Path, run: Run) -> None:
    path = samples / "huadu.txt"
    kept = run("read", path, "--format", "json").stdout_bytes
    assert page_of(from_json(Document("a.json", kept))) == page_of(read(path))


def test_columns_says_how_wide_a_page_in_a_pipe_is(
    run: Run, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    text = run("read", samples / "zengcheng.txt").stdout
    assert max(map(width_of, text.split("\n"))) <= 70
