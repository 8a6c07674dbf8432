"""TAB008 indicator-without-name."""

from collections.abc import Iterator

from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject


@rule("TAB008", since="0.4", facts=("nameless",), despite_damage=True)
def indicator_without_name(indicator: IndicatorSubject) -> Iterator[Found]:
    """缺指标名称。

    没有名称的指标不知道考核什么，指标值写得再清楚也无法评审、监控和自评。

    Not allowed:
        1、1-产出指标,11-数量指标,走访户数;实施周期指标值:1080户,年度指标值:1080户;;2、1-产出指标,11-数量指标,;实施周期指标值:2次,年度指标值:2次;;

    Allowed:
        1、1-产出指标,11-数量指标,走访户数;实施周期指标值:1080户,年度指标值:1080户;;2、1-产出指标,11-数量指标,走访次数;实施周期指标值:2次,年度指标值:2次;;

    Known limits:
        这一条还缺别的文字的，名称可能是识别时丢的，只报“不能判断”；名称写成指标值或别的内容的，由其他规则说明。
    """
    if indicator.name:
        return
    yield Found(
        "这条指标没有名称。",
        "请补填指标名称，说明考核的是什么。",
        unclear=indicator.damaged_but_for("name_missing"),
    )
