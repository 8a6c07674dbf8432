"""Whether an indicator meets a number of the goal, and which one is about the same thing."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rules.consistency._goal_targets import LONG_RUN, Targets
from jixiao.checking.rules.consistency._numbers import (
    GoalNumber,
    common_run,
    numbers_of,
    quoted,
)
from jixiao.checking.subjects import IndicatorSubject

_GRAM = 3
_SHORT = 4  # characters of a name that is shorter than the goal's
_WHOLE_NAME = 6
_PRINTED = re.compile(r"([0-9.,]+)(百万|千万|千|万|亿)?")
_RATE_ENDS = "率度例重比"
_CHANGE = re.compile(r"(?:减少|压减|下降|降低|增加|增长|多|少)(?:了|约)?$")
_OF_TIME = r"(?:个?工作日|分钟|小时|个?月|天|日|年|周|秒|时)"
_COUNT_ENDS = re.compile(r"(?:总?(?:人员数量|数量|人数|个数|户数|家数|数))$")
_COUNTED = 6  # characters behind a unit in which the head of what is counted stands
_SEVERAL_UNITS = re.compile(r"[^0-9]{0,4}[0-9.]+([^0-9.%]{2,12})")
_UNIT_MARKS = re.compile(r"[()、/和及或,。;]")


def is_met(promise: GoalNumber, targets: Targets) -> bool:
    """Whether an indicator, or several together, have the number."""
    stated, number = targets.stated, promise.number
    if number in targets.printed:
        same = [
            _may_meet(promise, one, its_unit, targets)
            for one, its, family, its_unit in stated
            if number == its and family == promise.family
        ]
        if same:
            return any(same)
    unit, named = promise.unit, targets.numbers
    persons = targets.policy.words("consistency_persons")
    alike = persons if unit in persons else (unit,)
    of_unit = {id(one): its for one, its, _, its_unit in stated if its_unit in alike}
    # Of 2个 and 8个, 2个 and 6个 make eight by chance: the goal names all parts, or none.
    if len({its in named for its in of_unit.values()}) == 1 and number == sum(of_unit.values()):
        return True
    if any(its_unit == unit and its == targets.together[unit] for _, its, _, its_unit in stated):
        return True
    return (
        _is_printed(promise, targets)
        or _meets_with_its_base(promise, targets)
        or _is_part_of_mixed_units(promise, targets)
    )


def _may_meet(promise: GoalNumber, one: IndicatorSubject, unit: str, targets: Targets) -> bool:
    """Whether an indicator with the same number can be about it.

    3公顷 are not 3亩, and how content people are is no other rate.
    """
    if promise.family == "ratio":
        return not (
            one.class_ == "31"
            and targets.around(promise)[0][-1:] in _RATE_ENDS
            and "满意" in one.name_key
            and "满意" not in promise.words
        )
    measures = targets.policy.words("consistency_measures")
    return unit == promise.unit or unit not in measures or promise.unit not in measures


def _is_printed(promise: GoalNumber, targets: Targets) -> bool:
    """Whether the number stands in a name or target, with its 万 if it has one."""
    match = _PRINTED.match(promise.printed)
    if match is None or promise.family not in ("count", "money"):
        return False
    digits, times = match[1], match[2]
    # Behind its name and objective stand the texts of its indicators.
    if not any(digits in key for key in targets.project.keys[2:]) or digits not in targets.texts:
        return False
    if times is None:
        return promise.family == "count" and (
            re.search(rf"(?<![0-9.]){re.escape(digits)}(?!{_OF_TIME}|[0-9.%‰℃万亿])", targets.texts)
            is not None
        )
    if re.search(rf"(?<![0-9.]){re.escape(digits)}{times}", targets.texts):
        return True
    return any(
        times in one.name_key
        and re.search(rf"(?<![0-9.]){re.escape(digits)}(?![0-9.])", one.target_key) is not None
        for one in targets.project.indicators
    )


def _meets_with_its_base(promise: GoalNumber, targets: Targets) -> bool:
    """比上年(14起)减少2起: the target is twelve."""
    return _CHANGE.search(promise.words) is not None and any(
        base.unit == promise.unit
        and not targets.printed.isdisjoint(
            {base.number - promise.number, base.number + promise.number}
        )
        for base in targets.named
        if base.end <= promise.start
    )


def _is_part_of_mixed_units(promise: GoalNumber, targets: Targets) -> bool:
    """2套, 40台 and 3架 of the goal are 45台(套、架)."""
    for one in targets.project.indicators:
        match = _SEVERAL_UNITS.match(one.target_key)
        if match is None:
            continue
        units = {unit for unit in _UNIT_MARKS.split(match[1]) if unit}
        if units == {match[1]}:
            units = set(match[1])  # 台套
        if len(units) > 1 and promise.unit in units and one.value is not None:
            total = sum(other.number for other in targets.goal if other.unit in units)
            if any(number == total for number, *_ in numbers_of(one.value)):
                return True
    return False


def is_gainsaid(promise: GoalNumber, targets: Targets) -> bool:
    """Whether an indicator named in the goal's own words has another number (聘用19名雇员).

    The number that meets the promise is then of something else (提供岗位19个).
    """
    stated, policy = targets.stated, targets.policy
    if promise.number not in targets.printed:
        return False
    if promise.family == "ratio":
        rates = [number for _, number in _rates_named(promise, targets)]
        return bool(rates) and promise.number not in rates
    words, behind = targets.around(promise)
    if counted_elsewhere(promise, targets) is not None:
        return True
    phrase = words[-2:] + behind[:2] if behind else words[-5:]
    if len(phrase) < len("聘用雇员"):
        return False
    pairs = {(words + behind)[n : n + 2] for n in range(len(words + behind) - 1)}
    met = [one for one, number, *_ in stated if number == promise.number]
    if any(pair in one.name_key or pair in one.target_key for one in met for pair in pairs):
        return False
    taken = targets.taken(promise)
    named = {
        id(one): number
        for one, number, family, unit in stated
        if phrase in one.name_key
        and id(one) not in taken
        and family == promise.family
        and _interchangeable(unit, promise.unit, policy)
    }
    # 200人 may be 120 of one school and 80 of the other.
    return bool(named) and sum(named.values()) != promise.number


def counted_elsewhere(promise: GoalNumber, targets: Targets) -> IndicatorSubject | None:
    """The one output that counts what the goal counts, where others have the number by chance.

    15名窗口人员 and 派驻窗口人员数, 5个人才项目开展中期考核 and 参加中期考核项目数量: name and
    goal end in the same noun, and what has the number counts something else (15场, 5家单位).
    """
    policy = targets.policy
    if promise.family != "count":
        return None
    _, behind = targets.around(promise)
    if len(behind) < len("项目"):
        return None
    clause = quoted(targets.project.objective_key, promise.start, promise.end)
    taken = targets.taken(promise)
    found: dict[int, tuple[IndicatorSubject, Decimal]] = {}
    for one, number, family, unit in targets.stated:
        counts = _counts(one, behind)
        if number == promise.number:
            if counts or unit == promise.unit:
                return None
        elif (
            counts
            and family == "count"
            and one.class_ == "11"
            and id(one) not in taken
            and (unit == promise.unit or _both_persons(unit, promise.unit, policy))
            and common_run(clause, one.name_key, LONG_RUN)
        ):
            found[id(one)] = one, number
    if len(found) != 1:
        return None
    return next(one for one, _ in found.values())


def _counts(one: IndicatorSubject, behind: str) -> bool:
    """Whether what its name counts stands right behind the unit of a goal's number."""
    return _COUNT_ENDS.sub("", one.measure_key)[-2:] in behind[:_COUNTED]


