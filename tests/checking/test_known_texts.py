"""Names and targets seen before are passed over, and change no finding."""

from tests.checking.notation import read_example

from jixiao.checking import Checker, find_rule, standard_policy
from jixiao.checking.known_texts import KnownTexts

PROJECT = ("甲项目", "办会。")


def test_what_is_known_is_passed_over_and_the_rest_is_not() -> None:
    known = KnownTexts()
    known.add(2, "会议数量")

    assert known.others([*PROJECT, "会议数量", "2次", "会议数量"]) == [3]
    assert known.others([*PROJECT, "会议数量"]) == []
    assert known.others(PROJECT) == []


def test_names_of_projects_objectives_and_long_targets_are_not_kept() -> None:
    known = KnownTexts()
    long = "办会" * 100
    for number, key in enumerate([*PROJECT, long]):
        known.add(number, key)

    assert known.others(["", "", *PROJECT, long]) == [2, 3, 4]


def test_no_more_than_some_thousands_are_kept() -> None:
    known = KnownTexts()
    keys = [f"指标{number}" for number in range(10_000)]
    for key in keys:
        known.add(2, key)

    assert 5_000 < len(known.others([*PROJECT, *keys])) < 10_000


def test_what_was_seen_before_changes_no_finding() -> None:
    """A cut target, a clause said twice and a person are found again."""
    entries = (
        "1、1-产出指标；13-时效指标；支付时间；"
        "实施周期指标值：在规定的时间内完成划拨手；年度指标值：在规定的时间内完成划拨手。\n"
        "2、1-产出指标；12-质量指标；评审质量；实施周期指标值：提高项目评审质量，提高项目评审质量；"
        "年度指标值：提高项目评审质量，提高项目评审质量。\n"
        "3、1-产出指标；11-数量指标；支付张三丰同志医疗费次数；实施周期指标值：2次；年度指标值：2次。"
    )
    reading = read_example(entries).reading
    rules = [find_rule(code) for code in ("WRD002", "WRD006", "PUB001")]
    checker = Checker(standard_policy(), rules=rules)

    first, second = checker.check(reading), checker.check(reading)

    assert {one.rule for one in first.findings} == {"WRD002", "WRD006", "PUB001"}
    assert second.findings == first.findings
