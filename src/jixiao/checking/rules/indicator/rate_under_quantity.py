"""IND103 rate-under-quantity."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, refiled, suggested
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject

# Words in the name of a rate, and its class where they leave one reading.
_KINDS_OF_RATE = (("ind_timely", "13"), ("ind_growth", None), ("ind_quality_rates", "12"))


@rule("IND103", since="0.2", words=("ind_rate_head", "ind_rate_without_word"), classes=("11",))
def rate_under_quantity(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """数量指标填的是比率。

    数量指标回答“做多少”；完成率、合格率、增长率不说做多少，反映的是质量、时效或效益。

    Not allowed:
        1、1-产出指标,11-数量指标,硬件配置完成率;实施周期指标值:100%,年度指标值:100%;

        1、1-产出指标；11-数量指标；群体免疫密度；实施周期指标值：≥90%；年度指标值：≥90%。

        1、1-产出指标；11-数量指标；进出口增长率；实施周期指标值：无；年度指标值：≥0%。

    Allowed:
        1、1-产出指标,11-数量指标,配置硬件数量;实施周期指标值:20台,年度指标值:20台;

        1、1-产出指标；11-数量指标；巡查频率；实施周期指标值：每月2次；年度指标值：每月2次。

    Known limits:
        只看名称末尾的词。当地指标库把某些比率列为数量指标的，在配置的 ind_rates_as_quantity 中列出即可。名称不是比率、也不以“密度”“覆盖面”“可用性”等结尾，只是指标值写成100%的，由指标值类规则说明。
    """
    name = head(indicator.name_key)
    rate = policy.pattern("ind_rate_head").search(name)
    if rate is None and _is_percentage(indicator):
        rate = policy.pattern("ind_rate_without_word").search(name)
    if rate is None or "满意" in name or policy.pattern("ind_rates_as_quantity").search(name):
        return
    likely, code = "可以改归质量指标，", None
    for words, known in _KINDS_OF_RATE:
        found = policy.pattern(words).search(name)
        if found:
            code = known
            more_like = suggested(indicator, code) if code else "效益指标"
            likely = f"名称中有“{found[0]}”，更像{more_like}，请核对后改归；"
            break
    yield Found(
        f"“{indicator.name}”是比率，却归在{filed(indicator)}。",
        f"{likely}数量指标请写要完成多少，例如“配置硬件数量：20台”。",
        edits=refiled(indicator, code) if code else (),
    )


def _is_percentage(indicator: IndicatorSubject) -> bool:
    value = indicator.value
    unit = None if value is None else value.measure_unit
    return unit is not None and unit.dimension == "ratio"
