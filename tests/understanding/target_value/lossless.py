"""What holds for every value of every text, so that nothing printed is lost."""

import re

from jixiao.model.target_value import TargetValue, print_value
from jixiao.understanding.target_value import read_number
from jixiao.understanding.target_value.numbers import normalised

NUMERAL_RUN = re.compile("[0-9]+|[零〇一二两三四五六七八九十百千万亿]+")
# A sign between terms and a unit word (万元, 百分之) are roles as much as the numbers themselves.
ROLES = frozenset(
    {"number", "upper", "date", "duration", "period", "baseline", "formula", "name", "unit", "per",
     "comparator", "mark"}
)  # fmt: skip


def check(value: TargetValue, text: str, *, blank: bool = False) -> None:
    """All that holds for a value and each of its parts; ``blank``: its text was taken away."""
    assert value.text == ("" if blank else text)
    assert print_value(value) == text
    at = 0
    for span in value.spans:
        assert span.start == at < span.end
        assert span.text == text[span.start : span.end]
        at = span.end
    assert at == len(text)
    if value.kind == "compound":
        assert value.parts
        for part in value.parts:
            check(part, part.text)
    elif value.kind not in ("not_understood", "not_stated"):
        check_numerals(value, text)


def check_numerals(value: TargetValue, text: str) -> None:
    for run in NUMERAL_RUN.finditer(text):
        for span in value.spans:
            if span.start < run.end() and run.start() < span.end:
                assert span.role in ROLES, (run[0], span)
    for role, number in (("number", value.number), ("upper", value.upper)):
        for span in value.spans:
            if span.role != role or number is None:
                continue
            again = read_number(normalised(span.text).strip())
            assert again is not None
            assert again[0] == number
