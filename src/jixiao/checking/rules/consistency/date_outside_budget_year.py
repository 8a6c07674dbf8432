"""CON003 date-outside-budget-year."""

import re
from collections.abc import Iterator

from jixiao.checking.budget_year import years_of
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import Target

_SEVERAL = re.compile(r"20[0-9]{2}年?[-~至—]20[0-9]{2}")


@rule("CON003", since="0.2", facts=("dated", "compound"), needs=("budget_year",))
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
        没有写年份的日期、名称和目标里的年份不看。没有给出预算年度时，按表中多数年度指标值的日期推定，或者按文号、项目名称里的年份看最早是哪年，写在意见里；不给出年度，没有发现问题不算通过。
    """
    known = indicator.project.table.budget_year
    if known is None:
        return
    year = known.year
    for label, target, key in _targets(indicator):
        printed = years_of(target)
        annual = label == "年度" and known.exact
        if not [one for one in printed if (one != year if annual else one < year)]:
            continue
        if policy.pattern("consistency_not_applicable").match(key):
            continue  # 「不适用（2026年实施）」 says that nothing is due
        late = max(printed) > year
        carried = policy.pattern("consistency_carried_over")
        if late and carried.search(indicator.project.name_key + indicator.project.objective_key):
            continue
        if late and policy.pattern("consistency_lasting").search(indicator.measure_key):
            continue  # 规划有效期 至2035年
        yield Found(
            f"{label}指标值“{target.text}”的日期{'晚' if late else '早'}于{known.said}。",
            f"请改成{f'{year}年' if known.exact else '预算年度'}内的日期；"
            "确属上年结转或跨年支付的，请在项目名称或目标里写明。",
            at=target.at,
            lighter=bool(known.why),
        )
        return
    if not known.exact:
        yield from _far_apart(indicator, policy)


def _far_apart(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """Two dates of which one is wrong whatever the year: the annual one after that of the period."""
    period, annual = years_of(indicator.period), years_of(indicator.annual)
    if not period or not annual or indicator.period is None or indicator.annual is None:
        return
    apart = max(period) - max(annual)
    if 0 <= apart < policy.limit("consistency_years_apart"):
        return
    project = indicator.project
    said = project.name_key + project.objective_key
    if apart > 0 and (_SEVERAL.search(said) or policy.pattern("ind_several_years").search(said)):
        return
    yield Found(
        f"年度指标值“{indicator.annual.text}”比实施周期指标值“{indicator.period.text}”"
        f"{'早' if apart > 0 else '晚'}{abs(apart)}年。",
        "请核对两个日期：年度指标值写预算年度内的日期，不晚于实施周期；分几年实施的，请在目标里写明各年的安排。",
        at=(*indicator.period.at, *indicator.annual.at),
        lighter=True,
    )


def _targets(indicator: IndicatorSubject) -> Iterator[tuple[str, Target, str]]:
    """The annual target with its folded text; the period's where it says something else."""
    if indicator.annual is not None:
        yield "年度", indicator.annual, indicator.annual_key
    if indicator.period is not None and (
        indicator.annual is None or indicator.period_key != indicator.annual_key
    ):
        yield "实施周期", indicator.period, indicator.period_key
