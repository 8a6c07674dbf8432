"""The words that a pattern cannot do without."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.checking import standard_policy
from jixiao.text import needed_words

PATTERNS = sorted({
    pattern
    for name in ("ind_compliance", "ind_paying", "copying_generic_name", "ind_spending")
    for pattern in standard_policy().words(name)
})  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("资金|经费", {"资金", "经费"}),
        ("资金.{0,8}(?:合规|合法)", {"资金"}),
        ("(?:按|照)?时完成", {"时完成"}),
        ("[支拨]付率$", {"支付率", "拨付率"}),
        ("(?<!不)满意(?=度)", {"满意"}),
        ("(?:满意){2,3}", {"满意"}),
        ("满意度?", {"满意"}),
        ("(?i:ph)值", {"值"}),
        ("资?金?", None),
        (".*", None),
        ("资金|.率?", None),
        ("(?i)ph", None),
    ],
)
def test_one_of_the_words_is_in_every_match(pattern: str, words: set[str] | None) -> None:
    assert needed_words(pattern) == words


@settings(max_examples=40)
@given(data=st.data(), pattern=st.sampled_from(PATTERNS))
def test_what_matches_a_list_of_the_policy_holds_a_needed_word(
    data: st.DataObject, pattern: str
) -> None:
    text = data.draw(st.from_regex(pattern))
    needed = needed_words(pattern)

    assert re.search(pattern, text)
    assert needed is None or any(word in text for word in needed)
