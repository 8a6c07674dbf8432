"""VAL011 two-measures-in-one-name."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject


@rule("VAL011", since="0.2", words=("value_double_measures", "value_double_tasks"))
def two_measures_in_one_name(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """一个指标名称里有两项考核内容。

    印制了5000册、只派发了3000册，算不算完成？一个指标只应考核一件事。

    Not allowed:
        1、1-产出指标；12-质量指标；印制、派发政策宣传手册；实施周期指标值：印制≥5000册；年度指标值：印制≥5000册。

        1、1-产出指标；11-数量指标；培训场次和人数；实施周期指标值：≥5；年度指标值：≥5。

        1、2-效益指标；22-社会效益；缓解企业经营压力,减少企业投诉；实施周期指标值：≤5次；年度指标值：≤5次。

    Allowed:
        1、1-产出指标；11-数量指标；国际、国内经贸活动次数；实施周期指标值：≥5次；年度指标值：≥2次。

        1、1-产出指标；12-质量指标；住房套数与入住人数比例；实施周期指标值：1：1.5；年度指标值：1：1.5。

    Known limits:
        只认先后两步的工作（印制和派发）、并列的计量（场次和人数）与逗号隔开的两项工作；同类活动的列举（宣讲、培训）不算。
    """
    name = indicator.name_key
    if _JOINTS.isdisjoint(name):
        return
    double = (
        policy.pattern("value_double_measures").search(name) is not None
        or policy.pattern("value_double_tasks").match(name) is not None
    )
    if double and policy.pattern("value_single_measures").search(indicator.measure_key) is None:
        yield Found(
            f"指标名称“{indicator.name.strip()}”里有两项考核内容。",
            "建议拆分为两个指标，各写一个目标值。",
        )


_JOINTS = frozenset(",;、和及与并")
