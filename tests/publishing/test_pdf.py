"""The official form as PDF: it reads back the same, prints well, and refuses what it cannot print."""

import contextlib
import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pdfplumber
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from tests.publishing.records import records
from tests.publishing.tables import LEVELS, long_readings, plain_texts, reading_of, readings
from tests.publishing.test_official import SAMPLES, with_year
from tests.reading.rendering import truth

from jixiao.model import Funding, Project, Reading
from jixiao.pipeline import forms_of, read, uncarried
from jixiao.publishing import CannotCarry
from jixiao.publishing.font import NAME, characters, font_folder
from jixiao.publishing.official import pdf
from jixiao.publishing.official.pdf import form_pdf

DAY = datetime.date(2026, 3, 1)
ROW = (LEVELS[0], "会议数量", "6次", "2次")


def pdf_of(reading: Reading, paper: str = "a4") -> bytes:
    return form_pdf(forms_of(reading), on=DAY, paper=paper)


def with_projects(reading: Reading, projects: Sequence[Project]) -> Reading:
    unit = msgspec.structs.replace(reading.table.spending_units[0], projects=tuple(projects))
    table = msgspec.structs.replace(reading.table, spending_units=(unit,))
    return msgspec.structs.replace(reading, tables=(table,))


def changed(reading: Reading, **fields: object) -> Reading:
    """With other fields in the first project."""
    first, *others = reading.table.projects
    return with_projects(reading, [msgspec.structs.replace(first, **fields), *others])


