"""The official form as a Word file: it reads back the same, also after LibreOffice printed it."""

import datetime
import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from tests.publishing.records import records
from tests.publishing.tables import LEVELS, long_readings, plain_texts, reading_of, readings
from tests.publishing.test_official import SAMPLES, with_year
from tests.publishing.test_pdf import ROW, changed, pages
from tests.reading.rendering import truth

from jixiao.model import Reading
from jixiao.pipeline import forms_of, read, uncarried
from jixiao.publishing import CannotCarry
from jixiao.publishing.official.docx import form_docx

DAY = datetime.date(2026, 3, 1)


def docx_of(reading: Reading, paper: str = "a4") -> bytes:
    return form_docx(forms_of(reading), on=DAY, paper=paper)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_reads_back_the_same(sample: str) -> None:
    reading = with_year(truth(sample))

    back = read(docx_of(reading), "a.bin")

    assert records(back) == records(reading)
    assert back.ledger.unread == 0


@settings(max_examples=25, deadline=None)
@given(reading=readings(plain_texts))
def test_a_table_of_plain_texts_is_always_carried(reading: Reading) -> None:
    assert records(read(docx_of(reading), "a.bin")) == records(reading)


@settings(max_examples=25, deadline=None)
@given(reading=long_readings())
def test_long_cells_blanks_and_several_units_read_back(reading: Reading) -> None:
    if not uncarried(reading):
        assert records(read(docx_of(reading), "a.bin")) == records(reading)


def test_five_hundred_projects_and_two_tables_read_back() -> None:
    many = reading_of(
        [("甲", Decimal(n), None if n % 3 else "做好工作", [ROW]) for n in range(500)]
    )
    other = with_year(truth("kaifaqu"))
    both = msgspec.structs.replace(many, tables=(*many.tables, *other.tables))

    assert records(read(docx_of(both), "a.bin")) == records(both)


def long_table() -> Reading:
    """Cells over three pages beside empty ones."""
    objective = "".join(f"第{n}步建设管理平台并提升服务水平，" for n in range(400))
    indicators = [(LEVELS[n % 5], f"会议数量{n}", f"{n}次", f"{n}次") for n in range(120)]
    return reading_of(
        [
            ("甲", Decimal("1.00"), objective, indicators),
            ("乙", Decimal("2.00"), None, [ROW]),
            ("丙", Decimal("1234567890.00"), "做好工作", [ROW]),
        ]
    )


def printed_by_office(contents: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Each Word file as the PDF that LibreOffice prints."""
    if shutil.which("soffice") is None:
        pytest.skip("not installed: soffice")
    for name, content in contents.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{name}.docx") for name in contents]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in contents}


def test_what_libreoffice_prints_reads_back_the_same(tmp_path: Path) -> None:
    tables = {name: with_year(truth(name)) for name in SAMPLES} | {"long": long_table()}

    printed = printed_by_office({n: docx_of(t) for n, t in tables.items()}, tmp_path)

    for name, reading in tables.items():
        assert records(read(printed[name], "a.bin")) == records(reading), name
    texts = pages(printed["zengcheng"])
    for number, text in enumerate(texts, start=1):
        assert f"第{number}页共{len(texts)}页" in text
        assert "项目名称（资金使用单位）" in text
        assert ("续表" in text) is (number > 1)


def test_the_page_is_landscape_with_a_repeated_header_and_shares() -> None:
    document = Document(io.BytesIO(docx_of(with_year(truth("zengcheng")))))

    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    (table,) = document.tables
    rows = table._tbl.tr_lst
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows].count(True) == 1
    assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    widths = [int(one.get(qn("w:w")) or 0) for one in table._tbl.tblGrid]
    assert [round(100 * width / sum(widths)) for width in widths] == [13, 8, 8, 7, 7, 22, 35]
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_only_a_row_too_long_for_a_page_may_be_cut() -> None:
    document = Document(io.BytesIO(docx_of(long_table())))

    rows = document.tables[0]._tbl.tr_lst

    whole = [row.find(f".//{qn('w:cantSplit')}") is not None for row in rows]
    assert whole == [True, True, True, False, True, True]


def test_chinese_fonts_and_language_are_named() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(with_year(truth("kaifaqu"))))) as package:
        styles = package.read("word/styles.xml").decode()
        facts = package.read("docProps/core.xml").decode()

    assert 'w:eastAsia="zh-CN"' in styles
    assert 'w:eastAsia="宋体"' in styles
    assert 'w:eastAsia="仿宋"' in styles
    assert "<dc:language>zh-CN</dc:language>" in facts
    assert "2026-03-01" in facts


def test_nothing_but_the_page_carries_the_table() -> None:
    reading = changed(reading_of([("甲", Decimal(1), None, [ROW])]), name="独特名称")

    with zipfile.ZipFile(io.BytesIO(docx_of(reading))) as package:
        holding = [n for n in package.namelist() if "独特名称" in package.read(n).decode()]
        body = package.read("word/document.xml").decode()

    assert holding == ["word/document.xml"]
    assert "w:vanish" not in body
    assert "w:sdt" not in body
    assert body.count("独特名称") == 1


def test_the_same_forms_and_day_give_the_same_bytes() -> None:
    reading = with_year(truth("kaifaqu"))

    assert docx_of(reading) == docx_of(reading)


def test_control_characters_are_refused_with_their_place() -> None:
    reading = changed(
        reading_of([("甲", Decimal(1), None, [ROW])]), objective="a\x00b\ud800c\ufffed\u202ee"
    )

    with pytest.raises(CannotCarry) as caught:
        docx_of(reading)

    assert {problem.where for problem in caught.value.problems} == {"项目“甲项目1”的绩效目标"}
    codes = [problem.what.split()[-1] for problem in caught.value.problems]
    assert codes == ["U+0000", "U+D800", "U+FFFE", "U+202E"]


def test_markup_stays_text_and_rare_characters_are_carried() -> None:
    text = "<w:t>&amp;]]> 李𠮷家 \U0001f600 {MERGEFIELD x} =1+1"
    reading = changed(reading_of([("甲", Decimal(1), None, [ROW])]), name=text)

    document = Document(io.BytesIO(docx_of(reading)))

    assert document.tables[0].cell(3, 0).text == text
    assert re.search(
        "李𠮷家", "".join(read(docx_of(reading), "a.bin").table.projects[0].name or "")
    )
