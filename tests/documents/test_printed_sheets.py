"""Sheets with one row for each indicator and merged cells beside them, as a spreadsheet prints them."""

import math
import subprocess
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from tests.documents.tables import HEADER, TITLE, Table, content_of, sample

from jixiao.pipeline import read
from jixiao.reading.office.libreoffice import find_libreoffice

_WIDTHS = (18, 11, 11, 11, 9, 28, 60)
_CHARACTERS = (10, 16, 38)  # that fit beside one another in the columns of text
_LINE = 11.5


def _filled(sheet: Worksheet, table: Table) -> int:
    """Write the rows of a table from row 4; the number of the last one."""
    row = 4
    for line in table.lines:
        entries = line.entries or ("",)
        for column, text in enumerate(line.cells[:6], start=1):
            sheet.cell(row, column, text)
            if len(entries) > 1:
                sheet.merge_cells(
                    start_row=row, end_row=row + len(entries) - 1,
                    start_column=column, end_column=column,
                )  # fmt: skip
        name, objective, each = _CHARACTERS
        tall = max(math.ceil(len(line.cells[0]) / name), math.ceil(len(line.cells[5]) / objective))
        heights = [math.ceil(len(entry) / each) * _LINE + 4 for entry in entries]
        more = max(0.0, tall * _LINE + 6 - sum(heights)) / len(heights)
        for number, (entry, height) in enumerate(zip(entries, heights, strict=True), start=row):
            sheet.cell(number, 7, entry)
            sheet.row_dimensions[number].height = height + more
        row += len(entries)
    return row - 1


def _printed(
    table: Table, vertical: str, orientation: Literal["portrait", "landscape"], folder: Path
) -> Path:
    program = find_libreoffice()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.append([f"部门名称：{table.department}", *[None] * 5, "单位：万元"])
    sheet.append(list(HEADER))
    last = _filled(sheet, table)
    rule = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_row=last, max_col=7):
        for cell in row:
            cell.border = Border(rule, rule, rule, rule)
            cell.font = Font(size=8)
            cell.alignment = Alignment(wrap_text=True, vertical=vertical)
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(folder / "a.xlsx")
    subprocess.run(
        [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "a.pdf"


@pytest.mark.parametrize("vertical", ["top", "center"])
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_merged_cells_that_a_page_cuts_are_read_once(
    vertical: str, orientation: Literal["portrait", "landscape"], tmp_path: Path
) -> None:
    right = sample("kaifaqu")
    found = read(_printed(right, vertical, orientation, tmp_path))

    assert content_of(found) == right.content()
    assert found.ledger.unread == 0
