"""IND007 no-cost-indicator."""

from collections.abc import Iterable

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._absence import lacking
from jixiao.checking.subjects import ProjectSubject

_COST = ("14", "4")


@rule("IND007", since="0.2", facts=("no_cost",))
def no_cost_indicator(project: ProjectSubject, policy: Policy) -> Iterable[Found]:
    """应当控制成本的项目没有成本指标。

    工程、修缮、购置一类金额较大的项目，单价或总价控制在多少，是审核资金是否节约的依据。新的表式把成本列为一级指标（41至43），旧的表式列在产出之下（14），两种都认。

    Not allowed:
        项目：中心小学教学楼修缮工程 | 350.00
        1、1-产出指标；11-数量指标；修缮面积；实施周期指标值：2000平方米；年度指标值：2000平方米。2、2-效益指标；22-社会效益；受益学生人数；实施周期指标值：800人；年度指标值：800人。

    Allowed:
        项目：中心小学教学楼修缮工程 | 350.00
        1、1-产出指标；11-数量指标；修缮面积；实施周期指标值：2000平方米；年度指标值：2000平方米。2、4-成本指标；41-经济成本指标；每平方米修缮成本；实施周期指标值：≤1750元；年度指标值：≤1750元。

        项目：中心小学教学楼修缮工程 | 350.00
        1、1-产出指标；14-成本指标；修缮成本控制数；实施周期指标值：≤350万元；年度指标值：≤350万元。

    Known limits:
        各地要求不同：通用配置只看名称像工程、修缮、购置且达到规定金额的项目。许多地方公开的表里整张没有成本指标，缺了未必是填报人的疏漏，所以通常只作提示；同一张表半数以上项目设了成本指标（ind_cost_usual），独有工程、购置项目没有，或者几乎所有项目都设了（ind_cost_nearly_all）、只有个别项目没有，或当地要求所有项目都设的（把 ind_cost_required 设为1），程度较重。
    """
    everywhere = policy.limit("ind_cost_required") > 0
    amount = project.ten_thousands
    share = project.table.cost_share
    nearly_all = share >= policy.limit("ind_cost_nearly_all")
    if not project.indicators or (
        not everywhere
        and not nearly_all
        and (
            amount is None
            or amount < policy.limit("ind_cost_large")
            or policy.pattern("ind_cost_required").search(project.name_key) is None
        )
    ):
        return ()
    if any(one.startswith(_COST) for one in project.classes if one):
        return ()
    usual = share >= policy.limit("ind_cost_usual")
    return lacking(
        project,
        _COST,
        "项目没有成本指标，本表多数项目有。" if usual and not everywhere else "项目没有成本指标。",
        "请增加成本指标，写出单价或总价的控制数，例如“每平方米修缮成本：≤1750元”。",
        lighter=not (usual or everywhere),
    )
