"""What workbooks hold beside plain cells; openpyxl is the second, independent reader."""

import datetime
import io
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import numbers
from tests.reading.hostile import workbook
from tests.reading.rendering import HEADER, TITLE, as_xlsx, printed, rows_of, truth

from jixiao.model import Document, RawDocument, Selection, UnreadableDocument
from jixiao.pipeline import read
from jixiao.reading import read_raw


def made(fill: Callable[[Any], None]) -> bytes:
    """A workbook that openpyxl writes."""
    book = openpyxl.Workbook()
    fill(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def raw(content: bytes) -> RawDocument:
    return read_raw(Document("a.xlsx", content))


def texts(document: RawDocument) -> list[list[str]]:
    return [[cell.text for cell in row] for table in document.tables for row in table.rows]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (77452.61, "#,##0.00", "77,452.61"),
        (77452.6, "0.00_ ", "77452.60"),
        (0.95, "0%", "95%"),
        (0.9512, "0.00%", "95.12%"),
        (120, "General", "120"),
        (0.1 + 0.2, "General", "0.3"),
        (-3.5, "#,##0.00;(#,##0.00)", "(3.50)"),
        (2.675, "0.00", "2.68"),
        (1234567, '#,##0"元"', "1,234,567元"),
        (12345678, "#,##0,", "12,346"),
        (0, '0.00;-0.00;"-"', "-"),
        (1e300, "#,##0.00", "1e+300"),
        (1.5e18, "0." + "0" * 30, "1500000000000000000." + "0" * 30),
        (2.0, "0." + "0" * 40, "2." + "0" * 30),
        (datetime.date(2021, 12, 31), "yyyy/m/d", "2021/12/31"),
        (datetime.date(2021, 12, 31), 'yyyy"年"m"月"d"日"', "2021年12月31日"),
        (datetime.date(2021, 12, 31), numbers.FORMAT_DATE_YYYYMMDD2, "2021-12-31"),
        (44561, "General", "44561"),
        (12345678.9, "0!.0000", "1234.5679"),
        (123456, '0\\.0,"万元"', "12.3万元"),
    ],
)
def test_a_number_is_shown_as_its_format_prints_it(value: Any, code: str, shown: str) -> None:
    def fill(book: Any) -> None:
        book.active["A1"] = value
        book.active["A1"].number_format = code

    content = made(fill)
    stored = openpyxl.load_workbook(io.BytesIO(content)).active["A1"]  # type: ignore[index]

    assert texts(raw(content)) == [[shown]]
    assert stored.number_format == code


@pytest.mark.parametrize("sample", ["zengcheng", "huadu"])
def test_every_cell_agrees_with_openpyxl(sample: str) -> None:
    content = as_xlsx(truth(sample))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    ours = {
        cell.at(0, 1).cell: cell.text
        for table in raw(content).tables for row in table.rows for cell in row
        if cell.text
    }  # fmt: skip
    theirs = {
        cell.coordinate: f"{cell.value:,.2f}" if isinstance(cell.value, int | float) else cell.value
        for row in sheet.iter_rows() for cell in row if cell.value is not None
    }  # fmt: skip
    assert ours == theirs


def test_a_formula_gives_its_stored_value_and_a_question_where_there_is_none() -> None:
    def fill(book: Any) -> None:
        book.active.append(["=1+1", 5])

    without = raw(made(fill))
    assert texts(without) == [["", "5"]]
    assert [note.kind for note in without.notes] == ["formula_without_value"]
    assert "（A1）" in without.notes[0].message

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_formula("A1", "=1+1", None, 2)
    book.close()
    stored = raw(buffer.getvalue())
    assert (texts(stored), stored.notes) == ([["2"]], ())

    empty = raw(
        workbook('<sheetData><row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row></sheetData>')
    )
    assert empty.notes == ()


def test_several_tables_in_one_sheet_and_in_several_sheets_are_found() -> None:
    right = truth("kaifaqu")

    def put(sheet: Any, times: int) -> None:
        for _ in range(times):
            sheet.append([TITLE])
            sheet.append([f"部门名称：{right.table.department}", *[None] * 5, "单位：万元"])
            sheet.append(HEADER)
            for row in rows_of(right):
                sheet.append([printed(value) or None for value in row])
            sheet.append([])
            sheet.append(["说明：以上数据为预算数。"])
            sheet.append([])

    def fill(book: Any) -> None:
        put(book.active, 2)
        book.create_sheet("封面").append(["2024 年部门预算"])
        put(book.create_sheet("第二张"), 1)

    found = read(made(fill), "a.xlsx")
    assert [len(table.projects) for table in found.tables] == [4, 4, 4]
    assert {table.grand_total.total for table in found.tables} == {right.table.grand_total.total}
    assert any(kind.startswith("outside:") for kind in found.ledger.by_kind)


