"""What the trail shows is words, not code."""

import pytest

from jixiao.web.records.templatetags.looking import trail_value


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("name", None, "—"),
        ("name", "", "—"),
        ("redacted", [], "—"),
        ("is_active", True, "是"),
        ("year", 3, "3"),
        ("state", "draft", "填报中"),
        ("name", "draft", "draft"),
        ("role", "head", "单位负责人"),
        ("submit_gate", "", "不拦"),
        ("disclosure_gate", "warning", "错误和警告"),
        ("annual_target", "≥3家", "≥3家"),
        ("projects", ["甲", "乙"], "甲、乙"),
        ("edits", {"name": "甲", "state": "approved"}, "名称：甲；状态：已批准"),
    ],
)
def test_a_value_is_told_in_words(key, value, shown):
    assert trail_value(value, key) == shown
