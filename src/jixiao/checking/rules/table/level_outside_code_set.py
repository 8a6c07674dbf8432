"""TAB005 level-outside-code-set."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.table._levels import stranger
from jixiao.checking.subjects import IndicatorSubject

_COSTS = frozenset({"14", "41", "42", "43"})


@rule("TAB005", since="0.2", facts=("odd_levels",), despite_damage=True)
def level_outside_code_set(indicator: IndicatorSubject) -> Iterator[Found]:
    """编码或名称不在绩效指标分级编码里，或成本指标有两种归法。

    一级、二级指标有统一的编码和名称，自造的类别无法汇总。成本指标在旧表样里是产出指标下的 14，在新表样里是一级指标 4，一张表只能用一种。

    Not allowed:
        1、1-产出指标；15-安全指标；安全巡查次数；实施周期指标值：6次；年度指标值：2次。

        1、1-产出指标；14-成本指标；培训费用；实施周期指标值：≤3万元；年度指标值：≤3万元。
        2、4-成本指标；41-经济成本指标；场地费用；实施周期指标值：≤1万元；年度指标值：≤1万元。

    Allowed:
        1、4-成本指标；41-经济成本指标；场地费用；实施周期指标值：≤1万元；年度指标值：≤1万元。

        1、1-产出指标；14-成本指标；培训费用；实施周期指标值：≤3万元；年度指标值：≤3万元。

    Known limits:
        只用一套编码核对，不区分年度；成本两种归法并存的，指出用得少的一种；识别误读了个别字的名称不算。
    """
    found = stranger(indicator.record)
    if found is not None:
        advice = (
            f"应为“{found.right}”。" if found.right else "请改用规定的类别，例如“11-数量指标”。"
        )
        yield Found(
            found.message,
            advice,
            edits=found.edits,
            unclear=indicator.damaged_but_for("level_unclear"),
        )
    elif indicator.class_ in _COSTS and indicator.class_[0] == indicator.project.table.odd_costs:
        # The way that is used less is the one out of line; with as many of both it is the old one.
        yield Found(
            "同一张表里成本指标有两种归法：有的是产出指标下的“14-成本指标”，有的是一级指标“4-成本指标”。",
            "请按所在年度的表样统一成一种；新表样为“4-成本指标；41-经济成本指标”。",
        )
