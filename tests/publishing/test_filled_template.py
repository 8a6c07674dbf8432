"""The fill-in workbook, filled in and read: the same records, with the cell of each part."""

import io
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.publishing.records import records
from tests.publishing.tables import any_texts, plain_texts, readings
from tests.publishing.test_official import SAMPLES, with_year
from tests.reading.rendering import truth
from tests.reading.test_office import needs_libreoffice

import jixiao
from jixiao.model import AMOUNT_FIELDS, Correction, Funding, Place, Reading, to_triple
from jixiao.pipeline import read
from jixiao.publishing.official.template import FIRST_ROW, fill_in_template
from jixiao.reading.office import libreoffice
from jixiao.understanding import with_table_values

FIRST = FIRST_ROW + 1
"""Number of the first row to fill in."""
COLUMNS = "ABCDEFGHIJKLMNOPQ"


def added_up(reading: Reading) -> Reading:
    """The same reading with the sums that a fill-in workbook has no row for."""
    tables = []
    for table in reading.tables:
        units = tuple(
            replace(unit, funding=total_of([one.funding for one in unit.projects]))
            for unit in table.spending_units
        )
        grand = total_of([unit.funding for unit in units])
        tables.append(with_table_values(replace(table, spending_units=units, grand_total=grand)))
    return replace(reading, tables=tuple(tables))


def total_of(money: list[Funding]) -> Funding:
    sums = {}
    for field in AMOUNT_FIELDS:
        known = [value for one in money if (value := getattr(one, field)) is not None]
        sums[field] = sum(known, Decimal(0)) if known else None
    return Funding(**sums)


def filled(reading: Reading) -> bytes:
    return fill_in_template(reading.tables, filled=True)


