"""Amounts of money in a goal that need no indicator of their own: they follow from others.

What is excused is mostly the amount alone: an indicator of it with another amount gainsays it.
"""

import re
from decimal import Decimal

from jixiao.checking.rules.consistency._goal_sentences import (
    adding_up,
    in_sentence,
    is_stated,
    near,
)
from jixiao.checking.rules.consistency._goal_targets import Targets
from jixiao.checking.rules.consistency._numbers import GoalNumber
from jixiao.checking.rules.consistency._often import periods_in
from jixiao.checking.rules.consistency._units import same_unit
from jixiao.checking.subjects import TEN_THOUSAND, ProjectSubject

_OF_A_MONTH = re.compile("(?<![0-9])月(?:租|均|薪|费|工资|补|支|标准)")
_MONTHS = 12
_OF_ANY = re.compile("单价|租金|标准")
_LONGEST_UNIT = 3
_NONE: frozenset[Decimal] = frozenset()


def money_explained_by(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """The numbers from which an amount of the goal follows, itself or others; empty for none."""
    return (
        _as_own_money(promise, targets)
        or _as_part_of_printed_sum(promise, targets)
        or _as_price_of_all(promise, targets)
        or _as_rest(promise, targets)
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
    them, in one sentence.
    """
    own = own_money(targets.project)
    amounts = [one for one in in_sentence(promise, targets) if one.family == "money"]
    if not own or any(_is_earned(one, targets) for one in amounts if one.start <= promise.start):
        return _NONE  # 销售收入500万元,其中线上200万元: what is earned is no share of the budget
    row = [one for one in amounts if not _is_price(one, targets)]
    for start, first in enumerate(row):
        sums = [adding_up(row[start:], one) for one in own]
        parts = adding_up(row[start + 1 :], first.number)
        if any(one.number in own for one in parts):
            sums.append([first, *parts])
        for found in sums:
            if promise in found:
                return frozenset(one.number for one in found)
    return _NONE


def _as_part_of_printed_sum(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """计121.6万元;计5.2万元;合计126.8万元: parts of a sum that is the project's money, all said."""
    own = own_money(targets.project)
    row = [
        one
        for one in near(promise, targets)
        if one.family == "money" and not _is_price(one, targets) and not _is_earned(one, targets)
    ]
    in_all = targets.policy.pattern("consistency_in_all")
    for end, total in enumerate(row):
        if total.number not in own or in_all.search(total.words) is None:
            continue
        for start in range(end):
            found = adding_up(row[start:end], total.number)
            if promise in found and len(found) == end - start:
                return frozenset([promise.number])
    return _NONE


def _is_price(one: GoalNumber, targets: Targets) -> bool:
    """Whether an amount is said to be for each of others."""
    of_each = targets.policy.pattern("consistency_of_each")
    return one.after.startswith(("/", "每")) or of_each.search(one.words) is not None


def _is_earned(one: GoalNumber, targets: Targets) -> bool:
    return targets.policy.pattern("consistency_money_earned").search(one.words) is not None


def _as_price_of_all(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """What a price makes of so many: 26项,每项1万元,计26万元; 月租金1.5万元,全年18万元."""
    before = [one for one in in_sentence(promise, targets) if one.start < promise.start]
    for price in before:
        if price.family != "money" or not price.number:
            continue
        if _is_earned(promise, targets) and not _is_earned(price, targets):
            continue
        times = promise.number / price.number
        if times == 1:
            continue
        periods = _MONTHS if _OF_A_MONTH.search(price.words) else periods_in(price.words)
        if times == periods or any(
            times in (one.number, one.number * periods)
            for one in before
            if one.family == "count" and _is_price_of(price, one, targets)
        ):
            return frozenset([promise.number, *_as_unit_price(price, targets)])
    return _NONE


def _is_price_of(price: GoalNumber, count: GoalNumber, targets: Targets) -> bool:
    """Whether an amount is one for each that is counted: 每艘6000元 of 60艘; 单价6元 of anything."""
    _, *units = price.words.split("每")
    if not units:
        return _OF_ANY.search(price.words) is not None
    lengths = range(1, _LONGEST_UNIT + 1)
    return any(
        same_unit(unit[:length], count.unit, targets.policy) for unit in units for length in lengths
    )


def _as_unit_price(price: GoalNumber, targets: Targets) -> list[Decimal]:
    """The price, where an indicator has it as one: that indicator does not gainsay what it makes."""
    return [one for _, one, family, _ in targets.stated if (one, family) == (price.number, "price")]


def _as_rest(promise: GoalNumber, targets: Targets) -> frozenset[Decimal]:
    """What a measured part leaves of measured money: 总投资464万元, 今年290万元, 明年174万元."""
    in_all = targets.policy.pattern("consistency_in_all")
    before = [one for one in in_sentence(promise, targets) if one.start < promise.start]
    amounts = [one for one in before if one.unit == promise.unit]
    for number, whole in enumerate(amounts):
        if in_all.search(whole.words) is None or _is_earned(promise, targets):
            continue
        for part in amounts[number + 1 :]:
            if whole.number - part.number == promise.number and all(
                is_stated(one.number, one.unit, targets) for one in (whole, part)
            ):
                return frozenset([promise.number])
    return _NONE
