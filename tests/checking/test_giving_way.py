"""A general rule is silent where a more specific one speaks of the same text, and only there."""

import pytest
from tests.checking.notation import read_example

from jixiao.checking import CATALOGUE, Checker, Rule, find_rule, standard_policy

VAGUE_RATE = "1、2-效益指标；22-社会效益；群众就医率；实施周期指标值：{}；年度指标值：{}。"


def codes(text: str, *asked: str) -> list[str]:
    """What the asked rules say of an example."""
    reading, earlier, companions = read_example(text)
    checker = Checker(standard_policy(), rules=tuple(map(find_rule, asked)))
    check = checker.check(reading, earlier=earlier, companions=companions)
    return sorted(one.rule for one in check.findings)


def test_the_general_rule_is_silent_where_the_specific_one_speaks() -> None:
    text = VAGUE_RATE.format("提高", "提高")

    assert codes(text, "VAL002") == ["VAL002"]
    assert codes(text, "VAL002", "VAL009") == ["VAL009"]


def test_what_stands_beside_in_another_value_is_not_lost() -> None:
    text = VAGUE_RATE.replace("就医率", "就医").format("较上年提高", "提高")

    assert codes(text, "VAL002", "VAL018") == ["VAL002", "VAL018"]


def test_a_rule_on_an_indicator_gives_way_to_one_on_its_project() -> None:
    text = "1、1-产出指标；11-数量指标；经费支付率；实施周期指标值：100%；年度指标值：100%。"

    assert codes(text, "IND103") == ["IND103"]
    assert set(codes(text, "IND103", "IND112")) == {"IND112"}


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda one: one.code)
def test_a_rule_gives_way_to_rules_that_do_not_give_way_to_it(rule: Rule) -> None:
    book = standard_policy().book
    code = rule.code

    for other in book[code].gives_way_to:
        # A rule on projects may speak about one of its indicators.
        assert find_rule(other).subject in (find_rule(code).subject, "project")
        assert code not in book[other].gives_way_to
