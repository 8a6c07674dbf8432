"""Charts as tables with bars: the table is the text, the bars are drawn into it as SVG.

All widths are percentages that are known when the site is made, so that a page needs neither a
script nor styles of its own for them.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

_EXACT = Decimal("0.01")


class Part(NamedTuple):
    """One coloured stretch of a bar: where it starts and how long it is, in percent."""

    name: str
    start: str
    width: str


def bar_widths(amounts: Sequence[Decimal | None]) -> tuple[str | None, ...]:
    """How long each bar is, in percent of the longest; None where there is nothing to draw.

    >>> bar_widths([Decimal("50"), Decimal("200"), None, Decimal("-1")])
    ('25.00', '100.00', None, None)
    """
    longest = max((amount for amount in amounts if amount is not None), default=Decimal(0))
    return tuple(
        None if amount is None or amount <= 0 else _percent(amount, longest) for amount in amounts
    )


def share(part: int, whole: int) -> str:
    """A share in percent with one decimal.

    >>> share(1, 3), share(0, 0)
    ('33.3', '0.0')
    """
    return str((Decimal(100 * part) / max(whole, 1)).quantize(Decimal("0.1")))


def stretches(counts: dict[str, int]) -> tuple[Part, ...]:
    """A bar that is divided among several counts.

    >>> [part.width for part in stretches({"number": 1, "missing": 3})]
    ['25.00', '75.00']
    """
    whole = Decimal(sum(counts.values()))
    before = 0
    parts = []
    for name, count in counts.items():
        parts.append(Part(name, _percent(Decimal(before), whole), _percent(Decimal(count), whole)))
        before += count
    return tuple(parts)


def _percent(part: Decimal, whole: Decimal) -> str:
    return str((100 * part / whole).quantize(_EXACT))
