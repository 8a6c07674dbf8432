"""IND120 supplier-satisfaction."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject


@rule("IND120", since="0.3", words=("ind_paid_party",))
def supplier_satisfaction(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """满意度问的是收钱供货的一方，或者已经去世的人。

    满意度要问项目服务的人。供货商、承建单位拿了合同款，满不满意说明不了效果；逝者本人无法回答。

    Not allowed:
        项目：学校食堂食材采购 | 120.00
        1、3-满意度指标；31-服务对象满意度；食材供货商满意度；实施周期指标值：≥90%；年度指标值：≥90%。

    Allowed:
        项目：学校食堂食材采购 | 120.00
        1、3-满意度指标；31-服务对象满意度；学生家长对食材供货商的满意度；实施周期指标值：≥90%；年度指标值：≥90%。

        项目：公共资源交易服务 | 120.00
        1、3-满意度指标；31-服务对象满意度；供应商满意度；实施周期指标值：≥90%；年度指标值：≥90%。

    Known limits:
        施工、物业、供货企业本来就是服务对象的（交易、审批、监管、行业管理的项目）不算。
    """
    paid = policy.pattern("ind_paid_party").search(indicator.name_key)
    if paid is None or indicator.value is None or "对" in indicator.name_key[: paid.start()]:
        return
    dead = policy.pattern("ind_dead_party").search(paid[0])
    project = indicator.project
    said = f"{project.name_key};{project.objective_key}"
    if dead is None and policy.pattern("ind_serves_suppliers").search(said) is not None:
        return
    what = "已经去世的人，无法回答" if dead else "收钱供货、施工的一方，不是服务对象"
    yield Found(
        f"“{indicator.name}”问的是{what}。",
        "请改为服务对象的满意度，例如“学生家长满意度”“逝者家属满意度”。",
    )
