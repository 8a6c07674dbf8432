"""CON025 how-often-differs-from-goal."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import (
    common_run,
    numbers_in,
    numbers_of,
    quoted,
)
from jixiao.checking.rules.consistency._often import Often, often_in
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_KINDS = ("exactly", "at_least", "more_than")
_BRACKETS = re.compile(r"\([^()]*\)")
_CORE = 2  # last characters of a name that say what is done
_SHORT_CLAUSE = 10  # characters of one that only says when
_LONG_CORE = 4  # where those say little
_EACH = re.compile(
    r"(?:每(?:一|个)?(?P<each>[人名位生户家村校所台车亩床店站])|(?P<average>[人户生村校亩])均)"
    r"(?P<words>[^,;。:、0-9均]{0,14})(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>[^0-9,;。:、()元]{1,3}?)"
    r"(?=[,;。:、()]|以上|$)"
)
_OF_EACH = re.compile(
    r"每(?:一|个)?([人名位生户家村校所台车亩床店站])|([人户生村校亩])均|单([人户家村校台车店站])"
)
_PERSONS = "人名位生"
_PERIODS = {
    "天": "个?工作日|天", "日": "个?工作日|天", "工作日": "个?工作日|天", "周": "个?周", "星期": "个?周", "月": "个月",
}  # fmt: skip


@rule("CON025", since="0.3", says=("每", "次/", "均"))
def how_often_differs_from_goal(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """指标值的次数少于绩效目标写的频次。

    目标写“每月1次”，全年就是12次；指标只要求6次，年底按指标算完成了，目标却只做了一半。每人、每户多少也是这样。

    Not allowed:
        目标：市级河长每季度巡河不少于1次，镇级河长每月巡河不少于1次。
        1、1-产出指标；11-数量指标；市级河长人均巡河次数；实施周期指标值：≥4次；年度指标值：≥4次。
        2、1-产出指标；11-数量指标；镇级河长人均巡河次数；实施周期指标值：≥6次；年度指标值：≥6次。

        目标：组织乡村医生轮训，每人培训不少于40学时，提升诊疗能力。
        1、1-产出指标；11-数量指标；人均培训学时；实施周期指标值：≥30学时；年度指标值：≥30学时。

    Allowed:
        目标：对8个水源地每月开展一次水质监测，掌握水质变化。
        1、1-产出指标；11-数量指标；每个水源地水质监测次数；实施周期指标值：12次；年度指标值：12次。
        2、1-产出指标；11-数量指标；水质监测总次数；实施周期指标值：96次；年度指标值：96次。

        目标：为重度残疾儿童送教上门，每月送教不少于2次，做到一人一案。
        1、1-产出指标；11-数量指标；每生年送教次数；实施周期指标值：≥20次；年度指标值：≥20次。

    Known limits:
        只看比目标少的：多出来的可能是几个地方的合计。汛期、假期这类只有一段时间的不换算；学校按开学的月数、周数放宽；每天的按工作日放宽。
    """
    text = project.objective_key
    often = [one for one in often_in(text) if not _in_a_part_of_the_year(one, project, policy)]
    for indicator in project.indicators if often else ():
        about = _about(indicator, often, text, policy)
        if about is not None:
            yield _found(indicator, quoted(text, about.start, about.end), _per_year(about))
    yield from _each(project)


def _found(one: IndicatorSubject, said: str, reckoned: str) -> Found:
    target = one.target
    return Found(
        f"绩效目标写“{said}”{reckoned}，指标“{one.name}”的指标值却是"
        f"“{target.text if target is not None else ''}”。",
        "请核对哪个数是对的，把目标和指标值改成一致。",
        at=target.at if target is not None else None,
        about=one,
    )


def _per_year(one: Often) -> str:
    if one.unit in ("天", "日", "工作日", "年"):
        return ""
    return f"，一年{one.in_a_year.normalize():f}{one.times}"


def _about(one: IndicatorSubject, often: list[Often], text: str, policy: Policy) -> Often | None:
    """What the goal says of how often the indicator's work is done, where its target is less."""
    done = _times_of(one)
    if done is None or one.level == "3":
        return None
    core = _core_of(one, policy)
    name = policy.pattern("consistency_often_common").sub("", one.measure_key)
    if len(core) < _CORE:
        return None
    clauses = [(_BRACKETS.sub("", _clause(text, each)), each) for each in often]
    said = [(common_run(name, clause), each) for clause, each in clauses if core in clause]
    if not said and len(core) > _CORE:
        # 活动 says little, but may be said of one thing only.
        said = [(_CORE, each) for clause, each in clauses if core[-_CORE:] in clause]
        said = said if len(said) == 1 else []
    if not said:
        return None
    nearest = max(shared for shared, _ in said)
    least = [each for shared, each in said if shared == nearest]
    if any(done >= _fewest(each, one, policy) for each in least):
        return None
    # 出车120天,平均每天50人次: so many days are said, and 6000 are what they make.
    if any(_is_said_for_so_many(done / each.number, each.unit, one) for each in least):
        return None
    # The goal may say both: 每月2次, 全年20次.
    if any(
        number.number == done
        and number.family == "count"
        and core[-_CORE:] in number.words + number.after
        for number in numbers_in(text, policy)
    ):
        return None
    return least[0]


