"""CON022 fine-as-target."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject

_CEILINGS = frozenset({"at_most", "less_than"})


@rule("CON022", since="0.3", words=("matters_fine",))
def fine_as_target(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """把罚没收入、罚款金额当作绩效目标。

    罚没多少取决于违法行为有多少。给执法定罚款数额，会变成为罚款而执法；通常不允许把罚没款同考核挂钩。

    Not allowed:
        项目：交通执法 | 80.00
        1、2-效益指标；21-经济效益；执法人员人均罚款金额；实施周期指标值：≥3万元；年度指标值：≥3万元。

        1、2-效益指标；21-经济效益；罚没收入；实施周期指标值：120万元；年度指标值：120万元。

    Allowed:
        项目：交通执法 | 80.00
        1、1-产出指标；12-质量指标；罚没物资处置率；实施周期指标值：100%；年度指标值：100%。2、1-产出指标；13-时效指标；罚款缴库率；实施周期指标值：100%；年度指标值：100%。

    Known limits:
        只看名称说罚没款有多少、指标值是大于0的数的指标；缴库、处置、退付等怎样管理罚没款的不算，写成上限或下降的不算。依据未核对原文，由人决定。
    """
    if policy.pattern("matters_fine").search(indicator.name_key) is None:
        return
    if policy.pattern("matters_fine_handled").search(indicator.name_key) is not None:
        return
    value = indicator.value
    if value is None or value.number is None or value.number <= 0 or value.kind in _CEILINGS:
        return
    yield Found(
        f"“{indicator.name}”给罚没款定了目标（“{indicator.target.text if indicator.target else ''}”），"
        "通常不允许把罚没款同考核挂钩，请核对。",
        "请改为执法要达到的效果，例如“案件按期办结率”“违法行为整改率”。",
    )
