"""IND112 payment-as-indicator."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed
from jixiao.checking.rules.indicator._name import are_paying, head
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_MANY = 4096  # names, which come again and again
_LOOKED_AT = frozenset({"11", "12", "13"})
_LIGHTER = frozenset({"12", "13"})


@rule("IND112", since="0.2", words=("ind_paying", "ind_paid"))
def payment_as_indicator(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """用资金支付情况充当产出或效益。

    支付率、到位率、拨付及时率只说明钱付出去了，不说明做成了什么；执行进度另有考核。

    Not allowed:
        项目：专项工作经费 | 124.41
        1、1-产出指标,11-数量指标,支付率;实施周期指标值:100%,年度指标值:100%;;2、2-效益指标,22-社会效益,保障日常工作正常开展;实施周期指标值:正常开展,年度指标值:正常开展;

        项目：园区建设项目 | 60.00
        1、1-产出指标；11-数量指标；建设标准厂房面积；实施周期指标值：5000平方米；年度指标值：5000平方米。2、1-产出指标；12-质量指标；验收合格率；实施周期指标值：100%；年度指标值：100%。3、1-产出指标；13-时效指标；资金拨付及时率；实施周期指标值：100%；年度指标值：100%。

    Allowed:
        项目：园区建设项目 | 60.00
        1、1-产出指标；11-数量指标；建设标准厂房面积；实施周期指标值：5000平方米；年度指标值：5000平方米。2、1-产出指标；13-时效指标；完工时间；实施周期指标值：11月底前；年度指标值：11月底前。

        项目：城乡居民最低生活保障 | 980.00
        1、1-产出指标；11-数量指标；保障低保对象人数；实施周期指标值：8000人；年度指标值：8000人。2、1-产出指标；12-质量指标；低保金足额发放率；实施周期指标值：100%；年度指标值：100%。3、1-产出指标；12-质量指标；认定准确率；实施周期指标值：≥98%；年度指标值：≥98%。

        项目：高龄老人津贴 | 980.00
        1、1-产出指标；11-数量指标；发放津贴人数；实施周期指标值：1.35万人；年度指标值：1.35万人。2、1-产出指标；13-时效指标；津贴发放时间；实施周期指标值：每月15日前；年度指标值：每月15日前。

    Known limits:
        数量、效益下的为重，质量、时效下的为轻；补贴、对口帮扶等以拨付为任务的项目为轻，只有归在数量指标下的支付率、到位率仍为重（对口帮扶、上缴等只转拨资金的除外）。这类项目的时效指标写明哪天发到的不算：那是任务本身的时限；补助、救助金、工资等是否及时发到人手里，是对这些人的时效，任何项目都不算。只说资金是否及时拨付、没有说是发给个人的哪项待遇的，以及别的项目写支付日期，仍然算。支付准确率说的是质量，不算。
    """
    say_paid = are_paying(policy)
    paying = [
        one
        for one in project.indicators
        if (one.class_ in _LOOKED_AT or one.level == "2") and say_paid[one.name_key]
    ]
    if not paying:
        return
    paying = [one for one in paying if not _is_what_is_to_be_done(one, policy)]
    for one in paying:
        if one.class_ == "13" and _is_in_time_to_people(one.name_key, policy):
            continue
        # IND103 is silent here: it would advise to file it elsewhere.
        rate = one.class_ == "11" and policy.pattern("ind_rate_head").search(head(one.name_key))
        yield Found(
            f"“{one.name}”{'是比率，' if rate else ''}只反映资金支付，不说明做成了什么，却归在{filed(one)}。",
            "请改为项目要完成的事，例如“扶持企业数量：20家”“审核完成时间：6月底前”；支付进度由预算执行考核。",
            about=one,
            lighter=one.class_ in _LIGHTER
            or (_pays_as_task(project, policy) and not _is_progress(one, policy)),
        )
    of_outputs = [one for one in paying if one.level == "1"]
    share = policy.limit("ind_paying_share")
    if of_outputs and len(of_outputs) >= share * len(project.outputs):
        yield Found(
            "产出指标至少有一半只反映资金支付，不说明做成了什么。",
            "请补充数量、质量方面的产出指标，例如“培训场次：4场”“验收合格率：100%”。",
            lighter=True,
            unclear=bool(project.unclassed),
        )


def _is_progress(indicator: IndicatorSubject, policy: Policy) -> bool:
    """A rate of what was paid, filed as a quantity: even where paying is the task, it is none.

    Where money is only handed on, there is nothing else to be told.
    """
    return (
        indicator.class_ == "11"
        and policy.pattern("ind_progress_of_money").search(head(indicator.name_key)) is not None
        and policy.pattern("ind_transfer").search(indicator.project.name_key) is None
    )


def _pays_as_task(project: ProjectSubject, policy: Policy) -> bool:
    """Whether paying is what the project is to do, by its name or its objective."""
    return (
        policy.pattern("ind_paying_task").search(project.name_key) is not None
        or policy.pattern("ind_paying_objective").search(project.objective_key) is not None
    )


def _is_what_is_to_be_done(one: IndicatorSubject, policy: Policy) -> bool:
    """Whether paying is the task, and the indicator says by when or how well it is done."""
    if one.class_ == "12":
        # Whether those paid have all that the standard gives them is quality, there.
        if policy.pattern("ind_paid_in_full").search(head(one.name_key)) and _pays_as_task(
            one.project, policy
        ):
            return True
        # IND106 says that it is filed wrongly.
        told = policy.pattern("ind_time_content").search(one.name_key) is not None
    else:
        told = _is_dated(one, policy)
    return told and (
        policy.pattern("ind_paying_task").search(one.name_key) is not None
        or _pays_as_task(one.project, policy)
    )


@lru_cache(_MANY)
def _is_in_time_to_people(name_key: str, policy: Policy) -> bool:
    """补助按月发放及时率: whether people have what is due to them in time is timeliness."""
    return (
        policy.pattern("ind_time").search(name_key) is not None
        and policy.pattern("ind_due_to_people").search(name_key) is not None
    )


def _is_dated(indicator: IndicatorSubject, policy: Policy) -> bool:
    """Whether it says by when those paid have their money: timeliness, where paying is the task."""
    value = indicator.value
    return (
        indicator.class_ == "13"
        and value is not None
        and (
            value.kind == "deadline"
            or bool(policy.pattern("ind_dates").search(indicator.target_key))
        )
    )
