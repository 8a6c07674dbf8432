"""``jixiao read``: what each form of output looks like."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from jixiao import __version__

Run = Callable[..., Result]


def test_json_of_one_file_is_indented_chinese_with_one_line_end(run: Run, good: Path) -> None:
    text = run("read", good, "--format", "json").stdout_bytes.decode()
    assert text.startswith('{\n  "schema": "jixiao.reading/1",\n')
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert '"department": "某某局"' in text
    assert "\r" not in text


def test_json_has_the_shape_that_was_promised(run: Run, good: Path) -> None:
    reading = json.loads(run("read", good, "--format", "json").stdout)
    promised = ["schema", "source", "tables", "repairs", "questions", "ledger"]
    assert list(reading) == [*promised, "corrections"]
    table = reading["tables"][0]
    assert table["grand_total"] == {
        "total": "30.00",
        "fiscal_appropriation": "30.00",
        "special_account_appropriation": None,
        "other_funds": None,
    }
    project = table["spending_units"][0]["projects"][0]
    assert project["objective"] == "按时开会。"
    indicator = project["indicators"][0]
    assert indicator["level1"] == {"code": "1", "label": "产出指标"}
    assert indicator["class"] == "11"
    assert indicator["annual_target"]["text"] == "不少于2次"
    assert indicator["annual_target"]["value"]["kind"] == "at_least"
    assert set(indicator["at"][0]) == {"line", "column", "start", "end"}


def test_jsonl_of_one_file_is_one_line(run: Run, good: Path) -> None:
    output = run("read", good, "--format", "jsonl").stdout
    assert output.count("\n") == 1
    assert json.loads(output)["schema"] == "jixiao.reading/1"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_several_files_are_one_reading_a_line(
    run: Run, good: Path, doubtful: Path, form: str
) -> None:
    lines = run("read", good, doubtful, "--format", form).stdout.splitlines()
    names = [json.loads(line)["source"]["name"] for line in lines]
    assert names == [str(good), str(doubtful)]


def test_csv_has_a_row_for_each_indicator_with_amounts_as_printed(run: Run, good: Path) -> None:
    output = run("read", good, "--format", "csv").stdout_bytes
    assert not output.startswith(b"\xef\xbb\xbf")
    assert output.count(b"\r\n") == output.count(b"\n") == 5
    rows = list(csv.DictReader(io.StringIO(output.decode(), newline="")))
    assert [row["project"] for row in rows] == ["会议经费", "会议经费", "培训经费", "培训经费"]
    assert rows[2]["total"] == "20.00"
    assert rows[1]["annual_target"] == "≥90%"
    assert {row["source"] for row in rows} == {str(good)}


def test_csv_of_several_files_has_one_header(run: Run, good: Path, doubtful: Path) -> None:
    output = run("read", good, doubtful, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(output, newline="")))
    assert [row["source"] for row in rows] == [str(good)] * 4 + [str(doubtful)] * 4


def test_csv_says_which_projects_it_leaves_out(
    run: Run, write: Callable[..., Path], make_table: Callable[..., str]
) -> None:
    path = write("a.txt", make_table(entry=""))
    result = run("read", path, "--format", "csv")
    assert "有 1 个项目没有指标，不在 CSV 里：会议经费。" in result.stderr
    assert "会议经费" not in result.stdout


def test_csv_keeps_a_spreadsheet_from_running_a_name(
    run: Run, write: Callable[..., Path], make_table: Callable[..., str]
) -> None:
    path = write("a.txt", make_table(name="=cmd()经费"))
    output = run("read", path, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(output, newline="")))
    assert rows[0]["project"] == "'=cmd()经费"


def test_table_shows_head_projects_sums_and_ledger(run: Run, good: Path) -> None:
    output = run("read", good).stdout
    for words in (
        "某某局",
        "未写明",
        "万元（表上印）",
        "1 个单位，2 个项目，4 条指标",
        "培训经费",
        "相符",
        "修复：无",
        "存疑：无",
        "未读 0。",
    ):
        assert words in output


def test_the_year_that_the_caller_gives_is_used_and_said(run: Run, good: Path) -> None:
    assert "2024（由 --year 指定）" in run("read", good, "--year", "2024").stdout
    reading = json.loads(run("read", good, "--year", "2024", "--format", "json").stdout)
    assert reading["tables"][0]["budget_year"] == 2024
    assert reading["tables"][0]["origins"]["budget_year"] == "caller"


def test_no_repair_gives_the_text_as_printed(run: Run, samples: Path) -> None:
    path = samples / "zengcheng.txt"
    repaired = json.loads(run("read", path, "--format", "json").stdout)
    printed = json.loads(run("read", path, "--format", "json", "--no-repair").stdout)
    assert repaired["repairs"]
    assert printed["repairs"] == []
    counts = [len(r["tables"][0]["spending_units"][0]["projects"]) for r in (repaired, printed)]
    assert counts == [38, 41]


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"jixiao {__version__}\n")
