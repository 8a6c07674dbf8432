"""Number formats that show another thing than the number; LibreOffice is the second reader."""

import csv
import io
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Font, PatternFill
from tests.reading.rendering import HEADER, TITLE, rows_of, truth
from tests.reading.test_workbook_details import made, raw, texts

from jixiao.model import Document, Funding, Reading
from jixiao.pipeline import read
from jixiao.reading import read_raw
from jixiao.reading.office.libreoffice import find_libreoffice
from jixiao.reading.workbook.shown import shown_number

VALUES = (
    *(0, 1, -1, 0.5, 12, 120, 1234.5, 12345, 123456, 1234567.891, -1234.5, 0.0004, 0.95),
    *(44561, 100000000, 15, 110, 20305),
)
# What LibreOffice shows as a spreadsheet does; 「0!.0」 it does not know.
CODES = (
    *("0", "0.00", "#,##0.00", "0%", "0.00%", ";;;", ";;", "0;;", "#,##0.00;;", "#,##0.00;-#,##0.00;"),
    *("0.00;-0.00;-;@", "0,", "#,##0,", "0.00,", "#,##0.00,,", '0\\.0,"万元"', '0"."0,"万"', '"约"0'),
    *('"约"#,##0.00"万元"', "@", "[<1]0.00%;0", '[>100]"高";[>10]"中";"低"', "[$-804]0.00", '0"万"0,'),
    *("[$¥-804]#,##0.00", "[$-804]General", 'General"万元"', '"第"General"项"', 'General;-General;"零"'),
    *("[Red]0.00", "[Color10]0", "0.00_ ", '_-¥* #,##0.00_-;-¥* #,##0.00_-;"-"??_-', "0.##", "0000"),
    *("000-0000", "00.0", "0*-", "¥#,##0.00", '0.00"%"', "0.00‰", '0 "元"', "0元", "0;(0);\"零\";@"),
    *("#,##0;[Red]-#,##0", "+0.00;-0.00;0.00", '"≥"0%', "≥0%", "0%以上", "0.0%;-0.0%;0%", "0 0"),
    *("# ##0", "??0", "0\\%", '0"年"'),
)  # fmt: skip
SEPARATED = "csv:Text - txt - csv (StarCalc):44,34,76"


