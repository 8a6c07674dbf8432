"""IND103 rate-under-quantity."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, refiled, suggested
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject

# Words in the name of a rate, and its class where they leave one reading.
_KINDS_OF_RATE = (("ind_timely", "13"), ("ind_growth", None), ("ind_quality_rates", "12"))
_MANY = 4096  # names, which come again and again


class _Rate(NamedTuple):
    """A rate by its name: the word that tells its class, and whether only its unit makes it one.

    ``measured`` is one that is measured of so many samples: 监测发芽率.
    """

    word: str | None
    code: str | None
    in_percent: bool
    measured: bool


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
    found = _rate(indicator.name_key, policy)
    if found is None or ((found.in_percent or found.measured) and not _is_percentage(indicator)):
        return
    code = found.code
    if found.word is None:
        likely = "可以改归质量指标，"
    else:
        more_like = suggested(indicator, code) if code else "效益指标"
        likely = f"名称中有“{found.word}”，更像{more_like}，请核对后改归；"
    yield Found(
        f"“{indicator.name}”是比率，却归在{filed(indicator)}。",
        f"{likely}数量指标请写要完成多少，例如“配置硬件数量：20台”。",
        edits=refiled(indicator, code) if code else (),
    )


@lru_cache(_MANY)
def _rate(name_key: str, policy: Policy) -> _Rate | None:
    """None where a folded name is of no rate, or of one that may be a quantity."""
    name = head(name_key)
    rate = policy.pattern("ind_rate_head").search(name)
    in_percent = rate is None
    if in_percent and policy.pattern("ind_rate_without_word").search(name) is None:
        return None
    if "满意" in name or policy.pattern("ind_rates_as_quantity").search(name):
        return None
    measured = policy.pattern("measured_rates").search(name) is not None
    for words, code in _KINDS_OF_RATE:
        found = policy.pattern(words).search(name)
        if found:
            return _Rate(found[0], code, in_percent, measured)
    return _Rate(None, None, in_percent, measured)


def _is_percentage(indicator: IndicatorSubject) -> bool:
    value = indicator.value
    unit = None if value is None else value.measure_unit
    return unit is not None and unit.dimension == "ratio"
