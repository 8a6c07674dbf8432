"""Sheets with one row for each indicator and merged cells beside them, as a spreadsheet prints them."""

import math
import subprocess
from pathlib import Path
from typing import Literal, NamedTuple

import openpyxl
import pytest
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from tests.documents.tables import HEADER, TITLE, Table, content_of, sample

from jixiao.model import UnreadableDocument
from jixiao.pipeline import read
from jixiao.reading.office.libreoffice import find_libreoffice


class Parted(NamedTuple):
    """Columns on several pages: behind which the page ends, the order of the pages, and what each repeats."""

    behind: tuple[int, ...] = (5,)
    order: Literal["downThenOver", "overThenDown"] = "downThenOver"
    columns: str | None = None
    rows: str | None = None
    ruled: bool = True


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
    table: Table,
    vertical: str,
    orientation: Literal["portrait", "landscape"],
    folder: Path,
    parted: Parted | None = None,
) -> Path:
    program = find_libreoffice()
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.append(
        [f"部门名称：{table.department}", *([None] * 5 + ["单位：万元"] if parted is None else [])]
    )
    sheet.append(list(HEADER))
    last = _filled(sheet, table)
    rule = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_row=last, max_col=7):
        for cell in row:
            if parted is None or parted.ruled:
                cell.border = Border(rule, rule, rule, rule)
            cell.font = Font(size=8)
            cell.alignment = Alignment(wrap_text=True, vertical=vertical)
    for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = 9
    if parted is None:
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    else:
        sheet.page_setup.pageOrder = parted.order
        sheet.print_title_cols, sheet.print_title_rows = parted.columns, parted.rows
        for column in parted.behind:
            sheet.col_breaks.append(Break(id=column))
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


@pytest.mark.parametrize(
    "parted",
    [
        Parted(),
        Parted(order="overThenDown"),
        Parted((4, 6), columns="A:A"),
        Parted((3, 6), "overThenDown", columns="A:A", rows="3:3"),
        Parted((1, 6), rows="1:3"),
    ],
)
def test_columns_on_several_pages_are_one_table(parted: Parted, tmp_path: Path) -> None:
    right = sample("kaifaqu")
    found = read(_printed(right, "top", "portrait", tmp_path, parted))

    assert content_of(found) == right.content()
    assert found.ledger.unread == 0
    assert [repair.kind for repair in found.repairs].count("pages_joined") == 1
    places = found.table.projects[0].at
    assert {place.page for place in places.name} != {place.page for place in places.objective}


def test_columns_on_several_pages_without_rules_are_refused(tmp_path: Path) -> None:
    file = _printed(sample("kaifaqu"), "top", "portrait", tmp_path, Parted(ruled=False))

    with pytest.raises(UnreadableDocument, match=r"分印在不同的页上.*所有列打印在一页"):
        read(file)
