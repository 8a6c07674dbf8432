"""VAL011 two-measures-in-one-name."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.texts import measure_key_of

_MANY = 4096  # names, which come again and again


def _says_two(name: str, policy: Policy) -> bool:
    return _lists_several(name, policy) or _joins_two(name, policy)


@rule("VAL011", since="0.2", words=("value_double_measures", "value_double_tasks"), named=_says_two)
def two_measures_in_one_name(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """一个指标名称里有两项考核内容。

    印制了5000册、只派发了3000册，算不算完成？一个指标只应考核一件事。

    Not allowed:
        1、1-产出指标；12-质量指标；印制、派发政策宣传手册；实施周期指标值：印制≥5000册；年度指标值：印制≥5000册。

        1、1-产出指标；11-数量指标；培训场次和人数；实施周期指标值：≥5；年度指标值：≥5。

        1、1-产出指标；11-数量指标；培训、宣传、走访次数；实施周期指标值：≥12次；年度指标值：≥12次。

        1、2-效益指标；22-社会效益；缓解企业经营压力,减少企业投诉；实施周期指标值：≤5次；年度指标值：≤5次。

    Allowed:
        1、1-产出指标；11-数量指标；国际、国内经贸活动次数；实施周期指标值：≥5次；年度指标值：≥2次。

        1、1-产出指标；11-数量指标；小麦、玉米、水稻良种补贴数量；实施周期指标值：≥300份；年度指标值：≥300份。

        1、1-产出指标；12-质量指标；住房套数与入住人数比例；实施周期指标值：1：1.5；年度指标值：1：1.5。

    Known limits:
        只认先后两步的工作（印制和派发）、并列的计量（场次和人数）与逗号隔开的两项工作、三项以上并列的工作或物品；两项同类活动（宣讲、培训）和后面有共同中心词的列举不算。
    """
    name = indicator.name_key
    if _lists_several(name, policy):
        yield Found(
            f"指标名称“{indicator.name.strip()}”里列了几项，只有一个指标值。",
            "建议一项一个指标，各写一个目标值；确实合并考核的，请在指标值里写明各是多少。",
        )
    elif _joins_two(name, policy):
        yield Found(
            f"指标名称“{indicator.name.strip()}”里有两项考核内容。",
            "建议拆分为两个指标，各写一个目标值。",
        )


@lru_cache(_MANY)
def _joins_two(name: str, policy: Policy) -> bool:
    """Two measures or two steps of work: 培训场次和人数, 印制、派发手册."""
    if _JOINTS.isdisjoint(name):
        return False
    double = (
        policy.pattern("value_double_measures").search(name) is not None
        or policy.pattern("value_double_tasks").match(name) is not None
    )
    return double and policy.pattern("value_single_measures").search(measure_key_of(name)) is None


@lru_cache(_MANY)
def _lists_several(whole: str, policy: Policy) -> bool:
    """Three or more kinds of work, or of things: 培训、宣传、走访次数, 论文、专利、软著数量."""
    if "、" not in whole:
        return False
    name = measure_key_of(whole)
    parts = _AND.split(name)
    if len(parts) < _SEVERAL:
        return False
    works = policy.words("value_kinds_of_work")
    last = _without_end(parts[-1], policy.words("value_counts_of_work"))
    if all(one.endswith(works) for one in (*parts[:-1], last)):
        return True
    things = _without_end(parts[-1], policy.words("value_counts_of_things"))
    if things == parts[-1] or policy.pattern("value_kinds_of_one").search(name):
        return False
    done = policy.words("value_done_to_things")
    first = next((parts[0].removeprefix(one) for one in done if parts[0].startswith(one)), parts[0])
    others = [first, *parts[1:-1]]
    longest = max(map(len, others))
    # 小麦、玉米、水稻良种补贴数量: a longer last one holds what is common to all.
    return min(map(len, others)) > 1 and 1 < len(things) <= longest <= _LONGEST


def _without_end(part: str, ends: tuple[str, ...]) -> str:
    return next((part.removesuffix(one) for one in ends if part.endswith(one)), part)


_AND = re.compile("、|以及|(?<![普涉])[和及与](?![谐平])")
_SEVERAL = 3
_LONGEST = 6
_JOINTS = frozenset(",;、和及与并")
