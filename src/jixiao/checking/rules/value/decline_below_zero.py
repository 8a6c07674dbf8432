"""VAL117 decline-below-zero."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import printed_at, printed_targets
from jixiao.checking.subjects import IndicatorSubject


@rule("VAL117", since="0.4", words=("direction_decline_measured",))
def decline_below_zero(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """下降率写成了负数。

    名称已经说下降，再写负号，负负得正，按字面是要求上升；评价时两种读法差出一倍。

    Not allowed:
        1、2-效益指标；22-社会效益；投诉量下降率；实施周期指标值：-10%；年度指标值：-10%。

        1、2-效益指标；23-生态效益；单位能耗降低率；实施周期指标值：≥-3%；年度指标值：≥-3%。

    Allowed:
        1、2-效益指标；22-社会效益；投诉量下降率；实施周期指标值：≥10%；年度指标值：≥10%。

        1、2-效益指标；22-社会效益；投诉量增长率；实施周期指标值：≤-10%；年度指标值：≤-10%。

    Known limits:
        只看名称以下降、降低、减少等词结尾的；值里写“下降-10%”而名称没有说下降的不查。
    """
    if policy.pattern("direction_decline_measured").search(indicator.measure_key) is None:
        return
    for label, target, value in printed_targets(indicator):
        if value.number is not None and value.number < 0:
            yield Found(
                f"“{indicator.name}”已经说是下降，{label}“{target.text}”又写负号，按字面是要求上升。",
                "请去掉负号，写成“≥10%”；或者把名称改成“变化率”“增长率”。",
                at=printed_at(indicator, target),
            )
