"""LIB005 indicator-foreign-to-project."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.words import Signs

_FIELDS = tuple(
    f"copying_field_{one}"
    for one in (
        "education", "health", "roads", "water", "farming", "forestry",
        "police", "care", "culture", "housing", "fire", "survey",
    )
)  # fmt: skip
_MANY = 4096  # names, which come again and again
_SIDE_EFFECTS = frozenset({"42", "43"})  # 社会成本, 生态环境成本: what the work does to others
_NOTHING_TOLD: tuple[int, frozenset[int]] = (0, frozenset())
_FEW = 2  # more indicators of a topic are no slip: they are what the project is about
# Any building site may have trees, pipes and roads.
_SITE = re.compile(r"工程|改造|修缮|公园|园区|小区|[楼馆场厂]|景观|环境|设施|基地|乡村")
_NAMED_IN_FULL = 4  # characters: 电子站牌到站预报准确率 where the goal names 电子站牌
_NUMBERS = {name.rpartition("_")[2]: 1 << n for n, name in enumerate(_FIELDS)}


@rule("LIB005", since="0.2", words=(*_FIELDS, "copying_topics"))
def indicator_foreign_to_project(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """指标与项目没有共同的词，说的是别的领域。

    指标要考核本项目；没有一个词在项目名称或目标里出现，又属于另一个领域的，可能是从别的项目搬来的。

    Not allowed:
        项目：农村公路养护 | 36.74
        目标：完成农村公路日常养护，保障路面平整、行车安全。
        2、1-产出指标；11-数量指标；参加体质测试的学生人数；实施周期指标值：500人；年度指标值：500人。

        部门：某县卫生健康局
        项目：生活饮用水卫生监测 | 36.00
        目标：完成全县120个点位的生活饮用水监测，保障群众饮水安全。
        1、1-产出指标；12-质量指标；门诊患者平均候诊时间；实施周期指标值：≤20分钟；年度指标值：≤20分钟。

    Allowed:
        项目：农村公路养护 | 36.74
        目标：完成农村公路日常养护，保障路面平整、行车安全。
        2、1-产出指标；11-数量指标；养护公路里程；实施周期指标值：50公里；年度指标值：50公里。
        3、3-满意度指标；31-服务对象满意度；服务对象满意度；实施周期指标值：≥90%；年度指标值：≥90%。

        项目：候诊大厅电子叫号屏更新 | 46.00
        目标：更新电子叫号屏20块，实时显示排号信息。
        1、1-产出指标；12-质量指标；电子叫号屏挂号信息准确率；实施周期指标值：≥98%；年度指标值：≥98%。

    Known limits:
        只认词表里的领域和专门用语（候诊、亩产、借阅等）；只有说到别的行业才有的东西（漏损、候诊、亩产等）、与项目名称、目标和其余指标没有一个词相同的，为较重的程度；目标没有写出做什么，或者单位、项目什么工作都有的，程度较轻。同一领域内搬来的、词表以外的指标不会发现。
    """
    if not project.indicators:
        return
    told = [
        _told(one.name_key, one.target_key if _is_in_words(one) else "", policy)
        if one.class_ not in _SIDE_EFFECTS
        else _NOTHING_TOLD
        for one in project.indicators
    ]
    fields, topics = zip(*told, strict=True)
    found: dict[int, Found] = {}
    if any(fields):
        found = {id(one.about): one for one in _of_another_field(project, fields, policy)}
    if any(topics):
        for one in _of_another_topic(project, topics, policy):
            found[id(one.about)] = one
    yield from found.values()


def _of_another_field(
    project: ProjectSubject, fields: Sequence[int], policy: Policy
) -> Iterator[Found]:
    about = project.unit.office_key + project.name_key + project.whole_objective_key
    own = _with_related(_fields(policy).of(about), policy)
    for one, others in zip(project.indicators, fields, strict=True):
        if not others or own & others:
            continue
        if not own and not (
            policy.pattern("copying_no_trade").search(project.unit.office_key) is not None
            and _SITE.search(about) is None
            and _tells_enough(project, policy)
            and _is_unmistakable(one, project, policy)
        ):
            continue  # of what field the project is, is not known
        words = policy.pattern("copying_general").sub(" ", one.name_key)
        if any(
            words[n : n + 2] in about for n in range(len(words) - 1) if " " not in words[n : n + 2]
        ):
            continue
        yield _foreign(one, project, policy)


def _of_another_topic(
    project: ProjectSubject, topics: Sequence[frozenset[int]], policy: Policy
) -> Iterator[Found]:
    """Indicators that speak of what nothing else in the project or of its office has to do with."""
    named = list(zip(project.indicators, topics, strict=True))
    # Titles quoted in the goal are of the work, too.
    about = f"{project.unit.office_key}\n{project.name_key}\n{project.whole_objective_key}"
    general = policy.pattern("copying_general")
    for topic in sorted(frozenset().union(*topics)):
        stems = _topics(policy)[topic][1]
        of_topic = [one for one, its in named if topic in its]
        if len(of_topic) > _FEW or stems.search(about) is not None:
            continue
        others = [_said(one) for one, its in named if topic not in its]
        if not any(stems.search(other) for other in others):
            for one in of_topic:
                by_name = topic in _topics_of(one.name_key, policy)
                if not (by_name and _is_named_in(about, general.sub(" ", one.name_key))):
                    yield _foreign(one, project, policy)


def _is_named_in(about: str, name: str) -> bool:
    """Whether the project speaks of the indicator's thing in the same characters."""
    runs = (name[n : n + _NAMED_IN_FULL] for n in range(len(name) - _NAMED_IN_FULL + 1))
    return any(" " not in run and run in about for run in runs)


