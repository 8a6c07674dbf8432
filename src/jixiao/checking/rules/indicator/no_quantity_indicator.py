"""IND004 no-quantity-indicator."""

from collections.abc import Iterable

from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._absence import is_lost, lacking
from jixiao.checking.subjects import ProjectSubject


@rule("IND004", since="0.2", facts=("no_quantity",))
def no_quantity_indicator(project: ProjectSubject) -> Iterable[Found]:
    """产出指标中没有数量指标。

    没有数量，就不知道要做多少，资金多少也无从对应。

    Not allowed:
        项目：援疆专项资金 | 30.00
        1、1-产出指标; 12-质量指标; 拨款足额率; 实施周期指标值:100%; 年度指标值:100%。2、1-产出指标; 13-时效指标; 支付时间; 实施周期指标值:第三季度前完成支付; 年度指标值:第三季度前完成支付。

    Allowed:
        项目：援疆专项资金 | 30.00
        1、1-产出指标; 11-数量指标; 援建项目个数; 实施周期指标值:2个; 年度指标值:2个。2、1-产出指标; 12-质量指标; 拨款足额率; 实施周期指标值:100%; 年度指标值:100%。

    Known limits:
        只看分类：归在质量指标下的数量不算。一项产出指标也没有的，由 IND001 说明。
    """
    if "11" in project.classes or not (project.outputs or is_lost(project)):
        return ()
    return lacking(
        project,
        ("11",),
        "产出指标中没有数量指标。",
        "请增加数量指标，说明要完成多少，例如“援建项目个数：2个”。",
    )
