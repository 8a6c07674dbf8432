"""CON030 daily-and-yearly-apart."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import (
    common_run,
    numbers_of,
    numbers_of_goal,
    quoted,
)
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

# What is meant is one day of all, no day of its own and no limit.
_DAILY = re.compile("日均|每日|每天|天均")
_NO_MEAN = re.compile(
    "能力|规模|设计|高峰|峰值|最[高大多]|极限|上限|单[日天]|不超过|每日每|次数|频次"
)
_YEARLY = re.compile("全年|年度?(?!均)|年(?=[^,;。]{0,8}[量数]$)|累计|总量|总数")
_EACH_DAY = frozenset({"day", "日", "天"})
_OPEN_DAYS = re.compile(
    r"(?:开放|开馆|开门|运行|运营|营业|服务|作业|供应|供餐|收运|保洁)[^,;。0-9]{0,6}?([0-9]{2,3})天"
)
_OPEN = re.compile(
    "(?:开放|开馆|开门|运行|运营|营业|服务|作业|供应|供餐|收运|保洁)[^,;。]{0,4}天数"
)
_ALL_YEAR = re.compile("全年|常年|日产日清|每天|天天|全天候|不间断|365")
_KINDS = frozenset({"exactly", "at_least"})
_YEAR, _MOST_DAYS = Decimal(365), Decimal(366)
_THIRD, _HALF_MORE = Decimal("0.34"), Decimal("1.5")
_COMMON = re.compile("全年|年度|日均|每日|每天|天均|平均|累计|总量|总数|人次|数量|[量数]$")


class _Stated(NamedTuple):
    """A number of one unit, of what it is, and how it is told."""

    number: Decimal
    unit: str
    thing: str
    said: str
    of: IndicatorSubject | None


@rule("CON030", since="0.4", says=("日均", "每日", "每天", "天均"))
def daily_and_yearly_apart(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """日均数与全年数对不上。

    日均数乘以一年的天数就是全年数；相差悬殊，一定有一个写错，或者说的不是同一件事。

    Not allowed:
        1、1-产出指标；11-数量指标；全年开放天数；实施周期指标值：≥312天；年度指标值：≥312天。
        2、2-效益指标；22-社会效益；全年接待读者人次；实施周期指标值：≥46万人次；年度指标值：≥46万人次。
        3、2-效益指标；22-社会效益；日均接待读者；实施周期指标值：≥3500人次；年度指标值：≥3500人次。

        目标：对全区日均900吨生活垃圾实行日产日清，保持城区环境整洁。
        1、1-产出指标；11-数量指标；全年收运生活垃圾量；实施周期指标值：≥9万吨；年度指标值：≥9万吨。

    Allowed:
        1、1-产出指标；11-数量指标；全年接待读者人次；实施周期指标值：≥46万人次；年度指标值：≥46万人次。
        2、2-效益指标；22-社会效益；日均接待读者；实施周期指标值：≥1300人次；年度指标值：≥1300人次。

    Known limits:
        没有写明开放多少天的，按全年365天，只在目标说全年或者全年数比日均数的366倍还多时才算；能力、规模、高峰不算日均。
    """
    daily = list(_of_a_day(project, policy))
    if not daily:
        return
    days = _days(project)
    for one in daily:
        for other in project.indicators:
            its = _of_a_year(other, one)
            if its is None:
                continue
            total = one.number * (days or _YEAR)
            most = one.number * (days * _HALF_MORE if days else _MOST_DAYS * Decimal("1.05"))
            least = total / _HALF_MORE if days else total * _THIRD
            if its > most or (its < least and (days or _ALL_YEAR.search(project.objective_key))):
                target = other.target
                yield Found(
                    f"{one.said}，按{days or _YEAR}天是{_as_in(other, total / its)}，"
                    f"指标“{other.name}”的指标值却是“{target.text if target is not None else ''}”。",
                    "请核对日均数、天数和全年数；说的不是同一件事的，请在名称里写明。",
                    at=target.at if target is not None else None,
                    about=other,
                    unclear=other.damaged or (one.of is not None and one.of.damaged),
                )
                return


def _of_a_day(project: ProjectSubject, policy: Policy) -> Iterator[_Stated]:
    """What is stated of a mean day, in the indicators and in the goal."""
    for one in project.indicators:
        name = one.name_key
        if _DAILY.search(name) is None or _NO_MEAN.search(name) is not None:
            continue
        number = _number(one)
        if number is not None and one.target is not None:
            said = f"“{one.name}”的指标值是“{one.target.text}”"
            yield _Stated(*number, _COMMON.sub("", name), said, one)
    text = project.objective_key
    for goal in numbers_of_goal(project, policy) if _DAILY.search(text) is not None else ():
        if goal.family != "count" or _DAILY.search(goal.words) is None:
            continue
        thing = goal.words + goal.after
        if _NO_MEAN.search(thing) is None:
            said = f"绩效目标写“{quoted(text, goal.start, goal.end)}”"
            yield _Stated(goal.number, goal.unit, _COMMON.sub("", thing), said, None)


def _of_a_year(one: IndicatorSubject, daily: _Stated) -> Decimal | None:
    """The number of an indicator that counts in a year what the other counts in a day."""
    name = one.name_key
    if one is daily.of or _YEARLY.search(name) is None or _DAILY.search(name) is not None:
        return None
    number = _number(one)
    if number is None or number[1] != daily.unit:
        return None
    return number[0] if common_run(_COMMON.sub("", name), daily.thing) else None


def _number(one: IndicatorSubject) -> tuple[Decimal, str] | None:
    value = one.value
    if value is None or value.kind not in _KINDS or value.parts or value.baseline is not None:
        return None
    if value.per is not None and value.per not in _EACH_DAY | {"year"}:
        return None
    numbers = numbers_of(value)
    if len(numbers) != 1 or numbers[0][1] != "count" or not numbers[0][0]:
        return None
    return numbers[0][0], numbers[0][2]


def _days(project: ProjectSubject) -> Decimal | None:
    """On how many days of the year it happens, where that is said."""
    for one in project.indicators:
        if _OPEN.search(one.name_key) and one.value is not None and one.value.number is not None:
            return one.value.number
    match = _OPEN_DAYS.search(project.objective_key)
    return None if match is None else Decimal(match[1])


def _as_in(one: IndicatorSubject, times: Decimal) -> str:
    """So many times the number of an indicator, in its unit."""
    value = one.value
    if value is None or value.number is None or value.measure_unit is None:
        return f"{times:.1f}倍"
    return (
        f"{(value.number * times).quantize(Decimal('0.01')).normalize():f}{value.measure_unit.text}"
    )