@pytest.mark.skipif(
    find_libreoffice() is None, reason="LibreOffice (soffice) is not installed here"
)
def test_numbers_are_shown_as_libreoffice_shows_them(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        for y, code in enumerate(CODES, start=1):
            for x, value in enumerate(VALUES, start=1):
                book.active.cell(y, x, value).number_format = code

    (tmp_path / "a.xlsx").write_bytes(made(fill))
    subprocess.run(
        [str(find_libreoffice()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
         "--headless", "--convert-to", SEPARATED, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    theirs = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    for code, line in zip(CODES, theirs, strict=True):
        ours = [shown_number(value, code) for value in VALUES]
        assert ["".join(text.split()) for text in ours] == ["".join(one.split()) for one in line], (
            code
        )


@pytest.mark.parametrize(
    ("value", "code", "shown", "exact"),
    [
        (12345.67, "#,##0.00", "12,345.67", ""),
        (12.5, "#,##0", "13", "12.5"),
        (0.4, "0", "0", "0.4"),
        (774026149.0, '0!.0,"万"', "77402.6万", "77402.6149万"),
        (-12.5, "0.00;[Red]0.00", "12.50", "-12.50"),
        (-12.5, "0.00_);(0.00)", "(12.50)", "-12.50"),
        (0.956, "0%", "96%", ""),
        (12.5, ";;;", "12.5", ""),
        (12.5, '0.00;-0.00;"-"', "12.50", ""),
        (123456.0, "[DBNum2][$-804]General", "123456", ""),
        (123456.0, '[>=10000]0!.0000"万";0.00', "12.3456万", ""),
        (45657.0, "[$-804]aaaa;@", "45657", ""),
        (45657.0, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二四年十二月三十一日", ""),
        (45657.75, "yyyy/m/d h:mm AM/PM", "2024/12/31 6:00 PM", ""),
        (1.5, "[h]:mm", "36:00", ""),
    ],
)
def test_a_cell_gives_what_it_shows_and_the_exact_number(
    value: float, code: str, shown: str, exact: str
) -> None:
    def fill(book: Any) -> None:
        book.active["A1"] = value
        book.active["A1"].number_format = code

    ((cell,),) = raw(made(fill)).tables[0].rows
    assert (cell.text, getattr(cell, "exact", None)) == (shown, exact)


def amounts(code: str, scale: int, unit: str, *, form: str = "xlsx") -> Reading:
    """A sample whose amounts are stored ``scale`` times as large and shown under a format."""

    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append([TITLE])
        sheet.append(
            [f"部门名称：{truth('kaifaqu').table.department}", *[None] * 5, f"单位：{unit}"]
        )
        sheet.append(HEADER)
        for row in rows_of(truth("kaifaqu")):
            money = [float(one * scale) if isinstance(one, Decimal) else None for one in row[1:5]]
            sheet.append([row[0], *money, *row[5:]])
            for cell in sheet[sheet.max_row][1:5]:
                cell.number_format = code

    return read(made(fill), f"a.{form}")


def kinds(reading: Reading) -> list[str]:
    return [question.kind for question in reading.questions]


@pytest.mark.parametrize(
    ("code", "scale", "asked"),
    [
        ("#,##0.00", 1, []),
        ("0!.0000", 10_000, []),
        ('0!.0,"万"', 10_000, ["shown_otherwise"]),
        ("#,##0", 1, ["shown_otherwise"]),
        (";;;", 1, ["shown_otherwise"]),
        ("[DBNum2][$-804]General", 1, ["shown_otherwise"]),
        ("0.00,", 1_000, ["shown_otherwise"]),
    ],
)
def test_money_is_what_is_stored_and_a_format_that_hides_it_is_asked_about(
    code: str, scale: int, asked: list[str]
) -> None:
    found = amounts(code, scale, "万元")
    right = truth("kaifaqu").table
    assert [one.funding for one in found.table.projects] == [one.funding for one in right.projects]
    assert found.table.grand_total == right.grand_total
    assert kinds(found) == asked


def test_a_format_in_another_unit_than_the_table_says_is_asked_about() -> None:
    assert kinds(amounts("0!.0000", 10_000, "元")) == ["shown_otherwise"]
    labelled = amounts('0!.0000"万元"', 10_000, "元")
    assert "amount_undecided" in kinds(labelled)
    assert all(one.funding == Funding() for one in labelled.table.projects)


def test_formats_of_other_sheets_are_no_question_about_the_table() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.append([TITLE])
        sheet.append([f"部门名称：某某局{' ' * 3}单位：万元"])
        sheet.append(HEADER)
        for row in rows_of(truth("kaifaqu")):
            sheet.append([float(one) if isinstance(one, Decimal) else one or None for one in row])
        other = book.create_sheet("收支总表")
        other.append(["收入", 12.5])
        other["B1"].number_format = "0"

    assert kinds(read(made(fill), "a.xlsx")) == []


def test_what_nobody_sees_on_a_sheet_is_read_and_said() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.title = "表"
        sheet.append(["甲", "乙", "丙", "丁"])
        sheet["A1"].font = Font(color="FFFFFFFF")
        sheet["B1"].font = Font(color="FFFFFFFF")
        sheet["B1"].fill = PatternFill("solid", fgColor="FF000080")
        sheet["C1"].number_format = ";;;"
        sheet["D1"].number_format = '0;0;0;"第"@'

    found = raw(made(fill))
    assert texts(found) == [["甲", "乙", "丙", "丁"]]
    assert found.remarks == ("工作表“表”有白底白字、看不见的格（A1），也读了。",)
    assert [(note.kind, note.place and note.place.cell) for note in found.notes] == [
        ("shown_otherwise", "C1")
    ]


def test_rows_and_columns_without_size_are_hidden() -> None:
    def fill(book: Any) -> None:
        book.active.append(["甲", "乙"])
        book.active.row_dimensions[1].height = 15
        book.active.column_dimensions["B"].width = 9

    def edited(content: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if "sheet1" in name:
                    part = part.replace(b'ht="15"', b'ht="0"').replace(b'width="9"', b'width="0"')
                new.writestr(name, part)
        return buffer.getvalue()

    assert raw(made(fill)).remarks == ()
    assert len(raw(edited(made(fill))).remarks) == 2


def test_zeros_that_the_sheet_does_not_show_are_blank() -> None:
    def fill(book: Any) -> None:
        book.active.append(["甲", 0, 0.0, 5])
        book.active.sheet_view.showZeros = False

    assert texts(raw(made(fill))) == [["甲", "", "", "5"]]


def test_text_boxes_on_a_sheet_stand_before_its_rows() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("表")
    sheet.write(0, 0, "甲")
    sheet.insert_textbox(3, 3, "单位：\n万元")
    book.add_worksheet("另").write(0, 0, "乙")
    book.close()

    assert texts(raw(buffer.getvalue())) == [["单位：\n万元"], ["甲"], ["乙"]]


@pytest.mark.skipif(
    find_libreoffice() is None, reason="LibreOffice (soffice) is not installed here"
)
def test_old_and_open_workbooks_say_the_same(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.title = "表"
        sheet.append([12.5, -12.5, 12.5, 774026149, 0, "=1/0", "=F1+1", 12.25])
        codes = ["0", "0.00;[Red]0.00", ";;;", '0\\.0,"万"', "0.00;-0.00;", "0", "0", "0.00"]
        for cell, code in zip(sheet[1], codes, strict=True):
            cell.number_format = code

    (tmp_path / "a.xlsx").write_bytes(made(fill))
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["表"]["A1"].value == 12.5
    for form in ("xls", "ods"):
        subprocess.run(
            [str(find_libreoffice()), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
             "--headless", "--convert-to", form, "--outdir", str(tmp_path), str(tmp_path / "a.xlsx")],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        found = read_raw(Document(f"a.{form}", (tmp_path / f"a.{form}").read_bytes()))
        (row,) = found.tables[0].rows
        assert [cell.text for cell in row] == [
            *("13", "12.50", "12.5", "77402.6万", "", "", "", "12.25")
        ], form
        assert [getattr(cell, "exact", None) for cell in row[:4]] == [
            *("12.5", "-12.50", "", "77402.6149万")
        ], form
        (formulas, *shown) = found.notes
        assert "（F1、G1）" in formulas.message
        assert {note.kind for note in shown} == {"shown_otherwise"}
        assert len(shown) == 3
