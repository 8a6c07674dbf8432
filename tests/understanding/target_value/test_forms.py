"""Every form the contract names, with all fields of the value."""

from typing import Any

import pytest
from tests.understanding.target_value.forms import COMPARATORS, DATES, NUMBERS, UNITS, WORDS
from tests.understanding.target_value.reading import expected, parts, read


def _ids(cases: list[Any]) -> list[str]:
    return [f"{case[0]}|{case[1]}" if len(case) == 3 else str(case[0]) for case in cases]


@pytest.mark.parametrize(("text", "fields"), NUMBERS, ids=_ids(NUMBERS))
def test_a_number_is_read_as_printed(text: str, fields: dict[str, Any]) -> None:
    assert read(text) == fields


@pytest.mark.parametrize(("text", "fields"), COMPARATORS, ids=_ids(COMPARATORS))
def test_a_comparator_is_understood(text: str, fields: dict[str, Any]) -> None:
    assert read(text) == fields


@pytest.mark.parametrize(("text", "name", "fields"), UNITS, ids=_ids(UNITS))
def test_a_unit_is_kept_and_named(text: str, name: str, fields: dict[str, Any]) -> None:
    assert read(text, name) == fields


@pytest.mark.parametrize(("text", "name", "fields"), DATES, ids=_ids(DATES))
def test_a_date_is_only_as_exact_as_its_print(text: str, name: str, fields: dict[str, Any]) -> None:
    assert read(text, name) == fields


@pytest.mark.parametrize(("text", "name", "fields"), WORDS, ids=_ids(WORDS))
def test_words_are_graded_or_kept(text: str, name: str, fields: dict[str, Any]) -> None:
    assert read(text, name) == fields


def test_an_open_interval_keeps_which_end_is_open() -> None:
    assert read("85%≤x<90%")["inclusive"] == (True, False)


@pytest.mark.parametrize(
    "text", ["数量：5个；质量：90%以上", "数量：5个\n质量：90%以上", "数量：5个\t质量：90%以上"]
)
def test_several_targets_in_one_cell_are_parts(text: str) -> None:
    first, second = parts(text)

    assert (first["kind"], first["number"], first["unit"]) == (
        "exactly",
        "5",
        ("个", "个", "value"),
    )
    assert (second["kind"], second["number"]) == ("at_least", "90")


def test_a_second_number_may_be_only_scope() -> None:
    assert read("指派13个执业律师驻点13个社区") == expected(
        "exactly",
        number="13",
        unit="个",
        scope="指派…执业律师驻点13个社区",
        confidence="guess",
    )


def test_a_period_for_each_clause_stays_with_its_clause() -> None:
    text = "政府或党委主要负责同志每年至少1次去对口帮扶地区调研对接，每季度召开至少1次专题会议"
    first, second = parts(text)

    assert (first["kind"], first["number"], first["per"]) == ("at_least", "1", "year")
    assert (second["kind"], second["number"], second["per"]) == ("at_least", "1", "quarter")


def test_a_deadline_of_its_own_behind_a_number_is_a_second_target() -> None:
    first, second = parts("完成项目5个，12月底前全部移交使用")

    assert (first["kind"], first["number"]) == ("exactly", "5")
    assert (second["kind"], second["date"]) == ("deadline", "--12")
