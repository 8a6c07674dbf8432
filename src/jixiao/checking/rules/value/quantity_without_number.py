"""VAL001 quantity-without-number."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import RATES
from jixiao.checking.rules.value._names import measure_of
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term

# 7×24小时 is read as words, yet it says how much.
_PRODUCT = re.compile(r"[0-9]+[一-鿿]{0,2}[×xX*][0-9]+")
_WITHOUT_NUMBER = frozenset({"qualitative", "reference", "yes_no", "deadline"})


def _says_no_quantity(term: Term, policy: Policy) -> bool:
    """Whether it has no number, or that of a rate alone: 成活率85%."""
    if term.kind in _WITHOUT_NUMBER:
        return (
            policy.pattern("value_placeholders").search(term.key) is None  # VAL017
            and _PRODUCT.search(term.key) is None
        )
    unit = term.value.measure_unit
    return (
        unit is not None
        and unit.dimension == "ratio"
        and term.value.baseline is None
        and (term.value.scope or "").endswith(RATES)
    )


@rule("VAL001", since="0.2", classes=("11",), stated=_says_no_quantity)
def quantity_without_number(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """数量指标的指标值没有数量。

    数量指标要说明做多少；只写做法、依据或时间，年底无法统计完成了多少。

    Not allowed:
        1、1-产出指标；11-数量指标；扶持企业数量；实施周期指标值：根据市局文件所附企业名单配套资金；年度指标值：根据市局文件所附企业名单配套资金。

        1、1-产出指标；11-数量指标；展位面积；实施周期指标值：完成组委会安排的展区特装面积；年度指标值：完成组委会安排的展区特装面积。

        1、1-产出指标；11-数量指标；修复退化林；实施周期指标值：成活率85%；年度指标值：成活率85%。

    Allowed:
        1、1-产出指标；11-数量指标；扶持企业数量；实施周期指标值：≥60家；年度指标值：≥20家。

        1、1-产出指标；12-质量指标；扶持企业质量；实施周期指标值：符合市局文件要求；年度指标值：符合市局文件要求。

    Known limits:
        数量写成中文约数（“若干家”）的按没有数量处理；数字写在说明性文字里而值读不出数的，也会发现。
    """
    terms = [one for one in indicator.terms if _says_no_quantity(one, policy)]
    if "率" in indicator.name_key or measure_of(indicator.measure_key, policy) is not None:
        # A rate that is no quantity is told by IND103, a count answered by one by VAL009.
        terms = [one for one in terms if one.kind in _WITHOUT_NUMBER]
    if terms:
        yield Found(
            f"数量指标的{quote(terms)}里没有数量。",
            "请写出数量和计量单位，例如“≥20家”；数量还不能确定的，写预计数并注明依据。",
            at=places(terms),
        )
