"""``jixiao check`` from the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result
from tests.cli.conftest import table

from jixiao.keeping import CHECK, FIXED, json_schema

Run = Callable[..., Result]
REPEATED = "1、1-产出指标；11-数量指标；会议数量；实施周期指标值：会议数量；年度指标值：2次。"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "表.txt"
    path.write_text(table(entry=REPEATED), "utf-8")
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "好.txt"
    path.write_text(table(), "utf-8")
    return path


def test_a_finding_is_shown_with_place_advice_and_basis(run: Run, faulty: Path) -> None:
    result = run("check", faulty, "--select", "VAL004")

    assert result.exit_code == 1
    shown = "".join(result.stdout.split())  # whatever the width of the window
    for text in ("VAL004", "与指标名称相同", "怎么办：", "第7行第7列", "（二手）", "质量分"):
        assert text in shown


def test_the_severity_sets_only_the_exit_code(run: Run, faulty: Path) -> None:
    for severity, code in (("info", 1), ("warning", 1), ("error", 0)):
        result = run("check", faulty, "--select", "VAL004", "--severity", severity)
        assert result.exit_code == code
        assert "与指标名称相同" in result.stdout
    assert run("check", faulty, "--select", "VAL004", "--exit-zero").exit_code == 0


def test_no_finding_is_said_and_exits_with_0(run: Run, sound: Path) -> None:
    result = run("check", sound, "--select", "VAL004")

    assert result.exit_code == 0
    assert "没有发现问题" in result.stdout


def test_the_json_agrees_with_its_schema(run: Run, faulty: Path) -> None:
    result = run("check", faulty, "--format", "json")

    content = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json_schema(CHECK)).validate(content)
    assert content["schema"] == CHECK
    found = next(one for one in content["findings"] if one["rule"] == "VAL004")
    assert found["indicator"] == {"number": 1, "name": "会议数量"}
    assert found["at"][0]["line"] == 7


def test_several_files_give_a_line_each_and_go_on_past_a_bad_one(
    run: Run, faulty: Path, sound: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"\x00\x01")

    result = run("check", faulty, bad, sound, "--format", "json")

    schemas = [json.loads(line)["schema"] for line in result.stdout.splitlines()]
    assert schemas == [CHECK, "jixiao.error/1", CHECK]
    assert result.exit_code == 2


def test_a_baseline_leaves_only_what_is_new(run: Run, faulty: Path, tmp_path: Path) -> None:
    written = run("check", faulty, "--select", "VAL004", "--write-baseline", tmp_path / "基线.json")
    assert "1 个问题" in written.stderr

    again = run("check", faulty, "--select", "VAL004", "--baseline", tmp_path / "基线.json")

    assert again.exit_code == 0
    assert "已接受、不计 1 处" in again.stdout


def test_a_baseline_is_written_where_it_is_read(run: Run, faulty: Path, tmp_path: Path) -> None:
    options = ("--select", "VAL004", "--baseline", tmp_path / "基线.json", "--write-baseline")

    first = run("check", faulty, *options)
    assert first.exit_code == 1
    assert "1 个问题" in first.stderr
    assert run("check", *options, faulty).exit_code == 0


@pytest.mark.parametrize("beside", [(), ("--baseline", "没有.json")])
def test_a_table_is_never_written_over_by_a_baseline(
    run: Run, faulty: Path, tmp_path: Path, beside: tuple[str, ...]
) -> None:
    other = tmp_path / "另表.txt"
    other.write_bytes(faulty.read_bytes())

    run("check", faulty, *beside, "--write-baseline", other)

    assert other.read_bytes() == faulty.read_bytes()


def test_settings_are_taken_from_the_folder_or_the_option(
    run: Run, faulty: Path, tmp_path: Path
) -> None:
    body = '[[accept]]\nrule = "VAL004"\nreason = "规定"\nauthor = "王某某"\n'
    (tmp_path / "jixiao.toml").write_text(body, "utf-8")
    assert run("check", faulty, "--select", "VAL004").exit_code == 0

    other = tmp_path / "另.toml"
    other.write_text("", "utf-8")
    assert run("check", faulty, "--select", "VAL004", "--config", other).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--profile", "火星"], "没有名为“火星”的规则配置"),
        (["--select", "XYZ"], "没有编号为 XYZ 的规则"),
        (["--baseline", "没有.json"], "基线"),
        (["--config", "没有.toml"], "配置"),
        (["--earlier", "没有.txt"], "以前年度的表"),
        (["--stage", "never"], "只能是"),
    ],
)
def test_what_cannot_be_used_is_said_in_chinese(
    run: Run, faulty: Path, arguments: list[str], message: str
) -> None:
    result = run("check", faulty, *arguments)

    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_statistics_count_by_rule(run: Run, faulty: Path) -> None:
    result = run("check", faulty, "--select", "VAL004", "--statistics")

    assert "各条规则" in result.stdout
    assert "与指标名称相同" not in result.stdout


def test_a_fix_writes_another_file_and_leaves_the_document(
    run: Run, faulty: Path, tmp_path: Path
) -> None:
    before = faulty.read_bytes()

    result = run("check", faulty, "--fix", "-o", tmp_path / "改后.json")

    content = json.loads((tmp_path / "改后.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(json_schema(FIXED)).validate(content)
    assert result.exit_code == 0
    assert faulty.read_bytes() == before
    assert run("check", faulty, "--fix", "-o", faulty).exit_code == 2


def test_a_diff_of_nothing_is_empty(run: Run, sound: Path) -> None:
    result = run("check", sound, "--select", "VAL004", "--diff")

    assert (result.exit_code, result.stdout) == (0, "")


def test_the_review_opinion_is_a_word_file(run: Run, faulty: Path) -> None:
    assert run("check", faulty, "--format", "docx").exit_code == 2

    result = run("check", faulty, "--format", "docx", "--year", "2025", "-o", "意见.docx")

    assert result.exit_code == 1
    assert Path("意见.docx").read_bytes().startswith(b"PK")


def test_a_diff_without_changes_says_so(run: Run, faulty: Path) -> None:
    result = run("check", faulty, "--select", "VAL004", "--diff")

    assert result.exit_code == 0
    assert "没有能替你改的" in result.stderr
