"""What stands near a number of a goal, and in its sentence."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from operator import attrgetter

from jixiao.checking.rules.consistency._goal_targets import Targets
from jixiao.checking.rules.consistency._numbers import GoalNumber
from jixiao.checking.rules.consistency._units import same_unit

_SOME = 2
_NEAR = 12  # numbers before and behind one that may belong to the same sum
_FAR = 200  # letters of its sentence before and behind it that are looked at
_START = attrgetter("start")


def near(promise: GoalNumber, targets: Targets) -> Sequence[GoalNumber]:
    """The numbers of the goal before and behind it that are not far off, itself among them."""
    place = bisect_left(targets.named, promise.start, key=_START)
    return targets.named[max(0, place - _NEAR) : place + _NEAR + 1]


def in_sentence(promise: GoalNumber, targets: Targets) -> list[GoalNumber]:
    """The numbers of its sentence near it, itself among them."""
    begin, end = sentence_of(promise, targets)
    return [one for one in near(promise, targets) if begin <= one.start < end]


def sentence_of(promise: GoalNumber, targets: Targets) -> tuple[int, int]:
    """Where its sentence begins and ends, of a long one the part around it."""
    text = targets.project.objective_key
    first, last = max(0, promise.start - _FAR), min(len(text), promise.end + _FAR)
    begin = max(first - 1, *(text.rfind(stop, first, promise.start) for stop in "。;")) + 1
    ends = [text.find(stop, promise.end, last) for stop in "。;"]
    return begin, min((one for one in ends if one >= 0), default=last)


def text_of_sentence(promise: GoalNumber, targets: Targets) -> str:
    """The text of `sentence_of`."""
    begin, end = sentence_of(promise, targets)
    return targets.project.objective_key[begin:end]


def adding_up(numbers: Sequence[GoalNumber], whole: Decimal) -> Sequence[GoalNumber]:
    """The first of the numbers that make the whole together, two at least."""
    for count, total in enumerate(accumulate(one.number for one in numbers), start=1):
        if total >= whole:
            return numbers[:count] if total == whole and count >= _SOME else ()
    return ()


def is_stated(number: Decimal, unit: str, targets: Targets) -> bool:
    """Whether an indicator has the number in this unit; 元/亩 is a unit of money, too."""
    return any(
        number == one and same_unit(of.partition("/")[0], unit, targets.policy)
        for _, one, _, of in targets.stated
    )
