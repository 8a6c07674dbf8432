"""CON016 same-number-in-another-unit."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject

_LEAST = 10  # 30斤 and 30公斤 may both be meant, but not 5万人 and 5人
_LONG_TERMS = frozenset({"年", "个月", "季度"})


@rule("CON016", since="0.3", facts=("two_numbers",))
def same_number_in_another_unit(indicator: IndicatorSubject) -> Iterator[Found]:
    """实施周期和年度指标值数字相同，单位却差了倍数。

    同一个数，一处写%，一处写‰，或者一处写万人，一处写人，多半有一个单位写错了。

    Not allowed:
        1、1-产出指标；12-质量指标；疫苗接种率；实施周期指标值：≥95%；年度指标值：≥95‰。

        1、1-产出指标；11-数量指标；服务群众人数；实施周期指标值：5万人；年度指标值：5人。

    Allowed:
        1、1-产出指标；11-数量指标；服务群众人数；实施周期指标值：5万人；年度指标值：50000人。

        1、1-产出指标；13-时效指标；服务期限；实施周期指标值：3年；年度指标值：3个月。

    Known limits:
        只看能换算、相差十倍以上的单位；以年、月计的期限不看，数字不同的不看。
    """
    period, annual = indicator.period, indicator.annual
    if period is None or annual is None or period.value is None or annual.value is None:
        return
    one, other = period.value, annual.value
    first, second = one.measure_unit, other.measure_unit
    if first is None or second is None or one.number is None or not one.number:
        return
    if (one.number, one.upper) != (other.number, other.upper) or one.per != other.per:
        return
    if first.base is None or first.base != second.base or not first.factor or not second.factor:
        return
    if {first.canonical, second.canonical} & _LONG_TERMS:
        return
    if max(first.factor, second.factor) < _LEAST * min(first.factor, second.factor):
        return
    yield Found(
        f"实施周期指标值“{period.text}”和年度指标值“{annual.text}”数字相同，"
        f"单位却是“{first.text}”和“{second.text}”。",
        "请核对哪个单位写错了，改成一致；两个值都对的，请写明各指什么。",
        at=(*period.at, *annual.at),
    )
