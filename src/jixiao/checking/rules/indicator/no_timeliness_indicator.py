"""IND006 no-timeliness-indicator."""

from collections.abc import Iterable

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._absence import is_lost, lacking
from jixiao.checking.subjects import ProjectSubject


@rule("IND006", since="0.2", facts=("no_timeliness",))
def no_timeliness_indicator(project: ProjectSubject) -> Iterable[Found]:
    """产出指标中没有时效指标。

    没有时间要求，年中无法判断进度是否正常。

    Not allowed:
        1、1-产出指标；11-数量指标；维修道路长度；实施周期指标值：3公里；年度指标值：3公里。

    Allowed:
        1、1-产出指标；11-数量指标；维修道路长度；实施周期指标值：3公里；年度指标值：3公里。2、1-产出指标；13-时效指标；完工时间；实施周期指标值：11月底前；年度指标值：11月底前。

    Known limits:
        全年均衡开支的项目可以没有时效要求，所以只是提示。一项产出指标也没有的，由 IND001 说明。
    """
    if "13" in project.classes or not (project.outputs or is_lost(project)):
        return ()
    return lacking(
        project,
        ("13",),
        "产出指标中没有时效指标。",
        "请考虑增加时效指标，写出完成的时间，例如“完工时间：11月底前”。",
    )
