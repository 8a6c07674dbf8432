"""``jixiao diff``: exit codes, forms, narrowing, confirming, and files that cannot be read."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from jixiao.keeping import DIFF, json_schema

Run = Callable[..., Result]
Write = Callable[..., Path]
Table = Callable[..., str]


@pytest.fixture
def earlier(write: Write, make_table: Table) -> Path:
    return write("去年.txt", make_table(name="2023年会议经费").replace("≥90%", "≥85%"))


@pytest.fixture
def later(write: Write, make_table: Table) -> Path:
    return write("今年.txt", make_table(name="2024年会议经费"))


def test_no_difference_is_0(run: Run, good: Path) -> None:
    result = run("diff", good, good)
    assert result.exit_code == 0
    assert "没有变化" in result.stdout


def test_a_difference_is_1_and_is_told(run: Run, earlier: Path, later: Path) -> None:
    result = run("diff", earlier, later, "--year-a", "2023", "--year-b", "2024")
    assert result.exit_code == 1
    assert "≥85% → ≥90%　提高 5 个百分点，更严" in result.stdout
    assert "原名：2023年会议经费" in result.stdout
    assert "2023 年度" in result.stdout


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("broken", ["before", "after", "both"])
def test_an_unreadable_file_is_2(run: Run, good: Path, bad: Path, form: str, broken: str) -> None:
    pair = {"before": (bad, good), "after": (good, bad), "both": (bad, bad)}[broken]
    result = run("diff", *pair, "--format", form)
    assert result.exit_code == 2
    assert result.stderr.count("没有找到表格") == (2 if broken == "both" else 1)
    assert str(bad) in result.stderr
    if form == "json" and broken != "both":
        assert json.loads(result.stdout)["schema"] == "jixiao.error/1"


def test_an_unreadable_file_leaves_no_result_behind(
    run: Run, good: Path, bad: Path, tmp_path: Path
) -> None:
    for pair in ((bad, good), (bad, bad)):
        result = run("diff", *pair, "--format", "json", "-o", tmp_path / "out.json")
        assert result.exit_code == 2
        assert not (tmp_path / "out.json").exists()


def test_json_agrees_with_its_schema(run: Run, earlier: Path, later: Path) -> None:
    result = run("diff", earlier, later, "--format", "json")
    content = json.loads(result.stdout)
    assert content["schema"] == DIFF
    jsonschema.Draft202012Validator(json_schema(DIFF)).validate(content)
    lines = run("diff", earlier, later, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [content]


def test_only_narrows_what_is_told_and_the_exit_code(run: Run, earlier: Path, later: Path) -> None:
    assert run("diff", earlier, later, "--only", "money").exit_code == 0
    assert run("diff", earlier, later, "--only", "objectives").exit_code == 0
    result = run("diff", earlier, later, "--only", "targets")
    assert result.exit_code == 1
    assert "原名" not in result.stdout
    assert "提高" in result.stdout
    result = run("diff", earlier, later, "--only", "projects", "--only", "money")
    assert result.exit_code == 1
    assert "提高" not in result.stdout
    assert "只看" in result.stdout


def test_a_doubt_can_be_settled(run: Run, write: Write, make_table: Table) -> None:
    one = write("一.txt", make_table(name="会议经费（第一批）"))
    two = write("二.txt", make_table(name="会议经费（第二批）"))
    content = json.loads(run("diff", one, two, "--format", "json").stdout)
    (doubt,) = content["tables"][0]["doubtful"]
    assert "存疑的对应" in run("diff", one, two).stdout
    result = run("diff", one, two, "--same", doubt["key"])
    assert "［改名］" in result.stdout
    assert "存疑的对应" not in result.stdout


@pytest.mark.parametrize(("form", "start"), [("html", b"<!doctype html>"), ("xlsx", b"PK")])
def test_reports_are_written(
    run: Run, earlier: Path, later: Path, tmp_path: Path, form: str, start: bytes
) -> None:
    target = tmp_path / f"差异.{form}"
    result = run("diff", earlier, later, "--format", form, "-o", target)
    assert result.exit_code == 1
    assert target.read_bytes().startswith(start)


def test_a_workbook_does_not_go_to_the_screen(run: Run, earlier: Path, later: Path) -> None:
    result = run("diff", earlier, later, "--format", "xlsx")
    assert result.exit_code == 2
    assert "-o" in result.stderr


def test_neither_file_is_overwritten(run: Run, earlier: Path, later: Path) -> None:
    for target in (earlier, later):
        content = target.read_bytes()
        result = run("diff", earlier, later, "-o", target)
        assert result.exit_code == 2
        assert target.read_bytes() == content
