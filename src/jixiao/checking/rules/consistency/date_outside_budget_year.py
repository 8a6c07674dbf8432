"""CON003 date-outside-budget-year."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import Target


@rule("CON003", since="0.2", kinds=("deadline", "compound"), needs=("budget_year",))
def date_outside_budget_year(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """完成日期不在预算年度内。

    年度指标值考核本年的工作；日期早于本年多半照抄了上年的表，晚于本年的本年考核不了。

    Not allowed:
        年度：2024
        2、1-产出指标：13-时效指标：项目完成时间：实施周期指标值：2023-10-31；年度指标值：2023-10-31。

    Allowed:
        年度：2024
        2、1-产出指标：13-时效指标：项目完成时间：实施周期指标值：2024年12月31日前完成支付；年度指标值：2024年12月31日前完成支付。

        年度：2025
        项目：（重安排）穗财商[2023]70号消费券财政补贴资金 | 80.99
        2、1-产出指标：13-时效指标：支付完成时限：实施周期指标值：2026年3月底前；年度指标值：2026年3月底前。

    Known limits:
        没有写年份的日期、名称和目标里的年份不看；预算年度由使用者给出，给错会误报。
    """
    year = indicator.project.table.year
    if year is None:
        return
    for label, target in _targets(indicator):
        printed = _years(target)
        outside = [one for one in printed if (one != year if label == "年度" else one < year)]
        if not printed or not outside:
            continue
        late = max(printed) > year
        carried = policy.pattern("consistency_carried_over")
        if late and carried.search(indicator.project.name_key + indicator.project.objective_key):
            continue
        yield Found(
            f"{label}指标值“{target.text}”的日期{'晚' if late else '早'}于预算年度{year}年。",
            f"请改成{year}年内的日期；确属上年结转或跨年支付的，请在项目名称或目标里写明。",
            at=target.at,
        )


def _targets(indicator: IndicatorSubject) -> Iterator[tuple[str, Target]]:
    """The annual target; the period's where it says something else."""
    if indicator.annual is not None:
        yield "年度", indicator.annual
    if indicator.period is not None and (
        indicator.annual is None or indicator.period_key != indicator.annual_key
    ):
        yield "实施周期", indicator.period


def _years(target: Target) -> list[int]:
    """The years in which the target's deadlines end."""
    if target.value is None:
        return []
    values = target.value.parts or (target.value,)
    found = []
    for one in values:
        if one.kind == "deadline" and one.date:
            last = one.date.rsplit("/", 1)[-1][:4]
            # 2025年每月15日前: the day comes round, the year stands for itself.
            year = re.fullmatch(r"(20[0-9]{2})年度?", one.scope or "")
            if last.isdigit() or year is not None:
                found.append(int(last) if last.isdigit() or year is None else int(year[1]))
    return found
