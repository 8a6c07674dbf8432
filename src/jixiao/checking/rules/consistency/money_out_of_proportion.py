"""CON019 money-out-of-proportion."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import numbers_of
from jixiao.checking.subjects import TEN_THOUSAND, IndicatorSubject, ProjectSubject
from jixiao.text import quick_pattern

_MANY = 4096
_BOUNDS = ("exactly", "at_least", "more_than")


class _UnitCost(NamedTuple):
    """What one of something can cost at all, in 元."""

    names: re.Pattern[str]
    units: frozenset[str]
    least: Decimal
    most: Decimal


class _Yield(NamedTuple):
    """What only money for it can bring, jobs or money, and what a project for it speaks of."""

    names: re.Pattern[str]
    stems: re.Pattern[str]


@rule("CON019", since="0.3", words=("consistency_costed_words",), needs=("amount_unit",))
def money_out_of_proportion(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """指标值与项目资金差了几个数量级。

    4,860万元只清扫540平方米，多半漏了“万”；58万元买机械却要带动500人就业，与项目没有关系。

    Not allowed:
        项目：城区道路清扫保洁 | 4860.00
        1、1-产出指标；11-数量指标；清扫保洁面积；实施周期指标值：≥540平方米；年度指标值：≥540平方米。

        项目：园林机械购置 | 58.00
        目标：购置打药车2辆、高枝锯40把，提高绿化作业效率。
        1、2-效益指标；22-社会效益；带动新增就业；实施周期指标值：≥500人；年度指标值：≥500人。

    Allowed:
        项目：城区道路清扫保洁 | 4860.00
        1、1-产出指标；11-数量指标；清扫保洁面积；实施周期指标值：≥540万平方米；年度指标值：≥540万平方米。

        项目：产业园招商奖励 | 58.00
        目标：奖励引进企业10家，带动就业。
        1、2-效益指标；22-社会效益；带动就业；实施周期指标值：≥500人；年度指标值：≥500人。

    Known limits:
        单位造价的上下界是数据，放得很宽，没有官方标准；造价太高只在没有别的数量指标时说；资金另有来源（配套、补助、分期）的不说太低。就业、税收、产值只看目标和名称完全没有提到产业、企业、就业的项目。
    """
    money = project.ten_thousands
    if money is None or money <= 0:
        return
    yuan = money * TEN_THOUSAND
    shared: bool | None = None
    for one in project.indicators:
        if one.class_ == "11":
            costed = _costs_of(one.measure_key, policy)
            stated = _stated(one) if costed else []
            for cost in costed if stated else ():
                number, unit = stated[0][0], stated[0][2]
                if unit not in cost.units:
                    continue
                each = yuan / number
                if each > cost.most and _is_the_only_work(one, project):
                    yield _found(one, money, each, unit, "太多")
                elif each < cost.least:
                    if shared is None:
                        shared = _is_shared(project, policy)
                    if not shared:
                        yield _found(one, money, each, unit, "太少")
                break
        elif one.level == "2":
            wanted = _yield_of(one.name_key, policy)
            if wanted is not None:
                yield from _unrelated_yield(one, wanted, project, yuan, policy)


def _unrelated_yield(
    one: IndicatorSubject, wanted: _Yield, project: ProjectSubject, yuan: Decimal, policy: Policy
) -> Iterator[Found]:
    """Jobs, taxes or output that the money of such a project cannot bring."""
    stated = _stated(one)
    if not stated:
        return
    number, family, unit = stated[0]
    if family == "money":
        ratio = number / yuan
        if ratio < policy.limit("consistency_yield_times"):
            return
        said = f"是资金的{ratio.quantize(Decimal(1))}倍"
    else:
        each = yuan / number
        if each >= policy.limit("consistency_job_cost"):
            return
        said = f"平均每{unit}只有{_plain(each)}元"
    outputs = [other.name_key for other in project.outputs]
    about = "\n".join([project.name_key, project.objective_key, *outputs])
    if wanted.stems.search(about) is None:
        money = (yuan / TEN_THOUSAND).normalize()
        yield Found(
            f"项目资金{money:f}万元，“{one.name}”却要“{_text(one)}”，{said}，"
            "项目名称、目标和产出里也没有与它有关的工作。",
            "请核对是否从别的项目搬来，换成这笔资金能带来的效果；数字多写、漏写单位的请改正。",
            about=one,
        )


def _found(one: IndicatorSubject, money: Decimal, each: Decimal, unit: str, what: str) -> Found:
    lacks = "是否漏写了“万”" if what == "太多" else "是否多写了“万”或写错了单位"
    return Found(
        f"项目资金{money.normalize():f}万元，“{one.name}”是“{_text(one)}”，"
        f"平均每{unit}{_plain(each)}元，{what}。",
        f"请核对数字和计量单位，{lacks}；资金还用于别的工作的，请补充相应的数量指标。",
        about=one,
    )


def _stated(one: IndicatorSubject) -> list[tuple[Decimal, str, str]]:
    """The one number of its target with family and unit; nothing for an upper bound."""
    value = one.value
    if value is None or value.kind not in _BOUNDS or value.baseline is not None:
        return []
    numbers = numbers_of(value, as_printed=True)
    return numbers if len(numbers) == 1 and numbers[0][0] > 0 else []


def _is_the_only_work(one: IndicatorSubject, project: ProjectSubject) -> bool:
    """Whether no other output counts work that may take the money."""
    return not any(
        other is not one
        and other.class_ in ("11", None)
        and other.value is not None
        and (other.value.measure_unit is None or other.value.measure_unit.dimension != "ratio")
        for other in project.indicators
    )


def _is_shared(project: ProjectSubject, policy: Policy) -> bool:
    said = f"{project.name_key};{project.objective_key}"
    return (
        policy.pattern("consistency_shared_cost").search(said) is not None
        or policy.pattern("consistency_part_of_cost").search(said) is not None
    )


def _plain(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.01') if amount < 1 else Decimal(1)).normalize():f}"


def _text(one: IndicatorSubject) -> str:
    return "" if one.target is None else one.target.text.strip()


@lru_cache(_MANY)  # names come again and again
def _costs_of(measure_key: str, policy: Policy) -> tuple[_UnitCost, ...]:
    """The unit costs that a name may speak of."""
    costed, any_costed = _unit_costs(policy)
    if any_costed.search(measure_key) is None:
        return ()
    return tuple(one for one in costed if one.names.search(measure_key))


@lru_cache(maxsize=8)
def _unit_costs(policy: Policy) -> tuple[tuple[_UnitCost, ...], re.Pattern[str]]:
    """The unit costs of a policy, and one pattern for a name of any of them."""
    found = []
    for line in policy.words("consistency_unit_costs"):
        names, units, least, most = line.rsplit("=", 3)
        found.append(
            _UnitCost(re.compile(names), frozenset(units.split()), Decimal(least), Decimal(most))
        )
    return tuple(found), re.compile(quick_pattern("|".join(one.names.pattern for one in found)))


@lru_cache(_MANY)
def _yield_of(name_key: str, policy: Policy) -> _Yield | None:
    """The first that a name speaks of."""
    return next((one for one in _yields(policy) if one.names.search(name_key)), None)


@lru_cache(maxsize=8)
def _yields(policy: Policy) -> tuple[_Yield, ...]:
    lines = (line.partition("=") for line in policy.words("consistency_yields"))
    return tuple(
        _Yield(re.compile(quick_pattern(names)), re.compile(stems)) for names, _, stems in lines
    )
