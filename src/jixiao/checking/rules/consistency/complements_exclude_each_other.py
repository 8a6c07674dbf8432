"""CON028 complements-exclude-each-other."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import common_run
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_RATE = re.compile("(?:占比|比例|比重|率|度)$")
_WHOLE = 100
_ROUNDED = Decimal(1)
_AT_LEAST = ("exactly", "at_least", "more_than")
_AT_MOST = ("at_most", "less_than")


class _Share(NamedTuple):
    """A rate of a pair: ``line`` of the list, the ``good`` part or the other, and of what."""

    of: IndicatorSubject
    number: Decimal
    line: int
    good: bool
    word: str
    thing: str


@rule("CON028", since="0.4", words=("consistency_complement_words",))
def complements_exclude_each_other(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """一好一坏两个率对不上。

    按期办结率不低于98%，超期的就不会多于2%；再写超期率不超过10%，两个指标说的不是同一件事，年底按哪个算说不清。

    Not allowed:
        1、1-产出指标；12-质量指标；诉求按期办结率；实施周期指标值：≥98%；年度指标值：≥98%。
        2、1-产出指标；12-质量指标；诉求超期未办结率；实施周期指标值：≤10%；年度指标值：≤10%。

        1、1-产出指标；12-质量指标；摄像头在线率；实施周期指标值：≥97%；年度指标值：≥97%。
        2、1-产出指标；12-质量指标；摄像头离线率；实施周期指标值：≤8%；年度指标值：≤8%。

    Allowed:
        1、1-产出指标；12-质量指标；诉求按期办结率；实施周期指标值：≥98%；年度指标值：≥98%。
        2、1-产出指标；12-质量指标；诉求超期未办结率；实施周期指标值：≤2%；年度指标值：≤2%。

        1、1-产出指标；12-质量指标；学员考试合格率；实施周期指标值：≥98%；年度指标值：≥98%。
        2、1-产出指标；12-质量指标；设备检定不合格率；实施周期指标值：≤5%；年度指标值：≤5%。

    Known limits:
        一好一坏的说法是数据；说的东西要相同，或者有一个没有写明；相差不到1个百分点的不算。
    """
    shares = [share for one in project.indicators if (share := _share(one, policy)) is not None]
    told: set[int] = set()
    for good, bad in permutations(shares, 2):
        if not good.good or bad.good or good.line != bad.line or good.of is bad.of:
            continue
        if id(bad.of) in told or not _are_of_one(good.thing, bad.thing):
            continue
        value = bad.of.value
        left = _WHOLE - good.number
        if value is None or bad.number <= left + _ROUNDED:
            continue
        told.add(id(bad.of))
        yield Found(
            f"“{good.of.name}”是“{_text(good.of)}”，{bad.word}的至多{left.normalize():f}%，"
            f"“{bad.of.name}”却是“{_text(bad.of)}”。",
            "请核对哪个数是对的，两项只留一项或改成一致；说的不是同一件事的，请在名称里写明。",
            at=(*good.of.at, *bad.of.at),
            about=bad.of,
            unclear=good.of.damaged or bad.of.damaged,
        )


def _share(one: IndicatorSubject, policy: Policy) -> _Share | None:
    name, value = one.measure_key, one.value
    if _RATE.search(name) is None or value is None or value.number is None or value.parts:
        return None
    unit = value.measure_unit
    if unit is None or unit.canonical != "%" or value.baseline is not None:
        return None
    for number, (good, bad) in enumerate(_pairs(policy)):
        # 不合格 holds 合格, 超期未办结 holds 办结: the bad ones are looked for first.
        for pattern, kinds, is_good in (
            (bad, _AT_LEAST + _AT_MOST, False),
            (good, _AT_LEAST, True),
        ):
            match = pattern.search(name)
            if match is None:
                continue
            if value.kind not in kinds:
                return None
            thing = _RATE.sub("", name[: match.start()] + name[match.end() :])
            thing = policy.pattern("consistency_filler").sub("", thing)
            return _Share(one, value.number, number, is_good, match[0], thing)
    return None


def _are_of_one(one: str, other: str) -> bool:
    """Whether two rates are of the same thing: 抽检 of 农产品抽检, or one does not say."""
    if not one or not other:
        return True
    shared = common_run(one, other)
    return shared == min(len(one), len(other)) or shared * 2 > max(len(one), len(other))


def _text(one: IndicatorSubject) -> str:
    return "" if one.target is None else one.target.text.strip()


@lru_cache(8)
def _pairs(policy: Policy) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    lines = (line.partition("=") for line in policy.words("consistency_complements"))
    return tuple((re.compile(good), re.compile(bad)) for good, _, bad in lines)
