"""WRD011 target-cut-beside-whole."""

import re
from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.wording._near_words import near_words
from jixiao.checking.subjects import IndicatorSubject

_SHORTEST = 4
_MARKS = "。;,、"
_NUMBER = re.compile("[0-9.]+")
_DIGITS = frozenset("0123456789.")


@rule("WRD011", since="0.3", facts=("differs",))
def target_cut_beside_whole(indicator: IndicatorSubject, policy: Policy) -> Iterator[Found]:
    """一个指标值没有写完，另一个是全的。

    实施周期和年度指标值开头相同，一个断在半个词里或断在“明显”“不断”一类的词后，多半是复制时丢了字。

    Not allowed:
        1、1-产出指标；13-时效指标；人员派遣时间；实施周期指标值：2025年8月31日前完成派遣；年度指标值：2025年8月31日前完成派。

        1、2-效益指标；22-社会效益；办事效率；实施周期指标值：群众办事效率明显提升；年度指标值：群众办事效率明显。

    Allowed:
        1、1-产出指标；13-时效指标；补贴拨付时间；实施周期指标值：12月底前拨付到位；年度指标值：12月底前拨付。

    Known limits:
        断处恰好是一个完整的词、后面也不缺的，发现不了；两个指标值开头不同的不比较。
    """
    one, other = indicator.annual_key, indicator.period_key
    if len(one) < _SHORTEST or len(other) < _SHORTEST:
        return
    if one[0] != other[0] and (one[0] not in _DIGITS or other[0] not in _DIGITS):
        return
    period, annual = indicator.period, indicator.annual
    if period is None or annual is None:
        return
    short, whole = annual, period
    # Their dates and amounts may differ.
    one, other = _NUMBER.sub("0", one.rstrip(_MARKS)), _NUMBER.sub("0", other.rstrip(_MARKS))
    if len(one) > len(other):
        one, other, short, whole = other, one, period, annual
    if len(one) < _SHORTEST or len(one) == len(other) or not other.startswith(one):
        return
    if not _is_cut(one, other, policy):
        return
    label = "年度" if short is annual else "实施周期"
    yield Found(
        f"{label}指标值“{short.text}”没有写完，另一个指标值是“{whole.text}”。",
        "请补全文字。",
        at=short.at,
    )


def _is_cut(one: str, other: str, policy: Policy) -> bool:
    """Whether the shorter text breaks off where the longer one goes on."""
    if policy.pattern("wording_cut_whole").search(one) is not None:
        return False
    if policy.pattern("wording_cut_beside").search(one) is not None:
        return True
    return near_words(policy).cuts_a_word(other, len(one))