def _is_unmistakable(one: IndicatorSubject, project: ProjectSubject, policy: Policy) -> bool:
    """Whether it speaks of a thing that one other trade alone has, and of nothing the project has.

    供水管网漏损 in a project for children; 老年人免费乘车 and 火灾事故 may belong to any project.
    """
    telling = policy.pattern("copying_unmistakable")
    if telling.search(_said(one), len(one.name_key)) is not None:
        return True  # a target in words has general words enough that any project has
    if telling.search(one.name_key) is None:
        return False
    words = policy.pattern("copying_general").sub(" ", one.name_key)
    others = "\n".join(other.name_key for other in project.indicators if other is not one)
    near = f"{project.unit.office_key}\n{project.name_key}\n{project.whole_objective_key}\n{others}"
    pairs = (words[n : n + 2] for n in range(len(words) - 1))
    return not any(" " not in pair and pair in near for pair in pairs)


def _foreign(one: IndicatorSubject, project: ProjectSubject, policy: Policy) -> Found:
    return Found(
        f"指标“{one.name}”与项目名称、绩效目标没有共同的词，说的像是别的领域。",
        "请核对是否从别的项目搬来，换成考核本项目的指标；确实相关的，请在绩效目标里写明这项工作。",
        about=one,
        lighter=not (_tells_enough(project, policy) and _is_unmistakable(one, project, policy)),
    )


def _tells_enough(project: ProjectSubject, policy: Policy) -> bool:
    """Whether the goal says what the project does, and its office has not all kinds of work."""
    return (
        len(project.objective_key) >= policy.limit("copying_telling_goal")
        and policy.pattern("copying_all_kinds_of_work").search(
            project.unit.office_key + project.name_key
        )
        is None
    )


@lru_cache(_MANY)
def _told(name_key: str, words: str, policy: Policy) -> tuple[int, frozenset[int]]:
    """The bits of the fields that a name speaks of, and its topics and those of its target in words."""
    said = f"{name_key}\n{words}" if words else name_key
    return _fields(policy).of(name_key), _topics_of(said, policy)


def _is_in_words(one: IndicatorSubject) -> bool:
    return one.value is not None and one.value.kind == "qualitative"


def _said(one: IndicatorSubject) -> str:
    """Its name, with what a target in words says."""
    return f"{one.name_key}\n{one.target_key}" if _is_in_words(one) else one.name_key


@lru_cache(_MANY)
def _topics_of(text: str, policy: Policy) -> frozenset[int]:
    """The numbers of the special trades that a folded text speaks of."""
    if policy.pattern("copying_topics").search(text) is None:
        return frozenset()
    topics = enumerate(_topics(policy))
    return frozenset(number for number, (topic, _) in topics if topic.search(text))


@lru_cache(maxsize=8)
def _topics(policy: Policy) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Words of a name, and those of which the project then holds one."""
    lines = (line.partition("=") for line in policy.words("copying_topic_stems"))
    return tuple((re.compile(topic), re.compile(stems)) for topic, _, stems in lines)


@lru_cache(maxsize=8)
def _fields(policy: Policy) -> Signs:
    """The words of all fields, to be looked for in one go."""
    return Signs([policy.words(field) for field in _FIELDS])


@lru_cache(maxsize=4096)
def _with_related(own: int, policy: Policy) -> int:
    """The bits of these fields and of those related to them."""
    found = own
    for line in policy.words("copying_related_fields"):
        field, _, others = line.partition("=")
        for other in others.split():
            one, its = _NUMBERS[field], _NUMBERS[other]
            found |= (its if own & one else 0) | (one if own & its else 0)
    return found
