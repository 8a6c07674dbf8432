"""CON028 complements-exclude-each-other."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import common_run
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import Place

_RATES = ("占比", "比例", "比重", "率", "度")
_RATE = re.compile(f"(?:{'|'.join(_RATES)})$")
_IN_GOAL = re.compile(
    r"(?P<name>[一-鿿]{2,16}率)(?:达到|达|不低于|不少于|保持在|稳定在|大于|高于|超过|≥|>)*"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)%(?:以上)?"
)
_WHOLE = 100
_ROUNDED = Decimal(1)
_AT_LEAST = ("exactly", "at_least", "more_than")
_AT_MOST = ("at_most", "less_than")


class _Part(NamedTuple):
    """Of which line of the list, whether it is the good part, in which word, and of what."""

    line: int
    good: bool
    word: str
    thing: str


class _Share(NamedTuple):
    """A rate of a pair: ``of`` is its indicator, or None where the goal has it."""

    of: IndicatorSubject | None
    said: str
    number: Decimal
    line: int
    good: bool
    word: str
    thing: str

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its indicator stands."""
        return self.of.at if self.of is not None else ()


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
    for bad in shares:
        if bad.good:
            continue
        others = (*shares, *_in_the_goal(project.objective_key, policy))
        for good in others:
            left = _WHOLE - good.number
            if (
                not good.good
                or good.line != bad.line
                or bad.number <= left + _ROUNDED
                or not _are_of_one(good.thing, bad.thing)
            ):
                continue
            yield Found(
                f"{good.said}，{bad.word}的至多{left.normalize():f}%，{bad.said}与它对不上。",
                "请核对哪个数是对的，两项只留一项或改成一致；说的不是同一件事的，请在名称里写明。",
                at=(*good.places, *bad.places),
                about=bad.of,
                unclear=any(one.of is not None and one.of.damaged for one in (good, bad)),
            )
            break


def _share(one: IndicatorSubject, policy: Policy) -> _Share | None:
    name, value = one.measure_key, one.value
    if not name.endswith(_RATES) or value is None or value.number is None or value.parts:
        return None
    unit = value.measure_unit
    if unit is None or unit.canonical != "%" or value.baseline is not None:
        return None
    part = _part(name, policy)
    if part is None or value.kind not in (_AT_LEAST if part.good else _AT_LEAST + _AT_MOST):
        return None
    text = "" if one.target is None else one.target.text.strip()
    said = f"“{one.name}”是“{text}”"
    return _Share(one, said, value.number, *part)


def _in_the_goal(text: str, policy: Policy) -> Iterator[_Share]:
    """The good rates that a folded goal wants at the least."""
    for match in _IN_GOAL.finditer(text):
        part = _part(match["name"], policy)
        if part is not None and part.good:
            said = f"绩效目标写“{match[0]}”"
            yield _Share(None, said, Decimal(match["number"]), *part)


@lru_cache(4096)  # names come again and again
def _part(name: str, policy: Policy) -> _Part | None:
    """Which part of which pair the name of a rate tells, and of what."""
    for number, (good, bad) in enumerate(_pairs(policy)):
        # 不合格 holds 合格, 超期未办结 holds 办结: the bad ones are looked for first.
        for pattern, is_good in ((bad, False), (good, True)):
            match = pattern.search(name)
            if match is not None:
                thing = _RATE.sub("", name[: match.start()] + name[match.end() :])
                thing = policy.pattern("consistency_filler").sub("", thing)
                return _Part(number, is_good, match[0], thing)
    return None


def _are_of_one(one: str, other: str) -> bool:
    """Whether two rates are of the same thing: 抽检 of 农产品抽检, or one does not say."""
    if not one or not other:
        return True
    shared = common_run(one, other)
    return shared == min(len(one), len(other)) or shared * 2 > max(len(one), len(other))


@lru_cache(8)
def _pairs(policy: Policy) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    lines = (line.partition("=") for line in policy.words("consistency_complements"))
    return tuple((re.compile(good), re.compile(bad)) for good, _, bad in lines)
