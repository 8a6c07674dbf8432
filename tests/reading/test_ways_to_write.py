"""One table, written the ways in which departments and their systems write it, in each kind of file."""

import csv
import html
import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from tests.reading.rendering import HEADER, TITLE, printed, rows_of, truth
from tests.reading.test_other_files import content

from jixiao.model import UnreadableDocument
from jixiao.pipeline import read

Lines = list[list[str]]


def lines_of(rows: Lines, unit: str = "单位：万元") -> Lines:
    front = [[TITLE], [f"部门名称：{truth('kaifaqu').table.department}", *[""] * 5, unit]]
    return [*front, *rows]


def table(change: Callable[[int, str], str] = lambda _, text: text) -> Lines:
    """Header and rows of a sample; ``change`` is given the column and the text of a cell."""
    cells = [HEADER, *([printed(v) for v in row] for row in rows_of(truth("kaifaqu")))]
    return [[change(column, text) for column, text in enumerate(row)] for row in cells]


def as_csv(lines: Lines, separator: str = ",") -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(lines)
    return buffer.getvalue().encode("gb18030")


def as_html(lines: Lines) -> bytes:
    rows = ["".join(f"<td>{html.escape(text)}</td>" for text in line) for line in lines]
    return f"<html><table><tr>{'</tr><tr>'.join(rows)}</tr></table></html>".encode()


def as_docx(lines: Lines) -> bytes:
    document = docx.Document()
    made = document.add_table(rows=len(lines), cols=7)
    for row, line in zip(made.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=False):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_xlsx(lines: Lines) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(line)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_text(lines: Lines) -> bytes:
    return "\n".join("\t".join(line) for line in lines).encode()


FORMS = {"csv": as_csv, "html": as_html, "docx": as_docx, "xlsx": as_xlsx, "txt": as_text}
MONEY = range(1, 5)


def money(before: str, after: str) -> Callable[[int, str], str]:
    """Something around each amount."""
    return lambda column, text: (
        f"{before}{text}{after}" if column in MONEY and text[:1].isdigit() else text
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "around", [("", "万元"), ("￥", ""), ("", " 万元"), ("¥ ", " "), ("", "万")]
)
def test_amounts_may_stand_with_their_unit(form: str, around: tuple[str, str]) -> None:
    found = read(FORMS[form](lines_of(table(money(*around)))), f"a.{form}")

    assert content(found) == content(truth("kaifaqu"))
    assert found.ledger.unread == 0
    assert found.questions == ()


def test_a_unit_behind_all_amounts_is_that_of_the_table() -> None:
    found = read(as_xlsx(lines_of(table(money("", "元")), unit="")), "a.xlsx")

    assert (found.table.amount_unit, found.table.origins.amount_unit) == ("元", "print")
    assert found.table.grand_total == truth("kaifaqu").table.grand_total


def test_an_amount_in_another_unit_is_asked_about_and_not_converted() -> None:
    def change(column: int, text: str) -> str:
        return "125,000元" if column in (1, 2) and text == "760.24" else text

    changed = table(change)
    assert changed != table()
    found = read(as_xlsx(lines_of(changed)), "a.xlsx")

    asked = [q for q in found.questions if q.kind == "amount_undecided"]
    assert len(asked) == 1
    assert "125,000元" in asked[0].message
    assert "单位与全表的不同" in asked[0].message
    assert None in {project.funding.total for project in found.table.projects}


@pytest.mark.parametrize("form", FORMS)
def test_radicals_that_came_with_copied_text_are_read_as_characters_and_recorded(form: str) -> None:
    radicals = str.maketrans("工目金高行用长民车一", "⼯⽬⾦⾼⾏⽤⻓⺠⻋⼀")
    lines = [[text.translate(radicals) for text in line] for line in lines_of(table())]

    found = read(FORMS[form](lines), f"a.{form}")
    as_printed = read(FORMS[form](lines), f"a.{form}", repair=False)

    assert content(found) == content(truth("kaifaqu"))
    (repair,) = [one for one in found.repairs if one.kind == "radicals_folded"]
    assert set(repair.before) <= set("⼯⽬⾦⾼⾏⽤⻓⺠⻋⼀")
    assert repair.after == repair.before.translate(
        {
            ord(one): ord(other)
            for one, other in zip("⼯⽬⾦⾼⾏⽤⻓⺠⻋⼀", "工目金高行用长民车一", strict=True)
        }
    )
    assert repair.at
    assert not set("⾦⾏") & set(str(found.tables))
    assert set("⾦⾏") & set(str(as_printed.tables))


