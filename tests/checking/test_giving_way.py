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


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda one: one.code)
def test_a_rule_gives_way_to_rules_that_do_not_give_way_to_it(rule: Rule) -> None:
    book = standard_policy().book
    code = rule.code

    for other in book[code].gives_way_to:
        assert find_rule(other).subject == find_rule(code).subject
        assert code not in book[other].gives_way_to
