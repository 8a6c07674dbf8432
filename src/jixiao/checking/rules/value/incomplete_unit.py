"""VAL007 incomplete-unit."""

import re
from collections.abc import Iterator
from itertools import pairwise

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import unit_in_name
from jixiao.checking.rules.value._quoting import NUMBERS, places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue


@rule("VAL007", since="0.2", facts=("multiplier",), kinds=NUMBERS)
def incomplete_unit(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值的计量单位不完整。

    “500万”只是数的大小，不是单位：是万元、万人还是万份，没有说明。

    Not allowed:
        1、1-产出指标；11-数量指标；合作平台发放消费补贴；实施周期指标值：超500万；年度指标值：超500万。

        1、2-效益指标；21-经济效益；村集体经济收入；实施周期指标值：2/5的村集体收入达到15万；年度指标值：2/5的村集体收入达到15万。

    Allowed:
        1、1-产出指标；11-数量指标；合作平台发放消费补贴；实施周期指标值：超500万元；年度指标值：超500万元。

        1、1-产出指标；11-数量指标；航摄影像接收量；实施周期指标值：3万画幅；年度指标值：3万画幅。

        1、1-产出指标；11-数量指标；发放补贴金额（元）；实施周期指标值：500万；年度指标值：500万。

    Known limits:
        只认单独的“百”“千”“万”“亿”；后面跟着少见的量词（“3万画幅”）或被数的东西的不算；其他不完整的单位按没有单位或不认识的单位处理。
    """
    terms = [
        one
        for one in indicator.terms
        if one.value.measure_unit is not None
        and one.value.measure_unit.dimension == "number"
        and not _is_measured(one.value)
    ]
    if terms and unit_in_name(indicator.name_key, policy) is None:
        unit = terms[-1].value.measure_unit
        assert unit is not None
        yield Found(
            f"{quote(terms)}的计量单位不完整，“{unit.text}”后面没有单位。",
            f"请写出完整的单位，例如“{unit.text}元”“{unit.text}人次”。",
            at=places(terms),
        )


def _is_measured(value: TargetValue) -> bool:
    """Whether a noun stands right behind the multiplier: measures are more than any list of them."""
    for one, behind in pairwise(value.spans):
        if one.role == "unit":
            return behind.role == "scope" and _NOUN.match(behind.text) is not None
    return False


_NOUN = re.compile(r"(?!资金|经费|收入|产值|税收|以|左右|的|到|至|多|余|元)[一-鿿]")
