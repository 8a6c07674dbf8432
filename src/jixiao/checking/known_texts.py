"""Names and targets that a rule about words has seen before, and need not look at again."""

from collections.abc import Sequence

OBJECTIVE = 1  # the second text of a project, behind its name
_MOST = 4096
_LONGEST = 100  # characters: what is longer hardly comes again


class KnownTexts:
    """Folded names and targets in which a rule finds nothing wherever they stand.

    The same ones come again and again, so one look passes most projects.
    """

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: set[str] = set()

    def others(self, keys: Sequence[str]) -> list[int]:
        """Which of the names and targets among the texts of a project are not known."""
        known = self._known
        if known.issuperset(keys[OBJECTIVE + 1 :]):
            return []
        return [
            number for number, key in enumerate(keys) if number > OBJECTIVE and key not in known
        ]

    def add(self, number: int, key: str) -> None:
        """Nothing was found in a text of a project; its name and objective are not kept."""
        if number > OBJECTIVE and len(key) <= _LONGEST:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known.add(key)
