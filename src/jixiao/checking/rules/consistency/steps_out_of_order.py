"""CON020 steps-out-of-order."""

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import common_run
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.terms import Term

_DATE = re.compile(r"(20[0-9]{2}|(?<!-)-)-([0-9]{2})(?:-([0-9]{2}))?")  # of ---15 no month is known
_TAIL = (
    r"(?:举办|开展|组织|工作|程序|手续|流程)?(?:全部|基本|按时|按期|及时)?(?:完成|完毕|结束|启动|开始|截止|到位)?"
    r"(?:的?(?:时间|时限|日期|期限|时点|节点|及时性|时间节点))?$"
)
_OTHER_YEAR = re.compile("[次翌下上]年|[次翌下上]一年|跨年|学年|学期")
_PARTS = re.compile(r"第?[一二三四五0-9]+[期批标轮]|[首末][期批]|[春夏秋冬]季?|[上下]半年")
_YEARS_END = (12, 31)  # is often said of what may be done at any time
_PAIR = 2
_BEFORE = re.compile("(?P<event>[一-鿿]{2,4}?)(?<![之以目提])前(?![期端景沿述往进瞻置台])")
_BEGINS = (
    "(?:工程|项目|活动|工作|任务)*(?:全部|正式|整体)*"
    "(?:开闸|启动|开始|开展|开工|动工|开幕|举办|实施|供水|完成|完工|竣工|结束|时间|日期|$)"
)
_LONG_RUN = 3

_Day = tuple[int, int, int]


class _Step(NamedTuple):
    """A step of work with its date: ``core`` are the words that say of which work."""

    of: IndicatorSubject
    name: str
    core: str
    term: Term
    first: _Day
    last: _Day


