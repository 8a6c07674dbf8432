"""CON027 measure-differs-from-goal."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import common_run, numbers_of, quoted
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.text import quick_pattern

_AGE = re.compile(
    r"(?<![0-9.])(?P<first>[0-9]{1,3})(?:周?岁?(?:[-~至到—])(?P<last>[0-9]{1,3}))?周?岁(?!半)"
)
_CLASS = re.compile(
    r"(?<![由从原为A-Z劣])(?P<class>IV|V|I{1,3}|[一二三四五])类(?=水|标准|以上|及以上|[,;。、)]|$)"
)
_CLASSES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_WATER = re.compile("水质|断面|水体|水源|水环境|河|湖|库")
_STARS = re.compile(
    r"(?P<stars>[一二三四五1-5])星(?:级)?(?=[一-鿿]|$)|(?P<letters>[2-5])A级?(?=[一-鿿]|$)"
)
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_ONCE_IN = re.compile(r"(?<![0-9由从])(?P<years>[0-9]{1,4})年一遇")
_OF_AGE = re.compile("年龄|岁")
_LASTS = re.compile(
    r"(?<![0-9.~至—-])(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<unit>个?小时|分钟|天)(?![常均制期记报租夜内前后]|以内|以后|之内|之前)"
)
_SECONDS = {"小时": 3600, "个小时": 3600, "分钟": 60, "天": 86400}
_LEAST = re.compile(
    quick_pattern(
        r"不少于|不低于|至少|不短于|达到?|超过|以上|为期|≥|每[天日周月年期次场]|[日周月年]均|全年|开放|服务|供餐|开课|运营|运行"
    )
)
_LIMITED = re.compile(
    quick_pattern(
        "不超过|不超|不高于|不多于|压缩|缩短|压减|控制在|降至|减至|≤|响应|办结|到场|到达|值守|值班|间隔|内"
    )
)
_EVERY = re.compile(
    quick_pattern(
        r"每(?:个|一)?(?P<every>工作日|[天日周月年期次场班批])|(?P<mean>[日周月年])均|/(?P<per>[天日周月年期次场])"
    )
)
_EACH = re.compile(r"每(?:个|一)?[人名位生户家村校]|[人生户]均")
_TIME_WORDS = re.compile(
    quick_pattern(
        r"每(?:个|一)?(?:工作日|[天日周月年期次场班批])|[日周月年]均|平均|全年|年度|总|累计|时间|时长|天数|小时数|时数|工作日|小时|分钟|天|数"
    )
)
_KINDS = ("exactly", "at_least", "more_than")
_CORE = 2
_NAMED = 4


@rule("CON027", since="0.4", says=("岁", "类", "星", "A级", "小时", "分钟", "天", "一遇"))
def measure_differs_from_goal(project: ProjectSubject) -> Iterator[Found]:
    """年龄、等级、时长与绩效目标写的不一致。

    目标写60周岁以上，指标按65周岁以上算；目标写水质达到Ⅲ类，指标只要Ⅳ类；目标写开放320天，指标写300天。对象和要求变了，年底按哪个算说不清。

    Not allowed:
        目标：为60周岁以上困难老人实施白内障复明手术，减轻家庭负担。
        1、1-产出指标；11-数量指标；救助对象年龄；实施周期指标值：65周岁以上；年度指标值：65周岁以上。

        目标：治理河道，使断面水质达到Ⅲ类以上。
        1、2-效益指标；23-生态效益；断面水质类别；实施周期指标值：达到Ⅳ类；年度指标值：达到Ⅳ类。

        目标：图书馆全年免费开放不少于320天，满足群众阅读需要。
        1、1-产出指标；11-数量指标；全年免费开放天数；实施周期指标值：≥300天；年度指标值：≥300天。

    Allowed:
        目标：为60周岁以上困难老人实施白内障复明手术，优先救助80周岁以上老人。
        1、1-产出指标；11-数量指标；优先救助对象年龄；实施周期指标值：80周岁以上；年度指标值：80周岁以上。

        目标：治理河道，使断面水质由Ⅴ类提升到Ⅳ类。
        1、2-效益指标；23-生态效益；断面水质类别；实施周期指标值：Ⅲ类以上；年度指标值：Ⅲ类以上。

        目标：图书馆全年免费开放不少于320天，少儿阅览室周末开放。
        1、1-产出指标；11-数量指标；全年免费开放天数；实施周期指标值：≥330天；年度指标值：≥330天。
        2、1-产出指标；13-时效指标；新书上架时间；实施周期指标值：30天内；年度指标值：30天内。

    Known limits:
        水质类别、防洪标准和时长只看比目标低的；年龄只看指标值里的、名称里写明年龄的和人数与目标相同的；办结、响应的时限由CON013看，每人每户的由CON025看。
    """
    text = project.objective_key
    ages = _ages(text)
    if ages:
        yield from _other_ages(project, ages)
    yield from _other_grades(project)
    if "天" not in text and "小时" not in text and "分钟" not in text:
        return
    lasting = [match for match in _LASTS.finditer(text) if _is_at_least(text, match)]
    for one in project.indicators if lasting else ():
        yield from _shorter(one, text, lasting)


def _found(one: IndicatorSubject, text: str, start: int, end: int) -> Found:
    target = one.target
    return Found(
        f"绩效目标写“{quoted(text, start, end)}”，指标“{one.name}”的指标值却是"
        f"“{target.text if target is not None else ''}”。",
        "请核对哪个是对的，把目标和指标改成一致。",
        at=target.at if target is not None else None,
        about=one,
    )


def _ages(text: str) -> list[tuple[tuple[int, ...], int, int]]:
    """The ages of a folded text: one, or the first and last of a range, with where they stand."""
    return [
        (tuple(int(one) for one in match.groups() if one), match.start(), match.end())
        for match in (_AGE.finditer(text) if "岁" in text else ())
    ]


def _other_ages(
    project: ProjectSubject, ages: list[tuple[tuple[int, ...], int, int]]
) -> Iterator[Found]:
    """65周岁以上, where the goal has 60周岁以上 and no other age of the kind."""
    said = {age for group, *_ in ages for age in group}
    text = project.objective_key
    for one in project.indicators:
        its = _ages(one.target_key)
        named = _ages(one.name_key)
        if not its and named and (numbers := re.findall("[0-9]+", one.target_key)):
            # The same number of people: the same people.
            its = (
                named
                if any(len(n) > 1 and re.search(rf"(?<![0-9]){n}(?![0-9.])", text) for n in numbers)
                else []
            )
        elif its and _OF_AGE.search(one.name_key) is None and "对象" not in one.name_key:
            its = []
        if len(its) != 1 or set(its[0][0]) <= said:
            continue
        alike = [age for age in ages if len(age[0]) == len(its[0][0])]
        if len({age[0] for age in alike}) == 1:
            yield _found(one, text, *alike[0][1:])


def _other_grades(project: ProjectSubject) -> Iterator[Found]:
    """A worse class of water than the goal's, a lower standard of floods, and other stars."""
    text = project.objective_key
    classes = list(_CLASS.finditer(text)) if "类" in text and _WATER.search(text) else []
    stars = list(_STARS.finditer(text)) if "星" in text or "A" in text else []
    floods = list(_ONCE_IN.finditer(text)) if "年一遇" in text else []
    for one in project.indicators if classes or stars or floods else ():
        key = f"{one.name_key};{one.target_key}"
        its = [_CLASSES[match["class"]] for match in _CLASS.finditer(key)]
        worst = max((_CLASSES[match["class"]] for match in classes), default=0)
        if classes and len(its) == 1 and its[0] > worst and _WATER.search(one.name_key):
            yield _found(one, text, classes[0].start(), classes[0].end())
            continue
        its = [int(match["years"]) for match in _ONCE_IN.finditer(key)]
        if floods and len(its) == 1 and its[0] < min(int(match["years"]) for match in floods):
            yield _found(one, text, floods[0].start(), floods[0].end())
            continue
        own = {_star(match) for match in _STARS.finditer(key)}
        said = {_star(match) for match in stars}
        if (
            len(own) == len(said) == 1
            and own != said
            and {kind for kind, _ in own} == {kind for kind, _ in said}
        ):
            yield _found(one, text, stars[0].start(), stars[0].end())


