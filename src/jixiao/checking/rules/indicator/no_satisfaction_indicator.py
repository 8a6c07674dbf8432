"""IND003 no-satisfaction-indicator."""

from collections.abc import Iterable

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._absence import is_lost, lacking
from jixiao.checking.subjects import ProjectSubject


@rule("IND003", since="0.2", facts=("no_satisfaction",))
def no_satisfaction_indicator(project: ProjectSubject, policy: Policy) -> Iterable[Found]:
    """项目有服务对象，却没有满意度指标。

    为群众、企业或其他单位办事的项目，服务对象是否满意是效果的一部分。

    Not allowed:
        项目：促消费活动项目 | 20.00
        1、1-产出指标；11-数量指标；活动场次；实施周期指标值：4场；年度指标值：4场。2、2-效益指标；21-经济效益；带动消费金额；实施周期指标值：100万元；年度指标值：100万元。

    Allowed:
        项目：促消费活动项目 | 20.00
        1、1-产出指标；11-数量指标；活动场次；实施周期指标值：4场；年度指标值：4场。2、3-满意度指标；31-服务对象满意度；参与商家满意度；实施周期指标值：≥90%；年度指标值：≥90%。

        项目：办公设备购置经费 | 20.00
        1、1-产出指标；11-数量指标；购置电脑数量；实施周期指标值：20台；年度指标值：20台。

    Known limits:
        单位内部购置、人员经费和单纯上缴、划拨资金的项目，按名称和目标中的词语认定，不要求满意度；目标只说整理档案、租用场地、办公场所，或名称是监测、普查、审计、编志、储备一类，全项目又没有提到群众、企业等对象的也是。名称和目标提到群众、企业等服务对象的，程度较重；看不出服务谁的（污水处理、文物修缮等），只作提示。满意度指标归错了类的，由 IND101 说明，这里不再提示。
    """
    if "31" in project.classes or not (project.indicators or is_lost(project)):
        return ()
    satisfied = policy.pattern("ind_satisfaction")
    text = project.text_key
    if "满意" in text and any(
        satisfied.search(one.name_key) for one in project.indicators if "满意" in one.name_key
    ):
        return ()
    name, objective = project.name_key, project.objective_key
    transfer = policy.pattern("ind_pure_transfer").search
    if (
        policy.pattern("ind_internal_purchase").search(name) is not None
        or transfer(name) is not None
        or transfer(objective) is not None
    ):
        return ()
    named = objective or text
    served = policy.pattern("ind_service_object").search
    says_whom = served(named) is not None or served(name) is not None
    if not says_whom:
        if _speaks_of_the_office(name, objective, policy) and served(text) is None:
            return ()
        helped = policy.pattern("ind_served").search
        says_whom = helped(named) is not None or helped(name) is not None
    return lacking(
        project,
        ("31",),
        "项目没有满意度指标。",
        "如果项目有服务对象（群众、企业、学生、患者、参加活动的人等），请增加满意度指标，例如“参与企业满意度：≥90%”。",
        lighter=not says_whom,
    )


def _speaks_of_the_office(name: str, objective: str, policy: Policy) -> bool:
    return (
        policy.pattern("ind_internal_objective").search(objective) is not None
        or policy.pattern("ind_inner_work").search(name) is not None
    )
