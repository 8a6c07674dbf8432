"""``jixiao explain``: a rule's page, or near matches where there is none."""

from collections.abc import Callable

import pytest
from click.testing import Result

from jixiao.checking import CATALOGUE

Run = Callable[..., Result]


@pytest.mark.parametrize("asked", ["VAL004", "val004", "ＶＡＬ００４", "target-repeats-name"])
def test_a_rule_is_found_by_code_or_name(run: Run, asked: str) -> None:
    result = run("explain", asked)

    assert result.exit_code == 0
    assert "VAL004 指标值重复指标名称" in result.stdout
    for words in (
        "填报 信息、审核 警告、批复 警告、公开 警告", "（二手）", "4 指标与指标值不匹配", "完整性", "须人工修改",
        "不妥的例子", "妥当的例子", "已知局限", "实施周期指标值：会议数量",
    ):  # fmt: skip
        assert words in result.stdout, words


@pytest.mark.parametrize("code", [one.code for one in CATALOGUE])
def test_every_rule_has_a_page(run: Run, code: str) -> None:
    assert run("explain", code).stdout.strip().startswith(code)


@pytest.mark.parametrize("asked", ["VAL0004", "target-repeat-name", "重复指标名称"])
def test_near_matches_are_offered(run: Run, asked: str) -> None:
    result = run("explain", asked)

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"没有编号或名称为“{asked}”的规则；是不是 " in result.stderr
    assert "VAL004（指标值重复指标名称）" in result.stderr


def test_where_nothing_is_near_the_list_is_named(run: Run) -> None:
    result = run("explain", "天气预报")

    assert result.exit_code == 2
    assert "没有编号或名称为“天气预报”的规则；jixiao rules 列出全部。" in result.stderr