def pages(content: bytes) -> list[str]:
    """The text of each page, without white space."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [
            re.sub(r"\s", "", "".join(c["text"] for c in page.chars)) for page in document.pages
        ]


@pytest.mark.parametrize("paper", ["a4", "a3"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_reads_back_the_same(sample: str, paper: str) -> None:
    reading = with_year(truth(sample))

    back = read(pdf_of(reading, paper), "a.bin")

    assert records(back) == records(reading)
    assert back.ledger.unread == 0
    assert back.repairs == ()


@settings(max_examples=15, deadline=None)
@given(reading=readings(plain_texts))
def test_a_table_of_plain_texts_is_always_carried(reading: Reading) -> None:
    assert records(read(pdf_of(reading), "a.bin")) == records(reading)


@settings(max_examples=15, deadline=None)
@given(reading=long_readings())
def test_long_cells_blanks_and_several_units_read_back(reading: Reading) -> None:
    if not uncarried(reading):
        assert records(read(pdf_of(reading), "a.bin")) == records(reading)


def test_a_cell_may_go_over_three_pages() -> None:
    objective = "".join(f"第{n}步建设管理平台并提升服务水平，" for n in range(400))
    indicators = [(LEVELS[n % 5], f"会议数量{n}", f"{n}次", f"{n}次") for n in range(150)]
    reading = reading_of(
        [("甲", Decimal("1.00"), objective, indicators), ("乙", Decimal("2.00"), None, [ROW])]
    )

    content = pdf_of(reading)

    assert len(pypdfium2.PdfDocument(content)) >= 4
    assert records(read(content, "a.bin")) == records(reading)


def test_five_hundred_projects_read_back() -> None:
    reading = reading_of(
        [("甲", Decimal(n), None if n % 3 else "做好工作", [ROW]) for n in range(500)]
    )

    assert records(read(pdf_of(reading), "a.bin")) == records(reading)


def test_a_row_that_fits_on_a_page_is_not_split() -> None:
    tall = [(LEVELS[n % 5], f"会议数量{n}", f"{n}次", f"{n}次") for n in range(18)]
    reading = reading_of([(f"名{n}名", Decimal(1), "做好工作", tall) for n in range(6)])

    texts = pages(pdf_of(reading))

    for number in range(6):
        (page,) = [text for text in texts if f"名{number}名项目" in text]
        after = page[page.index(f"名{number}名项目") :]
        assert "17、" in after[: after.find(f"名{number + 1}名项目")]


def test_every_page_has_header_number_and_continued_mark() -> None:
    texts = pages(pdf_of(with_year(truth("zengcheng"))))

    assert len(texts) > 2
    for number, text in enumerate(texts, start=1):
        assert "项目名称（资金使用单位）总计财政拨款财政专户拨款其他资金绩效目标绩效指标" in text
        assert f"第{number}页共{len(texts)}页" in text
        assert ("续表" in text) is (number > 1)
        assert "部门名称：" in text
        assert "年度：2025" in text
        assert "单位：万元" in text


def test_each_table_begins_a_page_and_pages_count_through() -> None:
    one, two = (with_year(truth(name)) for name in ("kaifaqu", "tianhe"))
    both = msgspec.structs.replace(one, tables=(*one.tables, *two.tables))

    content = pdf_of(both)

    texts = pages(content)
    starts = [n for n, text in enumerate(texts) if "续表" not in text]
    assert len(starts) == 2
    assert all("项目支出绩效目标表" in texts[n] for n in starts)
    assert f"第{len(texts)}页共{len(texts)}页" in texts[-1]
    assert records(read(content, "a.bin")) == records(both)


def test_amounts_are_printed_as_they_are_and_blanks_stay_blank() -> None:
    money = Funding(Decimal("-1234567.8"), None, Decimal(0), Decimal("0.000001"))
    reading = changed(reading_of([("甲", Decimal("1.00"), None, [ROW])]), funding=money)

    back = read(pdf_of(reading), "a.bin")

    (text,) = pages(pdf_of(reading))
    assert "甲项目1-1,234,567.800.0000011、" in text
    assert back.table.projects[0].funding == money


def test_the_same_forms_and_day_give_the_same_bytes() -> None:
    reading = with_year(truth("kaifaqu"))

    assert pdf_of(reading) == pdf_of(reading)
    assert pdf_of(reading) != form_pdf(forms_of(reading), on=datetime.date(2026, 3, 2))


def test_the_file_says_what_it_is() -> None:
    content = pdf_of(with_year(truth("zengcheng")))

    with pdfplumber.open(io.BytesIO(content)) as document:
        catalog = document.doc.catalog
        facts = document.metadata
    assert catalog["Lang"] == b"zh-CN"
    assert catalog["MarkInfo"]["Marked"] is True
    assert "StructTreeRoot" in catalog
    assert "EmbeddedFiles" not in str(catalog)
    metadata = catalog["Metadata"].resolve().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert facts["Title"].startswith("项目支出绩效目标表（含转移支付项目）　广州市增城区")
    assert facts["Title"].endswith("2025年度")
    assert facts["Author"].startswith("广州市增城区")
    assert facts["CreationDate"].startswith("D:20260301")


def resolved(value: Any) -> Any:
    """What a reference inside a PDF leads to."""
    return value.resolve() if hasattr(value, "resolve") else value


def elements_of(node: Any) -> Iterator[dict[str, Any]]:
    """All elements of a structure tree, in reading order."""
    node = resolved(node)
    if isinstance(node, list):
        for one in node:
            yield from elements_of(one)
    elif isinstance(node, dict):
        if "S" in node:
            yield node
        yield from elements_of(node.get("K"))


def test_it_is_archivable_and_tagged_as_another_library_sees_it() -> None:
    reading = with_year(truth("zengcheng"))

    with pdfplumber.open(io.BytesIO(pdf_of(reading))) as document:
        catalog = document.doc.catalog
        (intent,) = map(resolved, resolved(catalog["OutputIntents"]))
        elements = list(elements_of(resolved(catalog["StructTreeRoot"])["K"]))
        fonts: dict[tuple[str, int], Any] = {}
        pages = list(document.pages)
        for page in pages:
            for name, font in (resolved(page.page_obj.resources.get("Font")) or {}).items():
                fonts[name, page.page_number] = resolved(font)
        loose = [
            (page.page_number, one["text"])
            for page in pages
            for one in page.chars
            if one["mcid"] is None and one["tag"] != "Artifact"
        ]
        headers = {
            page.page_number: {one["tag"] for one in page.chars if one["tag"] == "Artifact"}
            for page in pages[1:]
        }

    assert intent["S"].name == "GTS_PDFA1"
    assert resolved(intent["DestOutputProfile"]).get_data()[36:40] == b"acsp"
    assert catalog["ViewerPreferences"]["DisplayDocTitle"] is True
    assert not {"AA", "OpenAction", "AcroForm"} & set(catalog)
    kinds = Counter(one["S"].name for one in elements)
    table = reading.table
    rows = 1 + len(table.spending_units) + len(table.projects)
    assert (kinds["Table"], kinds["THead"], kinds["TBody"]) == (1, 1, 1)
    assert (kinds["TR"], kinds["TH"], kinds["TD"]) == (rows + 1, 7, rows * 7)
    assert (kinds["H1"], kinds["H2"], kinds["H3"]) == (1, 2, len(table.projects))
    scopes = [resolved(one["A"]) for one in elements if one["S"].name == "TH"]
    assert all("Column" in str(one) for one in scopes)
    # Whatever is printed is either in the tree, or marked as ornament: page numbers, 续表.
    assert loose == []
    assert all(headers.values())
    for font in fonts.values():
        inner = resolved(resolved(font["DescendantFonts"])[0])
        described = resolved(inner["FontDescriptor"])
        assert {"FontFile2", "FontFile3"} & set(described)
        assert "ToUnicode" in font
    assert len(fonts) >= len(pages)


def test_units_and_projects_are_bookmarks() -> None:
    reading = with_year(truth("zengcheng"))

    document = pypdfium2.PdfDocument(pdf_of(reading))

    marks = [(mark.level, re.sub(r"\s", "", mark.get_title())) for mark in document.get_toc()]
    expected = [(0, "项目支出绩效目标表（含转移支付项目）")]
    for unit in reading.table.spending_units:
        expected.append((1, unit.name or ""))
        expected += [(2, re.sub(r"\s", "", project.name or "")) for project in unit.projects]
    assert marks == expected


def test_what_the_font_lacks_is_refused_with_its_place() -> None:
    reading = changed(
        reading_of([("甲", Decimal(1), None, [ROW])]), name="李𠮷家\u202e", objective="笑\U0001f600"
    )

    with pytest.raises(CannotCarry) as caught:
        pdf_of(reading)

    told = [(problem.where, problem.what) for problem in caught.value.problems]
    assert told == [
        ("项目“李𠮷家�”的项目名称（资金使用单位）", "� U+202E"),
        ("项目“李𠮷家�”的项目名称（资金使用单位）", "𠮷 U+20BB7"),
        ("项目“李𠮷家�”的绩效目标", "😀 U+1F600"),
    ]


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+30", "0." + "0" * 30 + "1"])
def test_an_amount_that_no_column_holds_is_refused(amount: str) -> None:
    money = Funding(Decimal(amount))
    reading = changed(reading_of([("甲", Decimal(1), None, [ROW])]), funding=money)

    with pytest.raises(CannotCarry, match="总计"):
        pdf_of(reading)


def test_a_page_that_is_not_as_meant_is_not_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pdf, "font_folder", lambda: contextlib.nullcontext(tmp_path))

    with pytest.raises(pdf.PageNotAsMeantError, match="unknown font family"):
        pdf_of(reading_of([("甲", Decimal(1), None, [ROW])]))


def test_hostile_text_stays_text() -> None:
    text = '#panic("x") $x$ *b* _i_ `c` @a <b> // /* [ ] { } \\ "q" \' -- --- ... ~ = - + 1. https://a.b/c'
    reading = changed(reading_of([("甲", Decimal(1), None, [ROW])]), objective=text)

    assert re.sub(r"\s", "", text) in pages(pdf_of(reading))[0]


def test_words_too_long_for_a_column_are_broken_not_lost() -> None:
    for text in ("x" * 400, "(" * 300, "。" * 300, "Ⅷ" * 200, "1234567890" * 30):
        reading = changed(reading_of([("甲", Decimal(1), None, [ROW])]), name=text, objective=text)

        page = pdf_of(reading)

        with pdfplumber.open(io.BytesIO(page)) as document:
            assert all(c["x0"] > 0 and c["x1"] < p.width for p in document.pages for c in p.chars)
        assert all(pages(page)[0].count(one) >= 2 * text.count(one) for one in set(text))


def test_the_font_is_known_by_its_own_table_and_each_character_has_a_glyph_of_its_own() -> None:
    with font_folder() as folder:
        font = TTFont(folder / NAME)
        names = font.getBestCmap()

    assert characters() == frozenset(names)
    assert len(set(names.values())) == len(names)
    assert (folder / "OFL.txt").read_text("utf-8").count("SIL OPEN FONT LICENSE Version 1.1") == 1


def test_the_font_has_all_of_gbk_but_one() -> None:
    pairs = (bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF))
    known = {
        ord(text)
        for text in (pair.decode("gbk", "ignore") for pair in pairs)
        if len(text) == 1 and text > "\x7f"
    }

    assert {chr(code) for code in known - characters()} == {"≒"}


def test_characters_that_look_alike_come_back_as_they_were() -> None:
    text = "·•・‧–‒…⋯～〜年龙龙／∕-‑①➀贝长門"
    reading = changed(reading_of([("甲", Decimal(1), None, [ROW])]), objective=text)

    assert text in pages(pdf_of(reading))[0]