def named_by(promise: GoalNumber, targets: Targets) -> IndicatorSubject | None:
    """The indicator about the same thing, if any."""
    for rate, _ in _rates_named(promise, targets):
        return rate
    taken = targets.taken(promise)
    return (
        counted_elsewhere(promise, targets)
        or _same_thing(promise, targets, taken)
        or _alike(promise, targets, taken)
        or _of_long_run(promise, targets, taken)
    )


def _rates_named(
    promise: GoalNumber, targets: Targets
) -> Iterator[tuple[IndicatorSubject, Decimal]]:
    """The rates whose name ends as the goal's words do: 普惠园覆盖率 of 全县普惠园覆盖率."""
    if promise.family != "ratio":
        return
    words, _ = targets.around(promise)
    if words[-1:] not in _RATE_ENDS:
        return
    for one, number, family, _ in targets.stated:
        name = targets.policy.pattern("consistency_filler").sub("", one.measure_key)
        if family != "ratio" or name[-1:] != words[-1:]:
            continue
        same = 0
        while same < min(len(words), len(name)) and words[-same - 1] == name[-same - 1]:
            same += 1
        if same < _GRAM:
            continue
        if (
            same in (len(name), len(words))
            or same >= _WHOLE_NAME
            or (same >= _SHORT and common_run(words[:-same], name[:-same]))
        ):
            yield one, number


def _same_thing(promise: GoalNumber, targets: Targets, taken: set[int]) -> IndicatorSubject | None:
    """The indicator whose name shares words with the clause; not one that another number meets."""
    policy = targets.policy
    grams = _grams(promise, targets)
    for one in targets.project.indicators:
        if id(one) in taken or one.value is None:
            continue
        name = one.name_key
        bare = policy.pattern("consistency_filler").sub("", name)  # as the goal's words are
        shares = any(gram in name or gram in bare for gram in grams) or (
            "满意" in promise.words and "满意" in name
        )
        if shares and any(
            # 失学0人 is about others than 资助6200人.
            number != 0
            and family == promise.family
            and _interchangeable(unit, promise.unit, policy)
            for number, family, unit in numbers_of(one.value)
        ):
            return one
    return None


