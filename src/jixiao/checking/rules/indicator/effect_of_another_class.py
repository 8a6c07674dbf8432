"""IND116 effect-of-another-class."""

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._levels import filed, refiled, suggested
from jixiao.checking.rules.indicator._name import head
from jixiao.checking.subjects import IndicatorSubject

_MANY = 4096  # names, which come again and again
# Which effects are looked for under a class, and where they belong; below each, what lets them be.
_ELSEWHERE = {
    "21": (
        ("ind_natural_effect", "ind_natural_effect_not", "23", "自然环境"),
        ("ind_social_effect", "ind_social_effect_not", "22", "社会方面"),
    ),
    "22": (("ind_business_effect", "ind_business_effect_not", "21", "经营收益"),),
    "24": (("ind_business_effect", "ind_business_effect_not", "21", "经营收益"),),
}


@rule(
    "IND116",
    since="0.3",
    words=("ind_natural_effect", "ind_social_effect", "ind_business_effect"),
    classes=tuple(_ELSEWHERE),
)
def effect_of_another_class(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """效益归错了类：产值归在社会效益，空气质量归在经济效益。

    经济、社会、生态效益各说一方面的变化；归错了，该类效益实际上空着，评价时也找不到标准。

    Not allowed:
        1、2-效益指标,22-社会效益,引进项目达产后总产值,实施周期指标值:720亿元,年度指标值:240亿元;

        1、2-效益指标；21-经济效益；空气质量优良天数；实施周期指标值：≥330天；年度指标值：≥330天。

        1、2-效益指标；21-经济效益；居民政策知晓率；实施周期指标值：≥90%；年度指标值：≥90%。

    Allowed:
        1、2-效益指标；21-经济效益；引进项目达产后总产值；实施周期指标值：240亿元；年度指标值：240亿元。

        1、2-效益指标；22-社会效益；脱贫户人均经营收入；实施周期指标值：≥1.2万元；年度指标值：≥1.2万元。

    Known limits:
        只认名称末尾明白的说法，只提示，不替人定类；群众增收、就业两类都可以放，不算；归在生态效益下的其他内容由 IND108 说明。
    """
    found = _elsewhere(indicator.name_key, indicator.class_ or "", policy)
    if found is None:
        return
    said, code, what = found
    yield Found(
        f"“{indicator.name}”说的是{what}的变化，却归在{filed(indicator)}。",
        f"名称中有“{said}”，更像{suggested(indicator, code)}，请核对后改归。",
        edits=refiled(indicator, code),
    )


@lru_cache(_MANY)
def _elsewhere(name_key: str, class_: str, policy: Policy) -> tuple[str, str, str] | None:
    """The words of a folded name that belong to another class, that class, and what they speak of."""
    name = head(name_key)
    for words, but_for, code, what in _ELSEWHERE[class_]:
        found = policy.pattern(words).search(name)
        if found is not None and policy.pattern(but_for).search(name) is None:
            return found[0], code, what
    return None
