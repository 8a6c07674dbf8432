"""CON012 standard-differs-from-goal."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import common_run, quoted
from jixiao.checking.rules.consistency._standards import (
    core_of,
    counted_as,
    is_unit_cost,
    thing_of,
    yuan_of,
)
from jixiao.checking.subjects import ProjectSubject

_STANDARD = re.compile(
    r"(?:每(?:个|一)?(?P<each>[^0-9,;。:、]{1,14})|(?P<average>[人户亩村校生床车])均[^0-9,;。:、]{0,8}"
    r"|单(?P<single>[台套座所户人辆家亩处盏灯张车床间][^0-9,;。:、]{0,8})|标准[^0-9,;。:、]{0,6})(?<![至~—-])(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<times>万|千)?元"
    r"|(?<![0-9.~—-])(?P<other>[0-9]+(?:\.[0-9]+)?)(?P<by>万|千)?元/(?P<per>[^0-9,;。:、()]{1,4})"
)
_TIMES = {None: 1, "千": 10**3, "万": 10**4}
_RATIOS = frozenset(map(Decimal, ("2", "4", "10", "12", "30", "365", "250", "52", "22")))
"""Of a year and its parts: 每月100元 are 每年1200元."""

_LABEL = re.compile(r"[^一-鿿A-Za-z]")
_SHORTEST = 2
_LONG_LABEL = 4
_UNITS = frozenset(map(Decimal, (1000, 10_000)))


class _Standard(NamedTuple):
    number: Decimal
    thing: str
    start: int
    end: int


@rule("CON012", since="0.2", facts=("cost",))
def standard_differs_from_goal(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """绩效目标写的标准与成本指标不一致。

    补助、采购的标准写在目标里，成本指标按它考核；两处不同，年底按哪个算说不清，资金也对不上。

    Not allowed:
        目标：按每亩60元的标准对种粮大户给予补贴，稳定粮食生产。
        1、1-产出指标；11-数量指标；补贴面积；实施周期指标值：50万亩；年度指标值：50万亩。2、4-成本指标；41-经济成本指标；亩均补贴标准；实施周期指标值：70元/亩；年度指标值：70元/亩。

        目标：维护路灯3.2万盏，单灯年维护费120元以内，保障市民夜间出行安全。
        1、1-产出指标；11-数量指标；维护路灯数量；实施周期指标值：32000盏；年度指标值：32000盏。2、4-成本指标；41-经济成本指标；单灯年维护费；实施周期指标值：≤120万元；年度指标值：≤120万元。

    Allowed:
        目标：按每亩60元的标准对种粮大户给予补贴，稳定粮食生产。
        1、1-产出指标；11-数量指标；补贴面积；实施周期指标值：50万亩；年度指标值：50万亩。2、4-成本指标；41-经济成本指标；亩均补贴标准；实施周期指标值：60元/亩；年度指标值：60元/亩。

        目标：为高龄老人每人每月发放津贴100元，提高生活质量。
        1、1-产出指标；11-数量指标；发放人数；实施周期指标值：2500人；年度指标值：2500人。2、4-成本指标；41-经济成本指标；高龄津贴标准；实施周期指标值：1200元/人·年；年度指标值：1200元/人·年。

    Known limits:
        目标里有几个不同标准的，只比较名称开头与目标里标准前面的话相同的；差一个整年、整月倍数的看作换了时间单位。
    """
    text = project.objective_key
    if "元" not in text:
        return
    standards = list(_standards_in(text))
    if len({one.number for one in standards}) > 1:
        yield from _each_by_its_label(project, standards, policy)
    if not standards or len({one.number for one in standards}) > 1:
        return
    costs = [one for one in project.indicators if is_unit_cost(one, policy)]
    stated = [(one, yuan) for one in costs if (yuan := yuan_of(one.value)) is not None]
    goal = standards[0]
    if any(yuan == goal.number for _, yuan in stated):
        return
    its = counted_as(goal.thing[:1], policy)
    said = quoted(text, goal.start, goal.end)
    whole = said
    if text[goal.start - 1 : goal.start] == ",":
        # 补助传承人42人,每人每年5000元: who is meant stands in the clause before.
        whole = text[max(text.rfind(stop, 0, goal.start) for stop in ";。") + 1 : goal.end]
    for one, yuan in stated:
        thing, core = thing_of(one, policy), core_of(one, policy)
        if (
            (thing and its and thing[:1] not in its + "年月日天次")
            or (core and not common_run(core, whole))
            or (not core and len(stated) > 1)
            or yuan / goal.number in _RATIOS
            or goal.number / yuan in _RATIOS
        ):
            continue
        target = one.annual or one.period
        slipped = yuan / goal.number in _UNITS or goal.number / yuan in _UNITS
        yield Found(
            f"绩效目标写“{said}”，指标“{one.name}”的指标值却是"
            f"“{target.text if target is not None else ''}”"
            f"{'：数字相同，金额单位不同' if slipped else ''}。",
            "请核对哪个标准是对的，把目标和指标值改成一致，并按它核算资金。",
            at=target.at if target is not None else None,
            about=one,
        )


def _each_by_its_label(
    project: ProjectSubject, standards: list[_Standard], policy: Policy
) -> Iterator[Found]:
    """C级户均1万元、D级户均3万元: each is held against the cost that is called so."""
    text = project.objective_key
    labels = {one: _LABEL.split(text[: one.start])[-1] for one in standards}
    for one in project.indicators:
        yuan = yuan_of(one.value) if is_unit_cost(one, policy) else None
        if yuan is None or any(yuan == other.number for other in standards):
            continue
        named = [other for other, label in labels.items() if _is_label(label, one.name_key)]
        if len(named) != 1 or _is_of_other_time(yuan, named[0].number):
            continue
        target = one.annual or one.period
        yield Found(
            f"绩效目标写“{quoted(text, named[0].start, named[0].end)}”，指标“{one.name}”的指标值却是"
            f"“{target.text if target is not None else ''}”。",
            "请核对哪个标准是对的，把目标和指标值改成一致，并按它核算资金。",
            at=target.at if target is not None else None,
            about=one,
        )


def _is_label(label: str, name: str) -> bool:
    """Whether the words before a standard, all of them, begin the name of a cost."""
    return len(label) >= _SHORTEST and (
        name.startswith(label) or label.endswith(name[:_LONG_LABEL])
    )


def _is_of_other_time(one: Decimal, other: Decimal) -> bool:
    return one / other in _RATIOS or other / one in _RATIOS


def _standards_in(text: str) -> Iterator[_Standard]:
    for match in _STANDARD.finditer(text):
        number = Decimal(match["number"] or match["other"])
        if number > 0:
            thing = match["each"] or match["average"] or match["single"] or match["per"] or ""
            yield _Standard(
                number * _TIMES[match["times"] or match["by"]], thing, match.start(), match.end()
            )
