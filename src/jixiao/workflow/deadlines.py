"""When something is due; the days and their sources are data in `deadlines.toml`."""

import datetime
import tomllib
from functools import cache
from importlib import resources
from typing import Literal

import msgspec


class Deadline(msgspec.Struct, frozen=True):
    """期限: so many days, since when, by which document, and whether anybody here has read it."""

    since: datetime.date = msgspec.field(name="from")
    days: int
    reference: str
    status: Literal["read", "second_hand", "unverified"]
    counted_from: str
    counted_from_status: Literal["read", "second_hand", "unverified"]

    def due(self, approved: datetime.date) -> datetime.date:
        """The last day, where something was approved on a day."""
        return approved + datetime.timedelta(days=self.days)


@cache
def disclosure_deadlines() -> tuple[Deadline, ...]:
    """All there are, oldest first."""
    text = (resources.files(__package__) / "deadlines.toml").read_text(encoding="utf-8")
    found = msgspec.convert(tomllib.loads(text)["disclosure"], tuple[Deadline, ...])
    return tuple(sorted(found, key=lambda one: one.since))


def disclosure_deadline(approved: datetime.date) -> Deadline | None:
    """The deadline for disclosing what was approved on a day; None before there was one.

    >>> import datetime
    >>> disclosure_deadline(datetime.date(2026, 3, 2)).due(datetime.date(2026, 3, 2))
    datetime.date(2026, 3, 22)
    """
    return next((one for one in reversed(disclosure_deadlines()) if one.since <= approved), None)
