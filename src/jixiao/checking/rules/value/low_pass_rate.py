"""VAL109 low-pass-rate."""

from collections.abc import Iterator

from jixiao.checking.facts import LOW_FLOOR
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import (
    LOWER_BOUNDS,
    POINTS,
    is_bad_thing,
    is_good_rate,
    is_percentage,
    percent_of,
    printed_targets,
    without_note,
)
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import TargetValue

_TAIL = 6  # what the rate is of stands at the end of its name


@rule(
    "VAL109",
    since="0.2",
    words=("direction_exact_rate", "direction_pass_rate"),
    facts=("low_floor",),
    kinds=("exactly", "at_least", "more_than"),
)
def low_pass_rate(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """质量的合格或通过标准定得偏低。

    通过率、合格率用来保证质量，一半不通过也算完成，起不到约束作用。

    Not allowed:
        1、1-产出指标,11-数量指标,课题研究中考核通过率,实施周期指标值:50%,年度指标值:50%;;

        1、1-产出指标；12-质量指标；设备带电作业率；实施周期指标值：≥3%；年度指标值：≥3%。

    Allowed:
        1、1-产出指标,12-质量指标,企业申报项目评审通过率,实施周期指标值:通过率50%,年度指标值:通过率50%;;

        1、1-产出指标；12-质量指标；培训考核通过率；实施周期指标值：85%；年度指标值：85%。

    Known limits:
        择优评审、选拔考试、环境质量这些本来不会全部通过的，不作判断；六成以上的程度较轻。下限只有百分之十几以内的“…率”，词表认不出好坏、又不是增幅、发现率一类本来就低的，也请核对方向。
    """
    name = indicator.name_key
    if "率" not in name:
        return
    for label, target, value in printed_targets(indicator):
        number = percent_of(value) if is_percentage(value) else None
        if number is None or value.kind not in POINTS or number <= 0:
            continue
        if _is_low_floor(value, indicator, policy):
            yield Found(
                f"“{indicator.name}”的{label}是“{target.text}”："
                "如果是不希望发生的事，不应写下限；如果越高越好，定得太低。",
                "请核对方向：不希望发生的写上限，例如“≤5%”；越高越好的，参照上年实际提高下限。",
                at=target.at,
            )
            return
        exact = number < policy.limit("direction_low_exact")
        if not exact:
            continue
        found = policy.pattern("direction_exact_rate").search(name) or (
            number < policy.limit("direction_low_pass")
            and policy.pattern("direction_pass_rate").search(name)
        )
        if not found or policy.pattern("direction_selection").search(name):
            return
        if is_bad_thing(name, policy) or value.baseline is not None:
            return
        slipped = number < policy.limit("direction_slipped_rate")
        yield Found(
            f"“{indicator.name}”的{label}是“{target.text}”，"
            + ("低得不像质量要求，可能小数点写错了位置。" if slipped else "作为质量要求偏低。"),
            "请参照行业标准或合同约定提高，例如“≥90%”；确属择优淘汰的，请在名称里写明。",
            at=target.at,
            lighter=number >= policy.limit("direction_low_pass"),
        )


def _is_low_floor(value: TargetValue, indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether a rate need only reach a few per cent, and nothing says whether it is good or bad."""
    name = indicator.name_key
    return (
        value.kind in LOWER_BOUNDS
        and value.number is not None
        and value.number <= LOW_FLOOR
        and value.baseline is None
        and without_note(name).endswith("率")
        and policy.pattern("direction_small_rate").search(without_note(name)[-_TAIL:]) is None
        and policy.pattern("direction_pass_rate").search(name) is None
        and policy.pattern("direction_exact_rate").search(name) is None
        and not is_good_rate(name, policy)
        and not is_bad_thing(name, policy)
    )
