"""IND009 much-money-few-indicators."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject

_ENOUGH_TO_COMPARE = 3


@rule("IND009", since="0.2", needs=("amount_unit",))
def much_money_few_indicators(project: ProjectSubject, policy: Policy) -> Iterable[Found]:
    """金额大而指标少，或者各项指标值千篇一律。

    金额越大，越需要分项说明做什么、做到什么程度；全部写成100%，看不出钱和事的对应。

    Not allowed:
        项目：增城区对口帮扶贵州省毕节市专项资金 | 9548.00
        1、1-产出指标,11-数量指标,做好专业人才支援与交流工作;实施周期指标值:100%,年度指标值:100%;2、1-产出指标,11-数量指标,做好党政干部互派工作;实施周期指标值:100%,年度指标值:100%;3、2-效益指标,21-经济效益,协助销售农特产品;实施周期指标值:100%,年度指标值:100%;4、2-效益指标,21-经济效益,协助落实劳动力就业情况;实施周期指标值:100%,年度指标值:100%;5、2-效益指标,24-可持续影响,完成各项指标任务;实施周期指标值:100%,年度指标值:100%;

        项目：水库除险加固 | 3600.00
        1、1-产出指标；11-数量指标；加固水库座数；实施周期指标值：2座；年度指标值：2座。2、2-效益指标；22-社会效益；保护人口；实施周期指标值：3万人；年度指标值：3万人。3、3-满意度指标；31-服务对象满意度；群众满意度；实施周期指标值：90%；年度指标值：90%。

    Allowed:
        项目：水库除险加固 | 36.00
        1、1-产出指标；11-数量指标；加固水库座数；实施周期指标值：2座；年度指标值：2座。2、2-效益指标；22-社会效益；保护人口；实施周期指标值：3万人；年度指标值：3万人。3、3-满意度指标；31-服务对象满意度；群众满意度；实施周期指标值：90%；年度指标值：90%。

    Known limits:
        金额档次和项数是自定的配置（ind_large 等），只作提示；金额单位没有读出的不能判断。
    """
    amount = project.ten_thousands
    if amount is None or amount < _least(policy) or not project.indicators:
        return ()
    return _for_much_money(project, amount, policy)


def _for_much_money(project: ProjectSubject, amount: Decimal, policy: Policy) -> Iterator[Found]:
    count = len(project.indicators)
    band, fewest = Decimal(0), Decimal(0)
    for name in ("ind_large", "ind_huge"):
        if amount >= policy.limit(name):
            band, fewest = policy.limit(name), policy.limit(f"{name}_fewest")
    if count < fewest:
        yield Found(
            f"项目金额在{band:,}万元以上，只有{count}项绩效指标。",
            f"请按资金用途分项设置指标，金额这样大的项目一般不少于{fewest}项。",
        )
    if amount < policy.limit("ind_flat") or count < _ENOUGH_TO_COMPARE:
        return
    stated = [one for one in project.indicators if one.annual is not None]
    same = stated[0].annual.text if stated and stated[0].annual is not None else ""
    if same and all(one.annual_key == stated[0].annual_key for one in stated):
        yield Found(
            f"{count}项指标的年度指标值都是“{same}”，看不出资金与任务的对应。",
            "请按各项工作的实际写出数量，例如“选派专业技术人才20人”“采购农特产品500万元”。",
        )


@cache
def _least(policy: Policy) -> Decimal:
    """Below this amount nothing is asked of a project."""
    return min(map(policy.limit, ("ind_large", "ind_huge", "ind_flat")))
