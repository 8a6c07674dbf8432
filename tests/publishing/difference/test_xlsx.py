"""The workbook of a difference: nothing in it runs, nothing is lost, LibreOffice opens it clean."""

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.analysing.builders import one_unit, project
from tests.publishing.difference import differences

from jixiao.analysing import compare_readings
from jixiao.model import Difference
from jixiao.publishing import difference_xlsx

SHEETS = ["概要", "项目", "指标值", "目标文字", "存疑"]


def book_of(difference: Difference) -> Any:
    return openpyxl.load_workbook(io.BytesIO(difference_xlsx(difference)))


def rows_of(book: Any, sheet: str) -> list[dict[str, Any]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_sheets_hold_what_changed() -> None:
    book = book_of(differences.everything())
    assert book.sheetnames == SHEETS
    projects = {row["项目名称"]: row for row in rows_of(book, "项目")}
    meeting = projects["2024年会议经费"]
    assert (meeting["原名"], meeting["总计原来"], meeting["总计现在"]) == (
        "2023年会议经费",
        10,
        12.5,
    )
    assert (meeting["总计增减"], meeting["百分比"], meeting["增减单位"]) == (2.5, "+25.00%", "万元")
    assert projects["全新的事"]["变化"] == "新增"
    assert projects["教师发展经费（培训）＋教师发展经费（教材）"]["变化"] == "拆分"
    targets = [row for row in rows_of(book, "指标值") if row["指标名称"] == "投诉次数"]
    assert [(row["方向"], row["增减"], row["单位"], row["宽严"]) for row in targets] == [
        ("降低", -2, "次", "更严")
    ]
    assert [row["原来"] for row in rows_of(book, "目标文字")] == ["开好会议，形成决议。"]
    assert [row["为什么存疑"] for row in rows_of(book, "存疑")] == [
        "名称里的数或期次不同",
        "不够相像",
    ]


def test_nothing_is_a_formula_a_link_or_a_number_by_accident() -> None:
    content = difference_xlsx(differences.hostile())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        for name in names:
            text = package.read(name).decode()
            assert "<f>" not in text
            assert "<f " not in text
            assert "<hyperlink" not in text
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    numbers = [cell.value for cell in cells if cell.data_type == "n" and cell.value is not None]
    assert all(isinstance(value, int | float) for value in numbers)
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    for formula in ("=1+1", "+1", "-1", "@SUM(A1)", "http://x", "00123", "1e5"):
        assert {f"{formula}甲", f"{formula}乙"} & texts, formula


def test_hostile_text_stays_within_its_cell() -> None:
    book = book_of(differences.hostile())
    texts = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    ]
    hostile = [text for text in texts if isinstance(text, str) and "alert" in text]
    assert hostile
    assert not [text for text in hostile if re.search(r"[\x00-\x08\x0e-\x1f\u202e]", text)]


def test_a_text_too_long_for_a_cell_is_cut_with_a_note() -> None:
    long, longer = "长" * 40_000, "长" * 39_999 + "短" * 3
    difference = compare_readings(
        one_unit(project("甲", objective=long)), one_unit(project("甲", objective=longer))
    )
    (row,) = rows_of(book_of(difference), "目标文字")
    assert "共 40000 字" in row["原来"]
    assert len(row["原来"]) <= 32_767
    assert "增" in row["改动（删红增绿）"]


def test_amounts_with_more_digits_than_a_spreadsheet_keeps_stay_text() -> None:
    before, after = "1234567890123456789.01", "1234567890123456789.02"
    difference = compare_readings(one_unit(project("甲", before)), one_unit(project("甲", after)))
    (row,) = rows_of(book_of(difference), "项目")
    assert (row["总计原来"], row["总计现在"]) == (before, after)
    assert Decimal(str(row["总计增减"])) == Decimal("0.01")


def test_other_amount_units_stand_over_and_in_the_cells() -> None:
    before, after = (
        one_unit(project("甲", "160000.00"), amount_unit="元"),
        one_unit(project("甲", "15.00")),
    )
    (row,) = rows_of(book_of(compare_readings(before, after)), "项目")
    assert (row["总计原来（元）"], row["总计现在（万元）"]) == (160_000, 15)
    assert (row["总计增减"], row["增减单位"]) == (-1, "万元")
    assert row["各栏金额"] == "总计、财政拨款：160,000.00 元 → 15.00 万元，减少 1.00 万元（−6.25%）"


def test_a_blank_stays_blank() -> None:
    difference = compare_readings(one_unit(project("甲", None)), one_unit(project("甲", "0.00")))
    (row,) = rows_of(book_of(difference), "项目")
    assert (row["总计原来"], row["总计现在"]) == (None, 0)


@pytest.mark.parametrize("made", ["nothing", "only_one_table"])
def test_little_to_say_is_still_a_workbook(made: str) -> None:
    assert book_of(getattr(differences, made)()).sheetnames == SHEETS


SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("made", ["everything", "hostile"])
def test_libreoffice_opens_it_and_saves_the_same(made: str, tmp_path: Path) -> None:
    content = difference_xlsx(getattr(differences, made)())
    source, saved = tmp_path / "差异.xlsx", tmp_path / "out" / "差异.xlsx"
    source.write_bytes(content)
    subprocess.run(
        [str(SOFFICE), "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", saved.parent, source],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    assert values(source) == values(saved)


def values(path: Path) -> list[list[Any]]:
    book = openpyxl.load_workbook(path)
    return [
        [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
        for sheet in book
    ]
