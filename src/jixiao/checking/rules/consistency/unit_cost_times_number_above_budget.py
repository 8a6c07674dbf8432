"""CON011 unit-cost-times-number-above-budget."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import common_run
from jixiao.checking.rules.consistency._standards import (
    core_of,
    is_unit_cost,
    thing_of,
    yuan_of,
)
from jixiao.checking.subjects import TEN_THOUSAND, IndicatorSubject, ProjectSubject

_KINDS = ("exactly", "at_most", "less_than")
_EVERY = re.compile(
    r"每个?[月日天周季次期]|按[月日季]|学期|[月日天次期]均|/[月日天次期]|·[月日天次期]|元以上|元起|不等|至少|不少于|[2-9两三四五六]次"
)
_MONTHLY = re.compile(r"[/·]月|每个?月|按月|月均|月(?:补贴|补助|津贴)")
_SO_LONG = re.compile(r"(?<![0-9.第])([2-9]|1[0-2])个月(?!内|以内|[一二三0-9])")
_MOST_OF_IT = Decimal("0.7")
_FAR_ABOVE = Decimal("1.2")
_BEYOND_SHARES = 100  # times the project's money: nobody else pays so much of it
_COUNTED = ("exactly", "at_least", "more_than")


class _Count(NamedTuple):
    of: IndicatorSubject
    number: Decimal
    thing: str
    printed: tuple[Decimal, str]
    """As the target has it: 63.5公里, of which the number counts 米."""


@rule("CON011", since="0.2", facts=("cost",), needs=("amount_unit",))
def unit_cost_times_number_above_budget(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """单价乘以数量与项目资金不符。

    单位成本和数量都写明了，乘起来就是要花的钱；比项目全部资金还多，不是单价、数量写错，就是资金不够；只做这一件事却远少于资金，也要核对。

    Not allowed:
        项目：特种作业培训 | 20.00
        1、1-产出指标；11-数量指标；培训特种作业人员；实施周期指标值：400人；年度指标值：400人。2、4-成本指标；41-经济成本指标；人均培训成本；实施周期指标值：800元；年度指标值：800元。

    Allowed:
        项目：特种作业培训 | 32.00
        1、1-产出指标；11-数量指标；培训特种作业人员；实施周期指标值：400人；年度指标值：400人。2、4-成本指标；41-经济成本指标；人均培训成本；实施周期指标值：800元；年度指标值：800元。

        项目：村级公共设施管护 | 20.00
        目标：上级资金和本级配套共同管护村级公共设施。
        1、1-产出指标；11-数量指标；管护设施；实施周期指标值：400处；年度指标值：400处。2、4-成本指标；41-经济成本指标；每处设施管护成本；实施周期指标值：800元；年度指标值：800元。

    Known limits:
        只看单价说的东西正好是一个数量指标所数的；按月的标准，目标写明几个月的才乘，按天的只乘一次。写明由几方出资、分期支付的不比较；只给出单价上限而超出不到两成的、乘积不到资金七成的，为较轻的程度。
    """
    money = project.ten_thousands
    if money is None or money <= 0:
        return
    costs = [one for one in project.indicators if is_unit_cost(one, policy)]
    if not costs:
        return
    counts = [count for one in project.outputs if (count := _count(one)) is not None]
    said = project.name_key + project.objective_key
    if not counts:
        return
    shared = policy.pattern("consistency_shared_cost").search(said) is not None
    for one in costs:
        value = one.annual.value if one.annual is not None else None
        each = yuan_of(value)
        thing = thing_of(one, policy)
        if value is None or each is None or value.kind not in _KINDS or not thing:
            continue
        count = _counts_the_same(one, thing, counts, policy)
        if count is None:
            continue
        months = _months(one, said)
        total = each * count.number * months / TEN_THOUSAND
        if shared and total < _BEYOND_SHARES * money:
            continue
        if total <= money + max(policy.limit("consistency_sum_tolerance"), money / 100):
            if len(costs) == 1 and _is_all_the_work(one, count, project):
                yield from _too_little(one, count, total, money)
            continue
        yield Found(
            f"“{one.name}”{_text(one)}，“{count.of.name}”{_text(count.of)}，"
            f"{f'{months}个月' if months > 1 else ''}相乘是{total.normalize():f}万元，"
            f"超过项目资金{money.normalize():f}万元。",
            "请核对单价、数量和项目资金；还有别的资金来源的，请在绩效目标里写明。",
            at=one.annual.at if one.annual is not None else None,
            about=one,
            # What is a fifth too much is no generous ceiling.
            lighter=value.kind != "exactly" and total < _FAR_ABOVE * money,
        )


def _months(one: IndicatorSubject, said: str) -> int:
    """How many months a monthly standard is paid, where the goal says so; else one."""
    if _MONTHLY.search(f"{one.name_key};{one.target_key}") is None:
        return 1
    months = {int(match[1]) for match in _SO_LONG.finditer(said)}
    return months.pop() if len(months) == 1 else 1


def _is_all_the_work(one: IndicatorSubject, count: _Count, project: ProjectSubject) -> bool:
    """Whether nothing else is counted or paid for, and the cost is not one of each month or day."""
    value = one.value
    return (
        value is not None
        and value.per in (None, "each", "year", count.thing, "人", "户")
        and _EVERY.search(one.name_key + one.target_key + project.objective_key) is None
        and count.of.value is not None
        and count.of.value.kind == "exactly"
        and not any(
            other is not count.of
            and other.class_ in ("11", None)
            and other.value is not None
            and (other.value.measure_unit is None or other.value.measure_unit.dimension != "ratio")
            for other in project.indicators
        )
    )


def _too_little(
    one: IndicatorSubject, count: _Count, total: Decimal, money: Decimal
) -> Iterator[Found]:
    """What is far less than the money, and what is it but for 万."""
    slipped = abs(total * TEN_THOUSAND - money) * 100 <= money
    if not total or (total >= money * _MOST_OF_IT and not slipped):
        return
    said = "，正好差一万倍，像是元和万元混用" if slipped else ""
    yield Found(
        f"“{one.name}”{_text(one)}，“{count.of.name}”{_text(count.of)}，"
        f"相乘只有{total.normalize():f}万元，项目资金却是{money.normalize():f}万元{said}。",
        "请核对单价、数量和项目资金；资金还用于别的工作的，请补充相应的数量指标。",
        at=one.annual.at if one.annual is not None else None,
        about=one,
        lighter=not slipped,
    )


def _count(one: IndicatorSubject) -> _Count | None:
    """What an output counts this year."""
    value = one.annual.value if one.annual is not None else None
    unit = value.measure_unit if value is not None else None
    if (
        value is None
        or unit is None
        or one.class_ != "11"
        or value.kind not in _COUNTED
        or value.number is None
        or value.per is not None
        or unit.dimension in ("ratio", "money", "duration")
    ):
        return None
    name = unit.base or unit.canonical or unit.text
    factor = unit.factor or 1
    for times, its in (("万", 10**4), ("千", 10**3)):
        if name.startswith(times) and len(name) > 1:
            name, factor = name[1:], Decimal(its)
    return _Count(one, value.number * factor, name, (value.number, unit.text))


def _counts_the_same(
    cost: IndicatorSubject, thing: str, counts: list[_Count], policy: Policy
) -> _Count | None:
    """The one output that counts what the cost is the cost of."""
    persons = policy.words("consistency_persons_costed")
    alike = [
        one._replace(number=one.printed[0], thing=thing) if one.printed[1] == thing else one
        for one in counts
        if thing in (one.thing, one.printed[1]) or (one.thing in persons and thing in persons)
    ]
    core = core_of(cost, policy)
    named = [one for one in alike if core and _is_for(core, one, thing, policy)]
    if len(named) == 1:
        return named[0]
    return alike[0] if not core and len(alike) == 1 else None


def _is_for(core: str, count: _Count, thing: str, policy: Policy) -> bool:
    """Whether a cost is that of what is counted: that of 民事案件 is not that of all 案件.

    What the name does not say may be the unit: 单副制作成本, 元/副.
    """
    name = count.of.name_key
    length = common_run(core, name)
    if not length:
        return False
    starts = range(len(core) - length + 1)
    shared = next(core[n : n + length] for n in starts if core[n : n + length] in name)
    rest = policy.pattern("consistency_work").sub("", core.replace(shared, "", 1))
    return all(character in name + thing for character in rest)


def _text(one: IndicatorSubject) -> str:
    target = one.annual or one.period
    return f"“{target.text}”" if target is not None else ""
