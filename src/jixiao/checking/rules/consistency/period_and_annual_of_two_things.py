"""CON010 period-and-annual-of-two-things."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue
from jixiao.text import fold

_WORDS = frozenset({"scope", "condition", "words", "name", "note", "reference", "anchor"})
_SAYS_NOTHING = frozenset({"not_stated", "not_understood", "yes_no"})
_LEAST = 6
_AMOUNTS = frozenset({"count", "occasions", "money"})
_MARKS = re.compile(r"[^\w]|[0-9_]")


@rule("CON010", since="0.2", facts=("differs",))
def period_and_annual_of_two_things(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """实施周期指标值和年度指标值说的不是一件事。

    年度指标值应是实施周期指标值在本年的部分；两者各说各的，就看不出本年完成了多少。

    Not allowed:
        2、1-产出指标；12-质量指标；资金使用要求；实施周期指标值：其中80%以上帮扶资金用于产业合作园区发展。；年度指标值：100%完成经费筹集及划拨。

    Allowed:
        1、1-产出指标；11-数量指标；编制报告数量；实施周期指标值：季度报告4份，年度报告1份；年度指标值：季度报告3份。

        1、1-产出指标；11-数量指标；走访企业数量；实施周期指标值：不少于20家；年度指标值：不少于15家。

    Known limits:
        看两个值有没有共同的词，换了说法而意思相同的会误报，所以只作提示；短的定性值不比较。
    """
    period, annual = indicator.period, indicator.annual
    if period is None or annual is None or period.text == annual.text:
        return
    one, other = period.value, annual.value
    if one is None or other is None or one.kind in _SAYS_NOTHING or other.kind in _SAYS_NOTHING:
        return
    if indicator.name_key in (indicator.period_key, indicator.annual_key):
        return
    if _units_of_two_kinds(one, other) or _speak_of_two_things(one, other, policy):
        yield Found(
            f"实施周期指标值“{period.text}”和年度指标值“{annual.text}”说的不是一件事。",
            "请让两个值考核同一内容：年度指标值写本年完成的部分；两件事都要考核的，请拆成两个指标。",
            at=(*period.at, *annual.at),
        )


def _units_of_two_kinds(one: TargetValue, other: TargetValue) -> bool:
    first, second = one.measure_unit, other.measure_unit
    if first is None or second is None or first.from_ == "name" or second.from_ == "name":
        return False
    kinds = {first.dimension, second.dimension}
    return len(kinds) == 2 and "ratio" in kinds and not kinds.isdisjoint(_AMOUNTS)


def _speak_of_two_things(one: TargetValue, other: TargetValue, policy: Policy) -> bool:
    first = _words(one)
    if len(first) < _LEAST or len(second := _words(other)) < _LEAST:
        return False
    pairs = {first[n : n + 2] for n in range(len(first) - 1)}
    others = {second[n : n + 2] for n in range(len(second) - 1)}
    shared = len(pairs & others) / min(len(pairs), len(others))
    return shared < policy.limit("consistency_two_things")


def _words(value: TargetValue) -> str:
    """What a value says beside its numbers, units and comparators."""
    return _MARKS.sub("", fold("".join([s.text for s in value.spans if s.role in _WORDS])))
