"""The separators that a table uses, counted to name its dialect."""

from collections import Counter


class Dialect:
    """Counts the separators of a table, to name its dialect."""

    def __init__(self) -> None:
        self.inside: Counter[str] = Counter()
        self.between: Counter[str] = Counter()

    def name(self) -> str | None:
        """For example 「；/。」: separators inside entries, and between them; None without entries."""
        total = sum(self.inside.values())
        if not total:
            return None
        inside = sorted(mark for mark, count in self.inside.items() if count * 20 >= total)
        between = self.between.most_common(1)
        return f"{''.join(inside)}/{between[0][0] if between else ''}"
