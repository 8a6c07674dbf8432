"""The separators that a table uses, counted to name its dialect."""

from collections import Counter


class Dialect:
    """Counts the separators of a table as printed, to name its dialect."""

    def __init__(self) -> None:
        self.inside: Counter[str] = Counter()
        self.between: Counter[str] = Counter()

    def name(self) -> str | None:
        """For example 「；/。」: separators inside entries, and between them; None without entries."""
        marks, between = Counter[str](), Counter[str]()
        for printed, count in self.inside.items():
            marks[printed.rstrip()[-1:]] += count
        for printed, count in self.between.items():
            between["".join(printed.split())] += count
        total = sum(marks.values())
        if not total:
            return None
        inside = sorted(mark for mark, count in marks.items() if count * 20 >= total)
        most = between.most_common(1)
        return f"{''.join(inside)}/{most[0][0] if most else ''}"
