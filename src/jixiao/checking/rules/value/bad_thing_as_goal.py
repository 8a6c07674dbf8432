"""VAL101 bad-thing-as-goal."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import (
    LOWER_BOUNDS,
    is_bad_thing,
    is_percentage,
    percent_of,
    printed_at,
    printed_targets,
)
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue
from jixiao.text import fold

_ADVICE = (
    "请改为零或上限，例如“0次”“≤1%”；如果考核的是防范或处置的成效，请把名称写成“…防控率”“…处置率”。"
)

_COUNTED = frozenset({"count", "occasions"})


@rule(
    "VAL101",
    since="0.2",
    words=("direction_bad", "direction_bad_formed"),
    named=is_bad_thing,
    kinds=("exactly", "at_least", "more_than", "qualitative", "reference", "yes_no"),
)
def bad_thing_as_goal(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """不希望发生的事定了高的或上升的指标值。

    风险、事故、投诉这类事越少越好，指标值写成100%、“≥5次”或“上升”，等于要求它发生。

    Not allowed:
        1、2-效益指标,22-社会效益,返贫风险,实施周期指标值:100%,年度指标值:100%;;

        1、2-效益指标；22-社会效益；安全事故发生次数；实施周期指标值：≥3次；年度指标值：≥3次。

    Allowed:
        1、2-效益指标；22-社会效益；安全事故发生次数；实施周期指标值：0次；年度指标值：0次。

        1、1-产出指标；11-数量指标；协调处理消费投诉数量；实施周期指标值：≥800；年度指标值：≥800。

    Known limits:
        词表以外的不利事项不会发现；没有写比较词的小百分比（“故障率5%”）按上限理解，不作为问题；没有写比较词的个数，除事故、伤亡、火灾一类外程度较轻。
    """
    if not is_bad_thing(indicator.name_key, policy):
        return
    for label, target, value in printed_targets(indicator):
        degree = _degree(value, target.text, indicator, policy)
        if degree is None:
            continue
        yield Found(
            f"“{indicator.name}”是不希望发生的事，{label}却是“{target.text}”，"
            + ("看不出这是上限。" if degree == "unbounded" else "等于要求它发生或者越多越好。"),
            _ADVICE,
            at=printed_at(indicator, target),
            lighter=degree == "unbounded",
        )


def _degree(
    value: TargetValue, text: str, indicator: IndicatorSubject, policy: Policy
) -> str | None:
    """``high``, ``rising`` (in words or by a figure), ``unbounded`` (a count without a comparator), or None."""
    if value.kind in ("qualitative", "reference", "yes_no"):
        return "rising" if policy.pattern("direction_rising").fullmatch(fold(text)) else None
    if value.number is None or value.number <= 0 or value.kind == "compound":
        return None
    unit = value.measure_unit
    if unit is not None and unit.dimension == "duration" and value.kind not in LOWER_BOUNDS:
        return None
    if policy.pattern("direction_falling").search(fold(text)) is not None:
        return None
    if value.kind in LOWER_BOUNDS:
        return "high"
    if policy.pattern("direction_rising_figure").search(fold(text)) is not None:
        return "rising"
    if value.kind != "exactly":
        return None
    if is_percentage(value):
        share = percent_of(value)
        return "high" if share and share >= policy.limit("direction_bad_percent") else None
    if indicator.measure_key.endswith("率") or (unit is not None and "/" in unit.text):
        return None  # 死亡率 8/10万, 0.2人/百万车公里: a ceiling, as a small percentage is
    counted = unit is not None and unit.dimension in _COUNTED
    if counted and policy.pattern("direction_gravest").search(indicator.name_key) is not None:
        return "high"
    grave = policy.pattern("direction_grave").search(indicator.name_key)
    return "unbounded" if grave is not None else None
