"""VAL017 placeholder-as-target."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import answers_none
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term


def _may_be_placeholder(term: Term, policy: Policy) -> bool:
    if term.kind == "not_stated":
        return True
    return (
        term.kind in ("not_understood", "qualitative")
        and policy.pattern("value_placeholders").search(term.whole_key) is not None
    )


@rule("VAL017", since="0.2", stated=_may_be_placeholder, facts=("name_is_number",))
def placeholder_as_target(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值是占位符号，没有真正填写。

    “*”“/”“待定”说明目标还没有定，不能作为考核依据。

    Not allowed:
        1、1-产出指标；11-数量指标；培训人数；实施周期指标值：待定；年度指标值：待定。

        1、1-产出指标；11-数量指标；培训人数；实施周期指标值：≥300人；年度指标值：/。

    Allowed:
        1、1-产出指标；13-时效指标；有无资金浪费；实施周期指标值：无；年度指标值：无。

        1、2-效益指标；22-社会效益；重大安全事故；实施周期指标值：无；年度指标值：无。

    Known limits:
        全表多数实施周期指标值都没有填写的，是整张表的问题，由 IND010 说明，这里只看年度指标值；完全没有印出的指标值由其他规则说明。
    """
    terms = [
        one
        for one in indicator.terms
        if ("annual_target.text" in one.fields or _periods_are_filled(indicator, policy))
        and _placeholder(one, indicator, policy)
    ]
    if terms:
        yield Found(
            f"{quote(terms)}是占位符号，目标没有填写。",
            "请填写具体的目标值；确实不适用的，请删去这个指标。",
            at=places(terms),
        )
    elif indicator.name_key.isdecimal():
        yield Found(
            f"指标名称“{indicator.name.strip()}”只有数字，像是没有填写的样表。",
            "请填写指标名称和目标值。",
        )


def _placeholder(term: Term, indicator: IndicatorSubject, policy: Policy) -> bool:
    if term.kind != "not_stated":
        return _may_be_placeholder(term, policy)
    return bool(term.text.strip()) and not (
        term.key in policy.words("value_none_words")
        and answers_none(indicator.name_key, indicator.measure_key, policy)
    )


def _periods_are_filled(indicator: IndicatorSubject, policy: Policy) -> bool:
    return indicator.project.table.filled_period_share >= policy.limit("value_filled_share")
