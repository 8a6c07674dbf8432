"""Real tables: a sample against last year's copy with known changes, and each against itself."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.analysing.last_year import TIANHE, last_year
from tests.analysing.mirror import in_no_order, mirrored

import jixiao
from jixiao.model import ProjectChange, TableChange
from jixiao.pipeline import compare, read

SAMPLES = sorted((Path(jixiao.__file__).parent / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def found() -> TableChange:
    before = read(last_year().encode(), "去年.txt", year=2023)
    after = read(TIANHE.encode(), "今年.txt", year=2024)
    return compare(before, after).tables[0]


@pytest.fixture(scope="module")
def by_name(found: TableChange) -> dict[str, ProjectChange]:
    return {(*one.after, *one.before)[0].name or "": one for one in found.projects}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_does_not_differ_from_itself(path: Path) -> None:
    assert compare(read(path), read(path)).is_empty


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_repaired_and_printed_differ_only_in_what_was_repaired(path: Path) -> None:
    repaired, printed = read(path), read(path, repair=False)
    there, back = compare(repaired, printed), compare(printed, repaired)
    assert in_no_order(mirrored(there)) == in_no_order(back)
    assert there.is_empty or repaired.repairs


def test_two_samples_tell_the_same_from_either_side() -> None:
    one, other = read(SAMPLES[1]), read(SAMPLES[4])
    there, back = compare(one, other), compare(other, one)
    assert in_no_order(mirrored(there)) == in_no_order(back)
    assert "department" in there.tables[0].changed


def test_all_that_was_planted_is_counted_and_nothing_else(found: TableChange) -> None:
    counts = {name: number for name in found.counts.__struct_fields__ if (number := getattr(found.counts, name))}  # fmt: skip
    assert counts == {
        "projects_before": 24, "projects_after": 24, "projects_added": 1, "projects_dropped": 1,
        "projects_renamed": 1, "projects_dated": 2, "projects_unchanged": 14, "amounts_changed": 1,
        "objectives_changed": 1, "indicators_renamed": 1, "indicators_reclassified": 1,
        "targets_raised": 1, "targets_lowered": 1, "targets_removed": 1,
        "targets_stricter": 1, "targets_looser": 1,
    }  # fmt: skip
    assert not found.doubtful


def test_money(found: TableChange, by_name: dict[str, ProjectChange]) -> None:
    amount = by_name["专业批发市场工作经费"].amounts[0]
    assert (amount.before, amount.after) == (Decimal("12.50"), Decimal("15.00"))
    assert (amount.change, amount.percent) == (Decimal("2.50"), Decimal("20.00"))
    assert found.grand_total[0].change == Decimal("72.50")
    assert [one.changed for one in found.spending_units] == [("money",)]


def test_names(by_name: dict[str, ProjectChange]) -> None:
    assert by_name["天河商圈打造工作经费"].changed == ("renamed",)
    assert by_name["2024年天河区促消费专项活动工作经费"].changed == ("dated",)
    assert by_name["参加金融博览会工作经费"].kind == "added"
    assert by_name["老旧专业市场消防改造补助"].kind == "dropped"


def test_targets(by_name: dict[str, ProjectChange]) -> None:
    def told(project: str) -> list[tuple[object, ...]]:
        return [
            (target.term, target.kind, target.strictness, target.before, target.after)
            for one in by_name[project].indicators
            for target in one.targets
        ]

    assert told("天河区国家文化出口基地建设专项经费") == [
        ("annual", "lowered", "looser", "≥3场", "≥2场")
    ]
    assert told("外经贸工作经费") == [("annual", "raised", "stricter", "≥0.5%", "≥1%")]
    assert told("招商引资工作项目经费") == [("period", "removed", None, "不少于200条", "无")]


def test_words(by_name: dict[str, ProjectChange]) -> None:
    objective = by_name["天河区国家文化出口基地建设专项经费"].objective
    assert objective is not None
    inserted = [piece.text for piece in objective.pieces if piece.kind == "inserted"]
    assert inserted == ["工作", "服务和企业"]
    (indicator,) = by_name["金融服务工作经费"].indicators
    assert indicator.changed == ("renamed",)
    (indicator,) = by_name["结对帮扶工作经费"].indicators
    assert indicator.changed == ("class",)
    assert by_name["结对帮扶工作经费"].unclear is False