def _core_of(one: IndicatorSubject, policy: Policy) -> str:
    """The last words of a name that say what is done: 消杀 of 单座公厕年消杀次数."""
    name = policy.pattern("consistency_often_common").sub("", _BRACKETS.sub("", one.measure_key))
    core = name[-_CORE:]
    return name[-_LONG_CORE:] if core in policy.words("consistency_common_nouns") else core


def _times_of(one: IndicatorSubject) -> Decimal | None:
    """How many times in a year the target asks for; None where it is no number of times."""
    value = one.value
    if value is None or value.kind not in _KINDS or value.parts or value.baseline:
        return None
    told = next(often_in(one.target_key), None)
    if told is not None:
        return told.in_a_year
    numbers = numbers_of(value)
    unit = value.measure_unit
    if len(numbers) != 1 or unit is None or value.per is not None:
        return None
    if unit.dimension != "occasions" and numbers[0][2] not in ("期", "轮", "遍", "回", "场", "次"):
        return None
    named = next(often_in(f"{one.measure_key.removesuffix('次数')}1次"), None)
    periods = named.periods if named is not None and one.measure_key.endswith("次数") else 1
    return numbers[0][0] * periods


def _is_said_for_so_many(periods: Decimal, unit: str, one: IndicatorSubject) -> bool:
    """Whether goal or another indicator says how many days, weeks or months there are."""
    said, names = f"{periods.normalize():f}", _PERIODS.get(unit)
    if names is None or not said.isdecimal() or periods <= 1:
        return False
    of_time = re.compile(rf"(?<![0-9.]){said}(?:{names})(?![内前]|以内)")
    project = one.project
    texts = [other.target_key for other in project.indicators if other is not one]
    return any(of_time.search(text) for text in (project.objective_key, *texts))


def _fewest(each: Often, one: IndicatorSubject, policy: Policy) -> Decimal:
    """How many times the goal can be meant at the fewest: schools have ten months."""
    total = each.in_a_year
    if each.unit in ("天", "日"):
        return total * policy.limit("consistency_share_of_days")
    if each.unit in ("周", "星期", "工作日"):
        total *= policy.limit("consistency_share_of_weeks")
    taught = policy.pattern("consistency_taught")
    said = (one.project.name_key, one.name_key, _clause(one.project.objective_key, each))
    if any(taught.search(text) for text in said):
        total *= policy.limit("consistency_share_of_school_year")
    return total


def _clause(text: str, each: Often) -> str:
    """The clause in which it is said; one that only tells who is meant goes on from the one before."""
    begin = max(text.rfind(stop, 0, each.start) for stop in ",;。:") + 1
    ends = [at for stop in ",;。" if (at := text.find(stop, each.end)) >= 0]
    return text[begin : min(ends, default=len(text))]


def _in_a_part_of_the_year(each: Often, project: ProjectSubject, policy: Policy) -> bool:
    """汛期每周巡查1次, also where the time stands in front by itself: 汛期,每周巡查1次."""
    text = project.objective_key
    begin = max(text.rfind(stop, 0, each.start) for stop in ",;。") + 1
    before = max(text.rfind(stop, 0, max(0, begin - 1)) for stop in ",;。") + 1
    if begin - before <= _SHORT_CLAUSE and "每" not in text[before:begin]:
        begin = before
    part = policy.pattern("consistency_part_of_year")
    return (
        part.search(text, begin, each.end) is not None or part.search(project.name_key) is not None
    )


def _each(project: ProjectSubject) -> Iterator[Found]:
    """每人培训不少于40学时 of the goal, and an indicator 人均培训学时 with a smaller number."""
    text = project.objective_key
    said_of_each = list(_EACH.finditer(text)) if "每" in text or "均" in text else ()
    if not said_of_each:
        return
    averages = [one for one in project.indicators if _OF_EACH.search(one.name_key)]
    for match in said_of_each:
        its = match["each"] or match["average"]
        for one in averages:
            of = _OF_EACH.search(one.name_key)
            value = one.value
            unit = None if value is None else value.measure_unit
            if of is None or value is None or unit is None or value.number is None:
                continue
            thing = next(group for group in of.groups() if group)
            if (
                value.kind not in _KINDS
                or value.per is not None
                or match["unit"] not in (unit.text, unit.canonical)
                or (thing != its and not (thing in _PERSONS and its in _PERSONS))
            ):
                continue
            said = match["words"] + match["unit"]
            if value.number < Decimal(match["number"]) and common_run(said, one.name_key):
                yield _found(one, quoted(text, match.start(), match.end()), "")
