"""What there is to say of the rules, and the words for it."""

import msgspec
import pytest

from jixiao.checking import CATALOGUE, standard_policy, summaries
from jixiao.checking.catalogue import FAMILIES
from jixiao.checking.runner import _NEEDS
from jixiao.model import (
    BASIS_STATUS_WORDS,
    FAMILY_WORDS,
    FIX_WORDS,
    NEED_WORDS,
    SEVERITIES,
    SEVERITY_WORDS,
    STAGE_WORDS,
    STAGES,
    SUBJECT_WORDS,
    RuleSummary,
    opinions,
)

RULES = summaries(standard_policy())


def test_every_rule_has_a_summary_in_code_order_that_survives_json() -> None:
    assert [one.code for one in RULES] == [one.code for one in CATALOGUE]
    assert msgspec.json.decode(msgspec.json.encode(RULES), type=tuple[RuleSummary, ...]) == RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_everything_said_of_a_rule_has_words(rule: RuleSummary) -> None:
    assert set(rule.severity) == set(STAGES)
    assert rule.opinion_code is None or rule.opinion_code in opinions().words
    assert rule.review_kind in (None, "完整性", "相关性", "适当性", "可行性")
    assert rule.basis.document
    assert rule.basis.status in BASIS_STATUS_WORDS
    assert rule.subject in SUBJECT_WORDS
    assert rule.fix in FIX_WORDS
    assert set(rule.needs) <= set(NEED_WORDS)
    assert rule.title in rule.page
    assert rule.limits in rule.page


def test_the_words_cover_what_the_records_can_hold() -> None:
    assert set(SEVERITY_WORDS) == set(SEVERITIES)
    assert set(STAGE_WORDS) == set(STAGES)
    assert set(FAMILY_WORDS) == {*FAMILIES, "OWN"}
    assert set(NEED_WORDS) == set(_NEEDS)


def test_there_are_eleven_opinions_and_nobody_claims_to_have_read_the_sheet() -> None:
    assert sorted(opinions().words) == list(range(1, 12))
    assert opinions().basis.status == "second_hand"
