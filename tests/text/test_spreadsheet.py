"""Text that no spreadsheet runs, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.text import guarded, unguarded


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_an_empty_cell_is_nothing_and_a_text_without_characters_is_not() -> None:
    assert unguarded("") is None
    assert guarded("") == "'"


@pytest.mark.parametrize("text", ["=1", "+1", "-1+1", "@a", "\t1", "\r1", "\n1", " =1", "＝1", "－1", "'a", "-", "-1e5"])  # fmt: skip
def test_what_may_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-5.50", "5", "1=1", "甲-乙", " 甲", "0012"])
def test_what_runs_nothing_stays(text: str) -> None:
    assert guarded(text) == text