@pytest.mark.parametrize("empty", [1, 3])
def test_tables_side_by_side_are_told_apart_by_their_headers(empty: int) -> None:
    left, right = truth("kaifaqu"), truth("zengcheng")
    columns = len(HEADER) + empty

    def put(sheet: Any, first: int, table: Any, unit: str) -> None:
        lines = [
            [f"部门名称：{table.table.department}", *[None] * 5, f"单位：{unit}"],
            HEADER,
            *([printed(value) or None for value in row] for row in rows_of(table)),
        ]
        for y, line in enumerate(lines, start=2):
            for x, value in enumerate(line, start=first):
                sheet.cell(y, x, value)

    def fill(book: Any) -> None:
        book.active.append([TITLE])
        book.active.merge_cells(start_row=1, end_row=1, start_column=1, end_column=2 * columns)
        put(book.active, 1, left, "万元")
        put(book.active, 1 + columns, right, "万元")

    found = read(made(fill), "a.xlsx")
    assert [table.department for table in found.tables] == [
        left.table.department, right.table.department,
    ]  # fmt: skip
    for table, true in zip(found.tables, (left, right), strict=True):
        assert [p.name for p in table.projects] == [p.name for p in true.table.projects]
        assert table.grand_total.total == true.table.grand_total.total
    assert found.ledger.unread == 0
    assert (found.tables[1].projects[0].at.name[0].cell or "").startswith({1: "I", 3: "K"}[empty])


def test_what_is_hidden_is_read_and_reported() -> None:
    def fill(book: Any) -> None:
        sheet = book.active
        sheet.title = "表"
        sheet.append(["甲", "乙", "丙"])
        sheet.append(["丁", "戊", "己"])
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        other = book.create_sheet("底稿")
        other.append(["庚"])
        other.sheet_state = "hidden"

    found = raw(made(fill))
    assert texts(found) == [["甲", "乙", "丙"], ["丁", "戊", "己"], ["庚"]]
    assert found.remarks == (
        "工作表“表”有隐藏的行（第 2 行），也读了。",
        "工作表“表”有隐藏的列（B 列），也读了。",
        "工作表“底稿”是隐藏的，也读了。",
    )


def test_one_sheet_is_read_where_it_is_wanted() -> None:
    def fill(book: Any) -> None:
        book.active.title = "2"
        book.active.append(["甲"])
        book.create_sheet("乙表").append(["乙"])
        book.create_sheet("丙表").append(["丙"])

    content = made(fill)

    def chosen(sheet: str) -> list[list[str]]:

        return texts(read_raw(Document("a.xlsx", content, Selection(sheet=sheet))))

    assert chosen("乙表") == [["乙"]]
    assert chosen("3") == [["丙"]]
    assert chosen("2") == [["甲"]]  # a name goes before a number
    with pytest.raises(UnreadableDocument, match="工作簿里有：1 2、2 乙表、3 丙表"):
        chosen("4")


def merged_rows() -> Sequence[Sequence[str]]:
    return [["标题", "", ""], ["甲", "乙", "丙"], ["", "丁", "戊"]]


def test_merged_cells_hold_their_text_once() -> None:
    def fill(book: Any) -> None:
        for row in merged_rows():
            book.active.append(row)
        book.active.merge_cells("A1:C1")
        book.active.merge_cells("A2:A3")

    assert texts(raw(made(fill))) == [["标题"], ["甲", "乙", "丙"], ["", "丁", "戊"]]


def test_a_cell_that_shows_an_error_is_asked_about() -> None:
    def fill(book: Any) -> None:
        book.active.append(["#REF!", "#N/A", 5])

    found = raw(made(fill))

    assert texts(found) == [["", "", "5"]]
    assert [note.kind for note in found.notes] == ["formula_without_value"]
    assert "A1、B1" in found.notes[0].message
