"""VAL107 satisfaction-of-everyone."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import percent_of, printed_targets
from jixiao.checking.subjects import IndicatorSubject

_HUNDRED = 100


@rule("VAL107", since="0.2", says=("满意",), kinds=("exactly", "at_least"))
def satisfaction_of_everyone(indicator: IndicatorSubject) -> Iterator[Found]:
    """满意度定为100%。

    有一个人不满意就完不成；抽样调查也很难得出100%，容易使调查流于形式。

    Not allowed:
        1、2-效益指标,24-可持续影响,会员满意度,实施周期指标值:100%,年度指标值:100%;;

    Allowed:
        1、3-满意度指标；31-服务对象满意度；会员满意度；实施周期指标值：≥95%；年度指标值：≥95%。

    Known limits:
        服务对象只有一两个单位的，100%可能是实际的。
    """
    name = indicator.name_key
    if "满意" not in name or "不满意" in name:
        return
    for _, target, value in printed_targets(indicator):
        if percent_of(value) == _HUNDRED:
            yield Found(
                "满意度的指标值是100%，有一人不满意就完不成，是否现实请核对。",
                "请参照以往调查结果确定，例如“≥95%”；服务对象很少的请说明调查对象。",
                at=target.at,
            )
            return