def _star(match: re.Match[str]) -> tuple[str, int]:
    digit = match["stars"] or match["letters"]
    return ("星" if match["stars"] else "A"), _DIGITS.get(digit) or int(digit)


def _is_at_least(text: str, match: re.Match[str]) -> bool:
    """Whether the goal says how long something lasts, not within what time it is done."""
    said = quoted(text, match.start(), match.end())
    return _LIMITED.search(said) is None and _LEAST.search(said) is not None


def _every(text: str) -> str:
    """In which time it lasts so long: 天 of 每天, 周 of 每周; empty if nothing is said."""
    said = list(_EVERY.finditer(text))
    if not said:
        return ""
    match = said[-1]
    return (match["every"] or match["mean"] or match["per"]).replace("日", "天").replace("年", "")


def _shorter(one: IndicatorSubject, text: str, lasting: list[re.Match[str]]) -> Iterator[Found]:
    """≥300天, where the goal has the same open for 320."""
    value = one.value
    if value is None or value.kind not in _KINDS or value.parts or value.baseline is not None:
        return
    times = [
        number
        for number, family, unit in numbers_of(value)
        if family == "duration" and unit == "秒"
    ]
    core = _TIME_WORDS.sub("", one.measure_key)
    if len(times) != 1 or len(core) < _CORE or _EACH.search(one.name_key):
        return
    every = _every(one.name_key + one.target_key)
    about = []
    for match in lasting:
        said = quoted(text, match.start(), match.end())
        begin, end = text.rfind("。", 0, match.start()) + 1, text.find("。", match.end())
        sentence = text[begin : end if end >= 0 else len(text)]
        its = _every(text[max(begin, match.start() - len(said)) : match.start()])
        if _EACH.search(said) or its != every:
            continue
        near = common_run(core, said)
        if near or (every and common_run(core, sentence, min(_NAMED, len(core)))):
            about.append((near, match))
    if not about:
        return
    nearest = max(near for near, _ in about)
    limits = [match for near, match in about if near == nearest]
    if all(times[0] < Decimal(match["number"]) * _SECONDS[match["unit"]] for match in limits):
        yield _found(one, text, limits[0].start(), limits[0].end())
