"""IND008 too-few-indicators."""

from collections.abc import Iterable

from jixiao.checking.many_texts import ManyTexts
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.indicator._absence import is_lost
from jixiao.checking.subjects import ProjectSubject

_TEXTS_OF_ONE = 3  # the name of an indicator and two targets


def _with_few_texts(texts: ManyTexts, policy: Policy) -> Iterable[int]:
    """Those with so few texts, parted by NUL, as too few indicators have."""
    most = 1 + _TEXTS_OF_ONE * (policy.limit("ind_fewest") - 1)
    return [number for number, key in enumerate(texts.keys) if key.count("\0") <= most]


@rule("IND008", since="0.2", picked=_with_few_texts)
def too_few_indicators(project: ProjectSubject, policy: Policy) -> Iterable[Found]:
    """绩效指标太少。

    一两项指标说不全一个项目的数量、质量、时间和效果。

    Not allowed:
        项目：天河区巨灾指数保险专项资金 | 124.45
        1、1-产出指标；13-时效指标；理赔时效；实施周期指标值:无；年度指标值:启动理赔流程后7个工作日内完成赔款。2、2-效益指标；22-社会效益；获赔率；实施周期指标值:无；年度指标值:当触发预设的保险赔付条件，保险公司100%赔付到位。

    Allowed:
        项目：天河区巨灾指数保险专项资金 | 124.45
        1、1-产出指标；11-数量指标；参保街道数；实施周期指标值：21个；年度指标值：21个。2、1-产出指标；13-时效指标；理赔时效；实施周期指标值：7个工作日内；年度指标值：7个工作日内。3、2-效益指标；22-社会效益；获赔率；实施周期指标值：100%；年度指标值：100%。

    Known limits:
        几项才够由配置决定（ind_fewest，通用为3）。一项也没有的，由 IND001 说明。
    """
    count = len(project.indicators)
    fewest = policy.limit("ind_fewest")
    if 0 < count < fewest:
        message = f"项目只有{count}项绩效指标，少于{fewest}项。"
    elif is_lost(project):
        message = "绩效指标没有读出，不知道是否足够。"
    else:
        return ()
    return (Found(message, "请补充产出和效益指标，至少说明做多少、做到什么标准、带来什么效果。"),)
