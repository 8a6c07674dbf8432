"""LIB001 goal-of-several-projects."""

import re
from collections.abc import Iterator, Sequence

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.copying._clusters import clusters, may_be_alike, with_amounts
from jixiao.checking.subjects import ProjectSubject, TableSubject

_MARKS = re.compile(r"\W")
_LETTERS = 4
_FIRST = re.compile(r"\W*(\w)" * _LETTERS)


@rule("LIB001", since="0.2")
def goal_of_several_projects(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """几个项目的绩效目标相同。

    目标要写本项目办什么、达到什么；几个项目一字不差，就看不出各自的资金要办什么。

    Not allowed:
        项目：金融监管专项工作经费 | 25.00
        目标：围绕重点金融领域风险建立动态监管、持续分析机制。
        1、1-产出指标；11-数量指标；现场检查次数；实施周期指标值：40次；年度指标值：40次。
        项目：处置非法集资工作经费 | 19.00
        目标：围绕重点金融领域风险建立动态监管、持续分析机制
        1、1-产出指标；11-数量指标；举报奖励次数；实施周期指标值：21次；年度指标值：21次。

        项目：公共图书馆免费开放 | 65.00
        目标：图书馆全年免费开放，接待读者26万人次，推动全民阅读。
        1、1-产出指标；11-数量指标；接待读者人次；实施周期指标值：26万人次；年度指标值：26万人次。
        项目：公共图书馆免费开放 | 65.00
        目标：图书馆全年免费开放，接待读者26万人次，推动全民阅读。
        1、1-产出指标；11-数量指标；接待读者人次；实施周期指标值：26万人次；年度指标值：26万人次。

    Allowed:
        项目：金融监管专项工作经费 | 25.00
        目标：对小额贷款公司开展现场检查，督促整改。
        1、1-产出指标；11-数量指标；现场检查次数；实施周期指标值：40次；年度指标值：40次。
        项目：处置非法集资工作经费 | 19.00
        目标：开展防范非法集资宣传，兑现举报奖励。
        1、1-产出指标；11-数量指标；举报奖励次数；实施周期指标值：21次；年度指标值：21次。

    Known limits:
        同一项目分在两种资金、两个文件或两个单位的，目标本来相同，只作提示；同一单位里名称、金额都相同的，当作重复列报；改动几个字的照搬不会发现。
    """
    least = int(policy.limit("copying_goal_length"))

    def key_of(project: ProjectSubject) -> str | None:
        key = _MARKS.sub("", project.objective_key)
        return key if len(key) >= least else None

    for projects in clusters(table.projects, key_of, _beginning):
        twice = _are_listed_twice(projects)
        yield Found(
            f"{len(projects)} 个项目的{'名称、金额和' if twice else ''}绩效目标相同："
            f"{with_amounts(projects)}{'，像是重复列报' if twice else ''}。",
            "请核对是否把同一项目列了两次；确是两笔资金的，请在名称里注明。"
            if twice
            else "请分别写明每个项目办什么、达到什么；同一项目分两笔资金的，可以合并或注明。",
            about=projects[0],
            also=projects[1:],
            at=projects[0].record.at.objective or None,
            lighter=not twice and may_be_alike(projects, policy),
        )


def _beginning(project: ProjectSubject) -> str:
    """The first letters of its goal, in which most goals differ already."""
    first = project.objective_key[:_LETTERS]
    if len(first) == _LETTERS and first.isalnum():
        return first
    match = _FIRST.match(project.objective_key)
    return "".join(match.groups()) if match else ""


def _are_listed_twice(projects: Sequence[ProjectSubject]) -> bool:
    """Whether they have one name and one amount in one spending unit."""
    first = projects[0]
    return first.record.funding.total is not None and all(
        one.name_key == first.name_key
        and one.unit is first.unit
        and one.record.funding.total == first.record.funding.total
        for one in projects
    )
