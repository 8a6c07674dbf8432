"""What every step of understanding a table carries along."""

from typing import NamedTuple

from jixiao.model import Subject
from jixiao.understanding.ledger import Claims
from jixiao.understanding.notes import Notes


class Context(NamedTuple):
    """The claims and notes of a reading, and the subject that a note is about."""

    claims: Claims
    notes: Notes
    subject: Subject

    def about(self, spending_unit: str | None = None, project: str | None = None) -> "Context":
        """The context of a unit or project of the same table."""
        subject = Subject(self.subject.table, spending_unit, project)
        return Context(self.claims, self.notes, subject)
