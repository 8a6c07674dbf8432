"""What the rules on direction and level of a target share: labels, percentages, good and bad."""

import re
from decimal import Decimal
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import Place, Target, TargetValue

_MANY = 20_000
_NOTE = re.compile(r"\([^()]*\)$")
_NEGATIONS = frozenset("不未非没")
RATES = ("率", "比例", "比率", "占比", "概率")

LOWER_BOUNDS = frozenset({"at_least", "more_than"})
UPPER_BOUNDS = frozenset({"at_most", "less_than"})
POINTS = frozenset({"exactly", "at_least", "more_than"})
"""Kinds with one number that is to be reached."""


def printed_targets(indicator: IndicatorSubject) -> list[tuple[str, Target, TargetValue]]:
    """The different targets, each with what it is called; both alike are 「指标值」 once."""
    period, annual = indicator.period, indicator.annual
    if annual is None or annual.value is None:
        found = []
    elif period is not None and indicator.period_key == indicator.annual_key:
        return [("指标值", annual, annual.value)]
    else:
        found = [("年度指标值", annual, annual.value)]
    if period is not None and period.value is not None:
        found.insert(0, ("实施周期指标值", period, period.value))
    return found


def printed_at(indicator: IndicatorSubject, target: Target) -> tuple[Place, ...]:
    """Where a target of `printed_targets` stands: at both places where both say the same."""
    if indicator.says_the_same and indicator.period is not None:
        return indicator.period.at + target.at
    return target.at


def is_percentage(value: TargetValue) -> bool:
    """Whether its unit is a percentage."""
    return value.measure_unit is not None and value.measure_unit.dimension == "ratio"


def percent_of(value: TargetValue) -> Decimal | None:
    """How many per cent a share is, 九成 90; a number without a unit is taken as it stands."""
    unit = value.measure_unit
    if value.number is None or unit is None:
        return value.number
    return value.number * (unit.factor or 1) if unit.dimension == "ratio" else None


def without_note(name: str) -> str:
    """A folded name without the note in brackets at its end, such as the unit."""
    return _NOTE.sub("", name)


@lru_cache(_MANY)
def is_bad_thing(name: str, policy: Policy) -> bool:
    """Whether what a folded name counts is unwanted, and not work against it."""
    bare = without_note(name)
    last = None
    for last in policy.pattern("direction_bad").finditer(bare):  # noqa: B007 - the last is wanted
        pass
    if last is None or not policy.pattern("direction_bad_ending").fullmatch(bare, last.end()):
        last = policy.pattern("direction_bad_formed").search(bare)
    if last is None or bare[: last.start()].endswith("不"):  # 不返贫率
        return False
    happens = bare.endswith(RATES) and last[0] not in policy.words("direction_acted_on")
    turned = policy.pattern("direction_lessened" if happens else "direction_turned")
    if not bare.endswith(RATES):
        end = last.start()
        own_fault = last[0].startswith(policy.words("direction_faults_of_work"))
        return all(own_fault and one.end() == end for one in turned.finditer(bare, 0, end))
    # 干预人群感染率: a word of work before a group tells who they are.
    group = policy.pattern("direction_group")
    return all(
        group.match(bare, one.end()) is not None for one in turned.finditer(bare, 0, last.start())
    )


def is_bounded_rate(name: str, policy: Policy) -> bool:
    """Whether a folded name is a rate that cannot exceed 100%, such as one of faults."""
    return policy.pattern("direction_bounded_rate").search(name) is not None or (
        name.endswith("率") and is_bad_thing(name, policy)
    )


@lru_cache(_MANY)
def is_good_rate(name: str, policy: Policy) -> bool:
    """Whether a folded name is a rate or degree of something wanted; its last word decides.

    >>> from jixiao.checking import standard_policy
    >>> is_good_rate("企业污染物达标排放率", standard_policy())
    True
    >>> is_good_rate("产品未达标率", standard_policy())
    False
    """
    bare = without_note(name)
    if policy.pattern("direction_good_formed").search(bare):
        return True
    end = policy.pattern("direction_rate_end").search(bare)
    if end is None:
        return False
    stem = without_note(bare[: end.start()])  # 验收(评审)率
    stems = policy.words("direction_good_stem")
    if not stem.endswith(stems) or is_bad_thing(name, policy):
        return False
    # 未按期办结率: what is denied stands before all of it.
    while stem.endswith(stems):
        stem = stem[: -max(len(one) for one in stems if stem.endswith(one))]
    return stem[-1:] not in _NEGATIONS
