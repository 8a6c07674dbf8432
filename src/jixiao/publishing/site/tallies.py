"""What the charts count: classes of indicators, forms of their targets, bands of money."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from jixiao.model import Indicator, Target, TargetValue

FORMS = (
    "number", "date", "yes_no", "qualitative", "reference", "not_stated", "unread", "missing",
)  # fmt: skip
"""Forms of a target, those with something to count first."""

QUANTIFIED = ("number", "date")
"""定量: a number or a deadline is written."""

CLASSES = ("11", "12", "13", "14", "21", "22", "23", "24", "31", "41", "42", "43", "other")
"""Classes of indicators in the order of their codes; ``other`` where code and label disagree."""

BANDS = ("above", "below_1000", "below_100", "below_10", "none", "unknown")

_FORM_OF_KIND = {
    "deadline": "date",
    "yes_no": "yes_no",
    "qualitative": "qualitative",
    "reference": "reference",
    "not_stated": "not_stated",
    "not_understood": "unread",
}
YUAN = {
    "元": 1,
    "百元": 100,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "亿元": 100_000_000,
}
"""Units of amounts that can be put in order with one another."""

_LIMITS = (("below_10", 10), ("below_100", 100), ("below_1000", 1_000))


def form_of(target: Target | None) -> str:
    """How a target is written."""
    if target is None:
        return "missing"
    return "unread" if target.value is None else _form(target.value)


def _form(value: TargetValue) -> str:
    if value.kind == "compound":
        # One part that can be counted is enough to hold the whole to it.
        forms = [_form(part) for part in value.parts] or ["unread"]
        return min(forms, key=FORMS.index)
    return _FORM_OF_KIND.get(value.kind, "number")


def class_of(indicator: Indicator) -> str:
    """Its class, ``other`` where none is certain or known here."""
    return indicator.class_ if indicator.class_ in CLASSES and indicator.class_ else "other"


def class_counts(indicators: Iterable[Indicator]) -> dict[str, int]:
    """Indicators by class, in the order of the codes, without classes that have none."""
    found = Counter(class_of(indicator) for indicator in indicators)
    return {code: found[code] for code in CLASSES if found[code]}


def form_counts(indicators: Iterable[Indicator]) -> dict[str, int]:
    """Indicators by the form of their target for the year, without forms that have none."""
    found = Counter(form_of(indicator.annual_target) for indicator in indicators)
    return {form: found[form] for form in FORMS if found[form]}


def in_yuan(amount: Decimal | None, unit: str | None) -> Decimal | None:
    """An amount in 元, to put amounts in order; None where nothing or an unknown unit is printed.

    >>> in_yuan(Decimal("1.50"), "万元")
    Decimal('15000.00')
    """
    factor = YUAN.get(unit or "")
    return None if amount is None or factor is None else amount * factor


def band_of(amount: Decimal | None, unit: str | None) -> str:
    """The band of an amount, by 万元.

    >>> band_of(Decimal("100"), "万元"), band_of(None, "万元"), band_of(Decimal(1), None)
    ('below_1000', 'none', 'unknown')
    """
    if amount is None:
        return "none"
    yuan = in_yuan(amount, unit)
    if yuan is None:
        return "unknown"
    for band, limit in _LIMITS:
        if yuan < limit * YUAN["万元"]:
            return band
    return "above"
