"""VAL015 deadline-without-date."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import measure_of, word_set
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term

_MANY = 4096  # targets, which come again and again


def _may_be_undated(term: Term, policy: Policy) -> bool:
    value = term.value
    if value.date is not None or value.offset is not None:
        return False
    if term.kind == "qualitative":
        return value.scale == "timeliness" or any(
            policy.pattern(words).search(term.key) is not None
            for words in ("value_undated", "value_timely")
        )
    return term.kind != "deadline" or value.anchor in word_set(policy, "value_year_anchors")


@rule(
    "VAL015",
    since="0.2",
    kinds=("qualitative", "reference", "deadline"),
    stated=_may_be_undated,
)
def deadline_without_date(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """时间要求没有写明日期。

    “及时”“按合同约定时间”“规定时间内”没有日期，年底无法判断是否按时。

    Not allowed:
        1、1-产出指标；13-时效指标；后勤保障服务完成及时性；实施周期指标值：及时；年度指标值：及时。

        1、1-产出指标；13-时效指标；项目完成时间；实施周期指标值：按合同约定时间完成；年度指标值：按合同约定时间完成。

        1、1-产出指标；13-时效指标；完成时间；实施周期指标值：年度内完成；年度指标值：年度内完成。

    Allowed:
        1、1-产出指标；13-时效指标；项目完成时间；实施周期指标值：2024年12月31日前完成；年度指标值：2024年12月31日前完成。

        1、1-产出指标；13-时效指标；支付完成时限；实施周期指标值：资金到位后三个月内完成；年度指标值：资金到位后三个月内完成。

        1、1-产出指标；13-时效指标；项目完成时间；实施周期指标值：按合同约定于2024年6月30日前完成；年度指标值：按合同约定于2024年6月30日前完成。

    Known limits:
        只写“年度内”的程度较轻：有期限，但没有更细的时点。以某件事为起点的时限（到位后三个月内）视为写明。
    """
    undated: list[Term] = []
    in_year: list[Term] = []
    for term in indicator.terms:
        value = term.value
        if value.date is not None or value.offset is not None:
            continue
        if term.kind == "deadline":
            if value.anchor in word_set(policy, "value_year_anchors"):
                loose = policy.pattern("value_some_time").search(term.key) is not None
                (undated if loose else in_year).append(term)
        elif _speaks_of_time(term, indicator, policy):
            undated.append(term)
    if undated:
        yield Found(
            f"{quote(undated)}没有写明日期，年底无法判断是否按时。",
            "请写出日期或时限，例如“6月30日前”“每月10日前”“资金到位后30日内”。",
            at=places(undated),
        )
    if in_year:
        yield Found(
            f"{quote(in_year)}只限定在年度内，没有更细的时点。",
            "请按工作进度写出月份或日期，例如“9月底前”。",
            at=places(in_year),
            lighter=True,
        )


def _speaks_of_time(term: Term, indicator: IndicatorSubject, policy: Policy) -> bool:
    value = term.value
    if term.kind not in ("qualitative", "reference"):
        return False
    undated, timely, of_time = _words_of_time(term.key, policy)
    speaks = value.scale == "timeliness" or (
        (
            undated
            # A name of time is answered by a word such as 及时, or by what stands elsewhere.
            or (
                (timely or term.kind == "reference")
                and (
                    (of_time and indicator.class_ == "13")
                    or measure_of(indicator.measure_key, policy) == "value_time_names"
                )
            )
        )
        and not [one for one in value.spans if one.role in ("date", "duration")]
    )
    return speaks and not (
        policy.pattern("value_rhythms").search(indicator.measure_key)
        and policy.pattern("value_rhythm_targets").search(term.key)
    )


@lru_cache(_MANY)
def _words_of_time(key: str, policy: Policy) -> tuple[bool, bool, bool]:
    """Whether a folded target leaves the date open, says 及时 or the like, and may be of time."""
    return (
        policy.pattern("value_undated").search(key) is not None,
        policy.pattern("value_timely").search(key) is not None,
        policy.pattern("value_not_of_time").search(key) is None,
    )
