"""VAL008 unit-contradicts-name."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import (
    same_kind,
    same_unit,
    times_smaller,
    unit_in_name,
    word_set,
)
from jixiao.checking.rules.value._quoting import NUMBERS, places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model.target_value import MeasureUnit

_COUNTED = frozenset({"count", "occasions"})
_MANY = 100  # 1100人次 where the name says 万人次: the number was meant in the unit of the name


@rule("VAL008", since="0.2", says=("(",), kinds=NUMBERS)
def unit_contradicts_name(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值的计量单位与名称里的单位不一致。

    名称写“亿美元”而指标值写“亿元”，按哪一个考核，结果相差几倍。

    Not allowed:
        1、1-产出指标；11-数量指标；实际使用外资金额(亿美元)；实施周期指标值：78亿元；年度指标值：26亿元。

        1、1-产出指标；11-数量指标；服务对象参与率(%)；实施周期指标值：60人；年度指标值：60人。

        1、1-产出指标；11-数量指标；铺设管道长度(公里)；实施周期指标值：12个；年度指标值：12个。

        1、1-产出指标；11-数量指标；新增排涝能力（立方米/小时）；实施周期指标值：≥3000千瓦；年度指标值：≥3000千瓦。

        1、1-产出指标；11-数量指标；接待游客量(万人次)；实施周期指标值：≥1100人次；年度指标值：≥1100人次。

    Allowed:
        1、1-产出指标；11-数量指标；实际使用外资金额(亿美元)；实施周期指标值：26亿美元；年度指标值：26亿美元。

        1、1-产出指标；11-数量指标；新增排涝流量(m³/s)；实施周期指标值：≥12立方米/秒；年度指标值：≥12立方米/秒。

        1、3-满意度指标；31-服务对象满意度；企业满意度(%)；实施周期指标值：>90%；年度指标值：>90%。

    Known limits:
        只看名称括号里的单位。指标值自带更大倍数的（名称写“元”，指标值写“2万元”），以及一方用“个”“项”“次”等泛称的，程度较轻。
    """
    named = unit_in_name(indicator.name_key, policy)
    if named is None:
        return
    terms = [
        one
        for one in indicator.terms
        if (unit := one.value.measure_unit) is not None
        and unit.text != named
        and unit.from_ == "value"
        and unit.dimension != "number"
        and not same_unit(named, unit, policy)
    ]
    if terms:
        units = [one.value.measure_unit for one in terms if one.value.measure_unit]
        alike = all(
            times_smaller(one, named) < _MANY
            if same_kind(named, one)
            else _loose(named, one, policy)
            for one in units
        )
        yield Found(
            f"名称中的单位是“{named}”，{quote(terms)}的单位是“{units[-1].text}”，两者不一致。",
            f"请核对数字后统一单位：按“{named}”写指标值，或修改名称中的单位。",
            at=places(terms),
            lighter=alike,
        )


def _loose(named: str, unit: MeasureUnit, policy: Policy) -> bool:
    """Both count something, and one of them is 个 or its like; 平方米 is no count."""
    words = word_set(policy, "value_loose_units")
    return (
        unit.dimension in _COUNTED
        and (named in words or unit.text in words)
        and policy.pattern("value_measured_units").search(named) is None
    )
