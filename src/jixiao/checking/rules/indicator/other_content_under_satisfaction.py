"""IND102 other-content-under-satisfaction."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, refiled, suggested
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject

_MANY = 4096  # names, which come again and again


def _may_be_other(name_key: str, policy: Policy) -> bool:
    return "满意" not in name_key or not _is_opinion(name_key, policy)


@rule("IND102", since="0.2", classes=("3",), named=_may_be_other)
def other_content_under_satisfaction(
    indicator: IndicatorSubject, policy: Policy
) -> Iterator[Found]:
    """满意度指标下的内容不是满意度。

    满意度要通过问卷、访谈等向服务对象取得；次数、考核结果不是满意度。

    Not allowed:
        1、3-满意度指标; 31-服务对象满意度; 当年举办老干活动的次数; 实施周期指标值:≥10; 年度指标值:≥10。

        1、3-满意度指标; 31-服务对象满意度; 安全生产年度考核情况; 实施周期指标值:通过考核; 年度指标值:通过考核。

    Allowed:
        1、3-满意度指标; 31-服务对象满意度; 老干工作满意度; 实施周期指标值:≥90%; 年度指标值:≥90%。

        1、3-满意度指标; 31-服务对象满意度; 群众有效投诉率; 实施周期指标值:≤1%; 年度指标值:≤1%。

        1、3-满意度指标；31-服务对象满意度；医药机构对检查公正性评价；实施周期指标值：≥85%；年度指标值：≥85%。

    Known limits:
        投诉、好评、认可、获得感等也反映服务对象的看法，不算归错（投诉的处理率是工作，要算）；指标值里写明“满意”的不算。
    """
    name = indicator.name_key
    if not name or _is_opinion(name, policy):
        return
    if "满意" in indicator.period_key or "满意" in indicator.annual_key:
        return
    counted = policy.pattern("ind_count_head").search(head(name))
    if counted:
        advice = f"名称中有“{counted[0]}”，更像{suggested(indicator, '11')}"
    else:
        advice = "更像产出指标或效益指标"
    yield Found(
        f"“{indicator.name}”不是满意度，却归在{filed(indicator)}。",
        f"{advice}，请核对后改归；满意度请另设，例如“服务对象满意度：≥90%”。",
        edits=refiled(indicator, "11") if counted else (),
    )


@lru_cache(_MANY)
def _is_opinion(name: str, policy: Policy) -> bool:
    """Whether a folded name is of what people think, not of a survey or of their complaints."""
    if (
        policy.pattern("ind_satisfaction_like").search(name) is None
        or policy.pattern("ind_satisfaction_survey").search(head(name)) is not None
    ):
        return False
    return "满意" in name or policy.pattern("ind_complaints_handled").search(head(name)) is None
