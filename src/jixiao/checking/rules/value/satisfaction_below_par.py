"""VAL106 satisfaction-below-par."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import POINTS, percent_of, printed_targets
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import TargetValue


def _is_low(term: Term, policy: Policy) -> bool:
    return _is_below_par(term.value, policy)


@rule("VAL106", since="0.2", kinds=("exactly", "at_least", "more_than", "between"), stated=_is_low)
def satisfaction_below_par(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """满意度定得偏低。

    满意度不到八成，就是五人中有一人以上不满意也算完成，一般达不到服务的基本要求；不到六成的程度较重。

    Not allowed:
        1、2-效益指标,22-社会效益,受惠群众满意度,实施周期指标值:采访群众,满意率达60%,年度指标值:采访群众,满意率达60%;;

    Allowed:
        1、3-满意度指标；31-服务对象满意度；服务对象满意度；实施周期指标值：≥80%；年度指标值：≥80%。

    Known limits:
        界限是数据；新开展的服务、矛盾集中的工作可能本来就低，由人判断。
    """
    name = indicator.name_key
    if "满意" not in name or "不满意" in name:
        return
    for label, target, value in printed_targets(indicator):
        number = percent_of(value)
        if number is None or not _is_below_par(value, policy):
            continue
        far = number < policy.limit("direction_far_too_low_satisfaction")
        yield Found(
            f"{label}“{target.text}”：满意度低于{policy.limit('direction_low_satisfaction')}%，"
            f"定得{'太' if far else '偏'}低。",
            "请参照上年调查结果和同类项目提高，例如“≥90%”；确有原因的请说明。",
            at=target.at,
            lighter=not far,
        )


def _is_below_par(value: TargetValue, policy: Policy) -> bool:
    if value.kind not in POINTS and value.kind != "between":
        return False
    number = percent_of(value)
    return number is not None and 1 < number < policy.limit("direction_low_satisfaction")
