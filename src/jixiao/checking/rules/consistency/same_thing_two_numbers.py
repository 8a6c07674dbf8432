"""CON018 same-thing-two-numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from jixiao.checking.facts import NOT_COUNTED
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.consistency._numbers import numbers_of, numbers_of_goal
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.model import MeasureUnit, Target

_UNIT_NOTE = re.compile(r"\((?:单位:)?[一-鿿/]{1,4}\)$")
_NOT_A_UNIT = re.compile(r"[期批次第其中含不]|年级")
_FILLER = re.compile(r"[的了及和与、,()“”]")
_VISITS = "人次"
_PAIR = 2
_SHORTEST = 2  # characters of a noun that a longer one ends in
_KINDS = frozenset({"exactly", "at_least", "more_than"})
_WORD = 3  # characters that a word may have
_MANY = 20_000


class _Counted(NamedTuple):
    """What a name counts: ``work`` done on it in one word each, ``thing`` without it."""

    work: frozenset[str]
    thing: str


class _Stated(NamedTuple):
    one: IndicatorSubject
    target: Target
    number: Decimal
    counted: _Counted
    visits: bool
    """Whether it counts how often somebody comes, not who."""


@rule("CON018", since="0.3", facts=("with_count",))
def same_thing_two_numbers(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """同一件事写了两个数。

    两项指标数的是同一件事，数却不同，或者一部分比全部还多，年底按哪个考核说不清。

    Not allowed:
        目标：为全县1200名留守困境儿童提供关爱服务。
        1、1-产出指标；11-数量指标；服务困境儿童人数；实施周期指标值：1200名；年度指标值：1200名。
        2、1-产出指标；11-数量指标；享受关爱服务的儿童数量；实施周期指标值：≥1000名；年度指标值：≥1000名。

        1、1-产出指标；11-数量指标；清淤河道长度；实施周期指标值：26公里；年度指标值：26公里。
        2、1-产出指标；11-数量指标；河道清淤长度；实施周期指标值：≥20公里；年度指标值：≥20公里。

    Allowed:
        1、1-产出指标；11-数量指标；建档困境儿童数；实施周期指标值：1200名；年度指标值：1200名。
        2、1-产出指标；11-数量指标；参加研学的困境儿童数量；实施周期指标值：300名；年度指标值：300名。

    Known limits:
        只比较计量单位相同、名称去掉通用的动词后相同的指标，或者一个名称是另一个的一部分而数更大的；换了说法而词表里没有的（“渡工培训”与“参加安全培训的渡工”）不会发现。名称完全相同的由其他规则说明。
    """
    goal: set[Decimal] | None = None
    for alike in _in_one_unit(project, policy):
        counted = [(one, _counted(one.name_key, policy)) for one in alike]
        for (one, its), (other, theirs) in combinations(counted, 2):
            if its is None or theirs is None or one.name_key == other.name_key:
                continue
            same = _are_same(its, theirs)
            if (
                not same
                and not its.thing.endswith(theirs.thing)
                and not theirs.thing.endswith(its.thing)
            ):
                continue
            first, second = _stated(one, its), _stated(other, theirs)
            if first is None or second is None or first.number == second.number:
                continue
            if first.visits != second.visits:
                # Who is trained twice is counted twice, but nobody less than once.
                visits, heads = (first, second) if first.visits else (second, first)
                if not same or visits.number > heads.number:
                    continue
            if not same and not _part_above_whole(first, second):
                continue
            if goal is None:
                goal = {one.number for one in numbers_of_goal(project, policy)}
            in_goal = [one for one in (first, second) if one.number in goal]
            if len(in_goal) == len((first, second)):
                continue
            yield _found(first, second, in_goal, same=same)


def _in_one_unit(project: ProjectSubject, policy: Policy) -> list[list[IndicatorSubject]]:
    """The quantities and benefits that count in the same unit, two or more."""
    counting: list[tuple[IndicatorSubject, MeasureUnit]] = []
    for one in project.indicators:
        value = one.value
        if value is None or (unit := value.measure_unit) is None or unit.dimension in NOT_COUNTED:
            continue
        if (one.class_ == "11" or one.level == "2") and value.kind in _KINDS and not value.baseline:
            counting.append((one, unit))
    if len(counting) < _PAIR:
        return []
    by_unit: dict[str, list[IndicatorSubject]] = {}
    alike = _alike_units(policy)
    for one, unit in counting:
        key = unit.base or unit.canonical or unit.text
        by_unit.setdefault(alike.get(key, key), []).append(one)
    return [many for many in by_unit.values() if len(many) >= _PAIR]


@lru_cache(maxsize=8)
def _alike_units(policy: Policy) -> dict[str, str]:
    """For a unit of times or of persons the one that stands for all of them."""
    persons = (_VISITS, *policy.words("consistency_persons"))
    times = policy.words("consistency_same_times")
    return dict.fromkeys(persons, "人") | dict.fromkeys(times, "次")


def _found(first: _Stated, second: _Stated, in_goal: list[_Stated], *, same: bool) -> Found:
    what = "两项数的是同一件事" if same else "一部分比全部还多"
    goal = f"，绩效目标写的是“{in_goal[0].target.text}”这个数" if in_goal else ""
    about = first if in_goal and in_goal[0] is second else second
    return Found(
        f"“{first.one.name}”的指标值是“{first.target.text}”，"
        f"“{second.one.name}”却是“{second.target.text}”：{what}{goal}。",
        "请核对哪个数是对的，只留一项或改成一致；确实是两件事的，请在名称里写明区别。",
        at=about.target.at,
        about=about.one,
        unclear=first.one.damaged or second.one.damaged,
        lighter=not same and not in_goal,
    )


def _are_same(one: _Counted, other: _Counted) -> bool:
    """Whether two names count the same: 保洁河道 is 河道保洁."""
    return one.work == other.work and (
        one.thing == other.thing
        or (len(one.thing) > _WORD and sorted(one.thing) == sorted(other.thing))
        or (bool(one.work) and _is_short_for(*sorted((one.thing, other.thing), key=len)))
    )


def _is_short_for(short: str, long: str) -> bool:
    """Whether one word is made of the other's: 村医 of 乡村医生, 农技员 of 农业技术员."""
    rest = iter(long)
    return (
        _SHORTEST <= len(short) < len(long) <= 2 * len(short) + 1
        and not long.startswith(short)
        and not long.endswith(short)
        and short[0] in long[:_SHORTEST]
        and all(character in rest for character in short)
    )


