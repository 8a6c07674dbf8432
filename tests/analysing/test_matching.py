"""Which project is which: by name, over years and document numbers, and when it is in doubt."""

import pytest
from tests.analysing.builders import indicator, one_unit, project, reading, table, unit

from jixiao.analysing import compare_readings
from jixiao.analysing.names import name_key, ordinals
from jixiao.model import Project, Reading, TableChange

ITEMS = (
    indicator("补贴企业数量", "≥30家", number=1),
    indicator("补贴发放及时率", "100%", "12", number=2),
    indicator("企业满意度", "≥90%", "31", number=3),
)
GOAL = "落实补贴政策，减轻企业负担，稳定就业岗位。"


def compared(before: Reading, after: Reading, *same: str) -> TableChange:
    return compare_readings(before, after, same=same).tables[0]


def with_items(name: str, total: str = "10.00") -> Project:
    return project(name, total, GOAL, ITEMS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2023年教师培训经费", "2024年教师培训经费"),
        ("教师培训经费（2023年度）", "教师培训经费"),
        ("（重安排）穗财商[2023]55号市级外贸资金", "（重安排）穗财商〔2024〕7号市级外贸资金"),
        ("二〇二三年展会补贴", "二〇二四年展会补贴"),
        ("(穗财商[2023]64号)电商扶持", "电商扶持"),
        ("2023-2024年园区改造", "2024-2025年园区改造"),
    ],
)
def test_years_and_document_numbers_do_not_count(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("扶持资金第一批", "扶持资金第二批"), ("改造工程一期", "改造工程二期"), ("A座维修", "B座维修"),
     ("国道105线", "国道106线")],
)  # fmt: skip
def test_ordinals_tell_alike_names_apart(one: str, other: str) -> None:
    assert ordinals(one) != ordinals(other)


def test_a_project_of_a_new_year_is_the_same_and_its_new_name_is_told() -> None:
    found = compared(
        one_unit(with_items("2023年教师培训经费"), year=2023),
        one_unit(with_items("2024年教师培训经费", "12.00"), year=2024),
    )
    (change,) = found.projects
    assert (change.kind, change.changed) == ("changed", ("dated", "money"))
    assert (str(change.score), change.matched_by) == ("1.00", "name")


def test_a_reworded_name_with_the_same_content_is_a_rename_with_a_score() -> None:
    found = compared(
        one_unit(with_items("企业稳岗补贴经费"), project("会议经费")),
        one_unit(with_items("企业稳岗就业补贴资金"), project("会议经费")),
    )
    (change,) = found.projects
    assert change.changed == ("renamed",)
    assert change.matched_by == "likeness"
    assert change.score is not None
    assert "0.75" <= str(change.score) < "1"


def test_a_like_name_with_other_content_is_doubtful_and_not_taken() -> None:
    other = (indicator("修缮面积", "≥200平方米"), indicator("验收合格率", "100%", "12"))
    found = compared(
        one_unit(with_items("企业稳岗补贴经费")),
        one_unit(project("企业稳岗补贴专项经费", "99.00", "修缮办公用房。", other)),
    )
    assert [one.kind for one in found.projects] == ["added", "dropped"]
    (doubt,) = found.doubtful
    assert (doubt.of, doubt.reason) == ("project", "weak")
    assert doubt.before.project == "企业稳岗补贴经费"


def test_names_that_differ_in_their_number_alone_are_doubtful() -> None:
    found = compared(
        one_unit(with_items("扶持资金（第一批）")), one_unit(with_items("扶持资金（第二批）"))
    )
    assert [one.kind for one in found.projects] == ["added", "dropped"]
    assert [one.reason for one in found.doubtful] == ["ordinal"]


def test_two_that_are_equally_alike_are_doubtful() -> None:
    found = compared(
        one_unit(with_items("企业稳岗补贴经费")),
        one_unit(with_items("企业稳岗补贴资金", "11.00"), with_items("企业稳岗补贴款项", "12.00")),
    )
    assert sorted(one.kind for one in found.projects) == ["added", "added", "dropped"]
    assert {one.reason for one in found.doubtful} == {"several"}
    assert len(found.doubtful) == 2


def test_a_person_settles_a_doubt_by_its_key() -> None:
    before = one_unit(with_items("扶持资金（第一批）"))
    after = one_unit(with_items("扶持资金（第二批）"))
    key = compared(before, after).doubtful[0].key
    found = compared(before, after, key, "000000000000")
    (change,) = found.projects
    assert (change.changed, change.matched_by) == (("renamed",), "person")
    assert not found.doubtful
    assert [(one.kind, one.before) for one in found.notes] == [
        ("confirmation_unused", "000000000000")
    ]


def test_the_key_of_a_doubt_is_the_same_from_either_side() -> None:
    before = one_unit(with_items("扶持资金（第一批）"))
    after = one_unit(with_items("扶持资金（第二批）"))
    assert compared(before, after).doubtful[0].key == compared(after, before).doubtful[0].key


def test_same_names_in_two_units_stay_apart() -> None:
    def two(first: str, second: str) -> Reading:
        return reading(
            table(
                unit("某某局本级", with_items("机构运行经费", first)),
                unit("某某中心", with_items("机构运行经费", second)),
            )
        )

    found = compared(two("10.00", "20.00"), two("11.00", "20.00"))
    (change,) = found.projects
    assert change.after[0].spending_unit == "某某局本级"
    assert [str(one.change) for one in change.amounts[:1]] == ["1.00"]


def test_a_renamed_unit_keeps_its_projects() -> None:
    projects = [with_items(name) for name in ("甲类补贴", "乙类补助", "丙项工程", "丁项采购")]
    found = compared(
        reading(table(unit("某某区商务局", *projects), unit("某某中心", project("别的")))),
        reading(
            table(unit("某某区商务和投资促进局", *projects), unit("某某中心", project("别的")))
        ),
    )
    assert not found.projects
    (change,) = found.spending_units
    assert (change.kind, change.changed) == ("changed", ("renamed",))


def test_a_project_that_moves_to_another_unit_is_told_as_moved() -> None:
    found = compared(
        reading(
            table(unit("甲", with_items("补贴经费"), project("会议")), unit("乙", project("培训")))
        ),
        reading(
            table(unit("甲", project("会议")), unit("乙", project("培训"), with_items("补贴经费")))
        ),
    )
    (change,) = found.projects
    assert change.changed == ("moved",)


def test_duplicates_that_are_alike_in_everything_are_matched_in_silence() -> None:
    before = one_unit(*[with_items("补贴经费")] * 3)
    after = one_unit(*[with_items("补贴经费")] * 2)
    found = compared(before, after)
    assert [one.kind for one in found.projects] == ["dropped"]
    assert not found.doubtful


def test_tables_are_matched_by_department() -> None:
    one = table(unit("甲", project("补贴")), department="某某区商务局")
    other = table(unit("乙", project("会议")), department="某某区档案馆（部门）")
    found = compare_readings(reading(one, other), reading(other, one))
    assert found.is_empty
    found = compare_readings(reading(one, other), reading(one))
    assert [each.kind for each in found.tables] == ["changed", "dropped"]
    assert not found.is_empty
