"""VAL115 no-such-date."""

import re
from calendar import isleap
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import printed_at, printed_targets, without_note
from jixiao.checking.rules.value._quoting import places
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import TargetValue
from jixiao.text import fold

_MANY = 20_000
_MARKS = frozenset("月-./季:点时")
_SECONDS = 86_400
_ONE_SLIPPED = 2 * 366  # 400天 of one year is a slip, 2400天 are those of several people
_MONTHS = 12


class _Period(NamedTuple):
    """What comes round, with the most days it has."""

    called: str
    words: str
    days: int
    months: int | None = None


_PERIODS = {
    "day": _Period("一天", "value_of_a_day", 1),
    "week": _Period("一周", "value_of_a_week", 7),
    "month": _Period("一个月", "value_of_a_month", 31, 1),
    "year": _Period("一年", "value_of_a_year", 366, _MONTHS),
}
_PEOPLE = re.compile(r"(?<![0-9.])([1-9][0-9]{0,4})(?:余|多)?[人名位](?![次天日])")
_FEBRUARY_29 = re.compile(r"(20[0-9]{2})[年./-]0?2[月./-]29")


def _doubtful(name_key: str, policy: Policy) -> bool:
    return _lasts_within(name_key, policy) is not None or _no_date_in(name_key, policy) is not None


def _has_no_date(term: Term, policy: Policy) -> bool:
    return _no_date_in(term.key, policy) is not None


@rule("VAL115", since="0.3", named=_doubtful, stated=_has_no_date, facts=("lasts_each",))
def no_such_date(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """日期在日历上不存在，或者一天、一周、一年里没有这么长的时间。

    2月30日、11月31日、13月、第五季度、25:30都没有，期限等于没有定；一天没有26小时，一周没有186小时，一年没有380天，多半是笔误。

    Not allowed:
        1、1-产出指标；13-时效指标；成果提交时间；实施周期指标值：2025年2月30日前；年度指标值：2025年2月30日前。

        1、1-产出指标；13-时效指标；补助发放时间；实施周期指标值：11月31日前；年度指标值：11月31日前。

        1、1-产出指标；11-数量指标；场馆全年开放天数；实施周期指标值：≥380天；年度指标值：≥380天。

        1、1-产出指标；13-时效指标；每日供水时长；实施周期指标值：不少于26小时；年度指标值：不少于26小时。

    Allowed:
        1、1-产出指标；13-时效指标；成果提交时间；实施周期指标值：2024年2月29日前；年度指标值：2024年2月29日前。

        1、2-效益指标；24-可持续影响；质保期；实施周期指标值：36月；年度指标值：36月。

        1、1-产出指标；11-数量指标；每周开馆时长；实施周期指标值：≥63小时；年度指标值：≥63小时。

    Known limits:
        没有印出年份的2月29日不作判断；绩效目标里的日期不看；时长只看名称或指标值写明每日、每周、每月、全年的，几处、几人累计的和处理所用的时间不算；全年的只看年度指标值。
    """
    wrong = [one for one in indicator.terms if _no_date_in(one.key, policy)]
    said = _no_date_in(wrong[0].key if wrong else indicator.name_key, policy)
    if said is None:
        yield from _too_long(indicator, policy)
        return
    yield Found(
        f"“{said}”在日历上不存在。",
        "请核对后写出确实有的日期，例如“11月30日前”。",
        at=places(wrong) if wrong else None,
    )


def _too_long(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    named = _lasts_within(indicator.name_key, policy)
    if named is None and not [one for one in indicator.terms if one.value.per in _PERIODS]:
        return
    summed = policy.pattern("value_summed_time")
    for label, target, value in printed_targets(indicator):
        each = value.per if value.per in _PERIODS else named
        if each is None or summed.search(indicator.name_key) or summed.search(fold(target.text)):
            continue
        # Several years have more days than one.
        if each == "year" and target is indicator.period and not indicator.says_the_same:
            continue
        if each == "year" and _by_several_people(value, target.text, indicator, policy):
            continue
        if _exceeds(value, _PERIODS[each], indicator.project.table.year):
            yield Found(
                f"“{indicator.name}”的{label}“{target.text}”超过{_PERIODS[each].called}的时间。",
                "请核对数字；几处、几人累计的，请在名称中写明“累计”。",
                at=printed_at(indicator, target),
            )


def _by_several_people(
    value: TargetValue, text: str, indicator: IndicatorSubject, policy: Policy
) -> bool:
    """巡护天数2400天: the days of so many rangers together, each of whom has a year."""
    if (
        value.number is None
        or value.number <= _ONE_SLIPPED
        or policy.pattern("value_time_of_people").search(indicator.name_key) is None
    ):
        return False
    said = (
        text,
        indicator.project.objective_key,
        *[one.target_key for one in indicator.project.indicators],
    )
    return any(
        value.number <= int(number) * _PERIODS["year"].days
        for one in said
        for number in _PEOPLE.findall(fold(one))
    )


@lru_cache(_MANY)
def _lasts_within(name_key: str, policy: Policy) -> str | None:
    """Of what a folded name says how long something lasts in it: ``day``, ``week``, …"""
    if policy.pattern("value_lasting_names").search(without_note(name_key)) is None:
        return None
    return next(
        (each for each, one in _PERIODS.items() if policy.pattern(one.words).search(name_key)), None
    )


def _exceeds(value: TargetValue, period: _Period, year: int | None) -> bool:
    """Whether a length of time is longer than the period; a date or a range has no length."""
    number, unit = value.number, value.measure_unit
    if number is None or unit is None or unit.dimension != "duration" or value.kind == "between":
        return False
    if unit.base == "秒" and unit.factor is not None:
        ordinary = period.months == _MONTHS and year is not None and not isleap(year)
        return number * unit.factor > Decimal((period.days - ordinary) * _SECONDS)
    return unit.base == "个月" and period.months is not None and number > period.months


@lru_cache(_MANY)
def _no_date_in(key: str, policy: Policy) -> str | None:
    if _MARKS.isdisjoint(key):
        return None
    for found in policy.pattern("value_impossible_dates").finditer(key):
        day = _FEBRUARY_29.search(found[0])
        if day is None or int(day[1]) % 4:
            return found[0]
    return None
