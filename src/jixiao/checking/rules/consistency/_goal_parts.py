"""Totals and parts: what a goal lists against its targets, and the parts a target names."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.checking.rules.consistency._goal_targets import Targets
from jixiao.checking.rules.consistency._numbers import (
    GoalNumber,
    common_run,
    numbers_in,
    numbers_of,
)
from jixiao.checking.subjects import IndicatorSubject

_JOINED = re.compile(r"[^0-9]{2,}(?:以及|[及和与、])(?:其他|其余|另外|周边)?$")
_LISTED = re.compile(r"[^,;。:!?]*")
_PART = re.compile("其中|当年|本年|今年|年内|新增")
_SOME = 2
_WHERE = re.compile("[在由]|联合|依托|覆盖|面向|涉及|通过")  # where or by whom it is done
_VERB = 4  # characters from the start of a list in which its verb stands
_COUNT_WORDS = re.compile(r"总?(?:数量|个数|人数|户数|家数|台数|处数|座数|次数|件数|数)|的|等")
_KINDS_WORDS = re.compile("[种品]类|类别|类型|品种|种数")
_PART_WORDS = re.compile(r"^(?:其中|包括|包含|含|分别为|为)+")
_SAMPLE = re.compile("抽[检查样测取]|样本")  # 100%(抽检棉被80床): how many were looked at
_NOTE = re.compile(r"\(([^()]*[0-9][^()]*)\)")


def wrong_total(
    goal: list[GoalNumber], targets: Targets
) -> tuple[list[GoalNumber], IndicatorSubject] | None:
    """A list of the goal that one indicator counts as a whole, with another total.

    购置核酸提取仪2台、生化仪1台 are three 设备; where other indicators count its parts, nothing
    is told from the total.
    """
    text = targets.project.objective_key
    start = 0
    while start < len(goal) - 1:
        end = start + 1
        while (
            end < len(goal)
            and goal[end].unit == goal[start].unit
            and _LISTED.fullmatch(text, goal[end - 1].end, goal[end].start)
        ):
            end += 1
        if end - start > 1 and goal[start].family == "count":
            parts = goal[start:end]
            total = sum((one.number for one in parts), Decimal(0))
            about = _counts_all(parts, total, targets)
            if about is not None:
                return parts, about
        start = end
    return None


def _counts_all(
    parts: list[GoalNumber], total: Decimal, targets: Targets
) -> IndicatorSubject | None:
    lead = targets.around(parts[0])[0][:_VERB]
    nouns = ["".join(targets.around(one)) for one in parts]
    nouns[0] = nouns[0].replace(lead[:2], "", 1)
    of_unit = [
        (one, number)
        for one, number, family, unit in targets.stated
        if family == "count" and unit == parts[0].unit and one.class_ == "11"
    ]
    indicators = {id(one): one for one, _ in of_unit}
    if len(indicators) != 1 or any(number >= total for _, number in of_unit):
        return None
    about = next(iter(indicators.values()))
    if about.value is None or about.value.parts or _KINDS_WORDS.search(about.name_key):
        return None
    pairs = (lead[n : n + 2] for n in range(len(lead) - 1))
    verb = next((pair for pair in pairs if pair in about.name_key), "")
    noun = _COUNT_WORDS.sub("", about.name_key.replace(verb, ""))
    if (
        not verb
        or not noun
        or any(one in noun if len(one) == 1 else common_run(noun, one) for one in nouns)
    ):
        return None
    return about


def is_one_of_more(promise: GoalNumber, one: IndicatorSubject) -> bool:
    """Whether the target counts with it what the goal names without a number: 陵园及5处设施 are 6处."""
    before = _JOINED.search(promise.words)
    if before is None or promise.family != "count" or one.value is None:
        return False
    things = 1 + before[0].count("、")
    return any(
        unit == promise.unit and 0 < number - promise.number <= things
        for number, _, unit in numbers_of(one.value)
    )


def has_a_part_of_its_own(promise: GoalNumber, one: IndicatorSubject, targets: Targets) -> bool:
    """Whether the target is the part that the goal names, too: 安置1200名，当年新增安置300名."""
    return one.value is not None and any(
        other.family == promise.family
        and other.number < promise.number
        and _PART.search(other.words) is not None
        and any(number == other.number for number, *_ in numbers_of(one.value))
        for other in targets.goal
    )


def counts_its_list(promise: GoalNumber, targets: Targets) -> set[int]:
    """The indicators that count all that the goal lists there: 5家, 8个 and 12家 are 25个载体."""
    text = targets.project.objective_key
    begin = max(text.rfind(stop, 0, promise.start) for stop in ",;。:") + 1
    end = _LISTED.match(text, promise.end)
    last = end.end() if end else promise.end
    listed = [
        other
        for other in targets.goal
        if begin <= other.start < last and other.family == promise.family
    ]
    if len(listed) < _SOME:
        return set()
    total = sum((other.number for other in listed), Decimal(0))
    return {id(one) for one, number, *_ in targets.stated if number == total}


def is_left_out(promise: GoalNumber, targets: Targets) -> bool:
    """Whether it is the one task of a goal that no output is about, where all others are counted."""
    others = [one for one in targets.goal if one is not promise and one.family == "count"]
    alone = len(targets.named) == 1  # the only number of the goal, which nothing measures
    if promise.family != "count" or promise.number <= 1 or not (alone or len(others) >= _SOME):
        return False
    policy = targets.policy
    said = targets.clause(promise)
    if _WHERE.match(said) or policy.pattern("consistency_task").search(said) is None:
        return False
    filler = policy.pattern("consistency_filler")
    for common in policy.words("consistency_common_nouns"):
        said = said.replace(common, "□")
    said = filler.sub("□", said)
    measured = targets.project.indicators if alone else targets.project.outputs
    return not any(common_run(said, one.name_key) for one in measured)


def other_part(targets: Targets) -> Iterator[tuple[IndicatorSubject, GoalNumber]]:
    """Parts that a target names, with another number than in the goal: 4个(其中全国级2个)."""
    for one in targets.project.indicators:
        if "(" not in one.target_key:
            continue
        for note in _NOTE.findall(one.target_key):
            if _SAMPLE.search(note) is not None:
                continue
            for part in numbers_in(note, targets.policy):
                stem = _PART_WORDS.sub("", part.words)
                stem = stem[:-1] if stem.endswith("级") and len(stem) > 2 else stem
                said = [
                    number
                    for number in targets.named
                    if number.unit == part.unit
                    and len(stem) > 1
                    and stem in number.words + number.after
                ]
                if said and all(number.number != part.number for number in said):
                    yield one, said[0]
                    break
