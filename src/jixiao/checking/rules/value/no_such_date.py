"""VAL115 no-such-date."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._quoting import places
from jixiao.checking.subjects import IndicatorSubject

_MARKS = frozenset("月-./")
_DAYS = 366
_FEBRUARY_29 = re.compile(r"(20[0-9]{2})[年./-]0?2[月./-]29")


@rule(
    "VAL115",
    since="0.3",
    words=("value_impossible_dates",),
    says=("天数", "日数"),
    facts=("not_understood", "unitless"),
)
def no_such_date(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """日期在日历上不存在，或者一年里没有这么多天。

    2月30日、11月31日、13月都没有，期限等于没有定；一年也没有380天，多半是笔误。

    Not allowed:
        1、1-产出指标；13-时效指标；成果提交时间；实施周期指标值：2025年2月30日前；年度指标值：2025年2月30日前。

        1、1-产出指标；13-时效指标；补助发放时间；实施周期指标值：11月31日前；年度指标值：11月31日前。

        1、1-产出指标；11-数量指标；场馆全年开放天数；实施周期指标值：≥380天；年度指标值：≥380天。

    Allowed:
        1、1-产出指标；13-时效指标；成果提交时间；实施周期指标值：2024年2月29日前；年度指标值：2024年2月29日前。

        1、2-效益指标；24-可持续影响；质保期；实施周期指标值：36月；年度指标值：36月。

    Known limits:
        没有印出年份的2月29日不作判断；绩效目标里的日期不看；天数只看名称写明全年、每年的年度指标值，几处累计的不算。
    """
    wrong = [one for one in indicator.terms if _no_date_in(one.key, policy)]
    said = _no_date_in(wrong[0].key if wrong else indicator.name_key, policy)
    if said is None:
        yield from _too_many_days(indicator, policy)
        return
    yield Found(
        f"“{said}”在日历上不存在。",
        "请核对后写出确实有的日期，例如“11月30日前”。",
        at=places(wrong) if wrong else None,
    )


def _too_many_days(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    target = indicator.annual
    value = target.value if target is not None else None
    unit = value.measure_unit if value is not None else None
    if (
        target is not None
        and value is not None
        and value.number is not None
        and value.number > _DAYS
        and unit is not None
        and unit.canonical == "天"
        and policy.pattern("value_days_of_a_year").search(indicator.name_key)
    ):
        yield Found(
            f"“{indicator.name}”的年度指标值“{target.text}”超过一年的天数。",
            "请核对数字；几处累计的，请在名称中写明“累计”。",
            at=target.at,
        )


def _no_date_in(key: str, policy: Policy) -> str | None:
    if _MARKS.isdisjoint(key):
        return None
    for found in policy.pattern("value_impossible_dates").finditer(key):
        day = _FEBRUARY_29.search(found[0])
        if day is None or int(day[1]) % 4:
            return found[0]
    return None
