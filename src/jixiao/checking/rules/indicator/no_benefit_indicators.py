"""IND002 no-benefit-indicators."""

from collections.abc import Iterable

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._absence import is_lost, lacking
from jixiao.checking.subjects import ProjectSubject


@rule("IND002", since="0.2", facts=("no_benefit",))
def no_benefit_indicators(project: ProjectSubject) -> Iterable[Found]:
    """项目没有效益指标。

    效益指标说明钱花下去带来了什么变化；只有产出，看不出项目值不值得做。

    Not allowed:
        项目：花都社会信息管理经费 | 26.00
        1、1-产出指标；11-数量指标；完成"三线"整治工单数；实施周期指标值：不少于200单；年度指标值：不少于200单。2、3-满意度指标；31-服务对象满意度；信息技术咨询服务满意度；实施周期指标值：不低于98%；年度指标值：不低于98%。

    Allowed:
        项目：花都社会信息管理经费 | 26.00
        1、1-产出指标；11-数量指标；完成"三线"整治工单数；实施周期指标值：不少于200单；年度指标值：不少于200单。2、2-效益指标；22-社会效益；线路安全隐患投诉下降率；实施周期指标值：10%；年度指标值：10%。

    Known limits:
        只看分类，不判断已有的效益指标是否真是效益；那由其他规则说明。
    """
    if project.benefits or not (project.indicators or is_lost(project)):
        return ()
    return lacking(
        project,
        ("2",),
        "项目没有效益指标。",
        "请增加一项明确的效益指标，说明项目带来的经济、社会、生态或可持续影响，例如“受训企业新增就业人数：50人”。",
    )
