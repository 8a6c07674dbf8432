"""What names of indicators say of units; units are compared as words, for nothing is converted."""

import re
from functools import cache, lru_cache
from math import prod

from jixiao.checking.policy import Policy
from jixiao.model.target_value import MeasureUnit
from jixiao.text import fold, quick_pattern

# 乡(镇)数, 养殖场(户)满意度: a bracket inside a word holds another word, no unit.
_BRACKETED = re.compile(r"\((?:计量)?(?:单位)?:?([^()]{1,8})\)(?![一-鿿])")
_BEHIND_MARK = re.compile(r"[/:](?:计量)?(?:单位:?)?([^()/:]{1,4})$")
_EACH_TIME = re.compile(r"/[一每]?(?:年|半年|季度?|月|周|天|日)$")
_MULTIPLIER = re.compile(r"^(?:百|千|十|万|亿)+(?=.)")


MEASURES = (
    "value_rate_names",
    "value_satisfaction_names",
    "value_length_of_time_names",
    "value_time_names",
    "value_count_names",
    "value_money_names",
    "value_quality_names",
    "value_area_names",
    "value_distance_names",
    "value_space_names",
    "value_carried_names",
    "value_flow_names",
    "value_volume_names",
)
"""Lists of what a name can end in; the first that fits says what it measures."""

RATES = frozenset({"value_rate_names", "value_satisfaction_names"})

