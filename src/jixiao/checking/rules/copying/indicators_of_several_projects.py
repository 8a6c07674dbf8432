"""LIB002 indicators-of-several-projects."""

from collections.abc import Hashable, Iterator
from operator import attrgetter

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.copying._clusters import clusters, may_be_alike, with_amounts
from jixiao.checking.subjects import ProjectSubject, TableSubject

_NAME = attrgetter("name_key")
_ADVICE = "请按每个项目自己的任务设指标、定指标值；同一项目分两笔资金的，可以合并或注明，是否应当相同由人判断。"


@rule("LIB002", since="0.2")
def indicators_of_several_projects(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """几个项目的指标相同。

    资金不同的项目用同一套指标和指标值，考核不出各自的成绩；只有名称相同、指标值不同的，作提示。

    Not allowed:
        项目：服务贸易专题 | 40.00
        1、2-效益指标；22-社会效益；促进外贸发展；实施周期指标值：促进；年度指标值：促进。
        2、1-产出指标；13-时效指标；及时拨付率；实施周期指标值：90%；年度指标值：90%。
        项目：外贸稳增长补助 | 225.00
        1、1-产出指标；13-时效指标；及时拨付率；实施周期指标值：90%；年度指标值：90%。
        2、2-效益指标；22-社会效益；促进外贸发展；实施周期指标值：促进；年度指标值：促进。

    Allowed:
        项目：服务贸易专题 | 40.00
        1、1-产出指标；11-数量指标；服务贸易企业数量；实施周期指标值：21家；年度指标值：21家。
        2、1-产出指标；13-时效指标；及时拨付率；实施周期指标值：90%；年度指标值：90%。
        项目：外贸稳增长补助 | 225.00
        1、1-产出指标；13-时效指标；及时拨付率；实施周期指标值：90%；年度指标值：90%。
        2、1-产出指标；11-数量指标；补助外贸企业数量；实施周期指标值：60家；年度指标值：60家。

    Known limits:
        不看顺序；差一个字的指标算作不同。同一项目分两种资金的，编外人员、物业一类的项目，指标本来相似，只作提示。
    """
    least, names_least = (
        int(policy.limit("copying_set_size")),
        int(policy.limit("copying_names_size")),
    )

    def names_of(project: ProjectSubject) -> tuple[str, ...] | None:
        names = sorted([one.name_key for one in project.indicators])
        return tuple(names) if names and names[0] else None

    def values_of(project: ProjectSubject) -> tuple[tuple[str, str], ...] | None:
        if len(project.indicators) < least or None in [one.target for one in project.indicators]:
            return None
        return tuple(sorted((i.name_key, i.target_key.rstrip("。")) for i in project.indicators))

    same_names = clusters(table.projects, names_of, _names)
    found = {id(one) for projects in same_names for one in projects}
    alike: dict[int, int] = {}
    of_same_names = [one for one in table.projects if id(one) in found]
    for projects in clusters(of_same_names, values_of, _names):
        alike.update((id(one), len(projects)) for one in projects)
        yield Found(
            f"{len(projects)} 个项目的指标和指标值完全相同：{with_amounts(projects)}。",
            _ADVICE,
            about=projects[0],
            also=projects[1:],
            unclear=any(one.damaged for one in projects),
            lighter=may_be_alike(projects, policy),
        )
    for projects in same_names:
        enough = len(projects[0].indicators) >= names_least
        if enough and alike.get(id(projects[0])) != len(projects):
            yield Found(
                f"{len(projects)} 个项目的指标名称完全相同：{with_amounts(projects)}。",
                _ADVICE,
                about=projects[0],
                also=projects[1:],
                unclear=any(one.damaged for one in projects),
                lighter=True,
            )


def _names(project: ProjectSubject) -> Hashable:
    """The names of its indicators, which are others in most projects."""
    return frozenset(map(_NAME, project.indicators))
