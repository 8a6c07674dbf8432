"""Targets before and after: which way they went, and whether that asks for more or less."""

from decimal import Decimal

import pytest
from tests.analysing.builders import target

from jixiao.analysing.targets import Years, target_change
from jixiao.model import TargetChange

SAME_YEAR = Years(2024, 2024)


def changed(
    before: str | None,
    after: str | None,
    name: str = "服务企业数量",
    class_: str = "11",
    years: Years = SAME_YEAR,
) -> TargetChange | None:
    return target_change("annual", target(before, name, class_), target(after, name, class_), years)


def told(change: TargetChange | None) -> tuple[str, str | None, str | None]:
    assert change is not None
    return change.kind, change.strictness, change.reason


@pytest.mark.parametrize(
    ("before", "after", "name", "class_", "expected"),
    [
        ("≥300家", "≥320家", "服务企业数量", "11", ("raised", "stricter", None)),
        ("≥300家", "≥100家", "服务企业数量", "11", ("lowered", "looser", None)),
        ("不少于300家", "320家以上", "服务企业数量", "11", ("raised", "stricter", None)),
        ("≤5次", "≤8次", "安全事故发生次数", "12", ("raised", "looser", None)),
        ("≤5次", "≤3次", "安全事故发生次数", "12", ("lowered", "stricter", None)),
        ("90%", "95%", "验收合格率", "12", ("raised", "stricter", None)),
        ("95%", "90%", "群众满意度", "31", ("lowered", "looser", None)),
        ("≥90%", "不低于90%", "群众满意度", "31", ("reworded", "same", "same_value")),
        ("≥90%", ">90%", "群众满意度", "31", ("reworded", "stricter", "comparator")),
        ("≥90%", "90%", "群众满意度", "31", ("reworded", None, "comparator")),
        ("≥10家", "≤20家", "服务企业数量", "11", ("reworded", None, "comparator_turned")),
        ("≥10家", "≥10场", "服务企业数量", "11", ("reworded", None, "unit")),
        ("≥1万元", "≥20000元", "带动投资", "11", ("raised", "stricter", "converted")),
        ("≥1万元", "≥10000元", "带动投资", "11", ("reworded", "same", "converted")),
        ("80%至90%", "85%至90%", "完成率", "12", ("raised", "stricter", None)),
        ("80%至90%", "70%至95%", "完成率", "12", ("reworded", "looser", "range")),
        ("80%至90%", "≥90%", "完成率", "12", ("reworded", None, "kinds")),
        ("有所提高", "≥90%", "知晓率", "22", ("reworded", None, "now_number")),
        ("≥90%", "有所提高", "知晓率", "22", ("reworded", None, "now_words")),
        ("推动产业发展", "促进产业升级", "产业发展", "22", ("reworded", None, "words")),
        ("无", "≥5家", "服务企业数量", "11", ("added", None, None)),
        (None, "≥5家", "服务企业数量", "11", ("added", None, None)),
        ("≥5家", None, "服务企业数量", "11", ("removed", None, None)),
        ("2024年11月底前", "2024年10月底前", "完成时间", "13", ("earlier", "stricter", None)),
        ("2024年11月底前", "2024年12月31日前", "完成时间", "13", ("later", "looser", None)),
        ("2024年11月底前", "11月30日前", "完成时间", "13", ("reworded", None, "kinds")),
    ],
)  # fmt: skip
def test_what_is_said_of_a_change(
    before: str, after: str, name: str, class_: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert told(changed(before, after, name, class_)) == expected


@pytest.mark.parametrize(
    ("before", "after"), [("≥90%", "≥ 90 %"), ("≥90％", "≥90%"), ("5场", "5场"), (None, None)]
)
def test_the_way_of_writing_is_no_change(before: str | None, after: str | None) -> None:
    assert changed(before, after) is None


def test_a_number_says_by_how_much() -> None:
    change = changed("≥300家", "≥330家")
    assert change is not None
    assert (change.change, change.percent, change.unit) == (Decimal(30), Decimal("10.00"), "家")


def test_a_percentage_changes_by_points_and_not_by_a_percentage_of_itself() -> None:
    change = changed("≥80%", "≥90%", "群众满意度", "31")
    assert change is not None
    assert (change.change, change.percent, change.unit) == (Decimal(10), None, "%")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2023年12月31日前", "2024年12月31日前", ("reworded", "same", "next_year")),
        ("2023年12月31日前", "2024年11月30日前", ("earlier", "stricter", "relative")),
        ("2023年11月底前", "2024年12月底前", ("later", "looser", "relative")),
    ],
)
def test_a_date_is_compared_within_its_own_budget_year(
    before: str, after: str, expected: tuple[str, str, str]
) -> None:
    assert told(changed(before, after, "完成时间", "13", Years(2023, 2024))) == expected


def test_without_budget_years_dates_are_compared_as_they_stand() -> None:
    change = changed("2023年12月31日前", "2024年12月31日前", "完成时间", "13", Years())
    assert told(change) == ("later", "looser", None)


def test_growth_against_each_own_last_year_is_comparable_and_against_another_is_not() -> None:
    name = "税收增长率"
    same = changed("比2022年增长5%", "比2023年增长6%", name, "22", Years(2023, 2024))
    other = changed("比2022年增长5%", "比2022年增长6%", name, "22", Years(2023, 2024))
    mixed = changed("比上年增长5%", "比2019年增长6%", name, "22", Years(2023, 2024))
    assert told(same)[0] == "raised"
    assert told(other)[0] == "raised"
    assert told(mixed) == ("reworded", None, "baseline")


def test_a_direction_that_nobody_states_gives_no_strictness() -> None:
    change = changed("5个", "6个", "工作组", "12")
    assert change is not None
    assert change.kind == "raised"
    assert (change.strictness is None) == (change.reason == "direction")
