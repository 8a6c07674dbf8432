"""Entries of undamaged cells: found by head and number, never by separators."""

import pytest

from jixiao.model import Indicator
from tests.understanding.builders import asked, entry, kinds, reading_of, row, total


def indicators(cell: str) -> tuple[Indicator, ...]:
    reading = reading_of(total("合计", "1.00"), total("某局", "1.00"), row("甲", "1.00", cell))
    assert asked(reading) == []
    assert kinds(reading) == []
    return reading.table.indicators


def parts(indicator: Indicator) -> list[str | None]:
    targets = (indicator.period_target, indicator.annual_target)
    return [indicator.name, *(target.text if target else None for target in targets)]


@pytest.mark.parametrize(
    "cell",
    [
        "1、1-产出指标；11-数量指标；培训人数；实施周期指标值：10人；年度指标值：5人。"
        "2、3-满意度指标；31-服务对象满意度；满意度；实施周期指标值：90%；年度指标值：95%。",
        "1、1-产出指标,11-数量指标,培训人数;实施周期指标值:10人,年度指标值:5人;;"
        "2、3-满意度指标,31-服务对象满意度,满意度;实施周期指标值:90%,年度指标值:95%;",
        "1、1-产出指标: 11-数量指标; 培训人数: 实施周期指标值:10人; 年度指标值:5人。"
        "2、3-满意度指标: 31-服务对象满意度: 满意度; 实施周期指标值:90%: 年度指标值:95%。",
        "1、1-产出指标,11-数量指标,培训人数；实施周期指标值:10人,年度指标值:5人;,,"
        "2、3-满意度指标,31-服务对象满意度,满意度；实施周期指标值:90%,年度指标值:95%",
        "<p>1、1-产出指标;11-数量指标;培训人数;实施周期指标值:10人;年度指标值:5人。</p>"
        "<p>2、3-满意度指标;31-服务对象满意度;满意度;实施周期指标值:90%;年度指标值:95%。</p>",
        "1、1-产出指 标；11-数量指标；培训人数；实施周期指标 值：10人；年度 指标值：5人。"
        "2、3-满意度指标；31-服务对象满意度；满意度；实施周期指标值：90%；年度指标值：95%。",
    ],
)
def test_every_dialect_gives_the_same_entries(cell: str) -> None:
    first, second = indicators(cell)

    assert (first.number, first.class_, parts(first)) == (1, "11", ["培训人数", "10人", "5人"])
    assert (second.number, second.class_, parts(second)) == (2, "31", ["满意度", "90%", "95%"])


@pytest.mark.parametrize(
    ("name", "period", "annual"),
    [
        ("按文件要求, 资金按时拨付到位", "100%", "100%"),
        ("受惠群众满意度", "采访群众,满意率达60%", "采访群众,满意率达60%"),
        ("住房套数与入住人员比例", "不少于1；1.5", "不少于1；1.5"),
        ("印制、派发政策宣传手册。", "无", "印制≥5000册"),
        ("评审事项数量", "完成6-8个事项", "1、制定方案；2、落实"),
        ("达标率", "$\\geq 80\\%$", "$\\geq 80\\%$"),
        ("成效", "引导企业合作。畅通渠道。", "引导企业合作。畅通渠道"),
    ],
)
def test_separators_inside_names_and_values_stay(name: str, period: str, annual: str) -> None:
    first, second = indicators(entry(1, name, period, annual) + entry(2))

    assert parts(first) == [name, period, annual]
    assert parts(second) == ["培训人数", "10人", "5人"]


def test_a_place_covers_exactly_the_printed_value() -> None:
    (indicator,) = indicators(entry(1, period=" 不少于 10 人 "))

    assert indicator.period_target is not None
    (place,) = indicator.period_target.at
    assert indicator.period_target.text == "不少于 10 人"
    assert (place.line, place.column) == (7, 7)
    assert "1、1-产出指标；11-数量指标；培训人数；实施周期指标值： 不少于 10 人 "[
        place.start : place.end
    ] == ("不少于 10 人")


@pytest.mark.parametrize(
    ("levels", "one", "two", "code"),
    [
        ("21-经济效益；21-经济效益", "21-经济效益", "21-经济效益", "21"),
        ("1-产出指标；21-经济效益", "1-产出指标", "21-经济效益", "21"),
        ("4-成本指标；41-经济成本指标", "4-成本指标", "41-经济成本指标", "41"),
    ],
)
def test_levels_are_kept_as_printed_also_when_wrong(
    levels: str, one: str, two: str, code: str
) -> None:
    cell = f"1、{levels}；某指标；实施周期指标值：1；年度指标值：1。"

    (indicator,) = indicators(cell)

    assert f"{indicator.level1.code}-{indicator.level1.label}" == one
    assert f"{indicator.level2.code}-{indicator.level2.label}" == two
    assert indicator.class_ == code


def test_a_cell_of_absurd_length_is_unread_and_asked_about() -> None:
    cell = entry(1) * 6000
    reading = reading_of(total("合计", "1.00"), total("某局", "1.00"), row("甲", "1.00", cell))

    assert reading.table.indicators == ()
    assert asked(reading) == ["cell_too_long"]
    assert reading.ledger.unread == len(cell)


def test_a_separator_printed_twice_is_no_part_of_what_follows() -> None:
    cell = entry(1).replace("培训", "；培训").replace("指标值：5", "指标值：：5")
    (read,) = indicators(cell)

    assert parts(read) == ["培训人数", "10人", "5人"]