def _alike(promise: GoalNumber, targets: Targets, taken: set[int]) -> IndicatorSubject | None:
    """An indicator in the same unit in other words: 安防工程 of 安全生命防护工程, 帮扶重点镇(乡)."""
    words, behind = targets.around(promise)
    for common in targets.policy.words("consistency_common_nouns"):
        behind = behind.replace(common, "")
    for one, number, family, unit in targets.stated:
        if (
            id(one) in taken
            or number == promise.number
            or family != promise.family
            # 18个结对帮扶重点镇(乡): the counted thing stands in the unit.
            or not unit.startswith(promise.unit)
        ):
            continue
        short = one.name_key[:_SHORT]
        # 安防工程 of 安全生命防护工程, or 提供岗位 of 提供就业岗位数.
        if (len(short) == _SHORT and _is_drawn_from(short, words)) or (
            len(words) >= _SHORT and _is_drawn_from(words, one.name_key)
        ):
            return one
        if len(behind) >= _SHORT and set(behind[:_SHORT]) <= set(one.target_key):
            return one
    return None


def _is_drawn_from(short: str, long: str) -> bool:
    """Whether the characters of one text stand in the other in this order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _of_long_run(promise: GoalNumber, targets: Targets, taken: set[int]) -> IndicatorSubject | None:
    """The indicator that shares four characters in a row: 5460名重点优抚对象, 发放优抚对象人数."""
    for one, number, family, unit in targets.stated:
        if (
            id(one) not in taken
            and number not in (0, promise.number)
            and family == promise.family
            and (family != "ratio")
            and (unit == promise.unit or _both_persons(unit, promise.unit, targets.policy))
            and targets.shared(promise, one, LONG_RUN)
        ):
            return one
    return None


def persons_elsewhere(
    promise: GoalNumber, targets: Targets
) -> tuple[IndicatorSubject, bool] | None:
    """The one output that counts persons, where the goal names one number of persons.

    Without such an output the one benefit that counts who is reached. And whether they share a
    word: 对830名寄宿生发放补助, 发放补助学生人数; or both speak of the public: 3万居民, 受益人口.
    """
    persons = targets.policy.words("consistency_persons")
    if promise.unit not in persons or sum(one.unit in persons for one in targets.goal) > 1:
        return None
    taken = targets.taken(promise)
    counting = {id(one): one for one, _, _, unit in targets.stated if unit in persons}
    outputs = [one for one in counting.values() if one.class_ == "11"]
    reached = targets.policy.pattern("consistency_public_reached")
    others = outputs or [one for one in counting.values() if reached.match(one.measure_key)]
    others = [one for one in others if id(one) not in taken]
    if len(others) != 1:
        return None
    one = others[0]
    said = quoted(targets.project.objective_key, promise.start, promise.end)
    public = targets.policy.pattern("consistency_public").search(said) is not None
    return one, common_run(said, one.name_key) > 0 or (
        public and reached.match(one.measure_key) is not None
    )


def _grams(promise: GoalNumber, targets: Targets) -> list[str]:
    """Runs of three characters before the number, and the noun of two after its unit."""
    words, behind = targets.around(promise)
    after = behind[:2]
    if promise.family == "ratio" and words[-1:] in _RATE_ENDS:
        words = words[:-_GRAM]  # many a rate ends in 覆盖率
    if len(words) <= _GRAM:
        found = [words] if len(words) > 1 else []
    else:
        found = [words[n : n + _GRAM] for n in range(len(words) - _GRAM + 1)]
    inside = promise.words.rpartition("(")[2]
    if len(inside) < len(promise.words) and 1 < len(inside) <= _GRAM and inside in words:
        found.append(inside)  # 农村公路(县道186公里
    if len(after) < 2:
        return found
    # 「专项规划」: the first two characters say nothing, the four do.
    says = after not in targets.policy.words("consistency_common_nouns")
    return [*found, after if says else behind[:4]]


def _both_persons(one: str, other: str, policy: Policy) -> bool:
    persons = policy.words("consistency_persons")
    return one in persons and other in persons


def _interchangeable(one: str, other: str, policy: Policy) -> bool:
    """Whether two units may count the same thing; an area is no number of things."""
    if one == other:
        return True
    measures = policy.words("consistency_measures")
    if (one in measures) != (other in measures) and one and other:
        return False
    # 28个 are things, 48次 what is done to them.
    if "个" in (one, other) and (one.endswith("次") or other.endswith("次")):
        return False
    anything = (*policy.words("consistency_any_unit"), "")
    return (
        _both_persons(one, other, policy)
        or one in anything
        or other in (*anything, "%", "元", "亿", "美元")
    )
