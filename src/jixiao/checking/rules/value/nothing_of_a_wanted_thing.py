"""VAL114 nothing-of-a-wanted-thing."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._direction import is_bad_thing
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject

_UNSAID = frozenset({"not_stated", "not_understood"})


@rule("VAL114", since="0.3", facts=("zero",), kinds=("exactly", "at_most"))
def nothing_of_a_wanted_thing(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """要做的事、要得的好处定为零。

    新增就业0人、举办培训0期，什么都不做也算完成；多半是漏填或串行。

    Not allowed:
        1、2-效益指标；22-社会效益；新增就业人数；实施周期指标值：0人；年度指标值：0人。

        1、1-产出指标；11-数量指标；举办培训班期数；实施周期指标值：无；年度指标值：0期。

        1、1-产出指标；11-数量指标；编制规划方案数量；实施周期指标值：0份；年度指标值：0份。

    Allowed:
        1、1-产出指标；11-数量指标；自主申请获得发明专利授权项数；实施周期指标值：≥20项；年度指标值：0。

        1、2-效益指标；22-社会效益；新增拖欠工资人数；实施周期指标值：0人；年度指标值：0人。

        1、1-产出指标；11-数量指标；委托外地检测样品数；实施周期指标值：0个（2024年为210个）；年度指标值：0个（2024年为210个）。

    Known limits:
        只认名称里明白要做、要增的事，又没有一个字说到不利的；实施周期有数、只有年度是零的，可能是多年项目的头一年，不作判断；写明上年有多少、要减到零的不算。
    """
    if indicator.value is None or indicator.value.number != 0:
        return
    terms = [one for one in indicator.terms if one.kind not in _UNSAID]
    if (
        not terms
        or any(one.value.number != 0 or one.value.scope is not None for one in terms)
        or any(policy.pattern("value_bases").search(one.key) for one in terms)
        or is_bad_thing(indicator.name_key, policy)
    ):
        return
    name = indicator.measure_key
    wanted = policy.pattern("direction_wanted_count").search(name) or (
        indicator.class_ == "11" and policy.pattern("direction_wanted_output").search(name)
    )
    if wanted and policy.pattern("direction_perhaps_unwanted").search(name) is None:
        yield Found(
            f"“{indicator.name}”是要做的事或要得的好处，{quote(terms)}却是零，什么都不做也算完成。",
            "请核对是否漏填或串行，写出要达到的数，例如“≥50人”；确实没有的，请删去这个指标。",
            at=places(terms),
        )
