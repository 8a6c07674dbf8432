"""IND105 untimed-content-under-timeliness."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, refiled, suggested
from jixiao.checking.rules.indicator._name import are_paying, head
from jixiao.checking.subjects import IndicatorSubject
from jixiao.text import fold


def _says_no_time(name: str, policy: Policy) -> bool:
    return (
        name != ""
        and policy.pattern("ind_time").search(name) is None
        and not are_paying(policy)[name]
    )


@rule("IND105", since="0.2", classes=("13",), named=_says_no_time)
def untimed_content_under_timeliness(
    indicator: IndicatorSubject, policy: Policy
) -> Iterator[Found]:
    """时效指标的内容与时间无关。

    时效指标回答“什么时候做完、是否及时”；准确率、合格率、有无浪费都不是时间。

    Not allowed:
        1、1-产出指标,13-时效指标,有无资金浪费;实施周期指标值:无,年度指标值:无;

        1、1-产出指标; 13-时效指标; 资金拨付准确率; 实施周期指标值:100%; 年度指标值:100%。

    Allowed:
        1、1-产出指标,13-时效指标,系统故障修复响应时间;实施周期指标值:24小时,年度指标值:24小时;

        1、1-产出指标；13-时效指标；报告提交；实施周期指标值：11月底前；年度指标值：11月底前。

    Known limits:
        名称或指标值有一处说到时间就不算。完成率一类只说进度、没有时间的，是较轻的一档；资金到位率、支付率由 IND112 说明。
    """
    name = indicator.name_key
    if not _says_no_time(name, policy) or _timed(indicator, policy):
        return
    if policy.pattern("ind_timeless_progress").search(head(name)):
        yield Found(
            f"“{indicator.name}”只说进度，没有时间，却归在{filed(indicator)}。",
            "请写出完成的时间，例如“11月底前完成”，或改为“按期完成率”。",
            lighter=True,
        )
        return
    quality = policy.pattern("ind_quality_rates").search(name)
    if quality:
        advice = f"名称中有“{quality[0]}”，更像{suggested(indicator, '12')}，请核对后改归；"
    else:
        advice = "请核对后改归其他类别；"
    yield Found(
        f"“{indicator.name}”与时间无关，却归在{filed(indicator)}。",
        f"{advice}时效指标请写完成时间，例如“完工时间：11月底前”。",
        edits=refiled(indicator, "12") if quality else (),
    )


def _timed(indicator: IndicatorSubject, policy: Policy) -> bool:
    for _, target, value in indicator.targets:
        unit = value.measure_unit
        if value.kind == "deadline" or (unit is not None and unit.dimension == "duration"):
            return True
        if any(
            part.kind == "deadline"
            or (part.measure_unit is not None and part.measure_unit.dimension == "duration")
            for part in value.parts
        ):
            return True  # 一级故障2小时,二级故障8小时
        if policy.pattern("ind_time_value").search(fold(target.text)):
            return True
    return False
