"""Values compared, met and converted: same dimension or a clear error, never a silent conversion."""

from decimal import Decimal

import pytest

from jixiao.model import NotComparable, compare, convert, from_triple, meets, to_triple
from jixiao.pipeline import read_value


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥90%", "90%", True),
        ("≥90%", "89.99%", False),
        ("超过200人次", "200人次", False),
        ("超过200人次", "201人次", True),
        ("≤5次", "5次", True),
        ("≤5次", "6次", False),
        ("0次", "0次", True),
        ("0次", "1次", False),
        ("4%至8%", "8%", True),
        ("4%至8%", "8.1%", False),
        ("2024年12月31日前", "2024-12-31", True),
        ("2024年12月31日前", "2025-01-01", False),
        ("1亿元以上", "9999万元", False),
        ("1亿元以上", "10000万元", True),
        ("≥500万元", "5000000元", True),
        ("合格及以上", "良好", True),
        ("是", "否", False),
    ],
)
def test_an_actual_value_meets_its_target_or_not(target: str, actual: str, expected: bool) -> None:
    assert meets(read_value(actual), read_value(target)) is expected


def test_a_bare_number_is_in_the_targets_own_unit() -> None:
    assert meets(Decimal(300), read_value("不少于300家次"))
    assert not meets(Decimal(299), read_value("不少于300家次"))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("300家", "300家次", "没有换算关系|不是同一类量"),
        ("5个工作日", "5天", "没有换算关系|不是同一类量"),
        ("90%", "90人", "不是同一类量"),
        ("≥5", "≥5次", "没有计量单位"),
        ("10场/年", "10场/季度", "周期不同|没有换算关系|不是同一类量"),
        ("有所提高", "5次", "没有可以比较的数"),
    ],
)
def test_what_is_not_comparable_is_said_with_its_reason(one: str, other: str, why: str) -> None:
    with pytest.raises(NotComparable, match=why):
        compare(read_value(one), read_value(other))


def test_money_converts_exactly_where_the_units_file_says_so() -> None:
    one, other = read_value("1.5亿元").measure_unit, read_value("1万元").measure_unit

    assert convert(Decimal("1.5"), one, other) == Decimal(15000)
    assert convert(Decimal(15000), other, one) == Decimal("1.5")


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("≥90%", (1, "90", "%")),
        (">10家", (2, "10", "家")),
        ("24小时", (3, "24", "小时")),
        ("≤5次", (5, "5", "次")),
        ("有所提高", (6, "有所提高", "")),
        ("不少于1,200家次", (1, "1,200", "家次")),
    ],
)
def test_a_triple_goes_out_and_comes_back_the_same(text: str, triple: tuple[int, str, str]) -> None:
    assert to_triple(read_value(text)) == triple
    assert to_triple(from_triple(*triple)) == triple