def _part_above_whole(first: _Stated, second: _Stated) -> bool:
    """Whether one counts a part of what the other counts, and more of it.

    困境儿童 are children; those who are trained are among those who benefit.
    """
    for part, whole in ((first, second), (second, first)):
        if part.number <= whole.number:
            continue
        one, all_ = part.counted, whole.counted
        if one.thing == all_.thing and one.work != all_.work:
            # Of 维修改造 what was 维修 is a part; those who are trained are among those served.
            if not all_.work or (one.work and one.work < all_.work):
                return True
            continue
        if all_.work and one.work != all_.work:
            continue
        if one.thing.endswith(all_.thing) and (len(all_.thing) >= _SHORTEST or all_.work):
            return True
    return False


def _stated(one: IndicatorSubject, counted: _Counted) -> _Stated | None:
    target = one.target
    if target is None or target.value is None:
        return None
    numbers = numbers_of(target.value)
    if len(numbers) != 1 or not numbers[0][0]:
        return None
    unit = target.value.measure_unit
    visits = unit is not None and unit.text.endswith(_VISITS)
    return _Stated(one, target, numbers[0][0], counted, visits)


@lru_cache(_MANY)
def _counted(name: str, policy: Policy) -> _Counted | None:
    """What a folded name counts; None where it does not end in a count."""
    note = _UNIT_NOTE.search(name)
    if note is not None and _NOT_A_UNIT.search(note[0]) is None:
        name = name[: note.start()]
    bare = policy.pattern("consistency_count_ends").sub("", name)
    if any(mark in bare for mark in "()") or policy.pattern("consistency_told_apart").search(bare):
        return None
    work = set()
    for match in policy.pattern("consistency_any_work").finditer(bare):
        work.add(_works(policy).get(match[0], match[0]))
    thing = policy.pattern("consistency_any_work").sub("", bare)
    for line in policy.words("consistency_same_things"):
        usual, _, other = line.partition("=")
        thing = thing.replace(other, usual)
    thing = _FILLER.sub("", policy.pattern("consistency_reached_words").sub("", thing))
    if not thing and not work:
        return None
    return _Counted(frozenset(work), thing)


@lru_cache(maxsize=8)
def _works(policy: Policy) -> dict[str, str]:
    """For a word of work the one that stands for all of its meaning."""
    return {
        word: line.split("|")[0]
        for line in policy.words("consistency_same_work")
        for word in line.split("|")
    }
