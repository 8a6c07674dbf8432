"""VAL013 unusual-comparator."""

from collections.abc import Iterator
from functools import cache

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.value._names import folded, word_pairs, word_set
from jixiao.checking.rules.value._quoting import NUMBERS, edits, quote
from jixiao.checking.subjects import IndicatorSubject
from jixiao.checking.terms import Term
from jixiao.model import TargetValue


def _is_unusual(term: Term, policy: Policy) -> bool:
    return any(mark in listed for mark in _marks(term) for listed in _listed(policy))


@rule("VAL013", since="0.2", kinds=(*NUMBERS, "compound"), stated=_is_unusual)
def unusual_comparator(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """比较符号或比较词写得不规范。

    计算符号只有 ≥、＞、＝、＜、≤ 五种；“≦”“>=”“超”等写法录入系统时要逐个改。字形可以自动改，词语请自行修改。

    Not allowed:
        1、2-效益指标；22-社会效益；减少企业投诉；实施周期指标值：≤5次；年度指标值：≦5次。

        1、3-满意度指标；31-服务对象满意度；企业满意度；实施周期指标值：>=90%；年度指标值：>=90%。

        1、3-满意度指标；31-服务对象满意度；企业满意度；实施周期指标值：大于90%；年度指标值：大于90%。

    Allowed:
        1、2-效益指标；22-社会效益；减少企业投诉；实施周期指标值：≤5次；年度指标值：≤5次。

        1、1-产出指标；11-数量指标；参加培训人数；实施周期指标值：不少于200人；年度指标值：超过200人。

    Known limits:
        “不少于”“不低于”“不超过”“超过”“以上”“以内”意思明确，不要求改为符号；两个比较词重复的由 VAL014 说明。
    """
    glyphs, words, slips = _listed(policy)
    for term in indicator.terms:
        marks = _marks(term)
        for mark, printed in marks.items():
            if mark in glyphs:
                yield Found(
                    f"{quote((term,))}的比较符号“{printed}”不规范。",
                    f"请改为“{glyphs[mark]}”。",
                    at=term.at,
                    edits=edits(indicator, term, lambda value: _normalised(value, glyphs)),
                )
            elif mark in words and len(marks) == 1:
                yield Found(
                    f"{quote((term,))}的比较词“{printed}”不规范。",
                    f"请改为“{words[mark]}”，或“超过”“不少于”“不超过”等书面说法。",
                    at=term.at,
                )
            elif mark in slips:
                yield Found(
                    f"{quote((term,))}里的“{printed}”不是比较符号，不能确定是哪一个。",
                    "请改为“≥”“＞”“≤”或“＜”。",
                    at=term.at,
                )


@cache
def _listed(policy: Policy) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    return (
        word_pairs(policy, "value_comparator_glyphs", " "),
        word_pairs(policy, "value_comparator_words", ":"),
        word_set(policy, "value_comparator_slips"),
    )


def _marks(term: Term) -> dict[str, str]:
    """The printed comparators of a target by their folded texts."""
    value = term.value
    if not value.comparator_stated and term.kind != "compound":
        return {}
    return {folded(one.text): one.text.strip() for one in value.spans if one.role == "comparator"}


def _normalised(value: TargetValue, glyphs: dict[str, str]) -> str:
    return "".join(
        glyphs.get(folded(one.text), one.text) if one.role == "comparator" else one.text
        for one in value.spans
    )
