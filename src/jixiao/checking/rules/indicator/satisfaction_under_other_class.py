"""IND101 satisfaction-under-other-class."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, refiled, suggested
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject


@rule(
    "IND101",
    since="0.2",
    says=("满意", "认可", "好评", "评价", "认同", "肯定"),
    classes=("1", "2", "4"),
)
def satisfaction_under_other_class(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """满意度指标归在其他类别下。

    服务对象是否满意有专门的一级指标；放在效益或产出下，满意度就缺了项，分值也算到别处。

    Not allowed:
        1、2-效益指标,22-社会效益,受惠群众满意度;实施周期指标值:采访群众,满意率达60%,年度指标值:采访群众,满意率达60%;

        1、2-效益指标,24-可持续影响,会员满意度;实施周期指标值:100%,年度指标值:100%;

    Allowed:
        1、3-满意度指标,31-服务对象满意度,受惠群众满意度;实施周期指标值:90%,年度指标值:90%;

        1、1-产出指标；11-数量指标；满意度调查份数；实施周期指标值：500份；年度指标值：500份。

    Known limits:
        只看指标名称。写明谁对什么的认可、评价、好评的也是满意度，为轻；笼统的“社会认可度”不算。名称没有这些词、只在指标值里写满意的不查；“满意度调查份数”一类是工作量，不算。
    """
    if "满意" not in indicator.name_key:
        opinion = policy.pattern("ind_opinion").search(head(indicator.name_key))
        if opinion:
            yield Found(
                f"“{indicator.name}”问的是服务对象怎么看，属于满意度，却归在{filed(indicator)}。",
                f"名称中有“{opinion[0]}”，更像{suggested(indicator, '31')}，请核对后改归。",
                edits=refiled(indicator, "31"),
                lighter=True,
            )
        return
    measured = policy.pattern("ind_satisfaction").search(indicator.name_key)
    if measured and not policy.pattern("ind_satisfaction_other_use").search(indicator.name_key):
        yield Found(
            f"“{indicator.name}”考核的是满意度，却归在{filed(indicator)}。",
            f"名称中有“{measured[0]}”，更像{suggested(indicator, '31')}，请核对后改归。",
            edits=refiled(indicator, "31"),
        )
