"""CSV: nothing that a spreadsheet runs, numbers that stay numbers, and exact texts."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet
from tests.publishing.random_readings import TEXTS, TRICKS
from tests.publishing.records import records
from tests.understanding.builders import entry, reading_of, row, total

from jixiao.model import Reading
from jixiao.model.dataset import row_fields
from jixiao.pipeline import read
from jixiao.publishing import csv_file, package_files
from jixiao.text import guarded, unguarded

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def tricky() -> Reading:
    """A table with every trick as the name of an indicator and as both its targets."""
    reading = reading_of(total("合计", "-5.00"), row("甲项目", "-5.00", entry(1)))
    table = reading.table
    (unit,) = table.spending_units
    (project,) = unit.projects
    (one,) = project.indicators
    assert one.period_target is not None
    indicators = tuple(
        replace(
            one, name=trick, period_target=replace(one.period_target, text=trick),
            annual_target=replace(one.period_target, text=trick), text=trick,
        )
        for trick in TRICKS
    )  # fmt: skip
    project = replace(project, name="=cmd|' /C calc'!A0", objective="+1", indicators=indicators)
    unit = replace(unit, name="@SUM(1+1)", projects=(project,))
    table = replace(table, department="-2+3", spending_units=(unit,))
    return replace(reading, tables=(table,))


def cells(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(TEXTS)
def test_a_guarded_text_starts_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)

    assert unguarded(cell) == text
    number = cell.removeprefix("-").replace(".", "", 1)
    assert not cell.startswith(STARTS) or (number.isascii() and number.isdecimal())


@given(st.sampled_from(STARTS), st.text(max_size=5))
def test_what_a_spreadsheet_runs_is_guarded(start: str, rest: str) -> None:
    assert guarded(f"{start}a{rest}").startswith("'")
    assert guarded(f"{start}=a{rest}").startswith("'")
    assert guarded(f" \ufeff={rest}").startswith("'")


def test_no_cell_of_a_file_or_package_starts_a_formula() -> None:
    reading = tricky()
    files = [csv_file([reading])]
    files += [content for name, content in package_files([reading]) if name.endswith(".csv")]

    for content in files:
        for line in cells(content)[1:]:
            for cell in line:
                plain = cell.removeprefix("-").replace(".", "", 1)
                assert not cell.startswith(STARTS) or plain.isdecimal(), cell
    assert records(read(files[0], "x")) == records(reading)


def test_the_file_has_a_bom_crlf_and_a_row_for_each_indicator() -> None:
    content = csv_file([tricky()])
    header, *rows = cells(content)

    assert content.startswith(b"\xef\xbb\xbftable_number,")
    assert content.endswith(b"\r\n")
    assert header == [field.name for field in row_fields()]
    assert len(rows) == len(TRICKS)
    assert {len(line) for line in rows} == {len(header)}
    money = {line[header.index("project_total")] for line in rows}
    assert money == {"-5.00"}


def test_numbers_stand_bare_and_texts_in_quotes() -> None:
    reading = reading_of(
        total("合计", "12.50"), row("甲项目", "12.50", entry(1, "率", "无", "≥90.5%"))
    )
    line = csv_file([reading]).decode("utf-8-sig").split("\r\n")[1]

    assert ",12.50," in line
    assert '"≥90.5%","at_least",90.5,,"%",1,' in line


def opened(content: bytes, folder: Path) -> list[list[Cell | MergedCell]]:
    """A CSV file as LibreOffice opens it, set to run formulas (the last word but one of the filter)."""
    (folder / "表.csv").write_bytes(content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true", "--convert-to", "xlsx",
         "--outdir", folder, folder / "表.csv"],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    sheet = openpyxl.load_workbook(folder / "表.xlsx").active
    assert isinstance(sheet, Worksheet)
    return [list(line) for line in sheet.iter_rows()]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is missing")
def test_a_real_spreadsheet_finds_no_formula_in_it(tmp_path: Path) -> None:
    control = opened(b'\xef\xbb\xbfa\r\n"=1+1"\r\n', tmp_path)
    found = opened(csv_file([tricky()]), tmp_path)

    assert control[1][0].data_type == "f"
    assert len(found) >= len(TRICKS)
    assert [cell.value for line in found for cell in line if cell.data_type == "f"] == []
    column = [cell.value for cell in found[0]].index("project_total")
    assert found[1][column].value == -5


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_that_a_spreadsheet_saved_anew_still_reads(encoding: str) -> None:
    reading = reading_of(total("合计", "1,234.50"), row("甲项目", "1,234.50", entry(1, "=人数")))
    lines = cells(csv_file([reading]))
    buffer = io.StringIO()
    # No BOM, no quotes, line feeds, thousands separators, empty lines at the end.
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows([[c.replace("1234.50", "1,234.5") for c in line] for line in lines])
    writer.writerow([""] * len(lines[0]))

    assert records(read(buffer.getvalue().encode(encoding), "x")) == records(reading)
