"""VAL105 target-always-met."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import (
    is_bounded_rate,
    is_percentage,
    printed_targets,
)
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue

_HUNDRED = 100


@rule(
    "VAL105",
    since="0.2",
    facts=("zero", "at_most", "less_than", "between"),
    kinds=("at_least", "more_than", "at_most", "less_than", "between"),
)
def target_always_met(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值怎样都能完成。

    “≥0”的数量、“≤100%”的比率恒成立；增长率“≥0%”“>0”只要不退步就算完成。

    Not allowed:
        1、1-产出指标；11-数量指标；进出口增长率；实施周期指标值：无；年度指标值：≥0%。

        1、2-效益指标；21-经济效益；商品销售总额增速；实施周期指标值：无；年度指标值：>0。

        1、3-满意度指标；31-服务对象满意度；服务对象满意度；实施周期指标值：≤100%；年度指标值：≤100%。

        1、2-效益指标；22-社会效益；安全事故发生率；实施周期指标值：≤100%；年度指标值：≤100%。

    Allowed:
        1、1-产出指标；11-数量指标；进出口增长率；实施周期指标值：≥3%；年度指标值：≥1%。

        目标：扭转外贸下滑，实现进出口止跌。
        1、2-效益指标；21-经济效益；进出口增长率；实施周期指标值：≥0%；年度指标值：≥0%。

    Known limits:
        大于零、但明显过低的指标值要有历史数据才能判断。
    """
    for label, target, value in printed_targets(indicator):
        reason = _reason(value, indicator, policy)
        if reason is not None:
            yield Found(
                f"“{indicator.name}”的{label}“{target.text}”{reason}。",
                "请参照上年完成数写出要达到的程度，例如“≥3%”“≥10家”。",
                at=target.at,
            )


def _reason(value: TargetValue, indicator: IndicatorSubject, policy: Policy) -> str | None:
    number = value.number
    if number is None or value.kind in ("exactly", "compound"):
        return None
    name = indicator.name_key
    if value.kind in ("at_least", "more_than"):
        if number != 0:
            return None
        if policy.pattern("direction_growth").search(name) or value.baseline is not None:
            project = indicator.project
            decline = policy.pattern("direction_decline")
            if decline.search(project.objective_key) or decline.search(name):
                return None
            return "只要不退步就算完成" if value.kind == "at_least" else "只要略有增长就算完成"
        return "恒成立，什么都不做也算完成" if value.kind == "at_least" else "只要不是零就算完成"
    top = value.upper if value.kind == "between" else number
    if top is None or top < _HUNDRED or not is_percentage(value):
        return None
    if (value.kind == "between" and number > 0) or (value.kind == "less_than" and top == _HUNDRED):
        return None
    return "恒成立，比率不会超过100%" if is_bounded_rate(name, policy) else None
