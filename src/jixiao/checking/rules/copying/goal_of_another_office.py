"""LIB007 goal-of-another-office."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject

_CLAUSES = re.compile(r"[,;。:、!?]")
_MANY = 4096
_NAME = 2  # characters of a place's name
_BEFORE, _BEHIND = 18, 16  # characters around 事业


@rule("LIB007", since="0.3")
def goal_of_another_office(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """绩效目标里写着别的行业或别的市县。

    园林项目的目标以“促进我市水利事业高质量发展”收尾，档案馆的项目写着别的市的图书馆，多半是套用时没有改。

    Not allowed:
        部门：锦城区园林绿化中心
        项目：古树名木保护 | 45.00
        目标：对60株古树名木开展体检、复壮，延续城市历史文脉，促进我市水利事业高质量发展。

        部门：松陵县档案馆
        项目：办公楼物业管理 | 88.00
        目标：为江浦县图书馆办公楼提供保洁、安保服务。

        部门：临江街道办事处
        项目：安全检查 | 48.00
        目标：压实云岭镇安全生产责任，消除事故隐患。

    Allowed:
        部门：锦城区园林绿化中心
        项目：古树名木保护 | 45.00
        目标：对60株古树名木开展体检、复壮，促进我市园林绿化事业高质量发展。

        部门：松陵县教育局
        项目：东西部协作 | 88.00
        目标：选派教师支援江浦县中学，促进江浦县教育发展。

    Known limits:
        只看“……事业发展”“……工作上新台阶”一类的话，行业是词表；部门、项目、其他目标文字或指标里有一个词与它有关就不算。市、县、镇、街道只认两个字的名称，镇、街道只在镇、街道的表里看；对口帮扶、合作交流的不算；市与市之间可能是上下级，没有点出机构的，只作提示。
    """
    goal = project.objective_key
    if not goal:
        return
    ends = policy.pattern("copying_trade_ends")
    if ends.search(goal) is not None:  # most goals have none, which is told faster than where
        for end in ends.finditer(goal):
            near = goal[max(0, end.start() - _BEFORE) : end.end() + _BEHIND]
            match = policy.pattern("copying_trade_furthered").search(near)
            if match is not None:
                yield from _of_another_trade(match[0], project, policy)
                break
    kind, is_a_towns = _place_of(project.unit.office_key, policy)
    if kind and kind in goal:
        for name, behind in _places(goal, policy):
            if name[-1] == kind and _is_foreign(name, behind, project, policy):
                yield _found(
                    name,
                    project,
                    lighter=name.endswith("市")
                    and policy.pattern("copying_institutions").match(goal, behind) is None,
                )
                return
    if is_a_towns:
        for town in policy.pattern("copying_towns").finditer(goal):
            name = town[1]
            if name[:_NAME] not in policy.words("copying_no_places") and _is_foreign(
                name, town.end(), project, policy
            ):
                yield _found(name, project)
                return


def _found(name: str, project: ProjectSubject, *, lighter: bool = False) -> Found:
    return Found(
        f"绩效目标里写着“{name}”，部门、单位和项目名称里都没有这个地方。",
        "请核对是否套用别处的文本没有改；确实与那里有关的，请写明是什么关系。",
        at=project.record.at.objective or None,
        lighter=lighter,
    )


@lru_cache(_MANY)  # the same few offices come again and again
def _place_of(office_key: str, policy: Policy) -> tuple[str, bool]:
    """Whether the office is one of a city or a county (市, 县), and whether of one town."""
    own = policy.pattern("copying_office_places").search(office_key)
    towns = policy.pattern("copying_town_offices").search(office_key)
    return own[0][-1] if own is not None else "", towns is not None


def _places(goal: str, policy: Policy) -> Iterator[tuple[str, int]]:
    """Counties and cities of a goal that it is for, and where their names end."""
    frames, no_places = policy.words("copying_place_frames"), policy.words("copying_no_places")
    begun = f",{goal}"
    for one in policy.pattern("copying_place_ends").finditer(goal):
        first = one.start() - _NAME
        if first >= 0 and begun.endswith(frames, 0, first + 1):
            name = goal[first : one.start()]
            if name.isalpha() and name not in no_places:
                yield name + one[0], one.end()


def _of_another_trade(said: str, project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    office = project.unit.office_key
    rest = project.objective_key.replace(said, "")
    names = [one.name_key for one in project.indicators]
    around = "\n".join([office, project.name_key, rest, *names])
    told = [(words, stems) for words, stems in _trades(policy) if words.search(said)]
    if not told or any(stems.search(around) for _, stems in told):
        return
    known = any(words.search(office) or stems.search(office) for words, stems in _trades(policy))
    yield Found(
        f"绩效目标里的“{said}”说的是别的行业，部门、项目和指标里都没有与它有关的词。",
        "请核对是否套用别的单位的文本没有改，换成本项目的效果。",
        at=project.record.at.objective or None,
        lighter=not known or policy.pattern("copying_all_kinds_of_work").search(office) is not None,
    )


def _is_foreign(name: str, end: int, project: ProjectSubject, policy: Policy) -> bool:
    """Whether a place of the goal is named nowhere else in the table, and not as one to work with."""
    goal = project.objective_key
    if name in project.unit.office_key + project.name_key:
        return False
    first = max((one.end() for one in _CLAUSES.finditer(goal, 0, end)), default=0)
    stop = _CLAUSES.search(goal, end)
    clause = goal[first : stop.start() if stop else len(goal)]
    if policy.pattern("copying_with_others").search(clause + project.name_key) is not None:
        return False
    others = [one for one in project.table.projects if name in one.text_key]
    return len(others) == 1


@lru_cache(maxsize=8)
def _trades(policy: Policy) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Words for a trade, and those of which its own work has one."""
    lines = (line.partition("=") for line in policy.words("copying_trades"))
    return tuple((re.compile(words), re.compile(stems)) for words, _, stems in lines)
