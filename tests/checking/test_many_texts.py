"""Many texts looked through at once tell the same as one text after the other."""

import re

from hypothesis import given
from hypothesis import strategies as st

from jixiao.checking.many_texts import ManyTexts, Pairs, in_parts, numbers_of, text_of
from jixiao.checking.words import Signs

# Few characters, so that they meet; one has two code units, one is half of such.
TEXTS = st.lists(st.text("甲乙丙，\0a\U00020000\ud840", max_size=12), min_size=1, max_size=8)
PAIRS = ["甲乙", "乙乙", "丙甲", "a甲"]


@given(TEXTS)
def test_pairs_are_found_where_the_texts_hold_them(keys: list[str]) -> None:
    found = ManyTexts(keys).with_pairs(Pairs(numbers_of(PAIRS)))

    assert {(number, text_of(pair)) for number, pair in found} == {
        (number, pair) for number, key in enumerate(keys) for pair in PAIRS if pair in key
    }


@given(TEXTS, st.integers(2, 4))
def test_doubled_stretches_are_found_where_a_search_finds_them(
    keys: list[str], length: int
) -> None:
    doubled = re.compile(rf"([甲乙丙]{{{length}}})\1")

    assert ManyTexts(keys).with_doubled(length) == {
        number for number, key in enumerate(keys) if doubled.search(key)
    }


@given(st.lists(st.text("123甲\0", max_size=9), min_size=1, max_size=8), st.integers(2, 4))
def test_digits_in_a_row_are_found_where_a_search_finds_them(keys: list[str], length: int) -> None:
    digits = re.compile(rf"[0-9]{{{length}}}")

    assert ManyTexts(keys).with_digits(length) == {
        number for number, key in enumerate(keys) if digits.search(key)
    }


@given(TEXTS)
def test_signs_of_many_texts_are_those_of_each(keys: list[str]) -> None:
    signs = Signs([["甲乙", "丙"], ["乙丙甲", "a"], ["\U00020000甲", "甲甲"], []])

    assert [its for its, _ in signs.of_each(ManyTexts(keys))] == [signs.of(key) for key in keys]


def test_no_text_is_left_out_between_the_parts() -> None:
    keys = [f"第{number}个" for number in range(1000)]

    assert [key for texts in in_parts(keys) for key in texts.keys] == keys
