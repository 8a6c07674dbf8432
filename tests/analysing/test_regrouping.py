"""Splits and merges: told where clear, and only there."""

from tests.analysing.builders import indicator, one_unit, project

from jixiao.analysing import compare_readings
from jixiao.model import Indicator, Reading, TableChange


def items(*names: str) -> list[Indicator]:
    return [indicator(name, "≥10个", number=n) for n, name in enumerate(names, start=1)]


ALL = ("培训教师人数", "培训班次", "采购教材册数", "教材合格率")


def compared(before: Reading, after: Reading) -> TableChange:
    return compare_readings(before, after).tables[0]


WHOLE = one_unit(project("教师发展经费", "100.00", "办好。", items(*ALL)), project("会议"))


def test_parts_that_add_up_are_a_split() -> None:
    after = one_unit(
        project("教师发展经费（培训）", "60.00", "办好。", items(*ALL[:2])),
        project("教师发展经费（教材）", "40.00", "办好。", items(*ALL[2:])),
        project("会议"),
    )
    found = compared(WHOLE, after)
    (change,) = found.projects
    assert change.kind == "split"
    assert [one.name for one in change.after] == ["教师发展经费（培训）", "教师发展经费（教材）"]
    assert not change.amounts
    assert not change.indicators
    assert (found.counts.projects_split, found.counts.projects_added) == (1, 0)
    (back,) = compared(after, WHOLE).projects
    assert back.kind == "merged"


def test_a_part_that_kept_the_name_belongs_to_the_split() -> None:
    after = one_unit(
        project("教师发展经费", "60.00", "办好。", items(*ALL[:2])),
        project("教材采购经费", "40.00", "买好。", items(*ALL[2:])),
        project("会议"),
    )
    (change,) = compared(WHOLE, after).projects
    assert change.kind == "split"


def test_indicators_that_went_to_exactly_one_part_are_a_split_with_new_money() -> None:
    after = one_unit(
        project("教师培训班经费", "70.00", "办班。", items(*ALL[:2])),
        project("教材采购经费", "45.50", "买书。", items(*ALL[2:])),
        project("会议"),
    )
    (change,) = compared(WHOLE, after).projects
    assert change.kind == "split"
    assert [str(one.change) for one in change.amounts if one.field == "total"] == ["15.50"]


def test_what_does_not_add_up_is_added_and_dropped() -> None:
    after = one_unit(
        project("培训班经费", "60.00", "办班。", items(*ALL[:2])),
        project("桥梁维修经费", "40.00", "修桥。", items("维修桥梁座数")),
        project("会议"),
    )
    kinds = sorted(one.kind for one in compared(WHOLE, after).projects)
    assert kinds == ["added", "added", "dropped"]


def test_two_ways_to_add_up_are_not_clear() -> None:
    after = one_unit(
        *(
            project(f"教师发展经费（{name}）", "50.00", "办好。", items(*ALL[:2]))
            for name in "甲乙丙"
        ),
        project("会议"),
    )
    assert "split" not in {one.kind for one in compared(WHOLE, after).projects}
