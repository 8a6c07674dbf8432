"""Comparing values, meeting targets, official triples, and the JSON shape."""

import copy
import pickle
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model.target_value import (
    COMPARISON_CODES,
    KINDS,
    MeasureUnit,
    NotComparable,
    TargetValue,
    compare,
    from_triple,
    meets,
    print_value,
    to_triple,
)
from jixiao.understanding.target_value import known_unit, parse_target

KEYS = [
    "text", "kind", "number", "upper", "lower_inclusive", "upper_inclusive", "comparator_stated",
    "measure_unit", "date", "precision", "anchor", "offset", "baseline", "per", "grade", "scope",
    "condition", "note", "direction", "direction_stated", "direction_reason", "comparison_code",
    "confidence", "confidence_reason", "parts", "spans",
]  # fmt: skip


@pytest.mark.parametrize(
    ("actual", "target", "reached"),
    [
        ("90", "≥90%", True),
        ("89.9", "≥90%", False),
        ("90", "＞90%", False),
        ("90.1", "超过90%", True),
        ("5", "≤5次", True),
        ("6", "不超过5次", False),
        ("5", "＜5次", False),
        ("10", "10个", True),
        ("11", "10个", False),
        ("6", "6-8个", True),
        ("9", "6-8个", False),
        ("7", "收到申请后7个工作日内", True),
        ("8", "收到申请后7个工作日内", False),
    ],
)
def test_a_bare_number_is_in_the_unit_of_the_target(
    actual: str, target: str, *, reached: bool
) -> None:
    assert meets(Decimal(actual), parse_target(target)) is reached


@pytest.mark.parametrize(
    ("actual", "target", "reached"),
    [
        ("1.2亿元", "≥5000万元", True),
        ("4000万元", "≥0.5亿元", False),
        ("36小时", "2天内", True),
        ("3场次", "不少于3场", True),
        ("2:3", "不少于1:1.5", True),
        ("2024年12月30日", "2024年12月31日前", True),
        ("2025年1月1日", "2024年12月底前", False),
        ("2024年6月", "2024年12月31日前", True),
        ("优秀", "合格及以上", True),
        ("不合格", "合格及以上", False),
        ("显著提升", "有所提升", True),
        ("是", "是", True),
        ("否", "是", False),
    ],
)
def test_a_value_is_compared_in_its_own_unit(actual: str, target: str, *, reached: bool) -> None:
    assert meets(parse_target(actual), parse_target(target)) is reached


@pytest.mark.parametrize(
    ("actual", "target", "problem"),
    [
        ("5家", "≥5家次", "没有换算关系|不是同一类量"),
        ("5个", "≥5%", "不是同一类量"),
        ("5天", "5个工作日内", "没有换算关系"),
        ("5", "≥5家", "没有计量单位"),
        ("5个/年", "≥5个", "周期不同|不是同一类量"),
        ("4-6个", "≥5个", "区间没有唯一的数"),
        ("提升", "≥5个", "没有可以比较的数"),
        ("5个", "有所提升", "没有可以比较的数"),
        ("较好", "有所提升", "不在同一个有序词表中"),
        ("6月底", "2024年6月底前", "缺年份或月份"),
        ("5个", "按合同要求完成", "没有可以比较的数"),
        ("5个", "项目3个，报告2份", "没有可以比较的数"),
    ],
)
def test_what_cannot_be_compared_says_why(actual: str, target: str, problem: str) -> None:
    with pytest.raises(NotComparable, match=problem):
        meets(parse_target(actual), parse_target(target))


def test_the_error_names_both_values_and_survives_pickling() -> None:
    with pytest.raises(NotComparable) as caught:
        compare(parse_target("5个"), parse_target("5%"))
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own error

    assert str(again) == "“5个”与“5%”无法比较：计量单位“个”与“%”不是同一类量。"


