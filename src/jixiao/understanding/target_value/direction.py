"""正向还是反向: which way is better, from comparator, indicator name and level-2 class."""

import re
from functools import cache, lru_cache

import msgspec
from msgspec.structs import replace

from jixiao.model.target_value import Direction
from jixiao.text import trie_pattern
from jixiao.understanding.target_value.words import words

_COST_CLASSES = frozenset({"14", "41", "42", "43"})
_UP = frozenset({"at_least", "more_than"})
_DOWN = frozenset({"at_most", "less_than"})


_KEYS = ("bad", "turned", "shorter", "fixed", "cost", "good")


class Verdict(msgspec.Struct, frozen=True, order=True):
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


class _Names(msgspec.Struct, frozen=True):
    """Patterns of the words in names, and of each word its rank (least wins) and verdict.

    ``rates``, ``times``, ``amounts`` and ``fees`` are what names end with.
    """

    bad: re.Pattern[str]
    turned: re.Pattern[str]
    shorter: re.Pattern[str]
    any: re.Pattern[str]
    plain: dict[str, tuple[int, Verdict]]
    rate: dict[str, tuple[int, Verdict]]
    rates: tuple[str, ...]
    times: tuple[str, ...]
    amounts: tuple[str, ...]
    fees: tuple[str, ...]


@cache
def _names() -> _Names:
    listed = words()["direction"]
    bad, turned, shorter = (re.compile(trie_pattern(list(listed[key]))) for key in _KEYS[:3])
    plain: dict[str, tuple[int, Verdict]] = {}
    rate: dict[str, tuple[int, Verdict]] = {}
    for key in reversed(_KEYS[1:]):
        rank, direction, reason = _SAYS[key]
        for word in listed[key]:
            plain[word] = (rank, Verdict(direction, False, reason.format(word)))
            # A rate of costs or of fixed things is still a rate: more of it is better.
            rate[word] = (_LAST, _UNKNOWN) if key in ("fixed", "cost") else plain[word]
    for word in listed["bad"]:
        plain[word] = rate[word] = (0, Verdict("lower_is_better", False, f"名称含“{word}”"))
    ends = (tuple(listed[key]) for key in ("rates", "times", "amounts", "fees"))
    return _Names(bad, turned, shorter, re.compile(trie_pattern(list(plain))), plain, rate, *ends)


def direction_of(kind: str, name: str, level2: str | None, *, zero: bool, number: bool) -> Verdict:
    """The better direction of a value of ``kind``; ``zero`` and ``number`` say what it holds.

    >>> direction_of("exactly", "安全事故发生次数", "22", zero=True, number=True).reason
    '名称含“事故”'
    >>> direction_of("exactly", "返贫风险", "22", zero=False, number=True).doubt
    '名称含“返贫”，目标值却不是零，方向存疑'
    """
    if kind in _DOWN:
        return _DOWNWARD
    if kind == "deadline":
        return _IN_TIME
    up = kind in _UP
    if up and (zero or _names().bad.search(name) is None):
        return _UPWARD
    rank, verdict = _from_name(name, level2) if name else (_LAST, _by_class(level2))
    if up:
        if rank:
            return _UPWARD
        return replace(_UPWARD, doubt=f"{verdict.reason}，比较词却要求越大越好，方向存疑")
    if rank == 0 and number and not zero:
        return replace(verdict, doubt=f"{verdict.reason}，目标值却不是零，方向存疑")
    if zero and rank and verdict.direction == "higher_is_better":
        return _none_wanted(name, verdict)
    return _RANGE if kind == "between" and rank else verdict


def _none_wanted(name: str, verdict: Verdict) -> Verdict:
    """The verdict on a target of zero whose name seemed to be of something good.

    >>> _none_wanted("食品安全监管责任事故发生数", _UNKNOWN).reason
    '名称含“事故”'
    >>> _none_wanted("储备粮变质比例", _UNKNOWN).reason
    '目标值是零，名称只说“比例”'
    """
    names = _names()
    bad = [*names.bad.finditer(name)]
    # What turns a bad thing into a good one stands behind it: 事故处理数, not 监管事故数.
    if bad and names.turned.search(name, bad[-1].start()) is None:
        return names.plain[bad[-1].group()][1]
    if name.endswith(names.amounts):
        amount = max((one for one in names.amounts if name.endswith(one)), key=len)
        return Verdict("lower_is_better", False, f"目标值是零，名称只说“{amount}”")
    return verdict


@lru_cache(maxsize=4)  # the two targets of an indicator ask one after the other
def _from_name(name: str, level2: str | None) -> tuple[int, Verdict]:
    """What the words of the name say, rank 0 being what nobody wants; the least rank wins."""
    names = _names()
    found = names.any.findall(name)
    if name.endswith(names.fees):
        rank, direction, reason = _SAYS["cost"]
        return rank, Verdict(direction, False, reason.format(name[-1]))
    if not found:
        return _LAST, _by_class(level2)
    # How often prices are asked, or how many cost courses there are, is no cost.
    is_rate = name.endswith((*names.rates, *names.times))
    table = names.rate if is_rate else names.plain
    rank, verdict = table[found[0]]
    for word in found:
        if (one := table[word])[0] < rank:
            rank, verdict = one
    if rank == 0:
        if (shorter := names.shorter.search(name)) is not None:  # 故障修复时间 is a time
            return names.plain[shorter[0]]
        if names.turned.search(name) is None:
            return 0, verdict
        rank, verdict = min(
            [one for word in found if (one := table[word])[0]] or [(_LAST, _UNKNOWN)]
        )
    if level2 in _COST_CLASSES and _RANK_OF_COST_CLASS < rank < _LAST and not is_rate:
        return rank, _COST
    return (rank, verdict) if rank < _LAST else (_LAST, _by_class(level2))


def _by_class(level2: str | None) -> Verdict:
    if level2 in _COST_CLASSES:
        return _COST
    return _SATISFACTION if level2 == "31" else _UNKNOWN


def is_bad(word: str) -> bool:
    """Whether a word is one of what nobody wants: 「0事故」."""
    return _names().bad.match(word) is not None
