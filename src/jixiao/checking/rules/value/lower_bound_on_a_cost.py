"""VAL104 lower-bound-on-a-cost."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import LOWER_BOUNDS, printed_targets, without_note
from jixiao.checking.subjects import IndicatorSubject

_COST_CLASSES = ("14", "41", "42", "43")
_COUNTED = frozenset({"count", "occasions"})


@rule(
    "VAL104",
    since="0.2",
    words=("direction_cost", "direction_burden"),
    facts=("odd_levels",),
    kinds=("at_least", "more_than"),
)
def lower_bound_on_a_cost(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """成本或群众负担的价费定了下限。

    成本指标要说明花费控制在多少以内，“不少于”等于花得越多越好；票价、收费标准、个人自付由群众负担，下限等于越贵越好。

    Not allowed:
        1、4-成本指标；41-经济成本；预算（成本）控制率；实施周期指标值：≥0；年度指标值：≥0。

        1、4-成本指标；41-经济成本；扶持资金标准；实施周期指标值：每个市（区）每年不少于5000万元；年度指标值：每个市（区）每年不少于5000万元。

        1、2-效益指标；21-经济效益；城乡公交平均票价；实施周期指标值：≥2元；年度指标值：≥2元。

    Allowed:
        1、2-效益指标；21-经济效益；城乡公交平均票价；实施周期指标值：≤2元；年度指标值：≤2元。

        1、4-成本指标；41-经济成本；通讯费补助标准；实施周期指标值：不高于20元/家次；年度指标值：不高于20元/家次。

        1、4-成本指标；41-经济成本；采购成本节约率；实施周期指标值：≥5%；年度指标值：≥5%。

    Known limits:
        补助、扶持的最低标准写在成本指标里也会提示，它多半属于产出。
    """
    name = indicator.name_key
    burden = policy.pattern("direction_burden").search(without_note(name)) is not None
    own_class = indicator.class_ in _COST_CLASSES
    if not own_class:
        cost = policy.pattern("direction_cost").search(name)
        if not burden and (cost is None or cost.end() != len(name)):
            return
    if not burden and policy.pattern("direction_not_cost").search(name) is not None:
        return
    falling = policy.pattern("direction_falling")
    for label, target, value in printed_targets(indicator):
        unit = value.measure_unit
        if unit is not None and unit.dimension in _COUNTED and not own_class:
            continue  # 免除服务费 ≥1500例 counts who is let off
        if unit is not None and unit.dimension == "proportion":
            continue  # 财政与社会投入比 ≥1:0.5 says who pays which part
        if value.kind in LOWER_BOUNDS and falling.search(target.text) is None:
            if burden:
                yield Found(
                    f"“{indicator.name}”由群众负担，{label}“{target.text}”却是下限，越高越算完成。",
                    "请写上限，例如“≤2元”；考核收入的，请把名称写成收入。",
                    at=target.at,
                )
                continue
            yield Found(
                f"“{indicator.name}”说的是成本，{label}“{target.text}”却是下限，没有控制花费。",
                "请写上限，例如“≤100万元”“不超过20元/人”；补助标准、投入要求请放在产出指标。",
                at=target.at,
            )
