"""VAL111 period-as-multiple-of-annual."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import POINTS
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject


@rule("VAL111", since="0.2", facts=("with_two_numbers",))
def period_as_multiple_of_annual(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """实施周期指标值都是年度指标值的同一倍数。

    所有数量都按年数平均切分，多半没有按各年的实际安排测算。

    Not allowed:
        1、1-产出指标,11-数量指标,赴外省、外市拜访企业数,实施周期指标值:27次,年度指标值:9次;;
        2、1-产出指标,11-数量指标,引进项目数,实施周期指标值:39个,年度指标值:13个;;

    Allowed:
        1、1-产出指标；11-数量指标；开展活动场次；实施周期指标值：开展专场培训、对接交流会等活动累计不少于30场；年度指标值：每年开展专场培训、对接交流会等活动不少于10场。
        2、1-产出指标；12-质量指标；活动规模；实施周期指标值：三年累计不少于900家次；年度指标值：年度累计不少于300家次。

    Known limits:
        写明“累计”“每年”的，平均安排是明说的，不算；年度值是1的看不出是否切分，也不算。
    """
    differing = [one for one in project.indicators if one.period_key != one.annual_key]
    if len(differing) < policy.limit("direction_split_least"):
        return
    pairs = [pair for one in differing if (pair := _pair(one, policy)) is not None]
    if len(pairs) < policy.limit("direction_split_least"):
        return
    times = pairs[0][1] / pairs[0][2]
    if times != int(times) or times < 2:
        return
    if any(period != annual * times for _, period, annual in pairs):
        return
    shown = "、".join(f"{period}/{annual}" for _, period, annual in pairs[:4])
    yield Found(
        f"{len(pairs)} 个指标的实施周期指标值都正好是年度指标值的 {int(times)} 倍（{shown}），"
        "像是按年数平均切分。",
        "请按各年的工作安排分别测算；确实逐年相同的，写明“每年”和“三年累计”。",
    )


def _pair(
    one: IndicatorSubject, policy: Policy
) -> tuple[IndicatorSubject, Decimal, Decimal] | None:
    if one.period is None or one.annual is None:
        return None
    period, annual = one.period.value, one.annual.value
    if period is None or annual is None or period.kind not in POINTS or annual.kind not in POINTS:
        return None
    if period.number is None or annual.number is None or period.number == annual.number:
        return None
    if annual.number <= 1 or period.per is not None or annual.per is not None:
        return None
    stated = policy.pattern("direction_stated_sum")
    if stated.search(one.period_key) or stated.search(one.annual_key):
        return None
    units = (period.measure_unit, annual.measure_unit)
    if units[0] is not None and units[1] is not None and units[0].canonical != units[1].canonical:
        return None
    return one, period.number, annual.number
