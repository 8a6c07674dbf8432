"""Records repairs and questions while a document is understood, and replays a person's answers."""

from collections.abc import Iterable

from jixiao.model import Correction, Place, Question, Repair, Subject
from jixiao.text import content_key

NOBODY = Subject()
_WITHOUT_MISREADING = ("rows_joined", "pages_joined", "total_computed", "radicals_folded")


class Notes:
    """Repairs, questions and corrections of one reading.

    ``repair`` answers whether the change may be made: not when repairs are off, and not when a
    person has undone this one.
    """

    def __init__(
        self,
        *,
        repairing: bool = True,
        joining: bool | None = None,
        corrections: Iterable[Correction] = (),
    ) -> None:
        self.repairing = repairing
        # Rows that a page cut are joined, and sums are added, also where nothing can be misread.
        self.joining = repairing if joining is None else joining
        self.repairs: list[Repair] = []
        self.questions: list[Question] = []
        self._corrections = tuple(corrections)
        self._used: set[int] = set()
        self.sets_amounts = any(c.action == "set" for c in self._corrections)

    def repair(
        self,
        kind: str,
        *,
        at: tuple[Place, ...],
        before: str,
        after: str,
        reason: str,
        confidence: str = "certain",
        subject: Subject = NOBODY,
    ) -> bool:
        """Record a repair; False when it must not be made."""
        key = _repair_key(kind, before, after, subject)
        if not self._permits(kind, key):
            return False
        self.repairs.append(Repair(key, kind, at, before, after, reason, confidence, subject))
        return True

    def permits(self, kind: str, *, before: str, after: str, subject: Subject = NOBODY) -> bool:
        """Whether `repair` with these words would be made; nothing is recorded."""
        return self._permits(kind, _repair_key(kind, before, after, subject))

    def _permits(self, kind: str, key: str) -> bool:
        allowed = self.joining if kind in _WITHOUT_MISREADING else self.repairing
        return allowed and not self._answered("undo", key)

    def question(
        self,
        kind: str,
        message: str,
        advice: str,
        *,
        at: tuple[Place, ...] = (),
        subject: Subject = NOBODY,
        candidates: tuple[str, ...] = (),
    ) -> None:
        """Record an open question, unless a person has confirmed it as seen."""
        key = content_key(
            kind, subject.spending_unit or "", subject.project or "",
            str(subject.indicator or ""), message,
        )  # fmt: skip
        if not self._answered("confirm", key):
            self.questions.append(Question(key, kind, message, advice, at, subject, candidates))

    def set_amount(
        self, unit: str | None, project: str | None, field: str, printed: str
    ) -> Correction | None:
        """A person's amount for one cell; names must be those printed, and the amount if given."""
        for index, correction in enumerate(self._corrections):
            if (
                correction.action == "set"
                and correction.field == field
                and _same(correction.project, project)
                and (correction.spending_unit is None or _same(correction.spending_unit, unit))
                and (correction.printed is None or _same(correction.printed, printed))
                and not (correction.project is None and correction.spending_unit is None and unit)
            ):
                self._used.add(index)
                return correction
        return None

    def person(
        self,
        kind: str,
        at: tuple[Place, ...],
        before: str,
        correction: Correction,
        subject: Subject,
    ) -> None:
        """Record a change that a person made."""
        after = correction.value or ""
        reason = correction.reason or "人工更正"
        key = _repair_key(kind, before, after, subject)
        self.repairs.append(Repair(key, kind, at, before, after, reason, "person", subject))

    def used(self) -> list[Correction]:
        """Corrections that were used, in their own order."""
        return [c for i, c in enumerate(self._corrections) if i in self._used]

    def unused(self) -> list[Correction]:
        """Corrections that met nothing in this document."""
        return [c for i, c in enumerate(self._corrections) if i not in self._used]

    def _answered(self, action: str, key: str) -> bool:
        found = False
        for index, correction in enumerate(self._corrections):
            if correction.action == action and correction.key == key:
                self._used.add(index)
                found = True
        return found


def _repair_key(kind: str, before: str, after: str, subject: Subject) -> str:
    return content_key(kind, subject.spending_unit or "", subject.project or "", before, after)


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return content_key(one) == content_key(other)
