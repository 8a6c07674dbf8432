"""CON009 total-against-project-expenditure."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import TableSubject


@rule("CON009", since="0.2", needs=("project_expenditure",))
def total_against_project_expenditure(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """目标表的合计与预算表的项目支出不一致。

    目标表的资金就是项目支出的资金；多出来说明有一处错，少了说明有项目没有编目标，或依规定不编。

    Not allowed:
        项目支出：30.00
        项目：甲项目 | 40.00
        1、1-产出指标；11-数量指标；会议；实施周期指标值：2次；年度指标值：2次。

    Allowed:
        项目支出：40.05
        项目：甲项目 | 40.00
        1、1-产出指标；11-数量指标；会议；实施周期指标值：2次；年度指标值：2次。

    Known limits:
        项目支出由使用者给出，单位同目标表；当地规定部分项目不编目标的，少于项目支出是应当的。
    """
    expenditure = table.companions.project_expenditure
    if expenditure is None:
        return
    printed = [one.record.funding.total for one in table.projects]
    total = table.record.grand_total.total
    if total is None:
        total = sum((one for one in printed if one is not None), Decimal(0))
    unclear = table.record.grand_total.total is None and None in printed
    gap = total - expenditure
    if abs(gap) <= policy.limit("consistency_expenditure_tolerance"):
        return
    unit = table.record.amount_unit or ""
    yield Found(
        f"目标表合计{total}{unit}，比预算表的项目支出{expenditure}{unit}"
        f"{'多' if gap > 0 else '少'}{abs(gap)}{unit}。",
        "请核对两张表的口径和单位；"
        + ("目标表不应大于项目支出。" if gap > 0 else "没有编目标的项目，请说明依据。"),
        lighter=gap < 0,
        unclear=unclear,
    )
