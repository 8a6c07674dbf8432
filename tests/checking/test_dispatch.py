"""Rules that can find nothing are not asked; what they declare of themselves must be true."""

import pytest
from tests.checking.notation import read_example
from tests.golden.test_findings import SAMPLE_FOLDER
from tests.golden.test_golden import SAMPLES

from jixiao.checking import Checker, dispatch, standard_policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import IndicatorSubject, ProjectSubject
from jixiao.checking.words import Signs
from jixiao.pipeline import read

EXAMPLE = """1、1-产出指标；11-数量指标；资金支付率；实施周期指标值：90%；年度指标值：90%。
2、1-产出指标；11-数量指标；会议数量；实施周期指标值：4次；年度指标值：2次。
"""


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_rule_finds_more_where_it_is_always_asked(
    sample: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read(SAMPLE_FOLDER / f"{sample}.txt", f"{sample}.txt", year=2024)
    policy = standard_policy()
    usual = Checker(policy).check(reading)

    monkeypatch.setattr(dispatch, "_BySigns", _All)
    always = Checker(policy).check(reading)

    assert usual.findings == always.findings
    assert usual.outcomes == always.outcomes


class _All(dict[int, dispatch.Asked]):
    """Asks all rules of a class whose kinds of value there are."""

    def __init__(self, rules: list[dispatch._Looking]) -> None:
        super().__init__()
        self._rules = rules

    def __missing__(self, signs: int) -> dispatch.Asked:
        asked = [one for one in self._rules if not one.kinds or one.kinds & signs]
        return dispatch.Asked(
            tuple(one.number for one in asked), frozenset(one.code for one in asked), signs
        )


def asked_of(**declared: object) -> list[str]:
    names: list[str] = []

    @rule("VAL004", since="0.2", **declared)  # type: ignore[arg-type]
    def one(indicator: IndicatorSubject) -> list[Found]:
        names.append(indicator.name)
        return []

    check = Checker(standard_policy(), rules=(one,)).check(read_example(EXAMPLE).reading)
    assert check.outcomes == {"VAL004": "passed"}
    return names


def test_a_rule_is_asked_where_a_word_of_its_lists_occurs() -> None:
    assert asked_of() == ["资金支付率", "会议数量"]
    assert asked_of(words=("ind_paying",)) == ["资金支付率"]
    assert asked_of(says=("会议",)) == ["会议数量"]
    assert asked_of(words=("ind_paying",), says=("会议",)) == ["资金支付率", "会议数量"]


def test_a_rule_is_asked_where_one_of_its_facts_holds() -> None:
    assert asked_of(facts=("differs",)) == ["会议数量"]
    assert asked_of(facts=("differs",), says=("资金",)) == ["资金支付率", "会议数量"]


def test_a_list_whose_words_are_not_known_asks_everywhere() -> None:
    assert asked_of(words=("value_unitless_names",)) == ["资金支付率", "会议数量"]


def test_a_project_rule_is_asked_where_any_text_holds_a_word() -> None:
    names = []

    @rule("VAL004", since="0.2", says=("会议",))
    def one(project: ProjectSubject) -> list[Found]:
        names.append(project.name)
        return []

    Checker(standard_policy(), rules=(one,)).check(read_example(EXAMPLE).reading)

    assert len(names) == 1


@pytest.mark.parametrize(("fact", "asked"), [("with_two_numbers", 1), ("with_date", 0)])
def test_a_project_rule_is_asked_where_a_fact_of_an_indicator_holds(fact: str, asked: int) -> None:
    names = []

    @rule("VAL004", since="0.2", facts=(fact,))
    def one(project: ProjectSubject) -> list[Found]:
        names.append(project.name)
        return []

    Checker(standard_policy(), rules=(one,)).check(read_example(EXAMPLE).reading)

    assert len(names) == asked


def test_signs_tell_which_sets_have_a_word_in_a_text() -> None:
    signs = Signs([["资金", "经费"], ["率"], [], ["资金支"]])

    assert signs.of("资金支付率") == 0b1011
    assert signs.of("经费") == 0b0001
    assert signs.of("") == 0
    assert Signs([]).of("资金") == 0
