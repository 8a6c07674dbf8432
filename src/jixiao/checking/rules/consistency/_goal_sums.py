"""Numbers of a goal that need no indicator of their own: they follow from others by arithmetic.

The whole of parts that are measured, a part of a measured whole, a factor of a measured product,
what a price makes of so many, a share of a count, the change from one level to the next, and a share
of the project's own money.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, combinations, pairwise
from math import prod
from operator import attrgetter
from typing import NamedTuple

from jixiao.checking.rules.consistency._goal_against import is_gainsaid, is_met
from jixiao.checking.rules.consistency._goal_targets import Stated, Targets
from jixiao.checking.rules.consistency._numbers import GoalNumber, common_run
from jixiao.checking.rules.consistency._often import often_in, periods_in
from jixiao.checking.rules.consistency._units import same_unit
from jixiao.checking.subjects import TEN_THOUSAND, ProjectSubject

_SOME = 2
_MOST_FACTORS = 4  # 16个点, 42个品种, 每点3次
_NEAR = 12  # numbers before and behind one that may belong to the same sum
_FAR = 200  # letters of its sentence before and behind it that are looked at
_HUNDRED = 100
_MONTHLY, _A_YEAR = re.compile("月(?:租|均|薪|费|工资|补|支|标准)"), 12
_START = attrgetter("start")
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
        money = (
            _as_own_money(promise, targets)
            or _as_price_of_all(promise, targets)
            or _as_rest(promise, targets)
        )
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


def own_money(project: ProjectSubject) -> frozenset[Decimal]:
    """The amounts of the project's row, in 元: its total and where the money comes from."""
    funding, factor = project.record.funding, project.table.amount_factor
    columns = (
        funding.total, funding.fiscal_appropriation, funding.special_account_appropriation,
        funding.other_funds,
    )  # fmt: skip
    if factor is None:
        return _NONE
    return frozenset(one * factor * TEN_THOUSAND for one in columns if one)