@pytest.mark.parametrize("form", [form for form in FORMS if form != "txt"])
def test_a_header_may_take_three_lines(form: str) -> None:
    head = [
        ["项目名称（资金使用单位）", "预算金额", "", "", "", "绩效目标", "绩效指标"],
        ["", "总计", "其中", "", "", "", ""],
        ["", "", "财政拨款", "财政专户拨款", "其他资金", "", ""],
    ]
    found = read(FORMS[form](lines_of([*head, *table()[1:]])), f"a.{form}")

    assert content(found) == content(truth("kaifaqu"))
    assert (found.questions, found.ledger.unread) == ((), 0)


def formula(column: int, text: str) -> str:
    return f'="{text}"' if column in MONEY and text[:1].isdigit() else text


@pytest.mark.parametrize(
    ("change", "separator"),
    [(formula, ","), (money("'", ""), ","), (money("", "\t"), ","), (money("", ""), "|")],
)
def test_marks_that_keep_a_spreadsheet_from_counting_are_no_text(
    change: Callable[[int, str], str], separator: str
) -> None:
    found = read(as_csv(lines_of(table(change)), separator), "a.csv")

    assert found.source.reader == "csv"
    assert content(found) == content(truth("kaifaqu"))
    assert found.ledger.unread == 0


def test_strong_text_in_markdown_is_text_without_its_stars() -> None:
    lines = [TITLE, "", "| " + " | ".join(HEADER) + " |", "|" + " --- |" * 7]
    for name, *others in table()[1:]:
        lines.append("| " + " | ".join([f"**{name}**", *others]) + " |")

    found = read("\n".join(lines).encode(), "a.md")

    assert content(found) == content(truth("kaifaqu"))
    assert found.ledger.unread == 0


def fields(column: int, text: str) -> str:
    text = html.escape(text)
    if column == 0:
        return f"<select><option>请选择</option><option selected>{text}</option></select>"
    if column in MONEY:
        return f'<input value="{text}"><input type=hidden value="1"><input type=button value="改">'
    return f"<textarea>{text}</textarea>"


def test_fields_of_a_form_are_read_as_the_cells_that_they_fill() -> None:
    head = "".join(f"<th>{text}</th>" for text in HEADER)
    rows = ["".join(f"<td>{fields(*cell)}</td>" for cell in enumerate(row)) for row in table()[1:]]
    page = f"<html><h1>{TITLE}</h1><table><tr>{head}</tr><tr>{'</tr><tr>'.join(rows)}</tr></table></html>"

    assert content(read(page.encode(), "a.html")) == content(truth("kaifaqu"))


def test_a_page_of_frames_says_where_its_table_is() -> None:
    page = (
        b"<html><head></head><frameset rows=90%><frame src=a.files/sheet001.htm></frameset></html>"
    )

    with pytest.raises(UnreadableDocument, match=r"框架.*sheet001"):
        read(page, "a.htm")


def strict(content: bytes, part: str) -> bytes:
    """A document as programs write it that keep strictly to the standard."""
    buffer = io.BytesIO()
    usual = "http://schemas.openxmlformats.org/{}/2006/{}"
    other = "http://purl.oclc.org/ooxml/{}/{}"
    names = ((part, "main"), ("officeDocument", "relationships"))
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode("latin-1")
            for one in names:
                text = text.replace(usual.format(*one), other.format(*one))
            new.writestr(name, text.encode("latin-1"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("form", "part"), [("docx", "wordprocessingml"), ("xlsx", "spreadsheetml")]
)
def test_strict_office_files_are_read(form: str, part: str) -> None:
    found = read(strict(FORMS[form](lines_of(table())), part), f"a.{form}")

    assert content(found) == content(truth("kaifaqu"))


def test_borders_that_were_moved_for_some_rows_part_no_columns() -> None:
    document = docx.Document()
    lines = table()
    made = document.add_table(rows=len(lines), cols=7)
    for number, (row, line) in enumerate(zip(made.rows, lines, strict=True)):
        wide = (0, 6) if number == 0 else (1, 6) if number % 2 else (0, 5)
        for column, (cell, text) in enumerate(zip(row.cells, line, strict=True)):
            cell.text = text
            cell._tc.grid_span = 2 if column in wide else 1
    buffer = io.BytesIO()
    document.save(buffer)

    found = read(buffer.getvalue(), "a.docx")

    assert content(found) == content(truth("kaifaqu"))
    assert found.ledger.unread == 0
