"""CON013 time-limit-differs-from-goal."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._goal_dates import later_than_goal
from jixiao.checking.rules.consistency._numbers import common_run, numbers_of, quoted
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_TIME = re.compile(
    # What begins with a set is searched fastest: what stands before is looked at behind it.
    r"(?P<number>[0-9](?<![0-9.×*xX月][0-9])(?<![0-9][~—至-][0-9])[0-9]*(?:\.[0-9]+)?)"
    r"(?P<unit>个?工作日|个?小时|分钟|秒|[天日](?![常均制期记报租夜]))"
)
_SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "日": 86400}
_FROM = re.compile(r"(?:由|从|原|过去|以前)[^,;。:0-9]{0,12}$")
_LEAST_SHARED = 3
_LISTED = re.compile(
    r"(?P<words>[一-鿿]{2,4})[0-9]+(?:\.[0-9]+)?(?:个?工作日|个?小时|分钟|[天日])(?:以|之)?内[^,;。:0-9、]{1,6}、$"
)


class _Limit(NamedTuple):
    """``number`` of ``base`` (工作日 or 秒); ``words`` say of what, ``said`` is the clause."""

    number: Decimal
    base: str
    words: str
    said: str


@rule(
    "CON013",
    since="0.2",
    says=(
        "工作日",
        "小时",
        "分钟",
        "天",
        "日内",
        "日以内",
        "日前",
        "月前",
        "汛前",
        "期前",
        "考前",
        "学前",
        "节前",
        "暖前",
        "赛前",
        "幕前",
        "底前",
        "月底",
        "年底",
        "年末",
        "季度",
        "半年",
    ),
)
def time_limit_differs_from_goal(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """绩效目标写的时限、期限比指标值短。

    目标承诺几天办结，指标值放宽了，年底按指标值算达标，目标却没有做到。

    Not allowed:
        目标：简化流程，公证事项办理时间压缩至5个工作日，方便群众。
        1、1-产出指标；13-时效指标；公证事项办理时间；实施周期指标值：7个工作日内；年度指标值：7个工作日内。

        目标：利用暑假改造教学楼，确保2025年9月1日前交付使用。
        1、1-产出指标；13-时效指标；教学楼改造交付时间；实施周期指标值：2025年11月30日前；年度指标值：2025年11月30日前。

        目标：在10月1日防火期前完成灭火装备配备，降低森林火灾损失。
        1、1-产出指标；13-时效指标；灭火装备配备完成时间；实施周期指标值：2025年12月20日前；年度指标值：2025年12月20日前。

    Allowed:
        目标：简化流程，公证事项办理时间压缩至5个工作日，方便群众。
        1、1-产出指标；13-时效指标；公证事项办理时间；实施周期指标值：5个工作日内；年度指标值：5个工作日内。

        目标：监控室24小时值守，接报后30分钟内到达现场。
        1、1-产出指标；13-时效指标；到达现场时间；实施周期指标值：≤0.5小时；年度指标值：≤0.5小时。

        目标：利用暑假改造教学楼，确保2025年9月1日前交付使用。
        1、1-产出指标；13-时效指标；教学楼改造交付时间；实施周期指标值：2025年8月25日前；年度指标值：2025年8月25日前。
        2、1-产出指标；13-时效指标；工程款支付时间；实施周期指标值：2025年12月31日前；年度指标值：2025年12月31日前。

    Known limits:
        工作日与自然日不互相换算；指标值比目标更严的不算。目标里有几个日期的，按说法最近的一处，分不清时按最晚的；指标名称最后说的那一步要在同一句里。
    """
    yield from _later(project, policy)
    limits = list(_limits(project.objective_key, policy))
    about: dict[_Limit, list[tuple[IndicatorSubject, Decimal]]] = {}
    for one in project.indicators if limits else ():
        for limit, time in _nearest(one, limits, policy):
            about.setdefault(limit, []).append((one, time))
    for limit, indicators in about.items():
        if any(time <= limit.number for _, time in indicators):
            continue
        one = indicators[0][0]
        target = one.annual or one.period
        yield Found(
            f"绩效目标写“{limit.said}”，指标“{one.name}”的指标值却是"
            f"“{target.text if target is not None else ''}”。",
            "请核对哪个时限是对的，把目标和指标值改成一致。",
            at=target.at if target is not None else None,
            about=one,
        )


def _later(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """9月1日前交付 of the goal, and an indicator that asks for the same step by 12月31日."""
    for one, goal in later_than_goal(project, policy):
        target = one.annual or one.period
        yield Found(
            f"绩效目标写“{goal.clause}”，指标“{one.name}”的指标值却是"
            f"“{target.text if target is not None else ''}”。",
            "请核对哪个期限是对的，把目标和指标值改成一致。",
            at=target.at if target is not None else None,
            about=one,
        )


def _without(said: str, time: str) -> str:
    """故障2小时内响应 without the time itself: 故障响应."""
    begin, _, rest = said.partition(time)
    return begin + rest.removeprefix("以").removeprefix("之").removeprefix("内")


def _limits(text: str, policy: Policy) -> Iterator[_Limit]:
    """The times within which a folded goal wants something done."""
    for match in _TIME.finditer(text):
        said = quoted(text, match.start(), match.end())
        if (
            policy.pattern("consistency_not_a_limit").search(said)
            or policy.pattern("consistency_limit").search(said) is None
            or _FROM.search(text, max(0, match.start() - 16), match.start())
        ):
            continue
        unit = match["unit"].removeprefix("个")
        base = "工作日" if unit == "工作日" else "秒"
        words = policy.pattern("consistency_limit_common").sub("", _without(said, match[0]))
        before = _LISTED.search(text, 0, match.start())
        if before is not None and before["words"] not in words:
            # 故障2小时内响应、24小时内修复: the second is of the same 故障.
            words = before["words"] + words
        yield _Limit(Decimal(match["number"]) * _SECONDS.get(unit, 1), base, words, said)


def _nearest(
    one: IndicatorSubject, limits: list[_Limit], policy: Policy
) -> list[tuple[_Limit, Decimal]]:
    """The limits that share most words with a name, if enough, with the time it allows."""
    times: dict[str, Decimal] = {}
    for number, family, unit in numbers_of(one.value) if one.value is not None else ():
        if family == "duration":
            times[unit] = max(number, times.get(unit, number))
    if not times:
        return []
    name = policy.pattern("consistency_limit_common").sub("", one.name_key)
    shared = [(_shared(limit.words, name), limit) for limit in limits if limit.base in times]
    most = max((same for same, _ in shared), default=0)
    if not most or (most < _LEAST_SHARED and most < len(name)):
        return []
    return [(limit, times[limit.base]) for same, limit in shared if same == most]


def _shared(words: str, name: str) -> int:
    """Characters in a row that both hold; all of a name whose characters stand there in order."""
    rest = iter(words)
    if len(name) >= _LEAST_SHARED and all(character in rest for character in name):
        return len(name)
    return common_run(words, name)
