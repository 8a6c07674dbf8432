"""CON007 cost-above-budget."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject

_COST_CLASSES = ("14", "41", "42", "43")
_SLIPS = frozenset(Decimal(10**times) for times in (1, 2, 3, 4))
_KINDS = ("exactly", "at_most", "less_than", "at_least", "more_than")


@rule("CON007", since="0.2", words=("consistency_cost",), facts=("cost",), needs=("amount_unit",))
def cost_above_budget(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """成本指标的金额超过项目资金。

    成本控制数是花费的上限，比本项目全部资金还多，就控制不住，也可能是单位写错；总成本与资金正好差十倍、百倍的，多半是小数点或单位写错。

    Not allowed:
        项目：校舍维修 | 100.00
        1、4-成本指标；41-经济成本；维修工程成本；实施周期指标值：≤150万元；年度指标值：≤150万元。

        项目：系统升级 | 140.00
        1、4-成本指标；41-经济成本；系统升级总成本；实施周期指标值：≤14万元；年度指标值：≤14万元。

    Allowed:
        项目：租金补贴 | 33.00
        6、4-成本指标；41-经济成本；住房保障经费；实施周期指标值：5年住房保障经费原则不得超过600万元；年度指标值：兑现2023.10-2024.3住房保障经费，预计33万元。

        项目：服务工作经费 | 10.00
        6、4-成本指标；41-经济成本；通讯费补助标准；实施周期指标值：不高于20元/家次；年度指标值：不高于20元/家次。

    Known limits:
        单价、标准和实施周期的总额不与当年资金比较；几项成本相加时，只加写明金额的。
    """
    money = project.ten_thousands
    if money is None:
        return
    stated = [
        (one, amount) for one in project.indicators if (amount := _amount(one, policy)) is not None
    ]
    limit = money + policy.limit("consistency_sum_tolerance")
    alone = [(one, amount) for one, amount in stated if amount > limit]
    for one, amount in alone:
        yield Found(
            f"“{one.name}”的成本是{amount.normalize():f}万元，"
            f"超过项目资金{money.normalize():f}万元。",
            "请核对金额和单位（元、万元）；成本控制数不应大于本项目资金。",
            at=one.annual.at if one.annual is not None else None,
            about=one,
        )
    of_all = policy.pattern("consistency_cost_of_all")
    for one, amount in stated:
        times = money / amount if amount > 0 and of_all.search(one.name_key) else None
        if times in _SLIPS:
            yield Found(
                f"“{one.name}”的成本是{amount.normalize():f}万元，项目资金是{money.normalize():f}万元，"
                f"正好差{times.normalize():f}倍。",
                "请核对金额和单位（元、万元）以及小数点；确实只用其中一小部分的，请在指标名称里写明是哪一部分。",
                at=one.annual.at if one.annual is not None else None,
                about=one,
            )
    total = sum((amount for _, amount in stated), Decimal(0))
    if not alone and len(stated) > 1 and total > limit:
        yield Found(
            f"{len(stated)} 个成本指标合计{total.normalize():f}万元，"
            f"超过项目资金{money.normalize():f}万元。",
            "请核对各项成本的金额和单位；分项成本之和不应大于本项目资金。",
            about=stated[0][0],
            also=tuple(one for one, _ in stated[1:]),
        )


def _amount(one: IndicatorSubject, policy: Policy) -> Decimal | None:
    """The annual cost in 万元, where it is a plain sum of money."""
    if one.class_ not in _COST_CLASSES and (
        one.class_ is not None or policy.pattern("consistency_cost").search(one.name_key) is None
    ):
        return None
    if policy.pattern("consistency_cost_of_one").search(one.name_key):
        return None
    value = one.annual.value if one.annual is not None else None
    if value is None or value.kind not in _KINDS or value.number is None or value.per is not None:
        return None
    unit = value.measure_unit
    if unit is None or unit.dimension != "money" or unit.base != "元" or unit.factor is None:
        return None
    return value.number * unit.factor / 10000
