"""VAL112 target-below-last-year."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import (
    LOWER_BOUNDS,
    POINTS,
    UPPER_BOUNDS,
    is_percentage,
)
from jixiao.checking.subjects import ProjectSubject, TablesSubject
from jixiao.model import TargetValue
from jixiao.model.target_value import NotComparable, convert
from jixiao.text import without_years


@rule("VAL112", since="0.2", needs=("earlier_years",))
def target_below_last_year(tables: TablesSubject, policy: Policy) -> Iterator[Found]:
    """指标值比上年低很多。

    工作没有减少、指标值却大幅降低，往往是为了容易完成。上年实际完成数不在目标表里，
    所以与上年的年度指标值比较。

    Not allowed:
        年度：2024
        项目：商贸业工作经费 | 45.00
        1、1-产出指标；11-数量指标；服务企业数量；实施周期指标值：≥100家；年度指标值：≥100家。
        上年：
        年度：2023
        项目：商贸业工作经费 | 45.00
        1、1-产出指标；11-数量指标；服务企业数量；实施周期指标值：≥300家；年度指标值：≥300家。

    Allowed:
        年度：2024
        项目：商贸业工作经费 | 15.00
        1、1-产出指标；11-数量指标；服务企业数量；实施周期指标值：≥100家；年度指标值：≥100家。
        上年：
        年度：2023
        项目：商贸业工作经费 | 45.00
        1、1-产出指标；11-数量指标；服务企业数量；实施周期指标值：≥300家；年度指标值：≥300家。

    Known limits:
        项目和指标按名称对应（不计年份），改了名称的对应不上；没有上年实际完成数时，
        上年指标值本身过高的也会提示。
    """
    if not tables.earlier:
        return
    before: dict[str, ProjectSubject | None] = {}
    for project in tables.earlier[0].projects:
        key = without_years(project.name_key)
        before[key] = None if key in before else project  # two of one name: neither is meant
    for project in tables.table.projects:
        earlier = before.get(without_years(project.name_key))
        if earlier is not None and project.name_key:
            yield from _compare(project, earlier, policy)


def _compare(project: ProjectSubject, earlier: ProjectSubject, policy: Policy) -> Iterator[Found]:
    last = {without_years(one.name_key): one for one in earlier.indicators}
    share = _share_of_money(project, earlier)
    for one in project.indicators:
        other = last.get(without_years(one.name_key))
        if other is None or one.annual is None or other.annual is None:
            continue
        now, then = one.annual.value, other.annual.value
        if now is None or then is None or not _far_below(now, then, share, policy):
            continue
        yield Found(
            f"“{one.name}”的年度指标值“{one.annual.text}”比上年的指标值“{other.annual.text}”"
            "低很多（没有上年实际完成数，按上年指标值比较）。",
            "请对照上年实际完成数说明降低的原因，或者恢复到不低于上年的水平。",
            about=one,
            at=one.annual.at,
            unclear=one.damaged or other.damaged,
        )


def _far_below(now: TargetValue, then: TargetValue, money: Decimal | None, policy: Policy) -> bool:
    if now.number is None or then.number is None or then.direction == "equal":
        return False
    try:
        number = convert(now.number, now.measure_unit, then.measure_unit)
    except NotComparable:
        return False
    drop = policy.limit("direction_drop_share")
    if now.kind in UPPER_BOUNDS and then.kind in UPPER_BOUNDS:
        return then.number > 0 and number >= then.number * (1 + drop)
    downward = then.direction == "lower_is_better" and then.kind not in LOWER_BOUNDS
    if downward or now.kind not in POINTS or then.kind not in POINTS or then.number <= 0:
        return False
    if (now.baseline is None and then.baseline is not None) or now.per != then.per:
        return False
    if is_percentage(now):
        return then.number - number >= policy.limit("direction_drop_points")
    if money is not None and number >= then.number * money:
        return False  # the money fell as much
    return number <= then.number * (1 - drop)


def _share_of_money(project: ProjectSubject, earlier: ProjectSubject) -> Decimal | None:
    now, then = project.ten_thousands, earlier.ten_thousands
    return None if now is None or not then else now / then
