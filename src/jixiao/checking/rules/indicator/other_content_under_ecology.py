"""IND108 other-content-under-ecology."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed
from jixiao.checking.rules.indicator._name import are_paying, head
from jixiao.checking.subjects import IndicatorSubject

_MANY = 4096  # names and targets, which come again and again
_REFILE = "，请核对后改归；生态效益请写环境的变化"


@rule("IND108", since="0.2", classes=("23",))
def other_content_under_ecology(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """生态效益的内容看不出与生态环境有关。

    生态效益说的是自然环境：污染、排放、能耗、绿化、水土等；产业、人才、营商环境属于经济或社会效益。

    Not allowed:
        1、2-效益指标；23-生态效益；人才集聚能力；实施周期指标值:强化白云区人才集聚度；年度指标值:强化白云区人才集聚度。

        1、2-效益指标；23-生态效益；检查人员持水土保持监测上岗证比例；实施周期指标值：≥95%；年度指标值：≥95%。

        1、2-效益指标；23-生态效益；用水户线上缴费比例；实施周期指标值：≥85%；年度指标值：≥85%。

        1、2-效益指标；23-生态效益；植物检疫证网上申办率；实施周期指标值：≥85%；年度指标值：≥85%。

        1、2-效益指标；23-生态效益；打造应用场景解决方案；实施周期指标值:解决方案数量不少于5个。；年度指标值:解决方案数量不少于5个。

    Allowed:
        1、2-效益指标；23-生态效益；环保环评合格率；实施周期指标值：100%；年度指标值：100%。

        1、2-效益指标；23-生态效益；可回收物预约上门回收率；实施周期指标值：≥35%；年度指标值：≥35%。

        1、2-效益指标；23-生态效益；推动村镇工业集聚区配套完善、环境优美；实施周期指标值:提升；年度指标值:提升。

    Known limits:
        靠词语判断，只提示，不替人定类；缴费、预约、线上办理等业务的比例，有“水”“垃圾”等词也算；“社会环境”“营商环境”不算生态环境。
    """
    reason = _reason(indicator.name_key, policy)
    if reason is None:
        if any(_is_natural(key, policy) for key in {indicator.period_key, indicator.annual_key}):
            return
        reason = "名称和指标值中没有环境、排放、能耗、绿化等词语，更像经济效益或社会效益；确有生态效果的，请写明"
    elif not reason:
        return
    yield Found(
        f"“{indicator.name}”看不出与生态环境的关系，却归在{filed(indicator)}。",
        f"{reason}，例如“减少废水排放：500吨”。",
    )


@lru_cache(_MANY)
def _reason(name_key: str, policy: Policy) -> str | None:
    """What a folded name tells of something else; empty where it is natural, None where it may be."""
    if not name_key:
        return ""
    name = head(name_key)
    turnover = policy.pattern("ind_turnover").search(name)
    if turnover is not None:
        return f"名称末尾是“{turnover[0]}”，更像产出、经济效益或社会效益{_REFILE}"
    staff = policy.pattern("ind_of_staff").search(name)
    if staff is not None:
        return f"名称中的“{staff[0]}”说的是人员队伍，不是环境，更像质量指标{_REFILE}"
    dealt = policy.pattern("ind_dealt_with").search(name)
    if dealt is not None and not are_paying(policy)[name_key]:
        return f"名称末尾的“{dealt[0]}”说的是缴费、申请、办理等业务，不是环境的变化，更像社会效益或质量指标{_REFILE}"
    return "" if _is_natural(name_key, policy) else None


@lru_cache(_MANY)
def _is_natural(key: str, policy: Policy) -> bool:
    return policy.pattern("ind_environment").search(key) is not None
