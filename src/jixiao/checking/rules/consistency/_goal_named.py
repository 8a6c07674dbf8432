"""Which indicator is about the same thing as a number of the goal."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.policy import Policy
from jixiao.checking.rules.consistency._goal_targets import LONG_RUN, Targets
from jixiao.checking.rules.consistency._numbers import (
    GoalNumber,
    common_run,
    numbers_of,
)
from jixiao.checking.rules.consistency._units import interchangeable, same_unit
from jixiao.checking.subjects import IndicatorSubject

RATE_ENDS = "率度例重比"
"""What the name of a rate ends in."""
_GRAM = 3
_SHORT = 4  # characters of a name that is shorter than the goal's
_WHOLE_NAME = 6
_WORD = 2
_FOR_WHOM = re.compile(r"[为对给向][^0-9]{0,6}$")
_A_PART = re.compile("抽|比例|成的|%|其中|部分|选取|试点|分[批年期]|逐步")
_SENTENCE_PART = re.compile(r"[,;。:!?]")
_COUNT_ENDS = re.compile(r"(?:总?(?:人员数量|数量|人数|个数|户数|家数|数))$")
_COUNTED = 6  # characters behind a unit in which the head of what is counted stands


def counted_elsewhere(promise: GoalNumber, targets: Targets) -> IndicatorSubject | None:
    """The one output that counts what the goal counts, where others have the number by chance.

    15名窗口人员 and 派驻窗口人员数, 5个人才项目开展中期考核 and 参加中期考核项目数量: name and
    goal end in the same noun, and what has the number counts something else (15场, 5家单位).
    """
    if promise.family != "count" or (promise.number, promise.unit) in targets.counted:
        return None
    _, behind = targets.around(promise)
    if len(behind) < len("项目"):
        return None
    found: dict[int, IndicatorSubject] = {}
    for one, number, family, unit in targets.stated:
        if not _counts(one, behind):
            continue
        if number == promise.number:
            return None
        if (
            family == "count"
            and one.class_ == "11"
            and same_unit(unit, promise.unit, targets.policy)
            and id(one) not in targets.taken(promise)
            and common_run(targets.clause(promise), one.name_key, LONG_RUN)
        ):
            found[id(one)] = one
    return next(iter(found.values())) if len(found) == 1 else None


def _counts(one: IndicatorSubject, behind: str) -> bool:
    """Whether what its name counts stands right behind the unit of a goal's number."""
    return _COUNT_ENDS.sub("", one.measure_key)[-2:] in behind[:_COUNTED]


def named_in_full(promise: GoalNumber, targets: Targets) -> IndicatorSubject | None:
    """The one indicator called by the goal's very words, whoever else has the number.

    Of 宫颈癌筛查12000人,乳腺癌筛查12000人 the second is 乳腺癌筛查人数, and is not met by the first.
    """
    words, _ = targets.around(promise)
    if promise.family != "count" or len(words) < _SHORT:
        return None
    called = [
        (one, number)
        for one, number, family, unit in targets.stated
        if family == "count"
        and same_unit(unit, promise.unit, targets.policy)
        and words == targets.bare_name(one)
        # Of 1850名城市对象和3700名 the words are of the number before.
        and id(one) not in targets.taken(promise)
    ]
    if len({id(one) for one, _ in called}) != 1 or promise.number in {each for _, each in called}:
        return None
    return called[0][0]


def of_its_own_unit(promise: GoalNumber, targets: Targets) -> IndicatorSubject | None:
    """The one output in the goal's unit and words, where the number stands with other units only.

    演练86场 are not met by 86处 and 86名, and are gainsaid by 演练场次56场.
    """
    policy = targets.policy
    words, _ = targets.around(promise)
    word = words[-_WORD:]
    if (
        promise.family != "count"
        or len(word) < _WORD
        or promise.unit in policy.words("consistency_any_unit")
        or word in policy.words("consistency_common_nouns")
        or _A_PART.search(promise.words)
    ):
        return None
    text = targets.project.objective_key
    begin, end = text.rfind("。", 0, promise.start) + 1, text.find("。", promise.end)
    sentence = text[begin : end if end >= 0 else len(text)]
    found: dict[int, IndicatorSubject] = {}
    for one, number, family, unit in targets.stated:
        if family != "count" or not same_unit(unit, promise.unit, policy):
            continue
        if number == promise.number:
            return None
        if (
            one.class_ == "11"
            and word in one.name_key
            and id(one) not in targets.taken(promise)
            and not targets.is_said(number, unit)
            and _A_PART.search(one.name_key) is None
            and _says_all(sentence, targets.bare_name(one), policy)
        ):
            found[id(one)] = one
    return next(iter(found.values())) if len(found) == 1 else None


