"""The commonest values by the short way: comparator, number, unit, comparator, nothing doubtful.

Six of ten real values are no more than that. What this way gives is what the general way gives,
record for record (a test compares them); whatever it is not sure of, it leaves to the general way.
"""

import re
from decimal import Decimal
from functools import cache

from jixiao.model.target_value import COMPARISON_CODES, KINDS, MeasureUnit, Span, TargetValue
from jixiao.understanding.target_value.direction import direction_of
from jixiao.understanding.target_value.finish import is_rate_name
from jixiao.understanding.target_value.units import trie_pattern, unit_pattern, unit_table
from jixiao.understanding.target_value.words import comparators

_YEAR_DIGITS = 4
_DATE_UNITS = frozenset("年月日号")
_BOUNDS: dict[str, tuple[type[TargetValue], bool | None, bool | None, int]] = {
    "exactly": (KINDS["exactly"], None, None, COMPARISON_CODES["exactly"]),
    "at_least": (KINDS["at_least"], True, None, COMPARISON_CODES["at_least"]),
    "more_than": (KINDS["more_than"], False, None, COMPARISON_CODES["more_than"]),
    "at_most": (KINDS["at_most"], None, True, COMPARISON_CODES["at_most"]),
    "less_than": (KINDS["less_than"], None, False, COMPARISON_CODES["less_than"]),
}


@cache
def simple_tables() -> tuple[re.Pattern[str], dict[str, str], dict[str, MeasureUnit]]:
    """The pattern, what its comparators mean, and the units that raise no doubt."""
    said, behind, approximate = comparators()
    before = {
        word: kind for word, kind in said.items() if kind != "exactly" and word not in approximate
    }
    after = {
        word: kind
        for word, kind in behind.items()
        if kind != "exactly" and word not in approximate and word != "+"
    }
    units = {
        printed: unit for printed, unit in unit_table().items()
        if unit.dimension != "number" and "/" not in printed
    }  # fmt: skip
    pattern = re.compile(
        rf"({trie_pattern(list(before))})?([0-9]{{1,15}}(?:\.[0-9]{{1,6}})?)({unit_pattern()})?({trie_pattern(list(after))})?"
    )
    return pattern, before | after, units


def read_simple(text: str, name: str, level2: str | None) -> TargetValue | None:
    """The value of a text that is nothing but a plain quantity in known words; else None."""
    pattern, meanings, units = simple_tables()
    match = pattern.fullmatch(text)
    if match is None:
        return None
    before, printed, unit, after = match.groups()
    if before and after:
        return None
    if unit is None:
        # Only a bound of a name that neither holds a unit nor asks for a rate.
        if not (before or after) or "(" in name or "（" in name or is_rate_name(name):
            return None
        measure, unit = None, ""
    else:
        measure = units.get(unit)
        if measure is None or (unit in _DATE_UNITS and not before and not after):
            return None
        if unit[0] == "年" and len(printed) == _YEAR_DIGITS:
            return None
    kind = "exactly"
    end = len(printed)
    spans: tuple[Span, ...]
    if before:
        kind = meanings[before]
        start = len(before)
        end += start
        spans = (Span("comparator", 0, start, before), Span("number", start, end, printed))
    else:
        spans = (Span("number", 0, end, printed),)
    if unit:
        spans = (*spans, Span("unit", end, end + len(unit), unit))
    if after:
        kind = meanings[after]
        stop = end + len(unit)
        spans = (*spans, Span("comparator", stop, len(text), after))
    number = Decimal(printed)
    made, lower, upper, code = _BOUNDS[kind]
    direction, stated, reason, doubt = direction_of(
        kind, name, level2, zero=not number, number=True
    )
    return made(
        text, number, None, lower, upper, kind != "exactly", measure, None, None, None, None, None, None,
        None, None, None, None, direction, stated, reason, code, "likely" if doubt else "certain",
        doubt, (), spans, None, None,
    )  # fmt: skip
