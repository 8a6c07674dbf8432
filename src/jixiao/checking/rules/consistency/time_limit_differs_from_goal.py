"""CON013 time-limit-differs-from-goal."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._goal_dates import later_than_goal
from jixiao.checking.rules.consistency._numbers import common_run, numbers_of, quoted
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_TIME = re.compile(
    r"(?<![0-9.×*xX月])(?<![0-9][~—至-])(?P<number>[0-9]+(?:\.[0-9]+)?)"
    r"(?P<unit>个?工作日|个?小时|分钟|秒|[天日](?![常均制期记报租夜]))"
)
_SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "日": 86400}
_FROM = re.compile(r"(?:由|从|原|过去|以前)[^,;。:0-9]{0,12}$")
_LEAST_SHARED = 3


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
    text = project.objective_key
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
        limit = Decimal(match["number"]) * _SECONDS.get(unit, 1)
        about = _longer(_without(said, match[0]), limit, base, project, policy)
        if about is None:
            continue
        target = about.annual or about.period
        yield Found(
            f"绩效目标写“{said}”，指标“{about.name}”的指标值却是"
            f"“{target.text if target is not None else ''}”。",
            "请核对哪个时限是对的，把目标和指标值改成一致。",
            at=target.at if target is not None else None,
            about=about,
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


def _longer(
    said: str, limit: Decimal, base: str, project: ProjectSubject, policy: Policy
) -> IndicatorSubject | None:
    """The indicator about the same thing that allows more time, where none keeps the limit."""
    common = policy.pattern("consistency_limit_common")
    words = common.sub("", said)
    found = None
    for one in project.indicators:
        times = [
            number
            for number, family, unit in (numbers_of(one.value) if one.value is not None else ())
            if family == "duration" and unit == base
        ]
        if not times:
            continue
        name = common.sub("", one.name_key)
        same = common_run(words, name)
        if same < _LEAST_SHARED and same < len(name):
            continue
        if max(times) <= limit:
            return None
        found = found or (one if same else None)
    return found