_ANSWERED_IN_NUMBERS = frozenset({"value_time_names", "value_length_of_time_names"})
_LARGE = re.compile(r"^[十百千]?[万亿](?=.)")
_TIMES = {"十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_TAIL = 8
_MANY = 20_000


folded = lru_cache(_MANY)(fold)
"""`fold` for comparators, of which there are few."""


@cache
def word_set(policy: Policy, name: str) -> frozenset[str]:
    """A list of the policy for looking up; found again by the policy, the words are hashed once."""
    return frozenset(policy.words(name))


@cache
def word_pairs(policy: Policy, name: str, between: str) -> dict[str, str]:
    """A list whose words are pairs."""
    return dict(word.split(between, 1) for word in policy.words(name))


@cache
def _units_by_noun(
    policy: Policy, name: str, behind: str = ""
) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """A list of 「noun: units」, each noun as a pattern for the end of a name."""
    pairs = (word.rpartition(":") for word in policy.words(name))
    return tuple(
        (re.compile(f"({noun}){behind}$"), frozenset(units.split())) for noun, _, units in pairs
    )


def measure_of(measure_key: str, policy: Policy) -> str | None:
    """Which of `MEASURES` a folded name ends in; names are many, their last words are few."""
    return _measure_of(measure_key[-_TAIL:], policy)


@lru_cache(_MANY)
def _measure_of(tail: str, policy: Policy) -> str | None:
    return next((one for one in MEASURES if policy.pattern(one).search(tail)), None)


@lru_cache(_MANY)
def is_question(name_key: str, policy: Policy) -> bool:
    """Whether a folded name asks for yes or no; several rules want to know it of each name."""
    return policy.pattern("value_questions").search(name_key) is not None


@lru_cache(_MANY)
def is_graded(name_key: str, policy: Policy) -> bool:
    """Whether a folded name is of what others give a grade."""
    return policy.pattern("value_graded_names").search(name_key) is not None


@lru_cache(_MANY)
def answers_none(name_key: str, measure_key: str, policy: Policy) -> bool:
    """Whether 无 answers a folded name: there shall be none of a bad thing.

    The time or the rate of what is done about it asks for a number: 故障恢复时间.
    """
    return (
        policy.pattern("value_bad_things").search(name_key) is not None
        and measure_of(measure_key, policy) not in _ANSWERED_IN_NUMBERS
        and policy.pattern("value_done_about").search(measure_key) is None
    )


def units_of_noun(measure_key: str, policy: Policy) -> tuple[str, frozenset[str]] | None:
    """The counting noun a folded name ends in, and the units that fit it."""
    for noun, units in _units_by_noun(policy, "value_noun_units"):
        found = noun.search(measure_key[-_TAIL:])
        if found is not None:
            return found[1], units
    return None


def units_against(measure_key: str, policy: Policy) -> tuple[str, frozenset[str]] | None:
    """The thing a folded name ends in, and the units that never count it."""
    for thing, units in _units_by_noun(policy, "value_thing_units", "(?:总?数量?|个数)?"):
        found = thing.search(measure_key)
        if found is not None:
            return found[1], units
    return None


@cache
def things_by_unit(policy: Policy, name: str) -> dict[str, re.Pattern[str]]:
    """A list of 「units: things」: what a name says somewhere for these units to count it."""
    pairs = (word.partition(":") for word in policy.words(name))
    return {
        unit: re.compile(quick_pattern(things))
        for units, _, things in pairs
        for unit in units.split()
    }


@lru_cache(_MANY)
def unit_in_name(name_key: str, policy: Policy) -> str | None:
    """The unit in the brackets of a folded name, or None.

    >>> from jixiao.checking import standard_policy
    >>> unit_in_name("招商活动的签约项目金额(万元)", standard_policy())
    '万元'
    """
    if "(" not in name_key:
        return None
    return next((one for one in _BRACKETED.findall(name_key) if _is_unit(one, policy)), None)


def names_unit_behind_mark(name_key: str, policy: Policy) -> bool:
    """Whether a folded name ends in a unit without brackets: 贴息笔数/笔, 新增就业:人."""
    found = _BEHIND_MARK.search(name_key)
    return found is not None and _is_unit(found[1], policy)


def _is_unit(text: str, policy: Policy) -> bool:
    """Whether it is a unit by itself, or one by time or by measure: 立方米/小时.

    台/套 are two units, either of which may follow.
    """
    units = word_set(policy, "value_units")
    if text in units or _LARGE.sub("", text) in units:
        return True
    above, _, below = text.partition("/")
    return below in word_set(policy, "value_units_per") and _is_unit(above, policy)


def _plain(unit: str, aliases: dict[str, str]) -> str:
    """Each part of a unit by its usual name: m3/s is 立方米/秒."""
    if unit in aliases or "/" not in unit:
        return aliases.get(unit, unit)
    return "/".join([aliases.get(part, part) for part in unit.split("/")])


def same_unit(named: str, unit: MeasureUnit, policy: Policy) -> bool:
    """Whether the unit of a name and that of a value are the same, not only of one kind."""
    aliases = word_pairs(policy, "value_same_units", ":")
    printed = _EACH_TIME.sub("", fold(unit.text))
    canonical = _EACH_TIME.sub("", unit.canonical or printed)
    named = _EACH_TIME.sub("", named)
    return _plain(named, aliases) in (
        printed, canonical, _plain(printed, aliases), _plain(canonical, aliases),
    )  # fmt: skip


def same_kind(named: str, unit: MeasureUnit) -> bool:
    """Whether both differ in the multiplier or in what they are counted per, and in nothing else.

    >>> same_kind("万元", MeasureUnit("亿元", "亿元", "money", base="元"))
    True
    """
    heads = {
        _MULTIPLIER.sub("", one.partition("/")[0])
        for one in (unit.text, unit.canonical, unit.base)
        if one
    }
    return _MULTIPLIER.sub("", named.partition("/")[0]) in heads


def times_smaller(unit: MeasureUnit, named: str) -> int:
    """How many times a unit is smaller than that of a name, both of one kind; 0 where it is not.

    >>> times_smaller(MeasureUnit("人次", "人次", "occasions"), "万人次")
    10000
    """
    return _times(named) // _times(unit.canonical or unit.text)


def _times(unit: str) -> int:
    found = _LARGE.match(unit)  # 千 of 千克 is no multiplier to be lost
    return prod(_TIMES[character] for character in found[0]) if found else 1
