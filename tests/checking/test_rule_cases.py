"""Every rule: its cases, its documented examples, its place in the catalogue and in the book."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.checking.notation import read_example

from jixiao.checking import CATALOGUE, Checker, Rule, find_rule, standard_policy
from jixiao.checking.catalogue import FAMILIES, rule_book
from jixiao.checking.page import read_page

HERE = Path(__file__).parent
RULES = Path(__file__).parents[2] / "src" / "jixiao" / "checking" / "rules"
FILES = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in (HERE / "cases").glob("*.toml")
}
CASES = [
    pytest.param(one["rule"], case, id=f"{code}-{case['name']}")
    for code, one in sorted(FILES.items())
    for case in one["case"]
]
WITH_A_DEGREE = [
    pytest.param(one["rule"], case, id=f"{code}-{case['name']}")
    for code, one in sorted(FILES.items())
    for case in one["case"]
    if "severity" in case
]
EXAMPLES = [
    pytest.param(rule.code, kind, text, id=f"{rule.code}-{kind}-{number}")
    for rule in CATALOGUE
    for kind, texts in (
        ("not_allowed", read_page(rule).not_allowed),
        ("allowed", read_page(rule).allowed),
    )
    for number, text in enumerate(texts)
]


def count(code: str, text: str, profile: str = "national") -> tuple[int, int, str]:
    """How often a rule finds something, how often it cannot tell, and its outcome."""
    reading, earlier, companions = read_example(text)
    checker = Checker(standard_policy(profile), rules=(find_rule(code),))
    check = checker.check(reading, earlier=earlier, companions=companions)
    counts = [
        sum(one.count for one in check.findings if one.outcome == outcome)
        for outcome in ("found", "insufficient_data")
    ]
    return counts[0], counts[1], check.outcomes[code]


@pytest.mark.parametrize(("code", "case"), CASES)
def test_a_case_finds_what_it_says(code: str, case: dict[str, Any]) -> None:
    found, unclear, outcome = count(code, case["text"], case.get("profile", "national"))

    assert found == case["finds"]
    assert unclear == case.get("unclear", 0)
    assert outcome == case.get("outcome", outcome)
    assert outcome != "could_not_run"


@pytest.mark.parametrize(("code", "case"), WITH_A_DEGREE)
def test_a_case_has_the_degree_it_says(code: str, case: dict[str, Any]) -> None:
    checker = Checker(standard_policy(), rules=(find_rule(code),))
    check = checker.check(read_example(case["text"]).reading)

    assert {one.severity for one in check.findings} == {case["severity"]}


@pytest.mark.parametrize(("code", "kind", "text"), EXAMPLES)
def test_a_documented_example_is_judged_as_documented(code: str, kind: str, text: str) -> None:
    found, _, outcome = count(code, text)

    assert outcome != "could_not_run"
    assert bool(found) == (kind == "not_allowed")


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda one: one.code)
def test_a_rule_has_two_cases_of_each_kind_and_a_full_page(rule: Rule) -> None:
    cases = FILES[rule.code]["case"]
    page = read_page(rule)

    assert FILES[rule.code]["rule"] == rule.code
    assert sum(case["finds"] > 0 for case in cases) >= 2
    assert sum(case["finds"] == 0 for case in cases) >= 2
    assert len({case["name"] for case in cases}) == len(cases)
    assert page.not_allowed
    assert page.allowed
    assert page.why
    assert page.limits


def test_codes_are_unique_and_in_order() -> None:
    codes = [one.code for one in CATALOGUE]

    assert len(set(codes)) == len(codes)
    for family, module in FAMILIES.items():
        of_family = [one.code for one in module.RULES]
        assert of_family == sorted(of_family)
        assert all(code.startswith(family) for code in of_family)


def test_every_rule_file_is_in_the_catalogue() -> None:
    names = {one.name.replace("-", "_") for one in CATALOGUE}
    files = {path.stem for path in RULES.glob("*/*.py")} - {"__init__"}
    files = {name for name in files if not name.startswith("_")}

    assert files == names


def test_the_book_and_the_cases_name_exactly_the_rules_of_the_catalogue() -> None:
    codes = {one.code for one in CATALOGUE}

    assert set(rule_book()) == codes
    assert set(FILES) == codes
