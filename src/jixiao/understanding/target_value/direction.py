"""正向还是反向: which way is better, from comparator, indicator name and level-2 class."""

import re
from functools import cache
from typing import NamedTuple

from jixiao.model.target_value import Direction
from jixiao.understanding.target_value.units import trie_pattern
from jixiao.understanding.target_value.words import words

_COST_CLASSES = frozenset({"14", "41", "42", "43"})
_RATES = ("率", "率(%)", "率（%）", "度", "度(%)", "度（%）")
_UP = frozenset({"at_least", "more_than"})
_DOWN = frozenset({"at_most", "less_than"})


_KEYS = ("bad", "turned", "shorter", "fixed", "cost", "good")


class Verdict(NamedTuple):
    """The direction, whether the value itself states it, why, and a doubt if there is one."""

    direction: Direction
    stated: bool
    reason: str
    doubt: str | None = None


_UPWARD = Verdict("higher_is_better", True, "比较词表示不少于")
_DOWNWARD = Verdict("lower_is_better", True, "比较词表示不超过")
_IN_TIME = Verdict("lower_is_better", True, "期限，早于或等于即达到")
_RANGE = Verdict("none", False, "区间没有单一方向")
_COST = Verdict("lower_is_better", False, "二级指标是成本指标")
_SATISFACTION = Verdict("higher_is_better", False, "二级指标是满意度")
_UNKNOWN = Verdict("none", False, "没有比较词，名称也看不出方向")
_SAYS: dict[str, tuple[int, Direction, str]] = {
    "shorter": (1, "lower_is_better", "名称含“{}”"),
    "fixed": (2, "equal", "名称含“{}”，是固定的数"),
    "cost": (4, "lower_is_better", "名称含“{}”"),
    "good": (5, "higher_is_better", "名称含“{}”"),
    "turned": (6, "higher_is_better", "名称含“{}”"),
}
_RANK_OF_COST_CLASS = 3
_LAST = 9


class _Names(NamedTuple):
    """Patterns of the words in names, and of each word its rank (least wins) and verdict."""

    bad: re.Pattern[str]
    turned: re.Pattern[str]
    shorter: re.Pattern[str]
    any: re.Pattern[str]
    plain: dict[str, tuple[int, Verdict]]
    rate: dict[str, tuple[int, Verdict]]


@cache
def _names() -> _Names:
    listed = words()["direction"]
    bad, turned, shorter = (re.compile(trie_pattern(list(listed[key]))) for key in _KEYS[:3])
    plain: dict[str, tuple[int, Verdict]] = dict.fromkeys(listed["bad"], (_LAST, _UNKNOWN))
    rate = dict(plain)
    for key in reversed(_KEYS[1:]):
        rank, direction, reason = _SAYS[key]
        for word in listed[key]:
            plain[word] = (rank, Verdict(direction, False, reason.format(word)))
            # A rate of costs or of fixed things is still a rate: more of it is better.
            rate[word] = (_LAST, _UNKNOWN) if key in ("fixed", "cost") else plain[word]
    return _Names(bad, turned, shorter, re.compile(trie_pattern(list(plain))), plain, rate)


def direction_of(kind: str, name: str, level2: str | None, *, zero: bool, number: bool) -> Verdict:
    """The better direction of a value of ``kind``; ``zero`` and ``number`` say what it holds.

    >>> direction_of("exactly", "安全事故发生次数", "22", zero=True, number=True)[:3]
    ('lower_is_better', False, '名称含“事故”')
    >>> direction_of("exactly", "返贫风险", "22", zero=False, number=True).doubt
    '名称含“返贫”，目标值却不是零，方向存疑'
    """
    bad = None
    names = _names()
    if name and (bad := names.bad.search(name)) is not None and names.turned.search(name):
        bad = None
    if kind in _UP:
        if bad is None or zero:
            return _UPWARD
        return _UPWARD._replace(doubt=f"名称含“{bad[0]}”，比较词却要求越大越好，方向存疑")
    if kind in _DOWN:
        return _DOWNWARD
    if kind == "deadline":
        return _IN_TIME
    if bad is not None:
        if found := names.shorter.search(name):
            return Verdict("lower_is_better", False, f"名称含“{found[0]}”")
        doubt = None if zero or not number else f"名称含“{bad[0]}”，目标值却不是零，方向存疑"
        return Verdict("lower_is_better", False, f"名称含“{bad[0]}”", doubt)
    if kind == "between":
        return _RANGE
    return _from_name(name, level2)


def _from_name(name: str, level2: str | None) -> Verdict:
    """What the words of the name say: the shortest time wins over the fixed number, and so on."""
    names = _names()
    is_rate = name.endswith(_RATES)
    rank, verdict = _LAST, _UNKNOWN
    if name and (found := names.any.findall(name)):
        rank, verdict = min(map((names.rate if is_rate else names.plain).__getitem__, found))
    if level2 in _COST_CLASSES and (rank == _LAST or (rank > _RANK_OF_COST_CLASS and not is_rate)):
        return _COST
    return _SATISFACTION if rank == _LAST and level2 == "31" else verdict
