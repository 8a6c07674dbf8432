"""The fill-in workbook, seen by another library."""

import io

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.reading.rendering import truth

from jixiao.publishing.official.template import FIRST_ROW, fill_in_template


@pytest.fixture(scope="module")
def book() -> Workbook:
    return openpyxl.load_workbook(
        io.BytesIO(fill_in_template(truth("tianhe").tables)), rich_text=True
    )


def test_the_head_is_locked_and_the_rows_are_open(book: Workbook) -> None:
    sheet = book["填报"]

    assert sheet.protection.sheet
    assert sheet["A3"].protection.locked
    assert sheet["A4"].protection.locked
    assert not sheet.cell(FIRST_ROW + 1, 1).protection.locked
    assert not sheet.cell(FIRST_ROW + 900, 13).protection.locked


def test_required_columns_have_a_red_star_and_every_column_a_comment(book: Workbook) -> None:
    headings = book["填报"][3]

    starred = [cell for cell in headings if str(cell.value).startswith("*")]
    assert [str(cell.value) for cell in starred][:3] == ["*资金使用单位", "*项目名称", "*总计"]
    star = starred[0].value[0]  # type: ignore[index]
    assert star.font.color.rgb == "FFC00000"  # type: ignore[union-attr]
    assert all(cell.comment is not None and cell.comment.text for cell in headings)


def test_levels_are_chosen_from_a_list_that_everybody_sees(book: Workbook) -> None:
    rules = book["填报"].data_validations.dataValidation

    lists = {one.formula1: str(one.sqref) for one in rules if one.type == "list"}
    assert lists == {
        "选项!$A$2:$A$5": "I5:I2079",
        "选项!$B$2:$B$13": "J5:J2079",
        "选项!$C$2:$C$7": "O5:O2079",
    }
    assert book["选项"].sheet_state == "visible"
    assert [row[0] for row in book["选项"].iter_rows(min_row=2, max_row=5, values_only=True)] == [
        "1-产出指标", "2-效益指标", "3-满意度指标", "4-成本指标",
    ]  # fmt: skip


def test_last_years_indicators_stand_in_it_without_amounts_and_targets(book: Workbook) -> None:
    sheet = book["填报"]
    rows = [row for row in sheet.iter_rows(min_row=FIRST_ROW + 1, values_only=True) if row[1]]

    assert len(rows) == 75
    assert [str(value) for value in rows[0][7:11]] == [
        "1",
        "1-产出指标",
        "11-数量指标",
        "业态提升和规范整治市场数量",
    ]
    assert all(
        row[2] is None and row[6] is None and row[11] is None and row[12] is None for row in rows
    )


def test_an_example_shows_how(book: Workbook) -> None:
    example = [cell.value for cell in book["填报"][4]]

    assert str(example[0]).startswith("示例")
    assert example[11:14] == ["≥", "300", "人次"]