def named_by(promise: GoalNumber, targets: Targets) -> IndicatorSubject | None:
    """The indicator about the same thing, if any."""
    if promise.family not in targets.families:
        return None
    for rate, _ in rates_named(promise, targets):
        return rate
    taken = targets.taken(promise)
    return (
        counted_elsewhere(promise, targets)
        or named_in_full(promise, targets)
        or of_its_own_unit(promise, targets)
        or _same_thing(promise, targets, taken)
        or _alike(promise, targets, taken)
        or _of_long_run(promise, targets, taken)
        or _told_by_the_clause(promise, targets, taken)
    )


def rates_named(
    promise: GoalNumber, targets: Targets
) -> Iterator[tuple[IndicatorSubject, Decimal]]:
    """The rates whose name ends as the goal's words do: 普惠园覆盖率 of 全县普惠园覆盖率."""
    if promise.family != "ratio":
        return
    words, _ = targets.around(promise)
    if words[-1:] not in RATE_ENDS:
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
            # 居民知晓率 is 居民垃圾分类知晓率.
            or (same < len(words) - 1 and _is_drawn_from(words, name))
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
            number != 0 and family == promise.family and interchangeable(unit, promise.unit, policy)
            for number, family, unit in numbers_of(one.value)
        ):
            return one
    return None


def _alike(promise: GoalNumber, targets: Targets, taken: set[int]) -> IndicatorSubject | None:
    """An indicator in the same unit in other words: 安防工程 of 安全生命防护工程, 帮扶重点镇(乡)."""
    words, behind = targets.around(promise)
    work = targets.policy.pattern("consistency_any_work")
    thing = work.sub("", words)
    for common in targets.policy.words("consistency_common_nouns"):
        behind = behind.replace(common, "")
    for one, number, family, unit in targets.stated:
        if (
            id(one) in taken
            or number == promise.number
            or family != promise.family
            # 18个结对帮扶重点镇(乡): the counted thing stands in the unit.
            or not (unit.startswith(promise.unit) or same_unit(unit, promise.unit, targets.policy))
        ):
            continue
        short = one.name_key[:_SHORT]
        # 安防工程 of 安全生命防护工程, or 提供岗位 of 提供就业岗位数.
        if (len(short) == _SHORT and _is_drawn_from(short, words)) or (
            len(words) >= _SHORT and _is_drawn_from(words.replace("总", ""), one.name_key)
        ):
            return one
        # 塘坝沟渠清淤 is 沟渠塘坝清淤.
        if len(words) >= _SHORT and sorted(words) == sorted(_COUNT_ENDS.sub("", one.measure_key)):
            return one
        if len(thing) >= _GRAM and _shortens(thing, work.sub("", one.measure_key)):
            return one
        if len(behind) >= _SHORT and set(behind[:_SHORT]) <= set(one.target_key):
            return one
    return None


def _is_drawn_from(short: str, long: str) -> bool:
    """Whether the characters of one text stand in the other in this order."""
    rest = iter(long)
    return all(character in rest for character in short)


def _shortens(short: str, long: str) -> bool:
    """Whether a name is the other but for one character left out: 机耕路 of 机耕道路."""
    return any(
        _is_drawn_from(short, long[start : start + len(short) + 1])
        for start in range(max(1, len(long) - len(short)))
    )


