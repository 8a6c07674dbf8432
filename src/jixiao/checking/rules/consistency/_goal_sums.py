"""Numbers of a goal that need no indicator of their own: they follow from others by arithmetic.

The whole of parts that are measured, a part of a measured whole, a factor of a measured product,
a share of a count, the change from one level to the next, and money.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from math import prod
from typing import NamedTuple

from jixiao.checking.rules.consistency._goal_against import is_gainsaid, is_met
from jixiao.checking.rules.consistency._goal_money import money_explained_by
from jixiao.checking.rules.consistency._goal_sentences import (
    adding_up,
    in_sentence,
    is_stated,
    near,
    sentence_of,
    text_of_sentence,
)
from jixiao.checking.rules.consistency._goal_targets import Stated, Targets
from jixiao.checking.rules.consistency._numbers import GoalNumber, common_run
from jixiao.checking.rules.consistency._often import often_in, periods_in
from jixiao.checking.rules.consistency._units import same_unit

_SOME = 2
_MOST_FACTORS = 4  # 16个点, 42个品种, 每点3次
_MOST_TRIED = 12
_HUNDRED = 100
_NONE: frozenset[Decimal] = frozenset()


class _Factor(NamedTuple):
    """A number of a sentence as it is multiplied: 每月2次 are 24; ``of_each`` of so many others."""

    number: Decimal
    of_each: bool
    start: int
    end: int
    unit: str


def explained_by(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """The numbers of indicators, or of the budget, from which a number of the goal follows."""
    if promise.family == "money":
        money = money_explained_by(promise, targets)
        if money:
            return money
    return (
        _as_whole(promise, targets)
        or _as_factor(promise, targets)
        or _as_part(promise, targets)
        or _as_share(promise, targets)
        or _as_change(promise, targets)
        or _as_source(promise, targets)
    )


def _as_share(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """A share of a measured count, or how large it is: 420人的85%,即357人; 720人次,占4800个的15%.

    What is excused is the number alone: an indicator of it with another number gainsays it.
    """
    share = targets.policy.pattern("consistency_share_of")
    if promise.family not in ("count", "ratio") or share.search(promise.words) is None:
        return _NONE
    before = [one for one in near(promise, targets) if one.start < promise.start]
    counts = [one for one in before if one.family == "count" and one.number]
    rates = [one for one in before if one.family == "ratio"]
    for whole in counts:
        if promise.family == "ratio":
            number, others = promise.number * whole.number / _HUNDRED, counts
        else:
            number, others = promise.number * _HUNDRED / whole.number, rates
        if any(
            one is not whole and one.number == number and is_met(one, targets) for one in others
        ) and is_met(whole, targets):
            return frozenset([promise.number])
    return _NONE


def _as_whole(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """Whether its parts are measured: those the goal names, 58件,其中甲45件、乙13件, or all outputs."""
    if promise.family != "count":
        return _NONE
    parts = _parts_behind(promise, targets)
    if parts and all(is_met(one, targets) and not is_gainsaid(one, targets) for one in parts):
        return frozenset(one.number for one in parts)
    return _as_sum_of_targets(promise, targets)


def _as_sum_of_targets(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """The outputs about its sentence, where they add up to it: 树葬300例 and 海葬120例 are 420例."""
    outputs = [
        (one, number)
        for one, number, unit in targets.outputs
        if same_unit(unit, promise.unit, targets.policy)
    ]
    if sum(number for _, number in outputs) < promise.number:
        return _NONE
    sentence = text_of_sentence(promise, targets)
    numbers = [number for one, number in outputs if common_run(sentence, one.name_key)]
    if len(numbers) < _SOME or sum(numbers) != promise.number:
        return _NONE
    # Of 2个 and 8个, 2个 and 6个 make eight by chance: the goal names all parts, or none, or says
    # of those it names that they are parts.
    said = {number for number in numbers if targets.is_said(number, promise.unit)}
    listed = {one.number for one in _behind_as_parts(promise, targets)}
    return frozenset(numbers) if said in (set(), set(numbers)) or said <= listed else _NONE


def _as_part(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """Whether it is one of the parts of a measured whole: 220处(甲86处、乙134处).

    Where other parts of it have indicators of their own, this one is left out.
    """
    for whole in in_sentence(promise, targets):
        if whole.start >= promise.start:
            break
        parts = _parts_behind(whole, targets)
        if promise in parts and not any(is_met(one, targets) for one in parts):
            return (
                frozenset([whole.number]) if is_met(whole, targets) else _as_factor(whole, targets)
            )
    return _NONE


def _as_factor(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """The product that an indicator counts: 28个点每月观测1次 are 336点次."""
    if promise.family != "count":
        return _NONE
    counted: dict[Decimal, list[Stated]] = {}
    for stated in targets.stated:
        if stated[2] == "count" and stated[1] > promise.number and stated[0].level in ("1", "2"):
            counted.setdefault(stated[1], []).append(stated)
    factors = _factors(promise, targets) if counted else []
    own = next((one for one in factors if one.start <= promise.start < one.end), None)
    if own is None or not any(one.of_each and one.start >= own.start for one in factors):
        return _NONE
    others = sorted(
        (one for one in factors if one is not own), key=lambda one: abs(one.start - promise.start)
    )[:_MOST_TRIED]
    for more in range(1, _MOST_FACTORS):
        for chosen in combinations(others, more):
            product = prod((one.number for one in chosen), start=own.number)
            if product not in counted:
                continue
            multiplied = (own, *chosen)
            if any(one.of_each and one.start >= own.start for one in multiplied) and any(
                _is_product(promise, multiplied, stated, targets) for stated in counted[product]
            ):
                return frozenset([product])
    return _NONE


def _factors(promise: GoalNumber, targets: Targets) -> list[_Factor]:
    """The counts of its sentence, and how often something is done in a year."""
    begin, _ = sentence_of(promise, targets)
    of_each = targets.policy.pattern("consistency_of_each")
    often = [
        _Factor(one.in_a_year, True, begin + one.start, begin + one.end, one.times)
        for one in often_in(text_of_sentence(promise, targets))
    ]
    counts = [
        _Factor(
            one.number * periods_in(one.words), of_each.search(one.words) is not None,
            one.start, one.end, one.unit,
        )
        for one in in_sentence(promise, targets)
        if one.family == "count" and not any(it.start <= one.start < it.end for it in often)
    ]  # fmt: skip
    return [*counts, *often]


def _is_product(
    promise: GoalNumber, factors: Sequence[_Factor], stated: Stated, targets: Targets
) -> bool:
    """Whether a target about its sentence counts what the factors make.

    Where the goal itself has the number, too, it is of the unit of a factor, or said in the same
    sentence to be of all: 共2016个小区.
    """
    one, number, _, unit = stated
    policy = targets.policy
    begin, end = sentence_of(promise, targets)
    if not common_run(targets.project.objective_key[begin:end], one.name_key):
        return False
    said = [it for it in targets.named if it.number == number and same_unit(it.unit, unit, policy)]
    in_all = policy.pattern("consistency_in_all")
    return (
        not said
        or any(it.unit == factor.unit for it in said for factor in factors)
        or any(begin <= it.start < end and in_all.search(it.words) for it in said)
    )


def _as_change(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """By how much a level changes: 由8000元增加到9800元,增收1800元; 由9860件降到9367件,降幅5%."""
    if targets.policy.pattern("consistency_changed_by").search(promise.words) is None:
        return _NONE
    levels = [one for one in in_sentence(promise, targets) if one.end <= promise.start]
    found: set[Decimal] = set()
    if promise.family != "ratio":
        for base in levels:
            if base.unit == promise.unit:
                found |= {base.number - promise.number, base.number + promise.number}
        return frozenset(one for one in found if is_stated(one, promise.unit, targets))
    for base, level in pairwise(levels):
        if base.unit == level.unit and base.number and _is_rate(promise.number, base, level):
            found.add(level.number)
    return frozenset(one for one in found if is_stated(one, levels[-1].unit, targets))


def _is_rate(rate: Decimal, base: GoalNumber, level: GoalNumber) -> bool:
    """Whether a level is so many hundredths off its base, as exactly as the rate is printed.

    From 42% to 45% are 3%, too, if loosely said.
    """
    change = abs(level.number - base.number)
    if base.family == "ratio" and change == rate:
        return True
    off = abs(change * _HUNDRED / base.number - rate)
    return off * 2 <= Decimal(1).scaleb(int(rate.as_tuple().exponent))


def _as_source(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """What the others are only taken from: 全省150个站中; no target in its unit is above it."""
    taken_from = targets.policy.pattern("consistency_taken_from")
    if taken_from.match(targets.project.objective_key, promise.end) is None:
        return _NONE
    numbers = {
        number
        for _, number, _, unit in targets.stated
        if same_unit(unit, promise.unit, targets.policy)
    }
    if not numbers or any(one > promise.number for one in numbers):
        return _NONE
    return frozenset([promise.number, *numbers])


def _parts_behind(whole: GoalNumber, targets: Targets) -> Sequence[GoalNumber]:
    """The numbers behind a whole that add up to it and are said to be its parts."""
    return adding_up(_behind_as_parts(whole, targets), whole.number)


def _behind_as_parts(whole: GoalNumber, targets: Targets) -> list[GoalNumber]:
    """The numbers in its unit behind a word like 其中, or in brackets."""
    found = [
        one
        for one in in_sentence(whole, targets)
        if one.start >= whole.end and same_unit(one.unit, whole.unit, targets.policy)
    ]
    follow = targets.policy.pattern("consistency_parts_follow")
    text = targets.project.objective_key
    return found if found and follow.search(text, whole.end, found[0].start) else []
