"""VAL004 target-repeats-name."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.text import fold


@rule("VAL004", since="0.2")
def target_repeats_name(indicator: IndicatorSubject) -> Iterator[Found]:
    """指标值重复指标名称。

    指标名称说明“考核什么”，指标值说明“达到什么程度”。两者相同，年底无法判断是否完成。

    Not allowed:
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：会议数量；年度指标值：不少于2次。

    Allowed:
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：不少于6次；年度指标值：不少于2次。

    Known limits:
        换一种说法重复名称（“召开会议的数量”）的，不会发现。
    """
    name = indicator.name_key
    if not name:
        return
    for field, target in (("实施周期", indicator.period), ("年度", indicator.annual)):
        if target is not None and fold(target.text) == name:
            yield Found(
                f"{field}指标值“{target.text}”与指标名称相同，没有说明要达到的程度。",
                "请写出数量、比例或可以核对的状态，例如“不少于2次”。",
                at=target.at,
            )
