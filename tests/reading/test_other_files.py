"""The same table as workbook, Word document, web page, Markdown and CSV gives the same records."""

import csv
import html
import io
from collections.abc import Callable

import docx
import pytest
from tests.reading.rendering import (
    HEADER,
    TITLE,
    as_csv,
    as_docx,
    as_html,
    as_markdown,
    as_xlsx,
    printed,
    rows_of,
    truth,
    zipped,
)

from jixiao.model import Place, Project, Reading, UnreadableDocument
from jixiao.pipeline import read
from jixiao.text import fold

SAMPLES = ("baiyun", "zengcheng", "tianhe", "kaifaqu", "huadu")
FORMS: dict[str, Callable[[Reading], bytes]] = {
    "workbook": as_xlsx,
    "docx": as_docx,
    "html": as_html,
    "markdown": as_markdown,
    "csv": as_csv,
}


def content(reading: Reading) -> list[object]:
    """All that a table says, white space aside."""
    return [
        (
            fold(unit.name or ""),
            unit.funding.total,
            [
                (
                    fold(project.name or ""),
                    project.funding,
                    fold(project.objective or ""),
                    [(i.class_, fold(i.text).rstrip("。;；,，:：")) for i in project.indicators],
                )
                for project in unit.projects
            ],
        )
        for table in reading.tables
        for unit in table.spending_units
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_form_of_a_table_gives_the_same_records(sample: str, form: str) -> None:
    right = truth(sample)

    found = read(FORMS[form](right), f"{sample}.bin")

    assert found.source.reader == form
    assert not found.source.recognised
    assert len(found.tables) == 1
    assert found.table.department == right.table.department
    assert found.table.amount_unit == "万元"
    assert found.table.grand_total == right.table.grand_total
    assert content(found) == content(right)
    ledger = found.ledger
    assert ledger.fields + ledger.furniture + ledger.unread + ledger.outside == ledger.characters
    assert [one for one in found.repairs if "amount" in one.kind] == []


def _an_indicator_a_row(reading: Reading) -> list[list[tuple[str, ...]]]:
    """The rows of each total, unit and project: the first six cells once, beside each indicator."""
    found = []
    for line, project in zip(rows_of(reading), _projects(reading), strict=True):
        entries = [f"{one.text}。" for one in project.indicators] if project else []
        head = tuple(printed(value) for value in line[:6])
        found.append([(*head, *entries[:1])] + [("",) * 6 + (one,) for one in entries[1:]])
    return found


def _projects(reading: Reading) -> list[Project | None]:
    units = reading.table.spending_units
    return [None, *(one for unit in units for one in (None, *unit.projects))]


def _merged_html(groups: list[list[tuple[str, ...]]]) -> bytes:
    lines = []
    for rows in groups:
        head = "".join(f"<td rowspan={len(rows)}>{html.escape(c)}</td>" for c in rows[0][:6])
        lines += [f"<tr>{head}<td>{html.escape(''.join(rows[0][6:]))}</td></tr>"]
        lines += [f"<tr><td>{html.escape(row[6])}</td></tr>" for row in rows[1:]]
    header = "".join(f"<th>{title}</th>" for title in HEADER)
    table = f"<table><tr>{header}</tr>{''.join(lines)}</table>"
    # As portals do: a table for the layout around it.
    return (
        "<!DOCTYPE html><meta charset=utf-8><table><tr><td>首页</td><td>"
        f"<table><tr><td>{TITLE}</td></tr><tr><td>部门名称：某某局　单位：万元</td></tr>"
        f"<tr><td>{table}</td></tr></table></td></tr></table>"
    ).encode()


def _merged_docx(groups: list[list[tuple[str, ...]]]) -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("部门名称：某某局\t单位：万元")
    lines = [HEADER, *(row for rows in groups for row in rows)]
    table = document.add_table(rows=len(lines), cols=7)
    for line, row in zip(table.rows, lines, strict=True):
        for cell, value in zip(line.cells, row, strict=False):
            cell.text = value
    top = 1
    for rows in groups:
        for column in range(6) if len(rows) > 1 else ():
            table.cell(top, column).merge(table.cell(top + len(rows) - 1, column))
        top += len(rows)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _merged_csv(groups: list[list[tuple[str, ...]]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerows([(TITLE,), ("部门名称：某某局", "", "", "", "", "", "单位：万元"), HEADER])
    writer.writerows(row for rows in groups for row in rows)
    return buffer.getvalue().encode("gb18030")


@pytest.mark.parametrize("form", [_merged_html, _merged_docx, _merged_csv])
def test_cells_may_be_merged_beside_a_row_for_each_indicator(
    form: Callable[[list[list[tuple[str, ...]]]], bytes],
) -> None:
    right = truth("kaifaqu")

    found = read(form(_an_indicator_a_row(right)), "a.bin")

    assert content(found) == content(right)
    assert {repair.kind for repair in found.repairs} == {"rows_joined"}
    assert all("合并的格" in repair.reason for repair in found.repairs)
    assert found.ledger.unread == 0


def test_tabs_part_the_fields_where_quotes_enclose_lines() -> None:
    right = truth("kaifaqu")
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t")
    writer.writerows([(TITLE,), (f"部门名称：{right.table.department}", "单位：万元"), HEADER])
    for row in rows_of(right):
        writer.writerow([printed(value).replace("；年度", "；\n年度") for value in row])

    found = read(buffer.getvalue().encode("utf-16"), "Unicode 文本.txt")

    assert found.source.reader == "csv"
    assert content(found) == content(right)
    assert found.ledger.unread == 0


def test_what_cannot_be_decoded_in_quotes_is_placed_in_the_text() -> None:
    right = truth("kaifaqu")
    damaged = as_csv(right).replace("万元".encode(), "万".encode() + b"\xff" + "元".encode(), 1)

    found = read(damaged, "a.csv")

    (place,) = [one.at for one in found.questions if one.kind == "undecodable"]
    assert str(place[0]).startswith("2:7:")


def test_a_table_may_stand_anywhere_in_a_sheet_and_knows_its_cells() -> None:
    right = truth("kaifaqu")

    found = read(as_xlsx(right, first_row=4, first_column=2), "a.xlsx")

    assert content(found) == content(right)
    project = found.table.projects[0]
    assert project.at.name == (Place(sheet="目标表", cell="C10"),)
    assert project.at.total == (Place(sheet="目标表", cell="D10"),)
    assert project.indicators[1].at == (Place(sheet="目标表", cell="I10"),)


def test_one_cell_of_a_layout_may_hold_all_that_stands_before_the_table() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    outer.text = f"{TITLE}\n部门名称：某某市财政\n信息中心\n单位：万元"
    inner = outer.add_table(1, 7)
    for cell, title in zip(inner.rows[0].cells, HEADER, strict=True):
        cell.text = title
    for row in rows_of(truth("kaifaqu")):
        for cell, value in zip(inner.add_row().cells, row, strict=True):
            cell.text = printed(value)
    buffer = io.BytesIO()
    document.save(buffer)

    found = read(buffer.getvalue(), "a.docx")

    assert (found.table.department, found.table.amount_unit) == ("某某市财政信息中心", "万元")
    assert found.ledger.unread == 0


def test_a_heading_over_the_money_columns_is_part_of_the_header() -> None:
    right = truth("kaifaqu")
    two = [
        ("项目名称", "资金（万元）", "", "", "", "绩效目标", "绩效指标"),
        ("", *HEADER[1:5], "", ""),
    ]
    lines = [(TITLE,), (f"部门名称：{right.table.department}",), *two, *rows_of(right)]
    buffer = io.StringIO()
    csv.writer(buffer).writerows([printed(value) for value in line] for line in lines)

    found = read(buffer.getvalue().encode(), "a.csv")

    assert content(found) == content(right)
    assert found.table.amount_unit == "万元"
    assert found.ledger.unread == 0


def test_bars_and_quotes_between_fields_are_no_text() -> None:
    right = truth("kaifaqu")

    assert read(as_markdown(right), "a.md").ledger.unread == 0
    assert read(as_csv(right), "a.csv").ledger.unread == 0


def test_gb18030_is_read_too() -> None:
    right = truth("tianhe")

    assert content(read(as_csv(right, "gb18030"), "a.csv")) == content(right)


def test_text_around_a_table_is_outside() -> None:
    found = read(as_docx(truth("kaifaqu")), "a.docx")

    assert [kind for kind in found.ledger.by_kind if kind.startswith("outside")] == ["outside:正文"]
    assert found.ledger.outside == len("第二部分 预算表名词解释：基本支出是为保障机构运转的支出。")


WORKBOOK = b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccccccccc">'
    + b"".join(
        f'<!ENTITY b{n} "{"&b" + str(n - 1) * (n > 1) + ";"}{"&b" + str(n - 1) * (n > 1) + ";"}">'.encode()
        for n in range(1, 40)
    )
    + b"]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
    b"<w:body><w:p><w:r><w:t>&b39;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (as_xlsx(truth("kaifaqu"))[:-200], "损坏"),
        (as_docx(truth("kaifaqu"))[:9000], "损坏"),
        (zipped(xl__workbook_xml=WORKBOOK), "损坏"),
        (zipped(xl__workbook_xml=WORKBOOK, bomb=b"0" * 200_000_000), "异常庞大"),
        (zipped(word__document_xml=b"<not closed"), "损坏"),
        (zipped(word__document_xml=ENTITIES), "损坏|没有找到"),
        (zipped(a_txt=b"x"), "压缩包"),
        (zipped(OFD_xml=b"<ofd/>"), "OFD.*打印为 PDF"),
        (b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "损坏"),
        (b"<html><body></body></html>", "没有找到"),
        (b"<!doctype html><table><tr><td>" * 2000, "没有找到"),
        (b"a,b,c,d,e\n\"1,2,3,4,5\n" * 50, "没有找到"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read(data, "a.bin")


def test_external_entities_are_not_fetched() -> None:
    content = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(UnreadableDocument, match="没有找到"):
        read(zipped(word__document_xml=content), "a.docx")