def changed(content: bytes, change: Callable[[Any], None]) -> bytes:
    """What an officer writes into the workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book["填报"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_filled_in_is_the_same_records(sample: str) -> None:
    reading = added_up(with_year(truth(sample)))

    back = read(filled(reading), "填报.xlsx")

    assert records(back) == records(reading)
    assert back.ledger.unread == 0
    assert {one.kind for one in back.questions} <= {
        "required_missing", "level_unclear", "department_unclear",
    }  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(reading=readings(plain_texts))
def test_any_table_filled_in_is_the_same_records(reading: Reading) -> None:
    assert records(read(filled(added_up(reading)), "a.xlsx")) == records(added_up(reading))


@settings(max_examples=20, deadline=None)
@given(reading=readings(any_texts))
def test_a_text_with_heads_and_labels_is_one_text_of_its_cell(reading: Reading) -> None:
    assert records(read(filled(added_up(reading)), "a.xlsx")) == records(added_up(reading))


@needs_libreoffice
@pytest.mark.parametrize("sample", ["zengcheng", "kaifaqu"])
def test_it_reads_the_same_after_libreoffice_saved_it(sample: str, tmp_path: Path) -> None:
    reading = added_up(with_year(truth(sample)))
    (tmp_path / "表.xlsx").write_bytes(filled(reading))
    program = libreoffice.find_libreoffice()
    assert program is not None

    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(tmp_path / "again"), str(tmp_path / "表.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    assert records(read(tmp_path / "again" / "表.xlsx")) == records(reading)


def test_a_row_written_by_hand_becomes_a_record_with_its_cells(tmp_path: Path) -> None:
    row = [
        "某某中心", "会议经费", 12.5, 10, None, 2.5, "开好会", 1, "1-产出指标", "11-数量指标",
        "会议数量", "≥", 6, "次", "≥", 2, "次",
    ]  # fmt: skip
    second = [None, None, *[None] * 5, 2, "3-满意度指标", "31-服务对象满意度", "参会人员满意度"]
    third = [None, None, *[None] * 5, 3, "1-产出指标", "13-时效指标", "完成时间", None, "11月底前"]

    def fill(sheet: Any) -> None:
        sheet["A2"] = "部门名称：某某局"
        rows: list[list[Any]] = [
            row,
            [*second, "≥", 90, "%", ">=", "90", "%"],
            [*third, None, None, "11月底前"],
        ]
        for at, values in enumerate(rows, FIRST):
            for place, value in enumerate(values, start=1):
                sheet.cell(at, place).value = value

    reading = truth("kaifaqu")
    empty = tuple(replace(one, spending_units=()) for one in with_year(reading).tables)
    path = tmp_path / "填报.xlsx"
    path.write_bytes(changed(fill_in_template(empty), fill))

    back = jixiao.read(path)

    (unit,) = back.table.spending_units
    (project,) = unit.projects
    assert (back.table.department, back.table.budget_year) == ("某某局", 2025)
    assert (unit.name, project.name, project.objective) == ("某某中心", "会议经费", "开好会")
    assert (
        project.funding
        == Funding(Decimal("12.50"), Decimal("10.00"), None, Decimal("2.50"))
        == Funding(Decimal("12.5"), Decimal(10), None, Decimal("2.5"))
    )
    assert unit.funding == project.funding == back.table.grand_total
    first, other, last = project.indicators
    assert [one.class_ for one in project.indicators] == ["11", "31", "13"]
    assert first.annual_target is not None
    assert first.annual_target.text == "≥2次"
    assert first.annual_target.value is not None
    assert to_triple(first.annual_target.value) == (1, "2", "次")
    assert first.annual_target.at == tuple(
        Place(sheet="填报", cell=f"{column}{FIRST}") for column in "OPQ"
    )
    assert other.period_target is not None
    assert other.period_target.text == "≥90%"
    assert other.annual_target is not None
    assert other.annual_target.text == "≥90%"
    assert last.period_target is not None
    assert last.period_target.value is not None
    assert last.period_target.value.kind == "deadline"
    assert project.at.total == (Place(sheet="填报", cell=f"C{FIRST}"),)
    assert [one.kind for one in back.repairs] == ["total_computed", "total_computed"]
    assert back.questions == ()
    assert back.ledger.unread == 0
    assert "example" not in str(back.tables)
    assert all("示例" not in (one.name or "") for one in back.table.spending_units)


def test_added_sums_can_be_undone_and_are_not_made_without_repairs() -> None:
    content = filled(added_up(with_year(truth("kaifaqu"))))
    back = read(content, "a.xlsx")

    undone = [Correction("undo", key=one.key) for one in back.repairs]
    assert read(content, "a.xlsx", corrections=undone).table.grand_total == Funding()
    assert read(content, "a.xlsx", repair=False).table.grand_total == Funding()


def test_required_cells_left_empty_are_named() -> None:
    def blank(sheet: Any) -> None:
        sheet[f"C{FIRST}"] = None
        sheet[f"J{FIRST + 1}"] = None
        sheet[f"P{FIRST + 1}"] = None

    content = filled(added_up(with_year(truth("kaifaqu"))))

    back = read(changed(content, blank), "a.xlsx")

    asked = [one for one in back.questions if one.kind == "required_missing"]
    assert [one.message for one in asked] == [
        f"必填的没有填：总计（C{FIRST}）。",
        f"必填的没有填：二级指标（J{FIRST + 1}）、年度指标值（P{FIRST + 1}）。",
    ]
    assert asked[1].at == (
        Place(sheet="填报", cell=f"J{FIRST + 1}"), Place(sheet="填报", cell=f"P{FIRST + 1}"),
    )  # fmt: skip
    doubts = [doubt.kind for doubt in back.table.indicators[1].doubts]
    assert doubts == ["level_missing", "annual_missing"]


def test_what_contradicts_itself_is_asked_about() -> None:
    def twist(sheet: Any) -> None:
        sheet[f"C{FIRST + 1}"] = 77
        sheet[f"G{FIRST + 1}"] = "别的目标"
        sheet[f"L{FIRST + 2}"] = "约"
        sheet[f"D{FIRST}"] = "十万"
        sheet[f"S{FIRST}"] = "旁注"
        sheet[f"H{FIRST}"] = "第一"

    content = filled(added_up(with_year(truth("kaifaqu"))))

    back = read(changed(content, twist), "a.xlsx")

    found = {one.kind: one.at[0].cell for one in back.questions}
    assert found["fill_in_sign"] == f"L{FIRST + 2}"
    assert found["amount_undecided"] == f"D{FIRST}"
    assert found["stray_text"] == f"S{FIRST}"
    assert "number_missing" in found
    conflicts = [one.at[0].cell for one in back.questions if one.kind == "fill_in_conflict"]
    assert conflicts == [f"C{FIRST + 1}", f"G{FIRST + 1}"]
    assert sum(1 for one in back.ledger.remainder) >= 4
    assert len(back.table.projects) == 4


def test_an_example_that_was_overwritten_is_told() -> None:
    def overwrite(sheet: Any) -> None:
        sheet.protection.sheet = False
        sheet[f"B{FIRST - 1}"] = "我们的项目"

    content = filled(added_up(with_year(truth("kaifaqu"))))

    back = read(changed(content, overwrite), "a.xlsx")

    (asked,) = [one for one in back.questions if one.kind == "fill_in_example"]
    assert asked.at == (Place(sheet="填报", cell=f"B{FIRST - 1}"),)
    assert "我们的项目" in asked.message
    assert len(back.table.projects) == 4


def test_several_tables_are_several_sheets() -> None:
    one, other = truth("kaifaqu"), truth("tianhe")
    both = added_up(with_year(replace(one, tables=one.tables + other.tables)))

    assert records(read(filled(both), "a.xlsx")) == records(both)
