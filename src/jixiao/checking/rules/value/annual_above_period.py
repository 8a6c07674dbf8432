"""VAL110 annual-above-period."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import POINTS, is_bad_thing
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue
from jixiao.model.target_value import NotComparable, convert

_ADDS_UP = frozenset({"count", "occasions", "money", "length", "area", "volume", "mass", "number"})
_OF_THE_WHOLE = frozenset({None, "cumulative", "cumulative_3_years"})


@rule("VAL110", since="0.2", facts=("two_numbers",), kinds=("exactly", "at_least", "more_than"))
def annual_above_period(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """年度指标值大于实施周期指标值。

    实施周期包括本年度，逐年累计的数量，周期总数不会比一年还少。

    Not allowed:
        1、1-产出指标；11-数量指标；走访企业数量；实施周期指标值：不少于15家；年度指标值：不少于20家。

    Allowed:
        1、1-产出指标；11-数量指标；走访企业数量；实施周期指标值：不少于20家；年度指标值：不少于15家。

        1、1-产出指标；11-数量指标；走访企业数量；实施周期指标值：每年不少于15家；年度指标值：不少于20家。

    Known limits:
        只比较能换算的同类数量；比率、时长和越少越好的事不累计，不作判断。
    """
    period = indicator.period.value if indicator.period is not None else None
    annual = indicator.annual.value if indicator.annual is not None else None
    if period is None or annual is None or indicator.annual is None or indicator.period is None:
        return
    if period.kind not in POINTS or annual.kind not in POINTS or not _exceeds(annual, period):
        return
    if is_bad_thing(indicator.name_key, policy) or annual.direction == "lower_is_better":
        return
    yield Found(
        f"“{indicator.name}”的年度指标值“{indicator.annual.text}”大于实施周期指标值"
        f"“{indicator.period.text}”。",
        "请核对两个值是否填反；实施周期指标值应不小于其中任何一年的指标值。",
        at=indicator.annual.at,
    )


def _exceeds(annual: TargetValue, period: TargetValue) -> bool:
    if annual.number is None or period.number is None or annual.baseline or period.baseline:
        return False
    if period.per not in _OF_THE_WHOLE or annual.per not in (*_OF_THE_WHOLE, "year"):
        return False
    unit, other = annual.measure_unit, period.measure_unit
    if unit is None or unit.dimension not in _ADDS_UP:
        return False
    if other is not None and unit.canonical is not None and unit.canonical == other.canonical:
        return annual.number > period.number
    try:
        return convert(annual.number, unit, other) > period.number
    except NotComparable:
        return False
