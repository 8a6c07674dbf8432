"""A rule that objects to the word 坏, for tests of what happens around rules."""

from collections.abc import Iterator

import pytest

from jixiao.checking import BookEntry, Found, Rule, rule
from jixiao.checking.subjects import IndicatorSubject
from jixiao.model import Edit


@pytest.fixture
def bad_word() -> Rule:
    """Finds 坏 in the annual target, and would write 好."""

    @rule("VAL004", since="0.2")
    def bad_word(indicator: IndicatorSubject) -> Iterator[Found]:
        """指标值里有坏字。"""
        target = indicator.annual
        if target is not None and "坏" in target.text:
            edit = Edit("annual_target.text", target.text, target.text.replace("坏", "好", 1))
            yield Found("有坏字。", "请写好字。", at=target.at, edits=(edit,))

    return bad_word


@pytest.fixture
def entry() -> BookEntry:
    """Its entry in the book: a safe fix."""
    return BookEntry("warning", 11, "完整性", "测试", "unverified", fix="safe")
