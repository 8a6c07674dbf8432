"""VAL116 period-of-no-length."""

import re
from collections.abc import Iterator
from itertools import pairwise

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term

_DATE = re.compile(
    r"(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|20[0-9]{2}([-./])[0-9]{1,2}\1[0-9]{1,2}"
)
# What stands between a date and the same date printed once more by mistake.
_NOTHING_BETWEEN = re.compile(
    r"(?:[底末初]|[上中下]旬)?(?:之?前|以前|止|内)?(?:全部|及时|按时)?(?:完成|支付|发放|拨付)?[,;。、(]?于?"
)
_TWICE = 2


_TIMES = ("时间", "日期", "期限", "时限", "工期")


def _has_two_dates(term: Term, policy: Policy) -> bool:  # noqa: ARG001
    return (
        term.key.count("月") >= _TWICE
        or term.key.count("20") >= _TWICE
        or "/" in (term.value.date or "")
    )


@rule("VAL116", since="0.4", stated=_has_two_dates)
def period_of_no_length(indicator: IndicatorSubject) -> Iterator[Found]:
    """时段的起止相同或颠倒，或者一个日期写了两遍。

    “6月30日至6月30日”没有留出做事的时间，“12月31日至1月1日”倒着写，多半有一头抄错；同一个日期紧挨着写两遍，另一个本来要写的日期也许就丢了。

    Not allowed:
        1、1-产出指标；13-时效指标；服务期限；实施周期指标值：2025年6月30日至2025年6月30日；年度指标值：2025年6月30日至2025年6月30日。

        1、1-产出指标；13-时效指标；项目实施时间；实施周期指标值：2025年12月31日至2025年1月1日；年度指标值：2025年12月31日至2025年1月1日。

        1、1-产出指标；13-时效指标；项目完成时间；实施周期指标值：2025年12月31日前2025年12月31日前完成；年度指标值：2025年12月31日前2025年12月31日前完成。

    Allowed:
        1、1-产出指标；13-时效指标；服务期限；实施周期指标值：2025年1月1日至2025年12月31日；年度指标值：2025年1月1日至2025年12月31日。

        1、1-产出指标；13-时效指标；供暖时间；实施周期指标值：11月-3月；年度指标值：11月-3月。

        1、1-产出指标；13-时效指标；完成时间；实施周期指标值：2025年6月30日前完成设计，2025年6月30日前开工；年度指标值：2025年6月30日前完成设计，2025年6月30日前开工。

    Known limits:
        没有写年份的，先后颠倒可能是跨年，不作判断；只写到月的起止相同，可以是当月，也不作判断。
    """
    if not any(map(_is_dated, indicator.terms)) and not any(
        word in indicator.name_key for word in _TIMES
    ):
        return
    for what, test, advice in _FAULTS:
        wrong = [one for one in indicator.terms if test(one)]
        if wrong:
            yield Found(f"{quote(wrong)}{what}。", advice, at=places(wrong))
            return


def _is_dated(term: Term) -> bool:
    return term.value.date is not None or term.kind == "compound"


def _starts_at_its_end(term: Term) -> bool:
    first, _, last = (term.value.date or "").partition("/")
    return first == last and first.count("-") > 1


def _ends_before_its_start(term: Term) -> bool:
    first, _, last = (term.value.date or "").partition("/")
    return first[:1] == last[:1] == "2" and len(first) == len(last) and last < first


def _is_printed_twice(term: Term) -> bool:
    return any(
        one[0] == other[0] and _NOTHING_BETWEEN.fullmatch(term.key, one.end(), other.start())
        for one, other in pairwise(_DATE.finditer(term.key))
    )


_FAULTS = (
    ("的起止是同一天", _starts_at_its_end, "请核对起止日期；当天办完的只写这一天。"),
    ("的起始日期晚于结束日期", _ends_before_its_start, "请核对起止日期，把先后写对。"),
    ("把同一个日期写了两遍", _is_printed_twice, "请删去多余的一个；本来要写另一个日期的，请补上。"),
)
