"""VAL113 lower-bound-on-a-time."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._bounds import contradicts_itself
from jixiao.checking.rules.value._direction import LOWER_BOUNDS, printed_at, printed_targets
from jixiao.checking.subjects import IndicatorSubject
from jixiao.text import fold


@rule("VAL113", since="0.3", words=("direction_short_time",), kinds=("at_least", "more_than"))
def lower_bound_on_a_time(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """越短越好的时间定了下限。

    响应、等候、办结、抢修用的时间越短越好，写成“≥24小时”“不少于7个工作日”，等于越慢越好。

    Not allowed:
        1、1-产出指标；13-时效指标；系统故障修复响应时间；实施周期指标值：≥24小时；年度指标值：≥24小时。

        1、2-效益指标；22-社会效益；群众平均排队等候时间；实施周期指标值：不少于20分钟；年度指标值：不少于20分钟。

    Allowed:
        1、1-产出指标；13-时效指标；系统故障修复响应时间；实施周期指标值：24小时；年度指标值：24小时。

        1、2-效益指标；22-社会效益；群众平均排队等候时间；实施周期指标值：缩短10分钟以上；年度指标值：缩短10分钟以上。

        1、1-产出指标；12-质量指标；系统平均无故障运行时间；实施周期指标值：≥5000小时；年度指标值：≥5000小时。

    Known limits:
        看名称末尾的词；开放、培训、保修、保存、公示等要够长的时间不算，没有写比较词的不作判断；“不少于3日内”自相矛盾，由VAL014说明。
    """
    name = indicator.measure_key
    if (
        policy.pattern("direction_short_time").search(name) is None
        or policy.pattern("direction_long_time").search(name) is not None
    ):
        return
    for label, target, value in printed_targets(indicator):
        unit = value.measure_unit
        if (
            value.kind in LOWER_BOUNDS
            and unit is not None
            and unit.dimension == "duration"
            and policy.pattern("direction_sooner").search(fold(target.text)) is None
            and not contradicts_itself(value, policy)
        ):
            yield Found(
                f"“{indicator.name}”越短越好，{label}“{target.text}”却是下限，越慢反而越达标。",
                "请写上限，例如“≤24小时”“5个工作日内”；要缩短多少的，请写“缩短10分钟以上”。",
                at=printed_at(indicator, target),
            )
