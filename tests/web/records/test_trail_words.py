"""What the trail shows is words, not code."""

import pytest

from jixiao.web.records.templatetags.looking import trail_value


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"),
        (True, "是"),
        (3, "3"),
        ("draft", "填报中"),
        ("≥3家", "≥3家"),
        (["甲", "乙"], "甲、乙"),
        ({"name": "甲", "code": ""}, "名称：甲；代码：—"),
    ],
)
def test_a_value_is_told_in_words(value, shown):
    assert trail_value(value) == shown
