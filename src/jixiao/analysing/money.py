"""Amounts of two tables, in one unit: exact, and converted only where the units differ."""

from collections.abc import Sequence
from decimal import Context, Decimal

from jixiao.model import AMOUNT_FIELDS, AmountChange, Funding
from jixiao.text import fold

_YUAN = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
"""Powers of ten."""

# A table can print more digits than the usual context keeps.
_EXACT = Context(prec=2000)
_HUNDREDTH = Decimal("0.01")


class Money:
    """How the amounts of two tables compare.

    ``unit`` is the larger of both units, ``comparable`` False where there is no way from one to
    the other. A unit that is not printed is taken to be the other's.
    """

    def __init__(self, before: str | None, after: str | None) -> None:
        one, other = fold(before or ""), fold(after or "")
        self.comparable = True
        self.converts = False
        self.unit = before or after
        self._shift_before = self._shift_after = 0
        if one == other or not one or not other:
            return
        if one not in _YUAN or other not in _YUAN:
            self.comparable, self.unit = False, None
            return
        self.converts = True
        larger = max(_YUAN[one], _YUAN[other])
        self.unit = one if _YUAN[one] == larger else other
        self._shift_before = _YUAN[one] - larger
        self._shift_after = _YUAN[other] - larger

    def before(self, amount: Decimal | None) -> Decimal | None:
        """An amount of the first table in the common unit."""
        return _shifted(amount, self._shift_before)

    def after(self, amount: Decimal | None) -> Decimal | None:
        """An amount of the second table in the common unit."""
        return _shifted(amount, self._shift_after)

    def changes(self, before: Sequence[Funding], after: Sequence[Funding]) -> list[AmountChange]:
        """What changed in each column between the sums of either side.

        Several stand on one side where a project was split; for one, its amount is as printed.
        """
        if not self.comparable:
            return []
        changes = (
            self._change(
                field,
                sum_of([getattr(one, field) for one in before]),
                sum_of([getattr(one, field) for one in after]),
            )
            for field in AMOUNT_FIELDS
        )
        return [one for one in changes if one is not None]

    def _change(
        self, field: str, printed_before: Decimal | None, printed_after: Decimal | None
    ) -> AmountChange | None:
        before, after = self.before(printed_before), self.after(printed_after)
        if before == after:
            return None
        change = None
        if before is not None and after is not None:
            change = plain(_EXACT.subtract(after, before))
            change = _two_places(change) if self.converts else change
        return AmountChange(field, printed_before, printed_after, change, percent(before, change))


def sum_of(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """A sum without the blanks; blank where there is nothing else."""
    printed = [one for one in amounts if one is not None]
    if not printed:
        return None
    total = printed[0]
    for one in printed[1:]:
        total = _EXACT.add(total, one)
    return total


def percent(before: Decimal | None, change: Decimal | None) -> Decimal | None:
    """A change as a percentage with two decimals, where there is something to take it of.

    >>> percent(Decimal("40.00"), Decimal("-10.00")), percent(Decimal(0), Decimal(1))
    (Decimal('-25.00'), None)
    """
    if before is None or change is None or before <= 0:
        return None
    share = _EXACT.divide(_EXACT.multiply(change, Decimal(100)), before)
    return plain(_EXACT.quantize(share, _HUNDREDTH))


def plain(number: Decimal) -> Decimal:
    """The same number without an exponent, and zero without a sign.

    >>> plain(Decimal("1E+2")), plain(Decimal("-0.00"))
    (Decimal('100'), Decimal('0.00'))
    """
    number = Decimal(format(number, "f"))
    return abs(number) if number == 0 else number


def _two_places(number: Decimal) -> Decimal:
    """Without the zeros after the second decimal that converting leaves.

    >>> _two_places(Decimal("1.000000")), _two_places(Decimal("0.0025"))
    (Decimal('1.00'), Decimal('0.0025'))
    """
    rounded = _EXACT.quantize(number, _HUNDREDTH)
    return rounded if rounded == number else plain(_EXACT.normalize(number))


def _shifted(amount: Decimal | None, places: int) -> Decimal | None:
    return amount if amount is None or not places else _EXACT.scaleb(amount, places)