@rule("CON020", since="0.3", facts=("with_date",))
def steps_out_of_order(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """工作步骤的日期前后颠倒。

    先招标后施工、先完工后验收、先受理后发放；后一步的日期排在前一步之前，总有一个日期写错，照着执行不了。

    Not allowed:
        项目：校舍维修改造工程 | 860.00
        1、1-产出指标；13-时效指标；开工时间；实施周期指标值：2026年7月上旬；年度指标值：2026年7月上旬。2、1-产出指标；13-时效指标；竣工交付时间；实施周期指标值：2026年3月底前；年度指标值：2026年3月底前。

        项目：创业担保贷款奖补 | 120.00
        1、1-产出指标；13-时效指标；受理申请截止时间；实施周期指标值：2026年10月底；年度指标值：2026年10月底。2、1-产出指标；13-时效指标；奖补全部发放时间；实施周期指标值：2026年8月底前；年度指标值：2026年8月底前。

        项目：实际种粮农民补贴 | 120.00
        目标：对全县种粮农民按播种面积发放补贴。
        1、1-产出指标；13-时效指标；播种面积核实完成时间；实施周期指标值：2026年9月底前；年度指标值：2026年9月底前。2、1-产出指标；13-时效指标；补贴发放到户时间；实施周期指标值：2026年5月底前；年度指标值：2026年5月底前。

    Allowed:
        项目：校舍维修改造工程 | 860.00
        1、1-产出指标；13-时效指标；开工时间；实施周期指标值：2026年3月底前；年度指标值：2026年3月底前。2、1-产出指标；13-时效指标；竣工交付时间；实施周期指标值：2026年8月底前；年度指标值：2026年8月底前。

        项目：滨河路、学府路改造工程 | 860.00
        1、1-产出指标；13-时效指标；学府路开工时间；实施周期指标值：2026年7月底前；年度指标值：2026年7月底前。2、1-产出指标；13-时效指标；滨河路完工时间；实施周期指标值：2026年5月底前；年度指标值：2026年5月底前。

    Known limits:
        步骤和先后是数据，只看指标名称最后的步骤和写明月份的日期；同一个月之内不分先后；名称说的不是同一件工作、分期分批的不比较；前一步笼统写到年底的，只作提示。
    """
    dated = [
        one
        for one in project.indicators
        if one.terms and one.terms[-1].kind == "deadline" and one.terms[-1].value.date is not None
    ]
    if len(dated) < _PAIR:
        return
    late: set[int] = set()
    for found in _late_for(dated):
        late.add(id(found.about))
        yield found
    steps = [step for one in dated if (step := _step(one, policy)) is not None]
    followers = _orders(policy)
    for one, other in combinations(steps, _PAIR):
        if other.name in followers.get(one.name, ()):
            first, second = one, other
        elif one.name in followers.get(other.name, ()):
            first, second = other, one
        else:
            continue
        if (
            id(first.of) in late
            or first.first <= second.last
            or not _are_of_one_work(first, second, steps)
        ):
            continue
        yield Found(
            f"“{first.of.name}”是“{first.term.text}”，“{second.of.name}”却是“{second.term.text}”："
            f"{first.name}应当在{second.name}之前。",
            "请核对两个日期，按工作的先后改正；说的是两件工作的，请在指标名称里写明是哪一件。",
            at=(*second.term.at, *first.term.at),
            about=second.of,
            unclear=first.of.damaged or second.of.damaged,
            lighter=first.last[1:] == _YEARS_END and "前" in first.term.key,
        )


def _late_for(dated: list[IndicatorSubject]) -> Iterator[Found]:
    """春灌前清淤 by April, where 春灌 begins in March: the name itself tells the order."""
    for one in dated:
        before = _BEFORE.match(one.measure_key)
        days = _days(one)
        if before is None or days is None:
            continue
        for other in dated:
            its = _days(other)
            if other is one or its is None or (days[0][0] == 0) != (its[1][0] == 0):
                continue
            begun = re.search(re.escape(before["event"]) + _BEGINS, other.measure_key)
            if begun is None or days[0] <= its[1]:
                continue
            yield Found(
                f"“{one.name}”要在{before['event']}之前，却是“{one.terms[-1].text}”，"
                f"“{other.name}”是“{other.terms[-1].text}”。",
                "请核对两个日期，按工作的先后改正。",
                at=(*one.terms[-1].at, *other.terms[-1].at),
                about=one,
                unclear=one.damaged or other.damaged,
            )
            break


def _days(one: IndicatorSubject) -> tuple[_Day, _Day] | None:
    """The first and the last day that its date can mean."""
    days = list(_DATE.finditer(one.terms[-1].value.date or ""))
    if not days or _OTHER_YEAR.search(one.name_key + one.terms[-1].key):
        return None
    return _day(days[0], last=False), _day(days[-1], last=True)


def _step(one: IndicatorSubject, policy: Policy) -> _Step | None:
    """The step that its name ends in, with the days that its date can mean."""
    term = one.terms[-1]
    found = _named(one.measure_key, policy)
    if found is None or _OTHER_YEAR.search(one.name_key + term.key):
        return None
    days = list(_DATE.finditer(term.value.date or ""))
    if not days:
        return None
    return _Step(one, *found, term, _day(days[0], last=False), _day(days[-1], last=True))


@lru_cache(4096)
def _named(name: str, policy: Policy) -> tuple[str, str] | None:
    """The step that a name ends in, the longest, and the words before it that say of which work."""
    best: tuple[int, str] | None = None
    for step, pattern in _patterns(policy):
        match = pattern.search(name)
        if match is not None and (best is None or match.start() < best[0]):
            best = match.start(), step
    if best is None:
        return None
    return best[1], policy.pattern("consistency_step_common").sub("", name[: best[0]])


def _day(match: re.Match[str], *, last: bool) -> _Day:
    year = 0 if match[1] == "-" else int(match[1])
    month = int(match[2])
    end = calendar.monthrange(year or 1, month)[1] if last else 1
    return year, month, int(match[3]) if match[3] else end


def _are_of_one_work(one: _Step, other: _Step, steps: list[_Step]) -> bool:
    """Whether both belong to the same work, and both dates have a year, or none."""
    if (one.first[0] == 0) != (other.last[0] == 0):
        return False
    if set(_PARTS.findall(one.of.name_key)) != set(_PARTS.findall(other.of.name_key)):
        return False
    if one.core == other.core:
        return True
    if sum(step.name in (one.name, other.name) for step in steps) > _PAIR:
        return False
    if not one.core or not other.core:
        # Which work is said once: it is the project's own.
        project = one.of.project
        outputs = (its.name_key for its in project.outputs if its not in (one.of, other.of))
        said = ";".join((project.name_key, project.objective_key, *outputs))
        return common_run(one.core or other.core, said) > 0
    shorter = min(len(one.core), len(other.core))
    shared = common_run(one.core, other.core)
    return shared == shorter or (shared >= _LONG_RUN and shared >= shorter - 1)


@lru_cache(8)
def _patterns(policy: Policy) -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = (line.partition("=") for line in policy.words("consistency_steps"))
    return tuple((name, re.compile(f"(?:{words}){_TAIL}")) for name, _, words in lines)


@lru_cache(8)
def _orders(policy: Policy) -> dict[str, set[str]]:
    """The steps that come after each, in any of the chains."""
    found: dict[str, set[str]] = {}
    for line in policy.words("consistency_step_orders"):
        for first, second in combinations(line.split("<"), _PAIR):
            found.setdefault(first, set()).add(second)
    return found
