"""VAL119 formula-upside-down."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject

_DIVIDED = re.compile(r"([^()=:,;。÷/×]{2,16})(?:÷|/|除以)([^()=:,;。÷/×]{2,16})")


@rule("VAL119", since="0.3", words=("value_formula_bottoms",))
def formula_upside_down(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """计算公式的分子、分母写反。

    完成率是做了的除以该做的。写成“应检数÷实检数”，做得越少比率越高，没有做完也能超过100%。

    Not allowed:
        1、1-产出指标；12-质量指标；设备检定完成率（应检台数÷实检台数×100%）；实施周期指标值：≥98%；年度指标值：≥98%。

        1、1-产出指标；12-质量指标；培训合格率（参训人数/合格人数）；实施周期指标值：≥95%；年度指标值：≥95%。

    Allowed:
        1、1-产出指标；12-质量指标；设备检定完成率（实检台数÷应检台数×100%）；实施周期指标值：≥98%；年度指标值：≥98%。

        1、4-成本指标；41-经济成本；成本节约情况（计划成本÷实际成本）；实施周期指标值：≥1；年度指标值：≥1。

    Known limits:
        只看“率”的公式，分子以“应”“计划”等开头、分母以“已”“实际”等开头，或者只有分母带“合格”“通过”这类结果的；成本、工期、时间、价格相除的不算；公式写在指标值里的不看。
    """
    if "率" not in indicator.name_key:
        return
    result = policy.pattern("value_formula_results")
    for match in _DIVIDED.finditer(indicator.name_key):
        top, bottom = match.groups()
        if policy.pattern("value_formula_costs").search(top) or result.search(top):
            continue
        planned = policy.pattern("value_formula_planned").match(top)
        done = policy.pattern("value_formula_done").match(bottom)
        taken = policy.pattern("value_formula_taken").match(top)
        if (planned and done) or (taken and result.search(bottom)):
            yield Found(
                f"“{indicator.name}”的公式“{match[0]}”分子、分母写反了。",
                f"请改为“{bottom}÷{top}”。",
            )
            return
