"""A bound before a number and another one behind it: the same twice, or against each other."""

import re

from jixiao.checking.policy import Policy
from jixiao.checking.rules.value._names import folded, word_set
from jixiao.model import Span, TargetValue

_SIGNS = frozenset("≥≤><")
_AGES = frozenset({"岁", "周岁"})
_BEHIND = re.compile(r"以[上下内]|^之?内$")


def both_sides(value: TargetValue, policy: Policy) -> tuple[Span, Span] | None:
    """A comparator before a number and another one right behind it; None where there are no two."""
    firsts = word_set(policy, "value_first_bounds")
    before: Span | None = None
    numbered = False
    for one in value.spans:
        if one.role == "comparator":
            if before is not None and numbered and _BEHIND.search(one.text):
                return before, one
            before, numbered = (one if folded(one.text) in firsts else None), False
        elif one.role == "number":
            numbered = True
        elif one.role in ("mark", "upper") or one.text in _AGES:
            before = None  # 不少于18岁以下儿童300名
    return None


def before_a_sign(value: TargetValue, policy: Policy) -> tuple[str, str] | None:
    """A word of comparison with a sign right behind it, both before the number: 不低于≥7."""
    firsts = word_set(policy, "value_first_bounds")
    for one in value.spans:
        if one.role != "comparator":
            continue
        key = folded(one.text)
        if len(key) > 1 and key[-1] in _SIGNS and key[:-1] in firsts:
            return key[:-1], key[-1]
    return None


def opposed(one: str, other: str, policy: Policy) -> bool:
    """Whether one of two folded words of comparison is a lower bound, the other an upper one."""
    lower = word_set(policy, "value_lower_bounds")
    return (one in lower) != (other in lower)


def contradict(pair: tuple[Span, Span], policy: Policy) -> bool:
    """Whether one of both is a lower bound and the other one an upper bound."""
    lower = folded(pair[0].text) in word_set(policy, "value_lower_bounds")
    return lower != ("上" in pair[1].text)


def contradicts_itself(value: TargetValue, policy: Policy) -> bool:
    """Whether a value says both at least and at most: 不少于3日内."""
    pair = both_sides(value, policy)
    return pair is not None and contradict(pair, policy)
