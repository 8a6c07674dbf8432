"""A value while it is being read: fields, the places of its parts, and the doubts."""

from decimal import Decimal

import msgspec
from msgspec.structs import astuple

from jixiao.model.target_value import (
    COMPARISON_CODES,
    KINDS,
    QUALITATIVE_CODE,
    Baseline,
    Confidence,
    Direction,
    MeasureUnit,
    NotStated,
    Span,
    TargetValue,
)
from jixiao.understanding.target_value.numbers import NUMERAL, NUMERAL_RUN

MARKS = " \t\n\r\x0b\x0c,，;；。、.:：!！?？()（）[]【】{}“”\"'‘’$\\\u3000\xa0\u200b\u200c\u200d\u2060\ufeff"
# Words may hold numerals, which then are names of things.
_TEXTS = frozenset({"scope", "words", "reference", "anchor", "condition", "note", "grade"})
_INCLUSIVE: dict[str, tuple[bool | None, bool | None]] = {
    "at_least": (True, None),
    "more_than": (False, None),
    "at_most": (None, True),
    "less_than": (None, False),
    "between": (True, True),
}
_FIELDS = len(NotStated.__struct_fields__)
LEVELS: dict[Confidence, int] = {"certain": 0, "likely": 1, "guess": 2}
_CODES = COMPARISON_CODES | dict.fromkeys(
    ("qualitative", "yes_no", "reference", "between", "deadline"), QUALITATIVE_CODE
)


Given = tuple[str, str, str, str | None]
"""What is read: the text, the same in half width, and the indicator's name and level-2 class."""


class Draft(msgspec.Struct):
    """The fields of a value, filled one after the other; ``value`` makes the record.

    The fields up to ``rank`` are those of the record in its order. ``marks`` are (start, end, role)
    of the parts found so far, in any order; ``filler`` is the role of words between them.
    """

    text: str
    number: Decimal | None = None
    upper: Decimal | None = None
    lower_inclusive: bool | None = None
    upper_inclusive: bool | None = None
    stated: bool = False
    measure_unit: MeasureUnit | None = None
    date: str | None = None
    precision: str | None = None
    anchor: str | None = None
    offset: str | None = None
    baseline: Baseline | None = None
    per: str | None = None
    grade: str | None = None
    scope: str | None = None
    condition: str | None = None
    note: str | None = None
    direction: Direction = "none"
    direction_stated: bool = False
    direction_reason: str | None = None
    code: int | None = None
    confidence: Confidence = "certain"
    reason: str | None = None
    parts: tuple[TargetValue, ...] = ()
    spans: tuple[Span, ...] = ()
    scale: str | None = None
    rank: int | None = None
    kind: str = "exactly"
    filler: str = "scope"
    marks: list[tuple[int, int, str]] = []

    def doubt(self, level: Confidence, reason: str) -> None:
        """Lower the confidence to ``level``, if it is higher, and add the reason."""
        if LEVELS[level] > LEVELS[self.confidence]:
            self.confidence = level
        if self.reason is None:
            self.reason = reason
        elif reason not in self.reason:
            self.reason = f"{self.reason}；{reason}"

    def add_note(self, note: str) -> None:
        """A remark beside those there are."""
        self.note = note if self.note is None else f"{self.note}；{note}"

    def value(self) -> TargetValue:
        """The finished record."""
        kind = self.kind
        if kind != "between" or self.lower_inclusive is None:
            self.lower_inclusive, self.upper_inclusive = _INCLUSIVE.get(kind, (None, None))
        self.code = _CODES.get(kind)
        if kind == "deadline" and self.number is not None:
            self.code = COMPARISON_CODES["at_most"]
        self.spans = self.partition()
        return KINDS[kind](*astuple(self)[:_FIELDS])

    def partition(self) -> tuple[Span, ...]:
        """The marks as a partition of the text; what lies between is filler, names or marks."""
        text = self.text
        marks = self.marks
        if len(marks) > 1:
            marks.sort()
        found: list[Span] = []
        at = 0
        for start, end, role in marks:
            if start != at:
                if start < at:  # a mark never covers what another has
                    if end <= at:
                        continue
                    start = at  # noqa: PLW2901
                else:
                    self._fill(found, at, start)
            if role in _TEXTS and NUMERAL.search(text, start, end):
                found.extend(split_names(text[start:end], start, role))
            elif start < end:
                found.append(Span(role, start, end, text[start:end]))
            at = end
        if at < len(text):
            self._fill(found, at, len(text))
        return tuple(found)

    def _fill(self, found: list[Span], start: int, end: int) -> None:
        text = self.text
        between = text[start:end]
        if not between.strip(MARKS):
            found.append(Span("mark", start, end, between))
        elif NUMERAL.search(between) is None:
            found.append(Span(self.filler, start, end, between))
        else:
            found.extend(split_names(between, start, self.filler))


def split_names(text: str, start: int, role: str) -> list[Span]:
    """Spans of words, in which every run of digits or numerals is the name of a thing.

    >>> [(span.role, span.text) for span in split_names("进一步提升", 0, "words")]
    [('words', '进'), ('name', '一步'), ('words', '提升')]
    """
    spans = []
    at = 0
    for match in NUMERAL_RUN.finditer(text):
        # With the character after it, which says what is numbered.
        end = match.end()
        following = text[end : end + 1]
        if following and not following.isdecimal() and following not in MARKS:
            end += 1
        if match.start() < at:
            begin = at
            if end <= at:
                continue
        else:
            begin = match.start()
        if begin > at:
            spans.append(Span(role, start + at, start + begin, text[at:begin]))
        spans.append(Span("name", start + begin, start + end, text[begin:end]))
        at = end
    if at < len(text):
        spans.append(Span(role, start + at, start + len(text), text[at:]))
    return spans
