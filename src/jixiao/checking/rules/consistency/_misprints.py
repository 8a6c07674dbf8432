"""Numbers of a goal that an indicator has misprinted, and those that are told for another time."""

import re
from decimal import Decimal

from jixiao.checking.rules.consistency._goal_targets import Targets
from jixiao.checking.rules.consistency._numbers import (
    GoalNumber,
    common_run,
    numbers_of,
)
from jixiao.checking.rules.consistency._units import same_unit
from jixiao.checking.subjects import IndicatorSubject

_OF_TIME = re.compile("[日月季周]均|每[一个]?(?:日|天|周|月|季度?)|平均每?[日月]")
# How often in a day, a week, a month or a quarter: 每周1次, 2次/月, 月均3次.
_OFTEN = re.compile("每.{0,4}[0-9一二两三四五六七八九十]|/[日天周月季]|[日月季周]均")
_EACH = re.compile("(?:各|分别|均)[^0-9,;。:]{0,8}$")
_MOST_THINGS = 20
_A_PART = re.compile("抽|检查|巡查|新增|示范|试点|重点|其中")  # a tenth of all may be meant
_TEN = 10
_TRANSPOSED = 3  # digits of a number in which two may be the wrong way round
_ONE_WRONG = 4  # digits of a number that is known by all but one
_SURE = 4  # digits of a number that nothing else has but in another order


def misprinted(promise: GoalNumber, targets: Targets) -> IndicatorSubject | None:
    """The indicator that has the number with a digit misprinted: 168 for 186, 54 for 540.

    Unit and words are those of the goal, and no other number of the goal is met by it.
    """
    if promise.family not in ("count", "ratio", "money") or promise.number <= _TEN:
        return None
    policy = targets.policy
    found: dict[int, IndicatorSubject] = {}
    for one, number, family, unit in targets.stated:
        if (
            family != promise.family
            or not (
                same_unit(unit, promise.unit, policy)
                or {unit, promise.unit} <= {*policy.words("consistency_persons"), "人次"}
            )
            or number in targets.numbers
        ):
            continue
        slip = _slip(promise.number, number)
        if slip is None or (promise.family == "ratio" and slip != "transposed"):
            continue
        if slip == "shifted" and _A_PART.search(one.name_key):
            continue
        sure = slip == "transposed" and len(_digits(number)) >= _SURE
        if sure or _shares_a_word(targets.clause(promise), one, targets):
            found[id(one)] = one
    return next(iter(found.values())) if len(found) == 1 else None


def _shares_a_word(said: str, one: IndicatorSubject, targets: Targets) -> bool:
    filler = targets.policy.pattern("consistency_filler")
    return common_run(filler.sub("", said), filler.sub("", one.measure_key)) > 0


def _slip(one: Decimal, other: Decimal) -> str | None:
    """How a number was misprinted, if it plainly was."""
    first, second = _digits(one), _digits(other)
    if first == second:
        return None if one == other else "shifted" if other in (one * _TEN, one / _TEN) else None
    if len(first) != len(second):
        first, second = f"{one:f}", f"{other:f}"  # 130 and 103: a nought is a digit, too
        if len(first) != len(second) or not (first + second).isdecimal():
            return None
        differ = [n for n in range(len(first)) if first[n] != second[n]]
        return "transposed" if _are_transposed(first, second, differ) else None
    differ = [n for n in range(len(first)) if first[n] != second[n]]
    if _are_transposed(first, second, differ):
        return "transposed"
    return "one wrong" if len(first) >= _ONE_WRONG and len(differ) == 1 else None


def _are_transposed(first: str, second: str, differ: list[int]) -> bool:
    """Whether the digits that differ are two neighbours the wrong way round."""
    if len(first) < _TRANSPOSED or len(differ) != 2:
        return False
    n, m = differ
    return m == n + 1 and (first[n], first[m]) == (second[m], second[n])


def _digits(number: Decimal) -> str:
    return f"{number:f}".replace(".", "").strip("0")


def is_told_otherwise(promise: GoalNumber, one: IndicatorSubject) -> bool:
    """Whether the target says how often and the goal how many in all, or the goal that of each.

    全年巡检52次, 每周1次; 春防、秋防各1次, 集中免疫2次.
    """
    value = one.value
    if value is None or promise.family == "ratio":
        return False
    if _OFTEN.search(one.target_key) is not None:
        return _OFTEN.search(promise.words) is None
    return _EACH.search(promise.words) is not None and any(
        promise.number
        and number % promise.number == 0
        and 1 < number / promise.number <= _MOST_THINGS
        for number, *_ in numbers_of(value)
    )


def is_of_each_day(promise: GoalNumber, one: IndicatorSubject) -> bool:
    """Whether the goal tells the number of a day or month, and the target that of the year."""
    match = _OF_TIME.search(promise.words)
    if match is None or _OF_TIME.search(one.name_key + one.target_key) is not None:
        return False
    value = one.value
    return value is not None and any(
        number > promise.number for number, *_ in numbers_of(value) if value.per is None
    )
