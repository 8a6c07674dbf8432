"""指标值 → typed value. Total: any string gives a value, nothing is raised, nothing is lost."""

import re
from functools import cache

from jixiao.model.target_value import TargetValue
from jixiao.understanding.target_value.clauses import add_bracket, read_numbers
from jixiao.understanding.target_value.draft import Draft
from jixiao.understanding.target_value.finish import finish
from jixiao.understanding.target_value.numbers import NUMERAL_CHARACTERS, NUMERALS, normalised
from jixiao.understanding.target_value.productions import LONGEST, quantity_pattern
from jixiao.understanding.target_value.qualitative import read_words
from jixiao.understanding.target_value.quantity import read_quantity
from jixiao.understanding.target_value.simple import read_simple
from jixiao.understanding.target_value.units import unit_pattern

_LATER = frozenset("年月日号")
_DATE = re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}")


_MAYBE = re.compile(f"[0-9{NUMERAL_CHARACTERS}几数半月底末季]")


@cache
def _numeral() -> re.Pattern[str]:
    """A text without this has no number that could be a target."""
    return re.compile(
        rf"[0-9]|{NUMERALS}[ ]?(?:[多余来]?[ ]?{unit_pattern()}|[及或]?以[上下内]|月|分之)|百分百?|[≥≤<>于少低高过超][{NUMERAL_CHARACTERS}]|[一二三四前][个]?季|半年|[季年月期]度?[底末]"
    )


def _is_plain(match: re.Match[str]) -> bool:
    """Whether a lone quantity is no date: 12月, 2024年, 8日, 2026.1 are."""
    number, unit, after, before = match.group("number", "unit", "after", "before")
    if not number.isascii():
        return False
    if not unit:
        return before is not None or _DATE.fullmatch(number) is None
    return unit not in _LATER or after is not None or before is not None


@cache
def _plain() -> re.Pattern[str]:
    """A value that is one quantity, perhaps with a bracket and marks behind it."""
    return re.compile(
        rf"[ \t\n]{{0,9}}{quantity_pattern()}[ ]{{0,3}}(?P<bracket>\([^()]{{0,300}}\))?[ \t\n。.;,、]{{0,9}}"
    )


def parse_target(text: str, name: str | None = "", level2: str | None = None) -> TargetValue:
    """What a 指标值 says; ``name`` and ``level2`` (11, 12, …) are those of its indicator.

    >>> value = parse_target("不少于300家次")
    >>> value.kind, value.number, value.measure_unit.canonical, value.confidence
    ('at_least', Decimal('300'), '家次', 'certain')
    >>> parse_target("无", name="有无资金浪费").kind, parse_target("无").kind
    ('yes_no', 'not_stated')
    >>> parse_target("99999999999999999999").kind
    'not_understood'
    """
    if len(text) > LONGEST:
        draft = Draft(text)
        draft.kind = "not_understood"
        draft.marks.append((0, len(text), "words"))
        draft.doubt("guess", f"超过 {LONGEST} 字，不是一个指标值")
        return draft.value()
    name = name or ""
    if (simple := read_simple(text, name, level2)) is not None:
        return simple
    t = normalised(text)
    if _MAYBE.search(t) is None or _numeral().search(t) is None:
        return read_words(text, t, name, level2)
    match = _plain().fullmatch(t)
    if match is not None and _is_plain(match):
        draft = Draft(text)
        read_quantity(draft, match, "quantity")
        if match["bracket"] and not add_bracket(draft, t, *match.span("bracket")):
            return read_numbers(text, t, name, level2)
        return finish(draft, name, level2)
    return read_numbers(text, t, name, level2)
