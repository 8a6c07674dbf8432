"""VAL014 doubled-bound."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import word_set
from jixiao.checking.rules.value._quoting import edits, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import Span, TargetValue
from jixiao.text import fold


@rule(
    "VAL014",
    since="0.2",
    facts=("bound_behind",),
    kinds=("at_least", "more_than", "at_most", "less_than", "compound"),
)
def doubled_bound(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """指标值的界限说了两遍。

    “3个以上(含3个)”“至少30家以上”把界限说了两遍；“超10家以上”两个词还互相矛盾。写一个比较符号就清楚。

    Not allowed:
        1、1-产出指标；11-数量指标；新增用地选址；实施周期指标值：6个以上(含6个)；年度指标值：6个以上(含6个)。

        1、2-效益指标；21-经济效益；吸引企业；实施周期指标值：吸引超10家以上优秀企业考察；年度指标值：吸引超10家以上优秀企业考察。

    Allowed:
        1、1-产出指标；11-数量指标；新增用地选址；实施周期指标值：≥6个；年度指标值：≥6个。

        1、3-满意度指标；31-服务对象满意度；企业满意度；实施周期指标值：90%以上；年度指标值：90%以上。

    Known limits:
        单独的“以上”“以内”按通行理解包含本数，不算；含义矛盾的两个比较词不自动修改。
    """
    firsts = word_set(policy, "value_first_bounds")
    for term in indicator.terms:
        if "以" not in term.key:
            continue
        pair = _both_sides(term.value, firsts)
        if pair is not None:
            contrary = fold(pair[0].text) in word_set(policy, "value_strict_bounds")
            yield Found(
                f"{quote((term,))}里“{pair[0].text}”和“{pair[1].text}”"
                + ("一个不含本数，一个含本数。" if contrary else "重复。"),
                "请只留一个，例如“≥10家”。",
                at=term.at,
                edits=()
                if contrary or term.kind != ("at_least" if "上" in pair[1].text else "at_most")
                else edits(indicator, term, lambda value: _without_the_second(value, firsts)),
            )
            continue
        for one in term.value.spans:
            key = fold(one.text)
            if one.role == "comparator" and "(" in key and "含" in key:
                yield Found(
                    f"{quote((term,))}把界限说了两遍：“{one.text}”。",
                    "请只写一个比较符号，例如“≥3个”。",
                    at=term.at,
                    edits=edits(indicator, term, _with_one_sign),
                )


_BOUND = re.compile(r"以[上下内]")


def _both_sides(value: TargetValue, firsts: frozenset[str]) -> tuple[Span, Span] | None:
    """A comparator before a number and another one after it."""
    before: Span | None = None
    numbered = False
    for one in value.spans:
        if one.role == "comparator":
            if before is not None and numbered and _BOUND.search(one.text):
                return before, one
            before, numbered = (one if fold(one.text) in firsts else None), False
        elif one.role == "number":
            numbered = True
        elif one.role in ("mark", "upper"):
            before = None
    return None


def _without_the_second(value: TargetValue, firsts: frozenset[str]) -> str:
    pair = _both_sides(value, firsts)
    return "".join(one.text for one in value.spans if pair is None or one is not pair[1])


def _with_one_sign(value: TargetValue) -> str:
    """A bound with （含3个） after a number becomes a sign before it.

    Nothing is changed where the brackets say another number or unit, or where a comparator stands
    before the number too: then the sense is not sure.
    """
    parts: list[str] = []
    place: int | None = None
    for one in value.spans:
        key = fold(one.text)
        included = _INCLUDED.search(key)
        if one.role == "comparator" and included is not None:
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
