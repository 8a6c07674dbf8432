"""A quick pattern finds what the pattern finds, everywhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.text import quick_pattern

_PATTERNS = (
    "甲|乙",
    "[甲乙]级|(?<!非)丙?丁",
    "^(?:甲|乙?)丙|丁{0,2}甲",
    r"(?:甲{0,2}|[^乙])丙",
    r"\d+级|[-甲]乙|[]丙]",
    "[甲-]乙|[-丙]丁|丁+",
    r"(?!甲乙)[甲乙]{2}|\(甲\)",
    ".乙|甲",
    "(甲)?乙$|丙",
    "(?i:a)甲|乙",
    "(?:甲|)乙|(?:[乙丙]丁|1|)级(?:-|)",
    "(?:|甲)乙|(?:甲|)",
    "甲*+乙|丙??丁",
    "甲?(?=乙)|(?:(?=丙)|丁)级|1(?:非|(?=甲))",
    "^(?!甲乙).{1,2}丙|[甲丙]丁",
    "^.乙|^[^甲]?丙",
    "(?:甲|乙丙)丁|甲级|(?:(?:丙|丁)级|1)甲?|乙",
    "甲(乙)|丙|甲(丁)|(?:丁|级)(甲)",
    "(?:甲|乙|)丙|甲丁|(?:甲|丁)+级",
    "甲乙|丁|甲|[甲乙]级|甲丙|(?<!丙)甲级|甲丁",
    "",
)


@pytest.mark.parametrize("pattern", _PATTERNS)
@given(st.text("甲乙丙丁级非(]-1aA", max_size=9))
def test_finds_what_the_pattern_finds(pattern: str, text: str) -> None:
    plain, quick = re.compile(pattern), re.compile(quick_pattern(pattern))
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert bool(quick.fullmatch(text)) == bool(plain.fullmatch(text))
    assert quick.groups == plain.groups


def test_guards_branches_that_begin_with_more_than_a_character() -> None:
    assert quick_pattern("[甲乙]级|丙").startswith("(?=[甲乙丙])")


@pytest.mark.parametrize("pattern", ["(甲", "甲)", "[甲", "甲\\", "(?:甲|(乙", "*甲"])
def test_what_is_no_pattern_is_left_to_the_compiler(pattern: str) -> None:
    with pytest.raises(re.error):
        re.compile(quick_pattern(pattern))
