"""Folding: what it means, whatever the way there."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from jixiao.text import ZERO_WIDTH, fold

MARKS = "，；：（）,;:()％≥ \t\n\u3000\xa0\x85\u0338\u0301\x00" + ZERO_WIDTH


@given(st.text(st.one_of(st.sampled_from(MARKS), st.characters(exclude_categories=["Cs"]))))
def test_a_folded_text_is_normalized_and_without_white_space(text: str) -> None:
    normalized = unicodedata.normalize("NFKC", text)

    assert fold(text) == re.sub(rf"[\s{ZERO_WIDTH}]+", "", normalized)
