"""Entries that recognition damaged: nothing dropped, nothing invented, everything said."""

import pytest

from jixiao.model import Indicator, Reading
from tests.understanding.builders import asked, entry, kinds, reading_of, row, total


def read(cell: str) -> Reading:
    return reading_of(total("合计", "1.00"), total("某局", "1.00"), row("甲", "1.00", cell))


def parts(indicator: Indicator) -> tuple[int | None, str | None, str | None, str | None]:
    period, annual = indicator.period_target, indicator.annual_target
    return (
        indicator.number,
        indicator.name,
        period.text if period else None,
        annual.text if annual else None,
    )


def test_a_missing_annual_value_is_none_and_asked_about() -> None:
    reading = read(entry(1).replace("；年度指标值：5人", "") + entry(2))
    first, second = reading.table.indicators

    assert parts(first) == (1, "培训人数", "10人", None)
    assert parts(second) == (2, "培训人数", "10人", "5人")
    assert asked(reading) == ["annual_missing"]


@pytest.mark.parametrize(
    ("damaged", "repair"),
    [
        (entry(1).replace("1-产出", "1一产出"), "label_folded"),
        (entry(1).replace("产出指标", "产岀指标"), "label_folded"),
        (entry(1).replace("年度指标值", "车度指标值"), "label_folded"),
        (entry(1).replace("年度指标值：5人", "年度指标值：5人；年度指标值：5人"), "repeat_dropped"),
    ],
)
def test_a_misread_mark_is_understood_and_recorded(damaged: str, repair: str) -> None:
    reading = read(damaged + entry(2))

    assert [parts(i) for i in reading.table.indicators] == [
        (1, "培训人数", "10人", "5人"),
        (2, "培训人数", "10人", "5人"),
    ]
    assert [i.class_ for i in reading.table.indicators] == ["11", "11"]
    assert kinds(reading) == [repair]


def test_a_stray_digit_before_a_label_is_unread_and_not_part_of_the_value() -> None:
    reading = read(entry(1).replace("；年度", "。4年度"))

    assert [parts(i) for i in reading.table.indicators] == [(1, "培训人数", "10人", "5人")]
    assert [rest.text for rest in reading.ledger.remainder] == ["4"]


def test_a_lost_number_is_not_invented() -> None:
    reading = read(entry(1) + entry(2).removeprefix("2、") + entry(3))

    assert [i.number for i in reading.table.indicators] == [1, None, 3]
    assert asked(reading) == ["number_missing"]


def test_a_lost_level_is_none() -> None:
    reading = read("1、11-数量指标；培训人数；实施周期指标值：10人；年度指标值：5人。")
    (indicator,) = reading.table.indicators

    assert parts(indicator) == (1, "培训人数", "10人", "5人")
    assert (indicator.level1.code, indicator.level2.code) == (None, "11")
    assert asked(reading) == ["level_missing"]


def test_a_level_whose_code_and_label_disagree_has_no_class() -> None:
    reading = read(entry(1).replace("11-数量", "12-数量"))
    (indicator,) = reading.table.indicators

    assert (indicator.level2.code, indicator.level2.label, indicator.class_) == (
        "12",
        "数量指标",
        None,
    )
    assert asked(reading) == ["level_unclear"]


def test_a_lost_head_leaves_an_entry_with_its_values_alone() -> None:
    reading = read(entry(1) + "实施周期指标值：0次；年度指标值：0次。" + entry(3))

    assert [parts(i) for i in reading.table.indicators] == [
        (1, "培训人数", "10人", "5人"),
        (None, None, "0次", "0次"),
        (3, "培训人数", "10人", "5人"),
    ]
    assert {"number_missing", "level_missing", "name_missing"} <= set(asked(reading))


def test_text_before_the_first_entry_is_unread_and_asked_about() -> None:
    reading = read("值：100%（天数/365）。" + entry(5))

    assert [i.number for i in reading.table.indicators] == [5]
    assert [rest.text for rest in reading.ledger.remainder] == ["值：100%（天数/365）。"]
    assert "unread_text" in asked(reading)


def test_a_head_cut_before_its_name_is_unread_not_an_entry() -> None:
    reading = read(entry(1) + "2、1-产出指标；12-质量")

    assert [i.number for i in reading.table.indicators] == [1]
    assert [rest.text for rest in reading.ledger.remainder] == ["2、1-产出指标；12-质量"]


def test_an_entry_cut_after_its_name_stays_with_a_doubt() -> None:
    reading = read(entry(1) + "2、1-产出指标；11-数量指标；支付次数")

    assert [parts(i) for i in reading.table.indicators][1] == (2, "支付次数", None, None)
    assert asked(reading) == ["period_missing", "annual_missing"]


