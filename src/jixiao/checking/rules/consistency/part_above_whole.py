"""CON014 part-above-whole."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import (
    GoalNumber,
    numbers_of,
    numbers_of_goal,
    quoted,
)
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_PART = "其中"
_MANY = 4096
_APART = frozenset("台辆套艘架部块张")  # bought once each: parts of a purchase do not overlap
_BETWEEN = re.compile(r"[^,;。:()]*[、和及][^,;。:()]*|,[^,;。:()]*")
_FOUND = re.compile(
    r"(?:发现|查[处出实]|处置|检出)[^;]*(?:不合格|问题|阳性|超标)|(?:不合格|问题|阳性|超标)[^;]*(?:发现|查[处出实]|处置|下架|召回)"
)
_LOOKED_AT = re.compile(r"抽检|抽查|检测|检验|检查|监测|筛查|抽样")
_EACH = frozenset(
    {"批次", "份", "家", "户", "台", "辆", "人", "件"}
)  # of 处, 个, 项 one may hold several
_ONCE = frozenset(
    {"件", "份", "对", "例", "起", "宗", "笔", "户", "条"}
)  # a 次 or 个 without a thing may be of another work
_GRADED = re.compile("(.+?)(优良|优秀|优质|合格)率")
_EXCELLENT = ("优良率", "优秀率", "优质率")
_OF_GRADES = re.compile("质量|竣工|验收")
_THERE_ARE = re.compile("现有|共有|在册|常住|户籍|总人口")
_FOR_SO_MANY = re.compile("每[一百千万]|人均|户均")  # 每千名常住人口拥有2.4名
_POPULACE = re.compile("常住|户籍|总人口|居民")
# What comes from elsewhere, or is had anew.
_MORE = re.compile(
    "新|添置|购置|采购|购买|建设|建成|引进|招|接待|游客|旅客|观众|流动|外来|外地|累计|人次|栽|种|投放|增殖|提供|发放|宣传|触达|浏览"
)
_UPPER_BOUNDS = ("at_most", "less_than")


class _Told(NamedTuple):
    """What a name tells."""

    begins: frozenset[int]
    """The numbers of the steps that it has the former of."""
    ends: frozenset[int]
    """Those that it has the later of."""
    finds: bool
    """Whether it counts what was found wrong."""
    looks: bool
    """Whether it counts what was looked at."""
    excels: bool
    """Whether it is the rate of what is excellent."""
    is_part: bool


_NOTHING = _Told(frozenset(), frozenset(), finds=False, looks=False, excels=False, is_part=False)


@rule(
    "CON014",
    since="0.3",
    says=(
        _PART,
        "不合格",
        "问题",
        "阳性",
        "超标",
        "优良率",
        "优秀率",
        "优质率",
        "现有",
        "共有",
        "在册",
        "常住",
        "户籍",
        "总人口",
    ),
    words=("consistency_narrowed_words",),
)
def part_above_whole(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """“其中”的数大于总数。

    “其中”说的是一部分，一部分不会多于全部；两个数里总有一个写错，或者归错了总数。

    Not allowed:
        1、1-产出指标；11-数量指标；参训教师人数；实施周期指标值：≥1500人；年度指标值：≥1500人。2、1-产出指标；11-数量指标；其中乡村教师人数；实施周期指标值：≥1800人；年度指标值：≥1800人。

        目标：年内救助困难群众2.4万人次，其中临时救助3.1万人次。

        目标：购置检测设备12台，其中气相色谱仪4台、光谱仪3台、显微镜6台。

        1、1-产出指标；11-数量指标；抽检药品批次；实施周期指标值：≥800批次；年度指标值：≥800批次。2、2-效益指标；22-社会效益；发现并处置的不合格药品；实施周期指标值：≥900批次；年度指标值：≥900批次。

        1、1-产出指标；11-数量指标；排查隐患数量；实施周期指标值：180条；年度指标值：180条。2、1-产出指标；11-数量指标；整改隐患数量；实施周期指标值：210条；年度指标值：210条。

        1、1-产出指标；12-质量指标；工程合格率；实施周期指标值：≥90%；年度指标值：≥90%。2、1-产出指标；12-质量指标；工程优良率；实施周期指标值：≥95%；年度指标值：≥95%。

    Allowed:
        1、1-产出指标；11-数量指标；参训教师人数；实施周期指标值：≥1800人；年度指标值：≥1800人。2、1-产出指标；11-数量指标；其中乡村教师人数；实施周期指标值：≥1500人；年度指标值：≥1500人。

        目标：新建管网30公里，改造管网50公里，其中老城区60公里。

        目标：购置检测设备12台，其中气相色谱仪4台、光谱仪3台、显微镜5台。

        1、1-产出指标；11-数量指标；抽检药品批次；实施周期指标值：≥800批次；年度指标值：≥800批次。2、2-效益指标；22-社会效益；发现并处置的不合格药品；实施周期指标值：≥20批次；年度指标值：≥20批次。

    Known limits:
        只比较计量单位相同的数；指标看同一类别里前面最近的一项，目标看同一句里前面各数之和；几个部分相加，只核对购置的台、辆、套这类不会重复算的东西。查出的问题与检查的总数，只比较批次、份、家这类同一单位；前后两步（排查、整改）说的东西相同才比较。
    """
    if _PART in project.objective_key:
        numbers = numbers_of_goal(project, policy)
        yield from _in_the_goal(project, numbers)
        yield from _parts_together(project, numbers)
    told = [_told(one.name_key, one.measure_key, policy) for one in project.indicators]
    telling = [one for one in told if one is not _NOTHING]
    if any(one.finds for one in telling):
        yield from _found_in_more(project, policy)
    begun = set().union(*[one.begins for one in telling]) if len(telling) > 1 else None
    both = begun.intersection([step for one in telling for step in one.ends]) if begun else None
    if both:
        yield from _more_than_before(project, told, both, policy)
    if any(one.excels for one in telling):
        yield from _better_than_good(project)
    if _THERE_ARE.search(project.objective_key) is not None:
        yield from _more_than_there_are(project, policy)
    if not any(one.is_part for one in telling):
        return
    whole: IndicatorSubject | None = None
    for one, its in zip(project.indicators, told, strict=True):
        if not its.is_part:
            whole = one
            continue
        if whole is None or whole.class_ != one.class_:
            continue
        part, all_ = _number(one), _number(whole)
        if part is None or all_ is None or part[1:] != all_[1:] or part[0] <= all_[0]:
            continue
        target, other = one.target, whole.target
        yield Found(
            f"“{one.name}”的指标值“{target.text if target is not None else ''}”"
            f"大于总数“{whole.name}”的“{other.text if other is not None else ''}”。",
            "请核对哪个数写错了；不是它的一部分的，请去掉“其中”。",
            at=(*whole.at, *one.at),
            about=one,
            unclear=whole.damaged or one.damaged,
        )


def _in_the_goal(project: ProjectSubject, numbers: Sequence[GoalNumber]) -> Iterator[Found]:
    text = project.objective_key
    for place, one in enumerate(numbers):
        begin = text.rfind("。", 0, one.start) + 1
        mark = text.rfind(_PART, begin, one.start)
        if mark < 0 or _PART not in one.words:
            continue
        before = [
            other.number
            for other in numbers[:place]
            if begin <= other.start < mark and (other.unit, other.family) == (one.unit, one.family)
        ]
        if before and one.number > sum(before):
            yield Found(
                f"绩效目标里“{quoted(text, one.start, one.end)}”是其中的一部分，却大于前面的总数。",
                "请核对哪个数写错了；不是前面那个数的一部分的，请去掉“其中”。",
            )


def _parts_together(project: ProjectSubject, numbers: Sequence[GoalNumber]) -> Iterator[Found]:
    """购置设备12台,其中4台、3台、6台: the parts are thirteen."""
    text = project.objective_key
    mark = text.find(_PART)
    before = [one for one in numbers if one.end <= mark]
    parts = [one for one in numbers if one.start > mark]
    if not before or before[-1].unit not in _APART or text.rfind("。", 0, mark) > before[-1].end:
        return
    whole, last = before[-1], mark
    listed: list[GoalNumber] = []
    for one in parts:
        if one.unit != whole.unit or (listed and _BETWEEN.fullmatch(text, last, one.start) is None):
            break
        listed.append(one)
        last = one.end
    total = sum((one.number for one in listed), Decimal(0))
    if len(listed) > 1 and total > whole.number and all(o.number <= whole.number for o in listed):
        yield Found(
            f"绩效目标里“{quoted(text, whole.start, whole.end)}”，"
            f"其中各项合计却是{total.normalize():f}{whole.unit}。",
            "请核对总数和各项的数，哪个写错了。",
        )


def _found_in_more(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """不合格食品≥6000批次 of 抽检5400批次: more is found than is looked at."""
    for one in (*project.benefits, *project.outputs):
        finds = _told(one.name_key, one.measure_key, policy).finds
        part = _number(one) if finds else None
        if part is None or part[2] not in _EACH:
            continue
        looked = [
            (other, number)
            for other in project.outputs
            if _told(other.name_key, other.measure_key, policy).looks
            and (number := _number(other)) is not None
            and number[1:] == part[1:]
        ]
        if looked and part[0] > sum(number[0] for _, number in looked):
            other = looked[0][0]
            target, all_ = one.target, other.target
            yield Found(
                f"“{one.name}”的指标值“{target.text if target is not None else ''}”"
                f"大于“{other.name}”的“{all_.text if all_ is not None else ''}”，"
                "查出的比检查的还多。",
                "请核对哪个数写错了。",
                at=(*other.at, *one.at),
                about=one,
                unclear=other.damaged or one.damaged,
            )


def _more_than_before(
    project: ProjectSubject, told: Sequence[_Told], both: set[int], policy: Policy
) -> Iterator[Found]:
    """整改隐患210条 of 排查隐患180条: what comes of a step is no more than what it began with."""
    counted = [
        (one, its, number)
        for one, its in zip(project.indicators, told, strict=True)
        if (number := _number(one)) is not None
    ]
    exceeding: set[int] = set()
    for step in sorted(both):
        before, after = _steps(policy)[step]
        begun = [(one, number) for one, its, number in counted if step in its.begins]
        for one, its, part in counted if begun else ():
            if step not in its.ends:
                continue
            thing = _thing(one, (before, after), policy).removeprefix("安全").removesuffix(part[2])
            alone = sum(number[1:] == part[1:] for _, number in begun) == 1
            for other, all_ in begun:
                # 重大隐患 are fewer than 隐患; 安全隐患 are not.
                whole = (
                    _thing(other, (before, after), policy)
                    .removeprefix("安全")
                    .removesuffix(part[2])
                )
                if part[1:] != all_[1:] or part[0] <= all_[0] or one is other:
                    continue
                # 结业的指导师 are those of 家庭教育指导师培训, the only one there is.
                persons = alone and part[2] in policy.words("consistency_persons")
                # 受理件数, 调解成功件数: neither says of what, and there is one of each.
                same = (whole == thing and thing != "") or (
                    alone
                    and part[2] in _ONCE
                    and (not thing or whole in thing or whole.startswith(thing))
                )
                if id(one) in exceeding:
                    continue
                if same or (persons and len(thing) > 1 and whole.endswith(thing)):
                    exceeding.add(id(one))
                    yield _exceeds(one, other)


def _more_than_there_are(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """坞修船艇6艘, where the goal says 现有船艇4艘; 签约46万人 of 常住人口41万人."""
    text = project.objective_key
    persons = policy.words("consistency_persons")
    for number in numbers_of_goal(project, policy):
        words = number.words
        there = _THERE_ARE.search(words)
        if there is None or number.family != "count":
            continue
        clause = max(text.rfind(stop, 0, number.start) for stop in ",;。")
        if _FOR_SO_MANY.search(text, clause + 1, number.start):
            continue
        noun = re.sub("[^一-鿿]", "", words[there.end() :])[-2:]
        noun = noun if len(noun) > 1 else re.sub("[^一-鿿]", "", number.after)[:2]
        populace = number.unit in persons and (_POPULACE.search(words + number.after) is not None)
        for one in project.indicators:
            its = _number(one)
            if its is None or its[0] <= number.number or its[1] != "count":
                continue
            same = its[2] == number.unit or {its[2], number.unit} <= {*persons}
            if not same or _MORE.search(one.name_key) or "次" in one.target_key:
                continue
            if not populace and (len(noun) < len("船艇") or noun not in one.name_key):
                continue
            target = one.target
            yield Found(
                f"绩效目标写“{quoted(text, number.start, number.end)}”，"
                f"“{one.name}”的指标值却是“{target.text if target is not None else ''}”，比全部还多。",
                "请核对哪个数写错了；包括以外的对象的，请在名称里写明。",
                at=one.at,
                about=one,
                unclear=one.damaged,
            )


def _better_than_good(project: ProjectSubject) -> Iterator[Found]:
    """工程优良率≥95% of 工程合格率≥90%: what is excellent is good, too."""
    rates = [
        (one, match, numbers[0])
        for one in project.outputs
        if (match := _GRADED.fullmatch(one.measure_key)) is not None
        and one.value is not None
        and one.value.kind not in _UPPER_BOUNDS
        and one.value.baseline is None
        and len(numbers := numbers_of(one.value)) == 1
    ]
    for one, match, part in rates:
        for other, of, all_ in rates:
            if match[2] == "合格" or of[2] != "合格" or _graded(match) != _graded(of):
                continue
            if part[1:] == all_[1:] and part[0] > all_[0]:
                target, whole = one.target, other.target
                yield Found(
                    f"“{one.name}”的指标值“{target.text if target is not None else ''}”"
                    f"大于“{other.name}”的“{whole.text if whole is not None else ''}”，"
                    f"{match[2]}的都是合格的。",
                    "请核对哪个数写错了。",
                    at=(*other.at, *one.at),
                    about=one,
                    unclear=other.damaged or one.damaged,
                )


def _graded(match: re.Match[str]) -> str:
    """Of what the grade is: 工程质量优良率 and 工程验收合格率 are of one 工程."""
    return _OF_GRADES.sub("", match[1])


def _exceeds(one: IndicatorSubject, other: IndicatorSubject) -> Found:
    target, whole = one.target, other.target
    return Found(
        f"“{one.name}”的指标值“{target.text if target is not None else ''}”"
        f"大于“{other.name}”的“{whole.text if whole is not None else ''}”，"
        "后一步的比前一步的还多。",
        "请核对哪个数写错了；包括以前年度的，请在名称里写明。",
        at=(*other.at, *one.at),
        about=one,
        unclear=other.damaged or one.damaged,
    )


@lru_cache(_MANY)  # names come again and again
def _told(name_key: str, measure_key: str, policy: Policy) -> _Told:
    ends = {n for n, (_, after) in enumerate(_steps(policy)) if after.search(name_key)}
    begins = {n for n, (before, _) in enumerate(_steps(policy)) if before.search(name_key)}
    finds = _FOUND.search(name_key) is not None
    told = _Told(
        begins=frozenset(begins - ends),
        ends=frozenset(ends),
        finds=finds,
        looks=not finds and _LOOKED_AT.search(name_key) is not None,
        excels=measure_key.endswith(_EXCELLENT),
        is_part=name_key.lstrip("(").startswith(_PART),
    )
    return _NOTHING if told == _NOTHING else told


@lru_cache(maxsize=8)
def _steps(policy: Policy) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of steps, the former and the later."""
    lines = [line.partition("=") for line in policy.words("consistency_narrowing_steps")]
    return tuple((re.compile(before), re.compile(after)) for before, _, after in lines)


def _thing(one: IndicatorSubject, steps: tuple[re.Pattern[str], ...], policy: Policy) -> str:
    """What is counted, without the steps that are taken with it."""
    name = policy.pattern("consistency_count_ends").sub("", one.measure_key)
    for step in reversed(steps):  # of 调解成功 the later step, not 成功 of 调解
        name = step.sub("", name)
    return policy.pattern("consistency_filler").sub("", name)


def _number(one: IndicatorSubject) -> tuple[Decimal, str, str] | None:
    """The one number of the target of this year, multipliers applied, with its family and unit."""
    value = one.value
    if value is None or value.kind in _UPPER_BOUNDS or value.baseline is not None:
        return None
    numbers = numbers_of(value)
    return numbers[0] if len(numbers) == 1 and numbers[0][1] != "ratio" else None