def test_two_values_have_an_order() -> None:
    assert compare(parse_target("1亿元"), parse_target("9999万元")) == 1
    assert compare(parse_target("90%"), parse_target("≥90%")) == 0
    assert compare(parse_target("有所提升"), parse_target("明显提升")) == -1
    assert compare(parse_target("2024年6月"), parse_target("2024年6月30日")) == 0


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("不少于300家次", (1, "300", "家次")),
        ("＞90%", (2, "90", "%")),
        ("100%", (3, "100", "%")),
        ("不到5%", (4, "5", "%")),
        ("3项以内", (5, "3", "项")),
        ("三个月以内", (5, "3", "个月")),
        ("资金到位后6个月内", (5, "6", "个月")),
        ("稳步提升", (6, "稳步提升", "")),
        ("按合同约定时间完成", (6, "按合同约定时间完成", "")),
        ("2024年12月31日前", (6, "2024年12月31日前", "")),
        ("4%至8%", (6, "4%至8%", "")),
        ("不少于1:1.5", (1, "1:1.5", ":")),
        ("无", (None, "无", "")),
        ("项目3个，报告2份", (None, "项目3个，报告2份", "")),
    ],
)
def test_a_value_has_its_official_triple(text: str, triple: tuple[int | None, str, str]) -> None:
    assert to_triple(parse_target(text)) == triple


def test_each_part_of_a_compound_has_a_triple() -> None:
    value = parse_target("季度报告4份，年度报告不少于1份")

    assert [to_triple(part) for part in value.parts] == [(3, "4", "份"), (1, "1", "份")]


@given(
    st.one_of(st.none(), st.integers(0, 12)),
    st.text(max_size=20),
    st.sampled_from(["", "%", "家次", "万元", "个/年", "趔"]),
)
def test_any_triple_is_given_back_as_it_came(code: int | None, value: str, unit: str) -> None:
    imported = from_triple(code, value, unit)

    assert to_triple(imported) == (code, value, unit)
    assert print_value(imported) == imported.text


@given(
    st.sampled_from(sorted(COMPARISON_CODES.values())),
    st.decimals(0, 10**9, places=2).map(str),
    st.sampled_from(["%", "家次", "万元"]),
)
def test_an_imported_number_is_read_and_kept(code: int, number: str, unit: str) -> None:
    imported = from_triple(code, number, known_unit(unit))

    assert imported.number == Decimal(number)
    assert imported.comparison_code == code
    assert to_triple(imported) == (code, number, unit)


EXAMPLES = [
    "不少于300家次", "超过5个", "90%", "不超过5%", "小于3次", "4%至8%", "2024年6月底前", "是",
    "稳步提升", "按合同约定", "无", "份", "项目3个，报告2份",
]  # fmt: skip


def test_the_examples_hold_every_kind() -> None:
    assert {parse_target(text).kind for text in EXAMPLES} == set(KINDS)


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_json_has_the_keys_of_the_contract_and_comes_back(text: str) -> None:
    value = parse_target(text)
    encoded = msgspec.json.encode(value)
    decoded = msgspec.json.decode(encoded)

    assert set(KEYS) <= set(decoded)
    assert list(decoded)[:2] == ["kind", "text"]
    assert msgspec.json.decode(encoded, type=TargetValue) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own record
    assert copy.deepcopy(value) == value


def test_numbers_are_decimal_strings_and_the_unit_says_where_it_stood() -> None:
    decoded = msgspec.json.decode(msgspec.json.encode(parse_target("15万元")))

    assert decoded["number"] == "15"
    assert decoded["measure_unit"]["from"] == "value"
    assert decoded["upper"] is None
    assert decoded["spans"][0] == {"role": "number", "start": 0, "end": 2, "text": "15"}


def test_printing_never_looks_at_the_text() -> None:
    value = parse_target("到2025年,税收比2022年增长1倍以上")

    assert print_value(msgspec.structs.replace(value, text="")) == value.text


def test_a_unit_without_a_canonical_name_compares_only_with_itself() -> None:
    one = from_triple(3, "5", MeasureUnit("趔"))

    assert compare(one, from_triple(3, "6", MeasureUnit("趔"))) == -1
    with pytest.raises(NotComparable):
        compare(one, from_triple(3, "6", "个"))