def test_an_entry_read_twice_is_kept_once() -> None:
    twice = "2、1-产出指标；13-时效指标；完成时间；实施周期指标值：2。"
    reading = read(
        entry(1, "场次", "2", "2") + twice + twice.replace("：2。", "：年内；年度指标值：年内。")
    )

    assert [parts(i) for i in reading.table.indicators] == [
        (1, "场次", "2", "2"),
        (2, "完成时间", "年内", "年内"),
    ]
    assert kinds(reading) == ["repeat_dropped"]


def test_two_different_annual_values_keep_the_first_and_ask() -> None:
    reading = read(
        entry(1).replace("年度指标值：5人", "年度指标值：5人；年度指标值：7人") + entry(2)
    )

    assert parts(reading.table.indicators[0]) == (1, "培训人数", "10人", "5人")
    assert "value_twice" in asked(reading)
    assert [rest.text for rest in reading.ledger.remainder] == ["年度指标值：7人"]


def test_wrong_numbers_stay_as_printed_and_are_asked_about() -> None:
    reading = read(entry(1) + entry(2) + entry(2, "次数") + entry(4))

    assert [i.number for i in reading.table.indicators] == [1, 2, 2, 4]
    assert asked(reading) == ["numbering"]


def test_a_head_misread_beyond_the_pattern_is_found_by_its_number() -> None:
    reading = read(entry(1) + entry(2).replace("1-产出指标", "产出") + entry(3))

    assert [i.number for i in reading.table.indicators] == [1, 2, 3]
    assert [i.annual_target.text for i in reading.table.indicators if i.annual_target] == [
        "5人"
    ] * 3


def test_without_repair_the_print_stays_and_is_asked_about() -> None:
    cell = entry(1).replace("年度指标值：5人", "年度指标值：5人；年度指标值：5人")
    reading = reading_of(
        total("合计", "1.00"), total("某局", "1.00"), row("甲", "1.00", cell), repair=False
    )

    assert kinds(reading) == []
    assert "value_twice" in asked(reading)


def test_an_annual_value_before_the_period_value_is_one_entry() -> None:
    turned = "1、1-产出指标；11-数量指标；培训人数；年度指标值：5人；实施周期指标值：10人。"
    reading = read(turned + entry(2))

    assert [parts(i) for i in reading.table.indicators] == [
        (1, "培训人数", "10人", "5人"),
        (2, "培训人数", "10人", "5人"),
    ]
    assert asked(reading) == []
    assert reading.ledger.remainder == ()


def test_numbers_in_brackets_are_numbers() -> None:
    reading = read(entry(1).replace("1、1", "（1）1", 1) + entry(2).replace("2、", "(2)", 1))

    assert [parts(i) for i in reading.table.indicators] == [
        (1, "培训人数", "10人", "5人"),
        (2, "培训人数", "10人", "5人"),
    ]
    assert asked(reading) == []
    assert reading.ledger.remainder == ()


def test_a_label_torn_into_a_number_is_unread_once() -> None:
    torn = "2年度指标值:、1-产出指标,11-数量指标,支付率；实施周期指标值:100%,年度指标值:100%;"
    reading = read(entry(1) + torn)

    assert [i.name for i in reading.table.indicators] == ["培训人数", "支付率"]
    assert "2年度指标值:、" in [rest.text for rest in reading.ledger.remainder]


def test_a_sound_entry_before_a_head_that_is_lost_keeps_its_doubt() -> None:
    reading = read(entry(1, annual="5人，每年") + "3、1-产凼实施周期指标值：1；年度指标值：1。")

    assert parts(reading.table.indicators[0]) == (1, "培训人数", "10人", "5人，每年")
    assert asked(reading)[0] == "value_unclear"


@pytest.mark.parametrize("comma", [",", "，"])
def test_a_comma_behind_a_label_ends_it(comma: str) -> None:
    reading = read(entry(1).replace("值：", f"值{comma}").replace("；", comma) + entry(2))

    assert [parts(i) for i in reading.table.indicators] == [
        (1, "培训人数", "10人", "5人"),
        (2, "培训人数", "10人", "5人"),
    ]
    assert asked(reading) == []


def test_a_label_with_a_comma_is_words_where_the_entry_has_the_real_one() -> None:
    cell = entry(1).replace("10人", "见表，年度指标值，10人")
    (indicator,) = read(cell).table.indicators

    assert parts(indicator) == (1, "培训人数", "见表，年度指标值，10人", "5人")


def test_the_mark_of_a_lost_number_is_no_part_of_the_value_before() -> None:
    reading = read(entry(1) + entry(2).removeprefix("2") + entry(3))
    first, second, _ = reading.table.indicators

    assert parts(first) == (1, "培训人数", "10人", "5人")
    assert parts(second) == (None, "培训人数", "10人", "5人")
    assert asked(reading) == ["number_missing"]
