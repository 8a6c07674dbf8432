"""IND119 own-staff-satisfaction."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject


@rule("IND119", since="0.3", words=("ind_own_staff",), classes=("3",))
def own_staff_satisfaction(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """满意度问的是本单位的工作人员。

    满意度要问项目服务的人。钱花在群众、企业身上，却问本局工作人员满意不满意，看不出效果。

    Not allowed:
        部门：某区民政局
        项目：居家养老服务 | 342.00
        目标：为1060名失能老人购买居家照护服务，让老人就近享受养老服务。
        1、3-满意度指标；31-服务对象满意度；区民政局工作人员满意度；实施周期指标值：≥90%；年度指标值：≥90%。

    Allowed:
        部门：某区民政局
        项目：居家养老服务 | 342.00
        目标：为1060名失能老人购买居家照护服务，让老人就近享受养老服务。
        1、3-满意度指标；31-服务对象满意度；受助老人及家属满意度；实施周期指标值：≥90%；年度指标值：≥90%。

        部门：某区民政局
        项目：机关食堂运行经费 | 42.00
        目标：保障机关食堂运行，为干部职工提供工作餐。
        1、3-满意度指标；31-服务对象满意度；局机关干部职工满意度；实施周期指标值：≥90%；年度指标值：≥90%。

    Known limits:
        名称写明是局、委、办等机关的人员才看；另有服务对象满意度的，目标和名称说的是食堂、物业、培训等内部保障的，或者没有提到服务谁的，不算。
    """
    own = policy.pattern("ind_own_staff").search(indicator.name_key)
    if own is None or indicator.value is None:
        return
    project = indicator.project
    said = f"{project.name_key};{project.objective_key}"
    served = policy.pattern("ind_served").search(said)
    if served is None or policy.pattern("ind_for_staff").search(said) is not None:
        return
    if any(one is not indicator and one.class_ == "31" for one in project.indicators):
        return
    yield Found(
        f"“{indicator.name}”问的是本单位的工作人员，项目服务的却是“{served[0]}”。",
        f"请改为服务对象的满意度，例如“{served[0]}满意度”。",
    )
