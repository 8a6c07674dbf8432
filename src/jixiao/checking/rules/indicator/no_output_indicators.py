"""IND001 no-output-indicators."""

from collections.abc import Iterable

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._absence import lacking
from jixiao.checking.subjects import ProjectSubject


@rule("IND001", since="0.2", facts=("no_output",))
def no_output_indicators(project: ProjectSubject) -> Iterable[Found]:
    """项目没有产出指标。

    产出指标说明钱花下去做成了什么；没有产出，效益从何而来、年底完成了多少都无从核对。

    Not allowed:
        项目：商务培训项目 | 20.00
        1、2-效益指标；22-社会效益；企业知晓率；实施周期指标值：90%；年度指标值：90%。

        项目：商务培训项目 | 20.00

    Allowed:
        项目：商务培训项目 | 20.00
        1、1-产出指标；11-数量指标；培训场次；实施周期指标值：4场；年度指标值：4场。2、2-效益指标；22-社会效益；企业知晓率；实施周期指标值：90%；年度指标值：90%。

    Known limits:
        分类读不准的指标可能就是产出指标，这时只说“不能判断”。
    """
    if not project.indicators:
        return (
            Found(
                "项目没有绩效指标。",
                "请至少设置数量、质量、时效等产出指标和一项效益指标，例如“培训场次：4场”。",
            ),
        )
    if project.outputs:
        return ()
    return lacking(
        project,
        ("1",),
        "项目没有产出指标。",
        "请增加明确的产出指标，说明要完成的数量、质量和时间，例如“培训场次：4场”。",
    )
