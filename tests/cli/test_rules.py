"""``jixiao rules``: all rules, for people and for programs."""

import json
from collections.abc import Callable

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


def test_an_unknown_profile_is_said(run: Run) -> None:
    result = run("rules", "--profile", "火星")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "没有名为“火星”的规则配置；现有：" in result.stderr
