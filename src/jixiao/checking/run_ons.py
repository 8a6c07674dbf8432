"""An entry that stops half-way and goes on with the head of the next: neither can be judged."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from jixiao.model import Indicator, Target


class Entry(Protocol):
    """What has to be known of a 绩效指标."""

    damaged: bool
    record: Indicator
    period: Target | None
    annual: Target | None


_Entry = TypeVar("_Entry", bound=Entry)


def marked_run_ons(entries: Sequence[_Entry]) -> tuple[tuple[_Entry, _Entry], ...]:
    """Each entry that was cut off, and the false entry behind it; both are marked as damaged.

    The false entry has the number of the true one that follows it, and the one before it lacks a
    target.
    """
    numbers = [one.record.number for one in entries]
    if len(set(numbers)) == len(numbers):
        return ()
    found = []
    for cut, again, then in zip(entries, entries[1:], entries[2:], strict=False):
        number = again.record.number
        if (
            number is not None
            and number == then.record.number
            and cut.record.number == number - 1
            and (cut.period is None or cut.annual is None)
        ):
            cut.damaged = again.damaged = True
            found.append((cut, again))
    return tuple(found)
