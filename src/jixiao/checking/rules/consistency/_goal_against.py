"""Whether an indicator meets a number of the goal, or gainsays it."""

import re
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rules.consistency._goal_named import (
    RATE_ENDS,
    counted_elsewhere,
    named_in_full,
    of_its_own_unit,
    rates_named,
)
from jixiao.checking.rules.consistency._goal_targets import Targets
from jixiao.checking.rules.consistency._numbers import GoalNumber, numbers_of
from jixiao.checking.rules.consistency._units import interchangeable
from jixiao.checking.subjects import IndicatorSubject
from jixiao.text import trie_pattern

_PRINTED = re.compile(r"([0-9.,]+)(百万|千万|千|万|亿)?")
_OF_TIME = r"(?:个?工作日|分钟|小时|个?月|天|日|年|周|秒|时)"
_SEVERAL_UNITS = re.compile(r"[^0-9]{0,4}[0-9.]+([^0-9.%]{2,12})")
_UNIT_MARKS = re.compile(r"[()、/和及或,。;]")


def is_met(promise: GoalNumber, targets: Targets) -> bool:
    """Whether an indicator, or several together, have the number."""
    stated, number = targets.stated, promise.number
    if number in targets.printed:
        same = [
            _may_meet(promise, one, family, its_unit, targets)
            for one, its, family, its_unit in stated
            if number == its and family in (promise.family, "price")
        ]
        if same:
            return any(same)
    unit = promise.unit
    if promise in targets.goal and any(
        its_unit == unit and its == targets.together[unit] for _, its, _, its_unit in stated
    ):
        return True
    return _is_printed(promise, targets) or _is_part_of_mixed_units(promise, targets)


def _may_meet(
    promise: GoalNumber, one: IndicatorSubject, family: str, unit: str, targets: Targets
) -> bool:
    """Whether an indicator with the same number can be about it.

    3公顷 are not 3亩, 1500户 not 1500元/户, and how content people are is no other rate. 亩均1400元
    are 1400元/亩.
    """
    if family == "price":
        return promise.family == "money"
    if promise.family == "ratio":
        return not (
            one.class_ == "31"
            and targets.around(promise)[0][-1:] in RATE_ENDS
            and "满意" in one.name_key
            and "满意" not in promise.words
        )
    measures = targets.policy.words("consistency_measures")
    return unit == promise.unit or unit not in measures or promise.unit not in measures


def _is_printed(promise: GoalNumber, targets: Targets) -> bool:
    """Whether the number stands in a name or target, with its 万 if it has one."""
    match = _PRINTED.match(promise.printed)
    if match is None or promise.family not in ("count", "money"):
        return False
    digits, times = match[1], match[2]
    # Behind its name and objective stand the texts of its indicators.
    if not any(digits in key for key in targets.project.keys[2:]) or digits not in targets.texts:
        return False
    other = _other_measures(promise.printed[match.end() :], targets.policy)
    if times is None:
        return promise.family == "count" and (
            re.search(
                rf"(?<![0-9.]){re.escape(digits)}(?!{_OF_TIME}|[0-9.%‰℃万亿]|{other})",
                targets.texts,
            )
            is not None
        )
    if re.search(rf"(?<![0-9.]){re.escape(digits)}{times}(?!{other})", targets.texts):
        return True
    return any(
        times in one.name_key
        and re.search(rf"(?<![0-9.]){re.escape(digits)}(?![0-9.])", one.target_key) is not None
        for one in targets.project.indicators
    )


@lru_cache
def _other_measures(unit: str, policy: Policy) -> str:
    """A pattern of the measures that are not this one: 4万亩 are not 4万公顷."""
    measures = policy.words("consistency_measures")
    others = [one for one in measures if one != unit] if unit in measures else []
    return trie_pattern(others) if others else "(?!)"


def _is_part_of_mixed_units(promise: GoalNumber, targets: Targets) -> bool:
    """2套, 40台 and 3架 of the goal are 45台(套、架)."""
    for one in targets.project.indicators:
        match = _SEVERAL_UNITS.match(one.target_key)
        if match is None:
            continue
        units = {unit for unit in _UNIT_MARKS.split(match[1]) if unit}
        if units == {match[1]}:
            units = set(match[1])  # 台套
        if "元" in units:  # 元/亩 is a price
            continue
        if len(units) > 1 and promise.unit in units and one.value is not None:
            total = sum(other.number for other in targets.goal if other.unit in units)
            if any(number == total for number, *_ in numbers_of(one.value)):
                return True
    return False


def is_gainsaid(promise: GoalNumber, targets: Targets) -> bool:
    """Whether an indicator named in the goal's own words has another number (聘用19名雇员).

    The number that meets the promise is then of something else (提供岗位19个).
    """
    stated, policy = targets.stated, targets.policy
    if promise.number not in targets.printed:
        return False
    if promise.family == "ratio":
        rates = [number for _, number in rates_named(promise, targets)]
        return bool(rates) and promise.number not in rates
    words, behind = targets.around(promise)
    if any(find(promise, targets) for find in (counted_elsewhere, named_in_full, of_its_own_unit)):
        return True
    phrase = words[-2:] + behind[:2] if behind else words[-5:]
    if len(phrase) < len("聘用雇员"):
        return False
    said = words + behind
    pairs = {said[n : n + 2] for n in range(len(said) - 1)}
    met = [one for one, number, *_ in stated if number == promise.number]
    if any(pair in one.name_key or pair in one.target_key for one in met for pair in pairs):
        return False
    named = {
        id(one): number
        for one, number, family, unit in stated
        if phrase in one.name_key
        and id(one) not in targets.taken(promise)
        and family == promise.family
        and interchangeable(unit, promise.unit, policy)
    }
    # 200人 may be 120 of one school and 80 of the other.
    return bool(named) and sum(named.values()) != promise.number
