"""Safe fixes of target values: what is changed, and what is left alone because its sense is not sure."""

import pytest
from tests.checking.notation import read_example

from jixiao.checking import Checker, find_rule, standard_policy


def edits_of(code: str, period: str, annual: str) -> dict[str, str]:
    text = f"1、1-产出指标；11-数量指标；救助人次；实施周期指标值：{period}；年度指标值：{annual}。"
    check = Checker(standard_policy(), rules=(find_rule(code),)).check(read_example(text).reading)
    assert check.findings
    return {edit.field: edit.after for one in check.findings for edit in one.edits}


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("VAL013", "≦5次", "≤5次"),
        ("VAL013", ">=5次", "≥5次"),
        ("VAL013", "＞＝5次", "≥5次"),
        ("VAL014", "3次以上(含3次)", "≥3次"),
        ("VAL014", "1次(含)以上", "≥1次"),
        ("VAL014", "5次以内（含本数）", "≤5次"),
        ("VAL014", "不少于3次以上", "不少于3次"),
    ],
)
def test_a_safe_fix_keeps_the_sense(code: str, before: str, after: str) -> None:
    edits = edits_of(code, before, before)

    assert edits == {"period_target.text": after, "annual_target.text": after}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("VAL013", "大于5次"),
        ("VAL013", "》5次"),
        ("VAL014", "超过10次以上"),
        ("VAL014", "不少于3次以内"),
        ("VAL014", "3次以上(含5次)"),
        ("VAL014", "3人次以上(含3次)"),
    ],
)
def test_nothing_is_changed_where_the_sense_is_not_sure(code: str, text: str) -> None:
    assert edits_of(code, text, text) == {}


def test_only_the_term_that_is_wrong_is_changed() -> None:
    assert edits_of("VAL013", "≤5次", "≦ 5次") == {"annual_target.text": "≤5次"}
