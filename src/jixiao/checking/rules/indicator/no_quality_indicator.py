"""IND005 no-quality-indicator."""

from collections.abc import Iterable

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._absence import is_lost, lacking
from jixiao.checking.subjects import ProjectSubject


@rule("IND005", since="0.2", facts=("no_quality",))
def no_quality_indicator(project: ProjectSubject) -> Iterable[Found]:
    """产出指标中没有质量指标。

    只有数量，看不出做得好不好。

    Not allowed:
        1、1-产出指标；11-数量指标；维修道路长度；实施周期指标值：3公里；年度指标值：3公里。

    Allowed:
        1、1-产出指标；11-数量指标；维修道路长度；实施周期指标值：3公里；年度指标值：3公里。2、1-产出指标；12-质量指标；验收合格率；实施周期指标值：100%；年度指标值：100%。

    Known limits:
        有的项目（如定额补助）确实难有质量要求，所以只是提示。一项产出指标也没有的，由 IND001 说明。
    """
    if "12" in project.classes or not (project.outputs or is_lost(project)):
        return ()
    return lacking(
        project,
        ("12",),
        "产出指标中没有质量指标。",
        "请考虑增加质量指标，说明做到什么标准，例如“验收合格率：100%”。",
    )