def _as_own_money(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """购置甲(270万元)、乙(360万元) of 630万元; 总投资 of several years, of which one is this budget.

    Amounts in a row that make the project's money, or a whole and its parts with that money among
    them.
    """
    earned = targets.policy.pattern("consistency_money_earned")
    for near in (_in_sentence(promise, targets), _near(promise, targets)):
        clauses = [one for one in near if one.family == "money"]
        if any(earned.search(one.words) for one in clauses if one.start <= promise.start):
            return (
                _NONE  # 销售收入500万元,其中线上200万元: what is earned is no share of the budget
            )
        row = [one for one in clauses if not _is_price(one, targets)]
        found = _making_own_money(promise, row, own_money(targets.project))
        if found:
            return found
    return _NONE


def _making_own_money(
    promise: GoalNumber, row: Sequence[GoalNumber], own: frozenset[Decimal]
) -> frozenset[Decimal]:
    """The amounts in a row, the promise among them, that make the project's money."""
    for start, first in enumerate(row):
        sums = [_adding_up(row[start:], one) for one in own]
        parts = _adding_up(row[start + 1 :], first.number)
        if any(one.number in own for one in parts):
            sums.append([first, *parts])
        for found in sums:
            if promise in found:
                return frozenset(one.number for one in found)
    return _NONE


def _is_price(one: GoalNumber, targets: Targets) -> bool:
    """Whether an amount is said to be for each of others."""
    of_each = targets.policy.pattern("consistency_of_each")
    return one.after.startswith(("/", "每")) or of_each.search(one.words) is not None


def _as_price_of_all(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """What a price makes of so many: 26项,每项1万元,计26万元; 月租金1.5万元,全年18万元."""
    before = [one for one in _in_sentence(promise, targets) if one.start < promise.start]
    for price in before:
        if price.family != "money" or not price.number:
            continue
        times = promise.number / price.number
        if times > 1 and (
            times == (_A_YEAR if _MONTHLY.search(price.words) else periods_in(price.words))
            or any(one.number == times for one in before if one.family == "count")
        ):
            return frozenset([price.number, times, promise.number])
    return _NONE


def _as_rest(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """What a measured part leaves of measured money: 总投资464万元, 今年290万元, 明年174万元."""
    near = [one for one in _in_sentence(promise, targets) if one.unit == promise.unit]
    for whole in near:
        for part in near:
            if whole.start < part.start and whole.number - part.number == promise.number:
                both = (whole, part)
                if all(_is_stated(one.number, one.unit, targets) for one in both):
                    return frozenset([whole.number, part.number])
    return _NONE


def _as_share(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """A share of a count, or how large it is: 420人的85%,即357人; 720人次,占4800个的15%."""
    before = [one for one in _near(promise, targets) if one.start < promise.start]
    counts = [one for one in before if one.family == "count" and one.number]
    if promise.family == "ratio":
        found = (
            (part, whole)
            for part in counts
            for whole in counts
            if part.number * _HUNDRED == promise.number * whole.number
        )
    elif promise.family == "count":
        found = (
            (rate, whole)
            for rate in before
            if rate.family == "ratio"
            for whole in counts
            if whole.number * rate.number == promise.number * _HUNDRED
        )
    else:
        return _NONE
    for one, whole in found:
        if one.number != whole.number and all(is_met(it, targets) for it in (one, whole)):
            return frozenset([one.number, whole.number])
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
    sentence = _text_of_sentence(promise, targets)
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
    for whole in _in_sentence(promise, targets):
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
    )[:_NEAR]
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
    begin, _ = _sentence(promise, targets)
    of_each = targets.policy.pattern("consistency_of_each")
    often = [
        _Factor(one.in_a_year, True, begin + one.start, begin + one.end, one.times)
        for one in often_in(_text_of_sentence(promise, targets))
    ]
    counts = [
        _Factor(
            one.number * periods_in(one.words), of_each.search(one.words) is not None,
            one.start, one.end, one.unit,
        )
        for one in _in_sentence(promise, targets)
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
    begin, end = _sentence(promise, targets)
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
    levels = [one for one in _in_sentence(promise, targets) if one.end <= promise.start]
    found: set[Decimal] = set()
    if promise.family != "ratio":
        for base in levels:
            if base.unit == promise.unit:
                found |= {base.number - promise.number, base.number + promise.number}
        return frozenset(one for one in found if _is_stated(one, promise.unit, targets))
    for base, level in pairwise(levels):
        if base.unit == level.unit and base.number and _is_rate(promise.number, base, level):
            found.add(level.number)
    return frozenset(one for one in found if _is_stated(one, levels[-1].unit, targets))


def _is_stated(number: Decimal, unit: str, targets: Targets) -> bool:
    """Whether an indicator has the number in this unit; 元/亩 is a unit of money, too."""
    return any(
        number == one and same_unit(of.partition("/")[0], unit, targets.policy)
        for _, one, _, of in targets.stated
    )


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
    return _adding_up(_behind_as_parts(whole, targets), whole.number)


def _behind_as_parts(whole: GoalNumber, targets: Targets) -> list[GoalNumber]:
    """The numbers in its unit behind a word like 其中, or in brackets."""
    found = [
        one
        for one in _in_sentence(whole, targets)
        if one.start >= whole.end and same_unit(one.unit, whole.unit, targets.policy)
    ]
    follow = targets.policy.pattern("consistency_parts_follow")
    text = targets.project.objective_key
    return found if found and follow.search(text, whole.end, found[0].start) else []


def _adding_up(numbers: Sequence[GoalNumber], whole: Decimal) -> Sequence[GoalNumber]:
    """The first of the numbers that make the whole together, two at least."""
    for count, total in enumerate(accumulate(one.number for one in numbers), start=1):
        if total >= whole:
            return numbers[:count] if total == whole and count >= _SOME else ()
    return ()


def _in_sentence(promise: GoalNumber, targets: Targets) -> list[GoalNumber]:
    """The numbers of its sentence near it, itself among them."""
    begin, end = _sentence(promise, targets)
    return [one for one in _near(promise, targets) if begin <= one.start < end]


def _near(promise: GoalNumber, targets: Targets) -> Sequence[GoalNumber]:
    """The numbers of the goal before and behind it that are not far off, itself among them."""
    place = bisect_left(targets.named, promise.start, key=_START)
    return targets.named[max(0, place - _NEAR) : place + _NEAR + 1]


def _sentence(promise: GoalNumber, targets: Targets) -> tuple[int, int]:
    text = targets.project.objective_key
    first, last = max(0, promise.start - _FAR), min(len(text), promise.end + _FAR)
    begin = max(first - 1, *(text.rfind(stop, first, promise.start) for stop in "。;")) + 1
    ends = [text.find(stop, promise.end, last) for stop in "。;"]
    return begin, min((one for one in ends if one >= 0), default=last)


def _text_of_sentence(promise: GoalNumber, targets: Targets) -> str:
    begin, end = _sentence(promise, targets)
    return targets.project.objective_key[begin:end]