def _of_long_run(promise: GoalNumber, targets: Targets, taken: set[int]) -> IndicatorSubject | None:
    """The indicator that shares four characters in a row: 5460名重点优抚对象, 发放优抚对象人数."""
    for one, number, family, unit in targets.stated:
        if (
            id(one) not in taken
            and number not in (0, promise.number)
            and family == promise.family
            and (family != "ratio")
            and same_unit(unit, promise.unit, targets.policy)
            and (targets.shared(promise, one, LONG_RUN) or _is_done_for(promise, one, targets))
        ):
            return one
    return None


def _is_done_for(promise: GoalNumber, one: IndicatorSubject, targets: Targets) -> bool:
    """Whether the rest of the sentence names it: 为1500户特殊困难老年人家庭实施适老化改造.

    Of those examined by samples it is a part that nobody wrote wrongly: 对3860台电梯开展监督抽查.
    """
    if _FOR_WHOM.search(promise.words) is None:
        return False
    rest = _SENTENCE_PART.split(targets.project.objective_key[promise.end :], maxsplit=1)[0]
    if _A_PART.search(rest) or _A_PART.search(one.name_key):
        return False
    return common_run(rest, one.measure_key, LONG_RUN) > 0


def _told_by_the_clause(
    promise: GoalNumber, targets: Targets, taken: set[int]
) -> IndicatorSubject | None:
    """The one output in the same unit all of whose name the clause says, if in other words.

    完成130座中小桥梁定期检查 and 检测桥梁座数: the noun is the same, 检测 is 检查. Of 管养 and 维修
    one says nothing of the other.
    """
    policy = targets.policy
    if promise.family != "count" or promise.unit in policy.words("consistency_any_unit"):
        return None
    if sum(one.unit == promise.unit for one in targets.named) > 1:
        return None
    clause = targets.clause(promise)
    if _A_PART.search(clause):
        return None
    found = {}
    for one, number, family, unit in targets.stated:
        if (
            family == "count"
            and one.class_ == "11"
            and number not in (0, promise.number)
            and id(one) not in taken
            and not targets.is_said(number, unit)
            and same_unit(unit, promise.unit, policy)
            and _A_PART.search(one.name_key) is None
        ):
            found[id(one)] = one
    if len(found) != 1:
        return None
    one = next(iter(found.values()))
    return one if _says_all(clause, targets.bare_name(one), policy) else None


def _says_all(clause: str, name: str, policy: Policy) -> bool:
    """Whether a clause has every word of a name, its work in other words, its noun in the same."""
    noun = 0
    for length in range(len(name), 1, -1):
        for start in range(len(name) - length, -1, -1):
            word = name[start : start + length]
            if "□" not in word and word in clause:
                name = name[:start] + "□" + name[start + length :]
                if word not in policy.words("consistency_any_work"):
                    noun += word not in policy.words("consistency_common_nouns")
                break
    left = name.replace("□", "")
    if not noun:
        return False
    alike = next(
        (
            line.split("|")
            for line in policy.words("consistency_alike_work")
            if left in line.split("|")
        ),
        [],
    )
    return not left or any(word in clause for word in alike)


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
    said = targets.clause(promise)
    public = targets.policy.pattern("consistency_public").search(said) is not None
    return one, common_run(said, one.name_key) > 0 or (
        public and reached.match(one.measure_key) is not None
    )


def _grams(promise: GoalNumber, targets: Targets) -> list[str]:
    """Runs of three characters before the number, and the noun of two after its unit."""
    policy = targets.policy
    words, behind = targets.around(promise)
    after = behind[:2]
    if promise.family == "ratio" and words[-1:] in RATE_ENDS:
        words = words[:-_GRAM]  # many a rate ends in 覆盖率
    if len(words) <= _GRAM:
        alone = words in policy.words("consistency_things_of_one_character")
        found = [words] if alone or len(words) > 1 else []
    else:
        found = [words[n : n + _GRAM] for n in range(len(words) - _GRAM + 1)]
    inside = promise.words.rpartition("(")[2]
    if len(inside) < len(promise.words) and 1 < len(inside) <= _GRAM and inside in words:
        found.append(inside)  # 农村公路(县道186公里
    if len(after) < 2:
        return found
    # 「专项规划」: the first two characters say nothing, the four do.
    says = after not in policy.words("consistency_common_nouns")
    return [*found, after if says else behind[:4]]
