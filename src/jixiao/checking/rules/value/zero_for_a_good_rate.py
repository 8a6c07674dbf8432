"""VAL102 zero-for-a-good-rate."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import (
    RATES,
    is_bad_thing,
    is_good_rate,
    printed_targets,
    without_note,
)
from jixiao.checking.subjects import IndicatorSubject


@rule("VAL102", since="0.2", facts=("zero",), kinds=("exactly", "at_most"))
def zero_for_a_good_rate(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """越高越好的比率定为零。

    合规率、完成率、满意度定为0，等于一件也不必做好；多半是漏填、串行，或把名称写反了。

    Not allowed:
        1、1-产出指标；12-质量指标；采购程序合规率；实施周期指标值：0%；年度指标值：0%。

    Allowed:
        1、1-产出指标；12-质量指标；采购成本超支率；实施周期指标值：0%；年度指标值：0%。

        1、1-产出指标；11-数量指标；自主申请获得发明专利授权项数；实施周期指标值：≥20项；年度指标值：0。

    Known limits:
        看名称末尾的词（“合格”“完好”“办结”加“率”“度”），词表以外的比率，名称里没有一个字说到不利或变化的才算；人数、项数定为零可能是多年项目的头一年，不作判断。
    """
    for label, target, value in printed_targets(indicator):
        if value.number != 0 or value.baseline is not None:
            continue
        name = indicator.name_key
        good = is_good_rate(name, policy) or _has_nothing_unwanted(name, policy)
        if not good or _begins_later(indicator, without_note(name), policy):
            return
        yield Found(
            f"“{indicator.name}”越高越好，{label}却是“{target.text}”，什么都不做也算完成。",
            "请核对是否漏填或写反：越高越好的比率写下限，例如“≥95%”；"
            "要求为零的请改成“违规率”“差错率”一类的名称。",
            at=target.at,
        )


def _has_nothing_unwanted(name: str, policy: Policy) -> bool:
    """Whether it is a rate in whose name no word speaks of what is not wanted, or of a change."""
    bare = without_note(name)
    return (
        bare.endswith(RATES)
        and not is_bad_thing(name, policy)
        and policy.pattern("direction_growth").search(bare) is None
        and policy.pattern("direction_perhaps_unwanted").search(bare) is None
        and policy.pattern("direction_perhaps_bad_rate").search(bare) is None
    )


def _begins_later(indicator: IndicatorSubject, name: str, policy: Policy) -> bool:
    """Progress of several years may stand at zero in the first."""
    period = indicator.period.value if indicator.period is not None else None
    return (
        period is not None
        and period.number is not None
        and period.number > 0
        and name.endswith(policy.words("direction_progress"))
    )
