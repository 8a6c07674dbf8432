"""Units: canonical names, dimensions, and what converts into what."""

from decimal import Decimal

import pytest

from jixiao.model.target_value import MeasureUnit, NotComparable, convert
from jixiao.understanding.target_value import known_unit
from jixiao.understanding.target_value.units import per_of, unit_in_name, unit_table


@pytest.mark.parametrize(
    ("printed", "canonical", "dimension"),
    [
        ("平米", "平方米", "area"),
        ("㎡", "平方米", "area"),
        ("亿人民币", "亿元", "money"),
        ("亿元人民币", "亿元", "money"),
        ("万元", "万元", "money"),
        ("家次", "家次", "occasions"),
        ("家（次）".replace("（", "(").replace("）", ")"), "家次", "occasions"),
        ("个工作日", "工作日", "duration"),
        ("公斤", "千克", "mass"),
        ("个/年", "个/年", "count/year"),
        ("元/家次", "元/家次", "money/家次"),
        ("万", "万", "number"),
        ("案次", "案次", "occasions"),
        ("°", "°", "angle"),
        ("°C", "℃", "temperature"),
        ("Bq/m³", "贝克勒尔/立方米", "radiation"),
        ("兆比特/秒", "Mbps", "data"),
        ("趔", None, None),
    ],
)
def test_a_printed_unit_has_its_canonical_name(
    printed: str, canonical: str | None, dimension: str | None
) -> None:
    unit = known_unit(printed)

    assert (unit.text, unit.canonical, unit.dimension) == (printed, canonical, dimension)


@pytest.mark.parametrize(
    ("number", "one", "other", "result"),
    [
        ("1.5", "亿元", "万元", "15000"),
        ("15", "万元", "元", "150000"),
        ("300", "元", "万元", "0.03"),
        ("2", "公顷", "平方米", "20000"),
        ("24", "小时", "天", "1"),
        ("1", "年", "个月", "12"),
        ("5", "‰", "%", "0.5"),
        ("3", "场次", "场", "3"),
        ("2", "万人次", "人次", "20000"),
    ],
)
def test_units_of_one_base_convert(number: str, one: str, other: str, result: str) -> None:
    assert convert(Decimal(number), known_unit(one), known_unit(other)) == Decimal(result)


@pytest.mark.parametrize(
    ("one", "other"),
    [("家", "家次"), ("人", "人次"), ("元", "美元"), ("天", "个工作日"), ("年", "天"),
     ("%", "百分点"), ("个", "个/年"), ("亩", "平方米"), ("趔", "个"), ("%", "家")],
)  # fmt: skip
def test_other_units_never_convert(one: str, other: str) -> None:
    with pytest.raises(NotComparable):
        convert(Decimal(1), known_unit(one), known_unit(other))


def test_a_unit_of_the_file_is_not_taken_for_multiplier_and_unit() -> None:
    assert known_unit("千克").base == "千克"
    assert known_unit("千瓦时").canonical == "千瓦时"
    assert known_unit("千元").factor == Decimal(1000)


def test_the_unit_in_a_name_says_where_it_came_from() -> None:
    found = unit_in_name("招商活动的签约项目金额（单位：万元）")

    assert found == MeasureUnit("万元", "万元", "money", "name", "元", Decimal(10000))
    assert unit_in_name("对民营企业（中小企业）营商环境影响") is None


def test_what_a_unit_is_counted_per() -> None:
    assert per_of("次/季度") == "quarter"
    assert per_of("企业/展会") is None


def test_every_unit_of_the_file_has_a_dimension_and_a_base() -> None:
    for printed, unit in unit_table().items():
        assert unit.canonical, printed
        assert unit.dimension, printed
        assert unit.base, printed
