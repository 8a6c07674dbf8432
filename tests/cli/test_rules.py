"""``jixiao rules``: all rules, for people and for programs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from jixiao.checking import CATALOGUE

Run = Callable[..., Result]


def test_the_json_is_a_list_of_all_rules(run: Run) -> None:
    result = run("rules", "--format", "json")

    listed = json.loads(result.stdout)
    assert [one["code"] for one in listed] == [one.code for one in CATALOGUE]
    promised = (
        "code name title subject severity opinion_code review_kind basis fix since needs why "
        "not_allowed allowed limits off"
    )
    assert all(set(promised.split()) <= set(one) for one in listed)
    assert set(listed[0]["severity"]) == {"draft", "review", "approved", "disclosed"}


def test_the_table_has_a_line_for_each_rule(run: Run) -> None:
    result = run("rules")

    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line[:3].isupper()]
    assert len(lines) == len(CATALOGUE)
    line = next(line for line in lines if line.startswith("VAL004"))
    for word in ("指标值", "信息", "警告", "二手", "指标值重复指标名称"):
        assert word in line


OWN = """
profile = "guangzhou-2024"

[[rule]]
code = "OWN001"
title = "满意度低于本区要求"
field = "annual_target.number"
comparison = "<"
value = 85
where = [{field = "class", comparison = "in", value = ["31", "32"]}]
message = "满意度低于85%。"
advice = "请提高到85%以上。"
"""


def test_own_rules_and_the_profile_of_the_settings_are_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "jixiao.toml").write_text(OWN, "utf-8")
    (tmp_path / "bad.toml").write_text("[[rule]]\ncode = 1", "utf-8")
    monkeypatch.chdir(tmp_path)

    listed = {one["code"]: one for one in json.loads(run("rules", "--format", "json").stdout)}
    page = run("explain", "own001").stdout
    bad = run("rules", "--config", "bad.toml")

    assert listed["OWN001"]["title"] == "满意度低于本区要求"
    assert listed["TAB006"]["severity"]["approved"] == "info"
    for words in (
        "annual_target.number < 85，并且 class in 31、32", "满意度低于85%。", "请提高到85%以上。"
    ):  # fmt: skip
        assert words in page
    assert (bad.exit_code, bad.stdout) == (2, "")
    assert "bad.toml 里有用不了的内容" in bad.stderr


def test_an_unknown_profile_is_said(run: Run) -> None:
    result = run("rules", "--profile", "火星")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有名为“火星”的规则配置；现有：" in result.stderr
