"""IND010 placeholder-period-target."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import answers_none
from jixiao.checking.subjects import IndicatorSubject, TableSubject


@rule("IND010", since="0.2")
def placeholder_period_target(table: TableSubject, policy: Policy) -> Iterator[Found]:
    """实施周期指标值只填了“无”等占位文字。

    实施周期指标值说明整个周期要达到什么；填“无”，多年的任务就没有总目标，一年的任务也应与年度相同。全表如此算一个问题。

    Not allowed:
        1、1-产出指标；11-数量指标；首店引进数量；实施周期指标值:无；年度指标值:引进广州首店20家。

    Allowed:
        1、1-产出指标；11-数量指标；首店引进数量；实施周期指标值：20家；年度指标值：20家。

        1、1-产出指标,13-时效指标,有无资金浪费;实施周期指标值:无,年度指标值:无;

    Known limits:
        “有无……”一类指标的“无”是答案，不算占位；“返贫风险”这类坏事，两个值都填“无”的，也是答案。没有印出实施周期指标值的，由表样类规则说明；只有少数指标如此的，由 VAL017 逐个说明。
    """
    if table.filled_period_share >= policy.limit("value_filled_share"):
        return  # a few are faults of their indicators: VAL017
    unfilled = [
        one
        for one in table.indicators
        if (period := one.period) is not None
        and period.value is not None
        and period.value.kind == "not_stated"
    ]
    empty = [one for one in unfilled if _is_placeholder(one, policy)]
    for damaged in (False, True):
        alike = [one for one in empty if one.damaged == damaged]
        if alike:
            yield Found(
                "实施周期指标值只填了占位文字，没有周期目标。",
                "请填写整个实施周期要达到的值；只有一年的项目，填与年度相同的值。",
                about=alike[0],
                also=tuple(alike[1:]),
            )


def _is_placeholder(indicator: IndicatorSubject, policy: Policy) -> bool:
    annual = indicator.annual
    # Where there is no annual target either, VAL017 says so.
    if annual is not None and annual.value is not None and annual.value.kind == "not_stated":
        return False
    key = indicator.period_key
    answers = (
        key in policy.words("value_none_words")
        and annual is not None
        and indicator.annual_key == key
        and answers_none(indicator.name_key, indicator.measure_key, policy)
    )
    return key != "" and not answers
