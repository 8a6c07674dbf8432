"""The commonest values by the short way: one plain quantity, alone or among words.

Seven of ten real values are no more than that. What this way gives is what the general way gives,
record for record (a test compares them); whatever it is not sure of, it leaves to the general way.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from operator import itemgetter

import msgspec
from msgspec.structs import replace

from jixiao.model.target_value import COMPARISON_CODES, KINDS, MeasureUnit, Span, TargetValue
from jixiao.text import quick_pattern, trie_pattern
from jixiao.understanding.target_value.brackets import FORMULA
from jixiao.understanding.target_value.direction import direction_of
from jixiao.understanding.target_value.draft import MARKS, Given
from jixiao.understanding.target_value.finish import ENDS, is_known, is_rate_name, odd_rate
from jixiao.understanding.target_value.numbers import NUMERAL, normalised
from jixiao.understanding.target_value.productions import SEPARATOR, gate
from jixiao.understanding.target_value.quantity import per_word
from jixiao.understanding.target_value.single import CONDITIONS, PERIODS_AHEAD, bound_ahead
from jixiao.understanding.target_value.units import (
    bound_in_name,
    unit_in_name,
    unit_pattern,
    unit_table,
)
from jixiao.understanding.target_value.words import before_pattern, comparators, words

_YEAR_DIGITS = 4
# These may be a year, a year and a month, a day's number in a spreadsheet, a day in eight digits.
_DATE_LIKE = re.compile(r"(?:19|20)[0-9]{2}|[0-9]{1,4}\.[0-9]{1,2}|[0-9]{5}|[0-9]{8}")
_DATE_UNITS = frozenset("年月日号")
# With words round it, a number of these may be a date, an age, or the time something takes.
_NOT_AMONG_WORDS = frozenset({"number", "duration", "age"})
_SEPARATOR = re.compile(SEPARATOR)
_REMARK = re.compile(r"([^()（）]{1,30})[(（]([^()（）\s]{2,300})[)）]")
_NO_REMARK = frozenset("含包不及每年/一其")
_ROLES = ("comparator", "number", "unit", "comparator")
_SPACED_ROLES = ("per", *_ROLES)
_BOUNDS: dict[str, tuple[type[TargetValue], bool | None, bool | None, int]] = {
    "exactly": (KINDS["exactly"], None, None, COMPARISON_CODES["exactly"]),
    "at_least": (KINDS["at_least"], True, None, COMPARISON_CODES["at_least"]),
    "more_than": (KINDS["more_than"], False, None, COMPARISON_CODES["more_than"]),
    "at_most": (KINDS["at_most"], None, True, COMPARISON_CODES["at_most"]),
    "less_than": (KINDS["less_than"], None, False, COMPARISON_CODES["less_than"]),
}

_Said = tuple[str, Decimal, MeasureUnit | None, str | None, list[str]]
"""Kind, number, unit and scope of a quantity, and the doubts about it."""


class _Tables(msgspec.Struct, frozen=True):
    """The pattern, what its comparators mean, the units that raise no doubt, what else may follow.

    ``spaced`` has spaces between the parts, and may begin with a period word.
    """

    pattern: re.Pattern[str]
    spaced: re.Pattern[str]
    meanings: dict[str, str]
    units: dict[str, MeasureUnit]
    behind: re.Pattern[str]


@cache
def simple_tables() -> _Tables:
    """What the short way knows, made once."""
    said = comparators()
    before, after = (
        {w: k for w, k in listed.items() if k != "exactly" and w not in {"+", *said.approximate}}
        for listed in (said.before, said.after)
    )
    units = {
        printed: unit for printed, unit in unit_table().items()
        if unit.dimension != "number" and "/" not in printed and "·" not in printed
    }  # fmt: skip
    said_before, said_after = map(quick_pattern, (before_pattern(before), trie_pattern(after)))
    # Possessive: without its last digit no number has a unit either.
    number, unit = r"([0-9]{1,15}+(?:\.[0-9]{1,6}+)?+)", unit_pattern()
    listed = [word for word, per in words()["periods"].items() if per != "each"]
    periods = quick_pattern(trie_pattern(listed))
    return _Tables(
        re.compile(rf"(?:({said_before})|){number}(?:({unit})|)(?:({said_after})|)"),
        re.compile(
            rf"[ ]{{0,6}}(?:({periods})|)(?:({said_before}[ ]{{0,6}})|){number}[ ]{{0,6}}({unit})"
            rf"[ ]{{0,6}}(?:({said_after})|)[ ]{{0,3}}"
        ),
        before | after,
        units,
        re.compile(
            rf"[^㐀-鿿,;。、!?\n]|[多余来半每一季年月日号时]|.*?{trie_pattern(list(said.after))}"
        ),
    )


def read_simple(text: str, name: str, level2: str | None) -> TargetValue | None:
    """The value of a text that is nothing but a plain quantity in known words; else None."""
    match = simple_tables().pattern.fullmatch(text)
    if match is None:
        return _with_remark(text, name, level2) if text[-1:] in (")", "）") else None
    before, printed, unit, after = match.groups()
    said = _said(before, printed, unit, after, name)
    if said is None:
        return None
    spans: list[Span] = []
    start = 0
    if before:
        start = len(before)
        spans.append(Span("comparator", 0, start, before))
    end = start + len(printed)
    spans.append(Span("number", start, end, printed))
    if unit:
        start, end = end, end + len(unit)
        spans.append(Span("unit", start, end, unit))
    if after:
        spans.append(Span("comparator", end, len(text), after))
    return _record(text, name, level2, said, tuple(spans))


def read_spaced(given: Given) -> TargetValue | None:
    """「全年 ≥ 35 亿元」: a plain quantity after a period word, or with spaces in it; else None."""
    text, t, name, level2 = given
    match = simple_tables().spaced.fullmatch(t)
    if match is None or text[slice(*match.span(4))] != match[4]:  # 「家（次）」 keeps its width
        return None
    period, before, printed, unit, after = match.groups()
    said = _said(before and before.rstrip(), printed, unit, after, name)
    if said is None:
        return None
    spans = _spans(text, zip(_SPACED_ROLES, match.regs[1:], strict=True))
    value = _record(text, name, level2, said, spans)
    return replace(value, per=per_word(period)) if period else value


def _said(
    before: str | None, printed: str, unit: str | None, after: str | None, name: str
) -> _Said | None:
    """What a plain quantity says; None where it may be something else."""
    if before and after:
        return None
    tables = simple_tables()
    number = Decimal(printed)
    doubts: list[str] = []
    if unit is None:
        if not before and not after and _DATE_LIKE.fullmatch(printed):
            return None
        measure = None
        if not name.isalnum():
            measure = unit_in_name(name)
            if not before and not after and bound_in_name(name):
                doubts.append("比较符号只印在名称里")
        if is_rate_name(name) and (measure is None or measure.canonical == "%") and number:
            if number <= 1:
                return None
            if not measure:
                doubts.append("名称是比率，数值没有百分号")
    else:
        measure = tables.units.get(unit)
        if measure is None or (unit in _DATE_UNITS and not after and (before or "于")[-1] == "于"):
            return None  # a day or a month: 12月, 不迟于12月
        if unit[0] == "年" and len(printed) == _YEAR_DIGITS:
            return None
        if (
            len(printed) > 2
            and printed != "100"
            and number > 100
            and measure.canonical == "%"
            and not before
            and not after
            and (doubt := odd_rate(number, name))
        ):
            doubts.append(doubt)
    word = before or after
    return tables.meanings[word] if word else "exactly", number, measure, None, doubts


def _with_remark(text: str, name: str, level2: str | None) -> TargetValue | None:
    """「≥98%(修复次数/报修次数*100%)」: a quantity and a formula or a remark without a number."""
    match = _REMARK.fullmatch(text)
    value = read_simple(match[1], name, level2) if match else None
    unit = value.measure_unit if value else None
    if match is None or value is None or unit is None or unit.from_ == "name":
        return None
    inside = normalised(match[2]).strip()
    meanings = simple_tables().meanings
    formula = FORMULA.search(inside) is not None
    if (
        not inside
        or inside in meanings
        or inside[0] in _NO_REMARK
        or (not formula and NUMERAL.search(inside))
    ):
        return None
    end = match.end(1)
    remark = Span("formula" if formula else "note", end, len(text), text[end:])
    return replace(value, text=text, note=match[2].strip(), spans=(*value.spans, remark))


def read_among_words(given: Given) -> TargetValue | None:
    """The value of clauses of words in which one plain quantity stands; else None."""
    text, t, name, level2 = given
    opening = _opening(t)
    if opening is None:
        return None
    match, separators = opening
    begin = match.start()
    tables = simple_tables()
    before, printed, unit, after = match.groups()
    measure = tables.units.get(unit) if unit else None
    if measure is None or (before and after) or measure.dimension in _NOT_AMONG_WORDS:
        return None
    if measure.canonical == "%" and not before and not after and Decimal(printed) > 100:
        return None
    end = match.end()
    leading, trailing = t[:begin], t[end:]
    if NUMERAL.search(trailing):
        return None
    if begin and not before and not after and bound_ahead().search(leading):
        return None
    if (
        text[begin:end] != t[begin:end]
        or (begin and not _is_plain(leading, separators))
        or "同比" in name
    ):
        return None
    if trailing:
        more = None if not begin and not trailing.strip(MARKS) else _closings(t, end, unit)
        if more is None:
            return None
        separators += more
    scopes = []
    doubts: list[str] = []
    for words_of in (leading, trailing):
        if part := words_of.strip(ENDS):
            scopes.append(part)
            if not is_known(part, name) and (doubt := f"“{part}”是自由文字") not in doubts:
                doubts.append(doubt)
    parts = [*zip(_ROLES, match.regs[1:], strict=True)]
    if separators:
        parts += [("mark", separator.span()) for separator in separators]
        parts.sort(key=itemgetter(1))
    kind = tables.meanings[before or after] if before or after else "exactly"
    said = (kind, Decimal(printed), measure, "…".join(scopes) or None, doubts)
    return _record(text, name, level2, said, _spans(text, parts))


def _opening(t: str) -> tuple[re.Match[str], list[re.Match[str]]] | None:
    """The quantity that is the first token but separators, and those separators."""
    separators: list[re.Match[str]] = []
    at = 0
    while (found := gate().search(t, at)) is not None:
        start = found.start()
        separator = _SEPARATOR.match(t, start)
        if separator is None:
            if match := simple_tables().pattern.match(t, start):
                # 「l00%」 is a misprint of 100%, 「每50人」 says among how many.
                return None if start and t[start - 1] in "lIO每" else (match, separators)
            return None
        separators.append(separator)
        at = separator.end()
    return None


def _closings(t: str, at: int, unit: str) -> list[re.Match[str]] | None:
    """The separators behind a quantity; None where what stands there may belong to it."""
    trailing = t[at:]
    if simple_tables().behind.match(trailing):
        return None
    separators: list[re.Match[str]] = []
    end = at
    while (found := gate().search(t, at)) is not None:
        separator = _SEPARATOR.match(t, found.start())
        if separator is None:
            return None
        separators.append(separator)
        at = separator.end()
    first = separators[0].start() if separators else len(t)
    if unit == "个" and f"个{t[end:first]}".rstrip() in simple_tables().units:
        return None
    return separators


def _is_plain(leading: str, separators: list[re.Match[str]]) -> bool:
    """Whether words before a quantity say nothing but its scope."""
    return (
        "同比" not in leading
        and "≠" not in leading
        and NUMERAL.search(leading) is None
        and PERIODS_AHEAD.search(leading) is None
        and (not separators or CONDITIONS.search(leading) is None)
    )


def _spans(text: str, parts: Iterable[tuple[str, tuple[int, int]]]) -> tuple[Span, ...]:
    """The parts in their order, those that are printed, and what stands between them."""
    spans: list[Span] = []
    at = 0
    for role, (start, end) in parts:
        if start < end:
            if at < start:
                spans.append(_between(text, at, start))
            spans.append(Span(role, start, end, text[start:end]))
            at = end
    if at < len(text):
        spans.append(_between(text, at, len(text)))
    return tuple(spans)


def _between(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span("scope" if part.strip(MARKS) else "mark", start, end, part)


def _record(
    text: str, name: str, level2: str | None, said: _Said, spans: tuple[Span, ...]
) -> TargetValue:
    """The record of a text with its name and class, and of what it says."""
    kind, number, measure, scope, doubts = said
    made, lower, upper, code = _BOUNDS[kind]
    verdict = direction_of(kind, name, level2, zero=not number, number=True)
    if verdict.doubt is not None and verdict.doubt not in doubts:
        doubts.append(verdict.doubt)
    return made(
        text, number, None, lower, upper, kind != "exactly", measure, None, None, None, None, None, None,
        None, scope, None, None, verdict.direction, verdict.stated, verdict.reason, code,
        "likely" if doubts else "certain", "；".join(doubts) if doubts else None, (), spans, None, None,
    )  # fmt: skip
