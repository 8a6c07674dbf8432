"""One target before and after: raised, lowered, earlier, later, or only worded anew."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, get_args

import msgspec

from jixiao.analysing.money import percent, plain
from jixiao.analysing.wording import same_text, same_words
from jixiao.model import (
    Baseline,
    NotComparable,
    Strictness,
    Target,
    TargetChange,
    TargetKind,
    TargetValue,
    compare,
    convert,
)
from jixiao.model.target_value import Confidence
from jixiao.text import fold, without_years

_LOWER_BOUNDS = frozenset({"at_least", "more_than"})
_UPPER_BOUNDS = frozenset({"at_most", "less_than"})
_NUMBERS = _LOWER_BOUNDS | _UPPER_BOUNDS | {"exactly", "between"}
_YEAR = re.compile(r"(?:^|(?<=/))[0-9]{4}(?=-|/|T|$)")
_SURENESS: tuple[Confidence, ...] = get_args(Confidence)


_AGAINST = re.compile(r"[比较]|上一?年度?|去年|同期|同比")


class Years(NamedTuple):
    """The budget years of the two tables, as far as they are known."""

    before: int | None = None
    after: int | None = None

    @property
    def between(self) -> int:
        """How many years lie between them; none where one is not known."""
        known = self.before is not None and self.after is not None
        return (self.after or 0) - (self.before or 0) if known else 0


class _Verdict(NamedTuple):
    kind: TargetKind
    strictness: Strictness | None = None
    reason: str | None = None
    change: Decimal | None = None
    percent: Decimal | None = None
    unit: str | None = None


def target_change(
    term: str, before: Target | None, after: Target | None, years: Years
) -> TargetChange | None:
    """What changed in a target, or None where nothing but the way of writing did."""
    one, other = _printed(before), _printed(after)
    if (one is None) == (other is None) and same_words(one, other):
        return None
    verdict = _judge(before, after, years)
    return TargetChange(
        term="annual" if term == "annual" else "period",
        kind=verdict.kind,
        strictness=verdict.strictness,
        before=one,
        after=other,
        change=verdict.change,
        percent=verdict.percent,
        unit=verdict.unit,
        reason=verdict.reason,
        confidence=_sureness(before, after),
    )


def differs_in_form(before: Target | None, after: Target | None) -> bool:
    """Whether two targets differ in the way of writing alone."""
    one, other = _printed(before), _printed(after)
    return (
        one is not None
        and other is not None
        and not same_text(one, other)
        and same_words(one, other)
    )


def _printed(target: Target | None) -> str | None:
    return None if target is None else target.text


def _sureness(*targets: Target | None) -> Confidence:
    found = [
        _SURENESS.index(one.value.confidence)
        for one in targets
        if one is not None and one.value is not None
    ]
    return _SURENESS[max(found, default=0)]


def _judge(before: Target | None, after: Target | None, years: Years) -> _Verdict:
    nothing_before = before is None or (before.value and before.value.kind == "not_stated")
    nothing_after = after is None or (after.value and after.value.kind == "not_stated")
    if nothing_before and not nothing_after:
        return _Verdict("added")
    if nothing_after and not nothing_before:
        return _Verdict("removed")
    if nothing_before and nothing_after:
        return _Verdict("reworded", reason="words")
    if before is None or after is None or before.value is None or after.value is None:
        return _Verdict("reworded", reason="not_understood")
    return _compared(before.value, after.value, years)


def _compared(one: TargetValue, other: TargetValue, years: Years) -> _Verdict:
    kinds = {one.kind, other.kind}
    if "not_understood" in kinds:
        return _Verdict("reworded", reason="not_understood")
    if kinds == {"compound"}:
        return _parts(one, other, years)
    if _scope(one) != _scope(other) or _differ(one.condition, other.condition):
        return _Verdict("reworded", reason="scope")
    if kinds == {"deadline"}:
        return _dates(one, other, years)
    if kinds <= _NUMBERS:
        return _numbers(one, other, years)
    if len(kinds) == 1:
        return _words(one, other)
    if one.kind in _NUMBERS or other.kind in _NUMBERS:
        wordy = {"qualitative", "reference", "yes_no", "not_stated"}
        if one.kind in wordy:
            return _Verdict("reworded", reason="now_number")
        if other.kind in wordy:
            return _Verdict("reworded", reason="now_words")
    return _Verdict("reworded", reason="kinds")


def _scope(value: TargetValue) -> str:
    """What a value covers; what it is measured against is compared apart."""
    scope = fold(value.scope or "")
    return scope if value.baseline is None else _AGAINST.sub("", without_years(scope))


def _differ(one: str | None, other: str | None) -> bool:
    return fold(one or "") != fold(other or "")


def _parts(one: TargetValue, other: TargetValue, years: Years) -> _Verdict:
    """Several targets in one value: a verdict only where all parts say the same."""
    if len(one.parts) != len(other.parts):
        return _Verdict("reworded", reason="kinds")
    verdicts = [
        _compared(before, after, years)
        for before, after in zip(one.parts, other.parts, strict=True)
        if not same_words(before.text, after.text)
    ]
    kinds = {verdict.kind for verdict in verdicts}
    strictness = {verdict.strictness for verdict in verdicts}
    kind: TargetKind = kinds.pop() if len(kinds) == 1 else "reworded"
    return _Verdict(kind, strictness.pop() if len(strictness) == 1 else None, "parts")


def _dates(one: TargetValue, other: TargetValue, years: Years) -> _Verdict:
    if _differ(one.anchor, other.anchor) or _differ(one.offset, other.offset):
        return _Verdict("reworded", reason="anchor")
    shifted = one
    if years.between and one.date is not None and _YEAR.search(one.date):
        date = _YEAR.sub(lambda year: f"{int(year[0]) + years.between:04}", one.date)
        # A leap day has no counterpart in most years.
        shifted = msgspec.structs.replace(one, date=date.replace("-02-29", "-02-28"))
    try:
        order = compare(other, shifted)
    except NotComparable:
        return _Verdict("reworded", reason="kinds")
    if order == 0:
        moved = shifted.date != one.date
        return _Verdict("reworded", "same", "next_year" if moved else "same_value")
    relative = "relative" if shifted.date != one.date else None
    return _Verdict("later", "looser", relative) if order > 0 else _Verdict("earlier", "stricter", relative)  # fmt: skip


def _words(one: TargetValue, other: TargetValue) -> _Verdict:
    """Grades of one ordered vocabulary have an order; other words have none."""
    try:
        order = compare(other, one)
    except NotComparable:
        return _Verdict("reworded", reason="words")
    if order == 0:
        return _Verdict("reworded", "same" if one.rank is not None else None, "words")
    return _Verdict("raised", "stricter") if order > 0 else _Verdict("lowered", "looser")


def _numbers(one: TargetValue, other: TargetValue, years: Years) -> _Verdict:
    if (one.kind == "between") != (other.kind == "between"):
        return _Verdict("reworded", reason="kinds")
    turned = (one.kind in _LOWER_BOUNDS and other.kind in _UPPER_BOUNDS) or (
        one.kind in _UPPER_BOUNDS and other.kind in _LOWER_BOUNDS
    )
    if turned:
        return _Verdict("reworded", reason="comparator_turned")
    if _differ(one.per, other.per):
        return _Verdict("reworded", reason="per")
    if not _same_baseline(one.baseline, other.baseline, years):
        return _Verdict("reworded", reason="baseline")
    if one.number is None or other.number is None:
        return _Verdict("reworded", reason="same_value" if one.kind == other.kind else "kinds")
    try:
        factor = Fraction(convert(Decimal(1), one.measure_unit, other.measure_unit))
    except NotComparable:
        return _Verdict("reworded", reason="unit")
    if one.kind == "between":
        return _ranges(one, other, factor)
    return _points(one, other, factor)


def _same_baseline(one: Baseline | None, other: Baseline | None, years: Years) -> bool:
    """Whether both are measured against the same, such as each against its own year before."""
    if one is None or other is None:
        return one is other
    if one.kind != other.kind:
        return False
    if one.year == other.year:
        return True
    distance = [
        -1 if base == "last_year" else None if base is None or year is None else base - year
        for base, year in ((one.year, years.before), (other.year, years.after))
    ]
    return distance[0] is not None and distance[0] == distance[1]


def _points(one: TargetValue, other: TargetValue, factor: Fraction) -> _Verdict:
    before, after = _number(one) * factor, _number(other)
    units = one.measure_unit, other.measure_unit
    converted = "converted" if factor != 1 else None
    if before == after:
        if one.kind == other.kind:
            return _Verdict("reworded", "same", converted or "same_value")
        return _Verdict("reworded", _by_comparator(one, other), "comparator")
    kind: TargetKind = "raised" if after > before else "lowered"
    strictness = _strictness(one, other, risen=after > before)
    reason = converted if strictness is not None else "direction"
    if factor != 1 or one.upper is not None or other.upper is not None:
        return _Verdict(kind, strictness, reason)
    assert one.number is not None
    assert other.number is not None
    change = plain(other.number - one.number)
    unit = next((unit.canonical or unit.text for unit in units if unit is not None), None)
    ratio = any(unit is not None and unit.dimension == "ratio" for unit in units)
    share = None if ratio else percent(one.number, change)
    return _Verdict(kind, strictness, reason, change, share, unit)


def _number(value: TargetValue) -> Fraction:
    assert value.number is not None
    if value.upper is None or not value.upper:
        return Fraction(value.number)
    return Fraction(value.number) / Fraction(value.upper)  # a ratio such as 1:3


def _by_comparator(one: TargetValue, other: TargetValue) -> Strictness | None:
    """Of the same number, > asks for more than ≥."""
    asks = {("at_least", "more_than"): "stricter", ("at_most", "less_than"): "stricter"}
    if (one.kind, other.kind) in asks:
        return "stricter"
    return "looser" if (other.kind, one.kind) in asks else None


def _strictness(one: TargetValue, other: TargetValue, *, risen: bool) -> Strictness | None:
    """From the bounds where both are of one kind, and the direction; a contradiction says nothing."""
    says: set[Strictness] = set()
    kinds = {one.kind, other.kind}
    if kinds & _LOWER_BOUNDS:
        says.add("stricter" if risen else "looser")
    if kinds & _UPPER_BOUNDS:
        says.add("looser" if risen else "stricter")
    for value in (one, other):
        if value.direction == "higher_is_better":
            says.add("stricter" if risen else "looser")
        elif value.direction == "lower_is_better":
            says.add("looser" if risen else "stricter")
        elif value.direction == "equal":
            return None
    return says.pop() if len(says) == 1 else None


def _ranges(one: TargetValue, other: TargetValue, factor: Fraction) -> _Verdict:
    if None in (one.upper, other.upper) or None in (one.number, other.number):
        return _Verdict("reworded", reason="kinds")
    low_before, high_before = Fraction(one.number or 0) * factor, Fraction(one.upper or 0) * factor
    low_after, high_after = Fraction(other.number or 0), Fraction(other.upper or 0)
    if (low_before, high_before) == (low_after, high_after):
        same: Strictness | None = "same" if _edges(one) == _edges(other) else None
        return _Verdict("reworded", same, "converted" if factor != 1 else "same_value")
    strictness: Strictness | None = None
    if low_after >= low_before and high_after <= high_before:
        strictness = "stricter"
    elif low_after <= low_before and high_after >= high_before:
        strictness = "looser"
    if low_after >= low_before and high_after >= high_before:
        kind: TargetKind = "raised"
    elif low_after <= low_before and high_after <= high_before:
        kind = "lowered"
    else:
        return _Verdict("reworded", strictness, "range")
    if strictness is None:
        strictness = _strictness(one, other, risen=kind == "raised")
    return _Verdict(kind, strictness, "converted" if factor != 1 else None)


def _edges(value: TargetValue) -> tuple[bool | None, bool | None]:
    return value.lower_inclusive, value.upper_inclusive
