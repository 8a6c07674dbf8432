"""指标值 → typed value. Total: any string gives a value, nothing is raised, nothing is lost."""

import re
from functools import cache

from msgspec.structs import replace

from jixiao.model.target_value import Span, TargetValue
from jixiao.text import trie_pattern
from jixiao.understanding.target_value.brackets import add_bracket
from jixiao.understanding.target_value.clauses import read_numbers
from jixiao.understanding.target_value.draft import Draft
from jixiao.understanding.target_value.finish import finish
from jixiao.understanding.target_value.numbers import NUMERAL_CHARACTERS, NUMERALS, normalised
from jixiao.understanding.target_value.productions import LONGEST, gate, quantity_pattern
from jixiao.understanding.target_value.qualitative import read_known, read_words
from jixiao.understanding.target_value.quantity import read_quantity
from jixiao.understanding.target_value.simple import read_among_words, read_simple, read_spaced
from jixiao.understanding.target_value.simple_dates import read_simple_date
from jixiao.understanding.target_value.units import unit_pattern
from jixiao.understanding.target_value.words import comparators

_LATER = frozenset("年月日号")
_DATE = re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}")


# Chinese characters printed with spaces between them, as scans do.
_SPACED = re.compile("[㐀-鿿][ \u3000\xa0]{1,9}[㐀-鿿]")
_MAYBE = re.compile(f"[0-9{NUMERAL_CHARACTERS}几数半月底末季万]")


@cache
def _numeral() -> re.Pattern[str]:
    """A text without this has no number that could be a target."""
    return re.compile(
        rf"(?=[0-9{NUMERAL_CHARACTERS}几数半上过近万百≥≤<>于少低高过超前季年月期元])(?:[0-9]|元月|{NUMERALS}[ ]?(?:[多余](?![㐀-鿿])|[多余来]?[ ]?{unit_pattern()}|[及或]?以[上下内]|月|分之)|百分百?|[千万]分之|[季年期]度?的?(?:[首头末]|第一个?|最后一?个?)月|[≥≤<>于少低高过超][{NUMERAL_CHARACTERS}]|[一二三四前][个]?季|半年|[季年月期]度?[底末])"
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


def _unspaced(text: str, name: str, level2: str | None) -> TargetValue:
    """Read 「年 度 内 完 成」 without its spaces, then give every span the spaces back.

    A space between two digits stays: it may part two numbers.
    """
    kept = [
        index for index, character in enumerate(text)
        if character not in " \u3000\xa0" or (_digit(text, index - 1) and _digit(text, index + 1))
    ]  # fmt: skip
    value = parse_target("".join(text[index] for index in kept), name, level2)
    ends = [*kept, len(text)]
    spans = []
    at = 0
    for span in value.spans:
        start, end = ends[span.start], ends[span.end - 1] + 1
        if start > at:
            spans.append(Span("mark", at, start, text[at:start]))
        spans.append(Span(span.role, start, end, text[start:end]))
        at = end
    if at < len(text):
        spans.append(Span("mark", at, len(text), text[at:]))
    return replace(value, text=text, spans=tuple(spans))


@cache
def _broken() -> re.Pattern[str]:
    """A line break inside a quantity or a date: 「≥95⏎%」, 「2023年12⏎月底前」, 「大于等于⏎80%」."""
    said = "|".join(
        f"(?<={re.escape(w)})" for w, kind in comparators().before.items() if kind != "exactly"
    )
    behind = trie_pattern([word for word in comparators().after if len(word) > 1])
    return re.compile(
        rf"(?:{said})[\n\t](?=[0-9])|[\n\t](?:(?<=[0-9].)(?:(?=[%‰月日号]|年[0-9度底末])|(?={unit_pattern()}(?:{behind}|(?![㐀-鿿]))))"
        rf"|(?<=[年月].)(?=[0-9底末])|(?<=[0-9%‰个家人次项元天年月日底末].)(?=(?:{behind}|之?前)(?:完成)?(?:$|[,;。(])))",
        re.DOTALL,
    )


def _digit(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isdecimal()


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
    return (
        read_simple(text, name, level2)
        or read_known(text, name, level2)
        or read_generally(text, name, level2)
    )


def read_generally(text: str, name: str, level2: str | None, *, short: bool = True) -> TargetValue:
    """The general way, for every text: one quantity, words round numbers, or words alone.

    Without ``short`` no short way is taken (a test compares the two).
    """
    t = normalised(text)
    if "\n" in t or "\t" in t:
        t = _broken().sub(" ", t)
    if " " in t and _SPACED.search(text):
        return _unspaced(text, name, level2)
    if _MAYBE.search(t) is None or _numeral().search(t) is None:
        return read_words((text, t, name, level2))
    given = (text, t, name, level2)
    if short:
        value = read_spaced(given) or read_simple_date(given) or read_among_words(given)
        if value is not None:
            return value
    begins = t[0] in " \t\n" or gate().match(t)
    match = _plain().fullmatch(t) if begins else None
    if match is None or not _is_plain(match):
        return read_numbers(given)
    draft = Draft(text)
    read_quantity(draft, match, "quantity")
    if match["bracket"] and not add_bracket(draft, t, *match.span("bracket")):
        return read_numbers(given)
    return finish(draft, name, level2)
