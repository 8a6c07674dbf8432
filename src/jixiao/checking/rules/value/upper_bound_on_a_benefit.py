"""VAL103 upper-bound-on-a-benefit."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import (
    UPPER_BOUNDS,
    is_bad_thing,
    printed_targets,
)
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue


@rule("VAL103", since="0.2", kinds=("at_most", "less_than"))
def upper_bound_on_a_benefit(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """效益定了上限。

    效益越大越好，“不超过”使做得好反而完不成。按编制或控制数封顶的人数写在效益里，只作提示。

    Not allowed:
        1、2-效益指标；21-经济效益；带动就业人数；实施周期指标值：≤100人；年度指标值：≤100人。

        1、1-产出指标；11-数量指标；聘用政府雇员数量；实施周期指标值：不超过19个；年度指标值：不超过19个。
        2、2-效益指标；21-经济效益；提供就业岗位数量；实施周期指标值：不超过19个；年度指标值：不超过19个。

    Allowed:
        1、2-效益指标；22-社会效益；系统故障率；实施周期指标值：不高于5%；年度指标值：不高于5%。

        1、1-产出指标；11-数量指标；聘用政府雇员数量；实施周期指标值：不超过19个；年度指标值：不超过19个。

    Known limits:
        只看效益和满意度指标，名称要有词表里表示收获的词；其他名称不判断上限是否应当。
    """
    name = indicator.name_key
    if indicator.level not in ("2", "3") and "满意" not in name:
        return
    for label, target, value in printed_targets(indicator):
        if value.kind not in UPPER_BOUNDS or value.number is None:
            continue
        if policy.pattern("direction_benefit").search(name) is None:
            return
        if policy.pattern("direction_not_benefit").search(name) or is_bad_thing(name, policy):
            return
        if policy.pattern("direction_bad").search(name) and "满意" not in name:
            return
        if "不满意" in name:
            return
        quota = _mirrors_a_quota(indicator, value, policy)
        yield Found(
            f"“{indicator.name}”是效益，{label}“{target.text}”却是上限，做得更好反而超出指标值。"
            + ("它与本项目聘用人数的控制数相同，不是项目带来的效果。" if quota else ""),
            "请写下限，例如“≥100人”；确实要封顶的，属于产出或成本，请改放在那里。",
            at=target.at,
            lighter=quota,
        )


def _mirrors_a_quota(indicator: IndicatorSubject, value: TargetValue, policy: Policy) -> bool:
    """An output of the same project hires as many: the ceiling is its staffing quota."""
    staffing = policy.pattern("direction_staffing")
    if staffing.search(indicator.name_key) is None:
        return False
    return any(
        other is not indicator
        and other.value is not None
        and other.value.number == value.number
        and staffing.search(other.name_key) is not None
        for other in indicator.project.outputs
    )
