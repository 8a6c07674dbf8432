"""VAL004 target-repeats-name."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._quoting import places, quote
from jixiao.checking.subjects import IndicatorSubject


@rule(
    "VAL004",
    since="0.2",
    facts=("begins_as_name", "not_understood"),
    kinds=("qualitative", "not_understood", "yes_no", "reference", "deadline", "not_stated"),
)
def target_repeats_name(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值重复指标名称。

    指标名称说明“考核什么”，指标值说明“达到什么程度”。两者相同，年底无法判断是否完成。

    Not allowed:
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：会议数量；年度指标值：不少于2次。

        1、1-产出指标；11-数量指标；与各地区对接次数；实施周期指标值：开展对接次数；年度指标值：不少于6次。

    Allowed:
        1、1-产出指标；11-数量指标；会议数量；实施周期指标值：不少于6次；年度指标值：不少于2次。

        1、1-产出指标；11-数量指标；会议；实施周期指标值：会议6次；年度指标值：会议2次。

    Known limits:
        换一种说法重复名称的，只有读得出是计量名称（以数、率、度结尾）时才会发现。
    """
    name = indicator.name_key.rstrip("。;,、")
    if not name:
        return
    same = [one for one in indicator.terms if one.key == name]
    if same:
        yield Found(
            f"{quote(same)}与指标名称相同，没有说明要达到的程度。",
            "请写出数量、比例或可以核对的状态，例如“不少于2次”。",
            at=places(same),
        )
    like = [
        one
        for one in indicator.terms
        if one.kind == "not_understood"
        and one.key != name
        and policy.pattern("value_measure_ends").search(one.key)
    ]
    if like:
        yield Found(
            f"{quote(like)}写的是计量的名称，没有说明要达到的程度。",
            "请写出数量、比例或可以核对的状态，例如“不少于6次”“≥90%”。",
            at=places(like),
        )
