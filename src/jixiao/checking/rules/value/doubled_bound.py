"""VAL014 doubled-bound."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._bounds import before_a_sign, both_sides, contradict, opposed
from jixiao.checking.rules.value._names import folded, word_set
from jixiao.checking.rules.value._quoting import edits, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import TargetValue
from jixiao.text import fold


def _may_be_doubled(term: Term, policy: Policy) -> bool:
    key = term.key
    if _BEHIND_A_WORD.search(key) is not None and before_a_sign(term.value, policy) is not None:
        return True
    return not _ENDS.isdisjoint(key) and (
        both_sides(term.value, policy) is not None or ("(" in key and "含" in key)
    )


@rule(
    "VAL014",
    since="0.2",
    stated=_may_be_doubled,
    kinds=("at_least", "more_than", "at_most", "less_than", "compound"),
)
def doubled_bound(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值的界限说了两遍，或互相矛盾。

    “3个以上(含3个)”“至少30家以上”把界限说了两遍；“不低于93%以内”一个是下限、一个是上限，不知道要多还是要少。写一个比较符号就清楚。

    Not allowed:
        1、1-产出指标；11-数量指标；新增用地选址；实施周期指标值：6个以上(含6个)；年度指标值：6个以上(含6个)。

        1、2-效益指标；21-经济效益；吸引企业；实施周期指标值：吸引超10家以上优秀企业考察；年度指标值：吸引超10家以上优秀企业考察。

        1、1-产出指标；12-质量指标；秸秆综合利用率；实施周期指标值：不低于93%以内；年度指标值：不低于93%以内。

        1、1-产出指标；11-数量指标；走访企业数量；实施周期指标值：至少≤15家；年度指标值：至少≤15家。

    Allowed:
        1、1-产出指标；11-数量指标；新增用地选址；实施周期指标值：≥6个；年度指标值：≥6个。

        1、3-满意度指标；31-服务对象满意度；企业满意度；实施周期指标值：90%以上；年度指标值：90%以上。

        1、1-产出指标；11-数量指标；回访次数；实施周期指标值：3个月内不少于2次；年度指标值：3个月内不少于2次。

    Known limits:
        单独的“以上”“以内”按通行理解包含本数，不算；含义矛盾的两个比较词不自动修改；只是说了两遍的程度较轻。
    """
    for term in indicator.terms:
        signs = before_a_sign(term.value, policy) if _BEHIND_A_WORD.search(term.key) else None
        if signs is not None:
            against = opposed(*signs, policy)
            yield Found(
                f"{quote((term,))}里“{signs[0]}”和“{signs[1]}”"
                + ("互相矛盾，一个是下限，一个是上限。" if against else "重复。"),
                "请核对要的是至少还是至多，只留一个，例如“≥10家”。",
                at=term.at,
                lighter=not against,
            )
            continue
        if _ENDS.isdisjoint(term.key):
            continue
        pair = both_sides(term.value, policy)
        if pair is not None and contradict(pair, policy):
            yield Found(
                f"{quote((term,))}里“{pair[0].text}”和“{pair[1].text}”互相矛盾，一个是下限，一个是上限。",
                "请核对要的是至少还是至多，只留一个，例如“≥93%”“3日内”。",
                at=term.at,
            )
            continue
        if pair is not None and _BOUND.search(pair[1].text):
            contrary = folded(pair[0].text) in word_set(policy, "value_strict_bounds")
            yield Found(
                f"{quote((term,))}里“{pair[0].text}”和“{pair[1].text}”"
                + ("一个不含本数，一个含本数。" if contrary else "重复。"),
                "请只留一个，例如“≥10家”。",
                at=term.at,
                edits=()
                if contrary or term.kind != ("at_least" if "上" in pair[1].text else "at_most")
                else edits(indicator, term, lambda value: _without_the_second(value, policy)),
                lighter=True,
            )
            continue
        for one in term.value.spans:
            if one.role == "comparator" and "(" in (key := folded(one.text)) and "含" in key:
                yield Found(
                    f"{quote((term,))}把界限说了两遍：“{one.text}”。",
                    "请只写一个比较符号，例如“≥3个”。",
                    at=term.at,
                    edits=edits(indicator, term, _with_one_sign),
                    lighter=True,
                )


_ENDS = frozenset("以内")
_BEHIND_A_WORD = re.compile("[≥≤><](?<=[一-鿿≥≤><].)")  # begins with a set: searched fastest
_BOUND = re.compile(r"以[上下内]")


def _without_the_second(value: TargetValue, policy: Policy) -> str:
    pair = both_sides(value, policy)
    return "".join(one.text for one in value.spans if pair is None or one is not pair[1])


def _with_one_sign(value: TargetValue) -> str:
    """A bound with （含3个） after a number becomes a sign before it.

    Nothing is changed where the brackets say another number or unit, or where a comparator stands
    before the number too: then the sense is not sure.
    """
    parts: list[str] = []
    place: int | None = None
    for one in value.spans:
        key = folded(one.text) if one.role == "comparator" else ""
        included = _INCLUDED.search(key)
        if included is not None:
            counted = fold("".join(parts[place:])) if place is not None else None
            if counted is None or included[1] not in ("", "本数", counted):
                return value.text
            parts.insert(place or 0, "≥" if "上" in key else "≤")
            place = None
            continue
        if one.role == "comparator":
            place = -1
        elif one.role == "number":
            place = len(parts) if place != -1 else None
        parts.append(one.text)
    return "".join(parts)


_INCLUDED = re.compile(r"\(含([^()]*)\)")
