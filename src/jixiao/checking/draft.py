"""One finding on its way: still with its subject, not yet folded or suppressed."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from jixiao.checking.policy import BookEntry
from jixiao.checking.rule import Found, Rule
from jixiao.checking.subjects import (
    AnySubject,
    IndicatorSubject,
    ProjectSubject,
    TableSubject,
    UnitSubject,
)
from jixiao.model import IndicatorName, Place, Severity, Suppression


class Draft(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A finding of one rule about one subject; ``about`` is the part of it that is meant."""

    rule: Rule
    entry: BookEntry
    severity: Severity
    subject: AnySubject
    about: AnySubject
    found: Found
    unclear: bool
    table: TableSubject

    @property
    def at(self) -> tuple[Place, ...]:
        """Its places."""
        return self.about.at if self.found.at is None else self.found.at

    @property
    def project(self) -> ProjectSubject | None:
        """The project it is about."""
        return self.about.project

    @property
    def unit(self) -> UnitSubject | None:
        """The spending unit it is about."""
        return self.about.unit


class Suppressor(Protocol):
    """Knows which findings a person has accepted."""

    def suppressions(
        self, drafts: Sequence[Draft], tables: Sequence[TableSubject]
    ) -> Sequence[Suppression | None]:
        """For each finding why it is not counted, or None."""

    def unused(self) -> tuple[str, ...]:
        """Entries that met nothing, in words."""


class NotSuppressed:
    """Accepts nothing."""

    def suppressions(
        self, drafts: Sequence[Draft], tables: Sequence[TableSubject]
    ) -> Sequence[Suppression | None]:
        """Nothing is suppressed."""
        del tables
        return [None] * len(drafts)

    def unused(self) -> tuple[str, ...]:
        """There are no entries."""
        return ()


def indicator_name(subject: AnySubject) -> IndicatorName | None:
    """Which indicator a subject is."""
    if isinstance(subject, IndicatorSubject):
        return IndicatorName(subject.record.number, subject.record.name)
    return None
