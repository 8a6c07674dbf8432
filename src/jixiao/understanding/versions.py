"""What a row's amounts may be: as printed, and other readings that the print itself suggests."""

from decimal import Decimal
from typing import NamedTuple

from jixiao.model import AMOUNT_FIELDS, FUNDING_FIELDS, Funding
from jixiao.understanding.amounts import AmountCell
from jixiao.understanding.body import BodyRow
from jixiao.understanding.official import likely_digits

_MOST_VERSIONS = 24


class Version(NamedTuple):
    """One reading of a row's amounts; ``reason`` is empty where it is what is printed.

    ``separate`` lists the fundings of the halves where they are read as rows of their own.
    """

    funding: Funding
    reason: str = ""
    kind: str = ""
    rank: int = 0
    separate: tuple[Funding, ...] = ()

    @property
    def fundings(self) -> tuple[Funding, ...]:
        """What the row adds to the sums."""
        return self.separate or (self.funding,)


def printed_funding(row: BodyRow, *, guess: bool = False) -> Funding:
    """The amounts as printed; with ``guess`` misread cells by what their characters stand for."""
    values = []
    for column in AMOUNT_FIELDS:
        amount = row.amounts.get(column)
        value = None if amount is None else amount.value
        if amount is not None and guess and value is None:
            value = amount.guess
        values.append(value)
    return Funding(*values)


def versions(row: BodyRow, *, weak: bool = False) -> list[Version]:
    """All readings of a row, the printed one first. A sound row has one.

    A row joined of halves has one for each half's amounts, and where the join is in doubt one
    that keeps the halves apart. A row whose total and funding columns disagree, or with misread
    cells, has those that mend it.
    """
    if row.parts:
        return _joined(row, weak=weak)
    damaged = True in [amount.damaged for amount in row.amounts.values()]
    plain = printed_funding(row)
    guessed = printed_funding(row, guess=True) if damaged else plain
    found = [Version(plain)] if not damaged else []
    if guessed is not plain and guessed != plain:
        found.append(Version(guessed, "字符误读，按形近字还原", "amount_cleaned", 1))
    base = guessed if damaged else plain
    parts = [v for c in FUNDING_FIELDS if (v := getattr(base, c)) is not None]
    if parts and (base.total is not None or damaged) and sum(parts) != base.total:
        found += _mended(base, parts)
    if damaged:
        found += [
            Version(_with(base, column, value), "数字与形近数字误读", "amount_chosen", 3)
            for column, amount in row.amounts.items()
            if amount.damaged
            for value in _misread(amount)
        ]
    found = found or [Version(plain)]
    return _distinct(found)[:_MOST_VERSIONS] if len(found) != 1 else found


def _joined(row: BodyRow, *, weak: bool) -> list[Version]:
    halves = [printed_funding(part, guess=True) for part in row.parts]
    halves = [half for half in halves if any(getattr(half, c) is not None for c in AMOUNT_FIELDS)]
    found = [
        Version(half, f"换页断成两截的行，金额取第 {place} 截所印", "amount_chosen", 1)
        for place, half in enumerate(halves, start=1)
    ]
    found = _distinct(found) or [Version(Funding())]
    if weak:
        found.insert(0, Version(halves[0] if halves else Funding(), separate=tuple(halves)))
    elif len(found) > 1:
        # Different amounts: that the halves are rows of their own stays possible.
        found.append(Version(halves[0], rank=2, separate=tuple(halves)))
    return found


def _mended(base: Funding, parts: list[Decimal]) -> list[Version]:
    """Total and funding columns disagree: one of the cells is misread."""
    computed = sum(parts, Decimal(0))
    found = [
        Version(
            _with(base, "total", computed), "总计与资金来源不符，取资金来源之和", "amount_chosen", 2
        )
    ]
    if base.total is not None:
        for column in FUNDING_FIELDS:
            value = getattr(base, column)
            if value is not None and base.total - (computed - value) >= 0:
                rest = base.total - (computed - value)
                found.append(
                    Version(
                        _with(base, column, rest), "总计与资金来源不符，取总计", "amount_chosen", 2
                    )
                )
    return found


def _misread(amount: AmountCell) -> list[Decimal]:
    """Numbers that differ from a misread cell's guess in one easily confused digit."""
    if amount.guess is None:
        return []
    text = format(amount.guess, "f")
    return [
        Decimal(text[:index] + other + text[index + 1 :])
        for index, digit in enumerate(text)
        for other in likely_digits().get(digit, "")
        if not (index == 0 and other == "0" and len(text) > 1 and text[1] != ".")
    ]


def _with(funding: Funding, column: str, value: Decimal) -> Funding:
    values = {c: getattr(funding, c) for c in AMOUNT_FIELDS}
    return Funding(**{**values, column: value})


def _distinct(found: list[Version]) -> list[Version]:
    seen: set[Funding] = set()
    return [v for v in found if not (v.funding in seen or seen.add(v.funding))]  # type: ignore[func-returns-value]  # set.add as a filter
