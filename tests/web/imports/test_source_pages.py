"""The source as people see it: every mark lies on the text that was read."""

from importlib.resources import files

import pytest
from tests.reading.pdf_builder import Page, pdf

from jixiao import model, read
from jixiao.model import Document
from jixiao.publishing.official import form_of
from jixiao.publishing.official.xlsx import form_xlsx
from jixiao.web.records.marks import Mark, marks_of
from jixiao.web.records.source_pages import source_page

SAMPLES = ("zengcheng", "huadu", "baiyun", "kaifaqu", "tianhe")


def opened(name):
    content = (files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    document = Document(f"{name}.txt", content)
    reading = read(content, document.name, year=2024)
    return document, reading, marks_of(reading, 0)


def text_of(page, part):
    bits = [bit for row in page.rows for cell in row.cells for bit in cell]
    return "".join(bit.text for bit in bits if part in bit.parts.split())


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_target_is_marked_on_its_own_text(sample):
    document, reading, marks = opened(sample)
    checked = 0
    for p, project in enumerate(reading.table.projects[:12]):
        for i, one in enumerate(project.indicators):
            if one.annual_target is None or len(one.annual_target.at) != 1:
                continue
            part = f"p{p}.i{i}.annual"
            page = source_page(document, reading.source.reader, marks, part=part)
            assert text_of(page, part).strip() == one.annual_target.text.strip()
            checked += 1
    assert checked > 10


def test_all_text_of_the_file_is_shown_once_and_in_order():
    document, reading, marks = opened("huadu")
    first = source_page(document, reading.source.reader, marks)
    pages = [
        source_page(document, reading.source.reader, marks, number=n)
        for n in range(1, first.count + 1)
    ]
    shown = "".join(
        bit.text for page in pages for row in page.rows for cell in row.cells for bit in cell
    )
    text = document.content.decode()
    assert "".join(shown.split()) == "".join(text.split())


def test_the_page_of_a_part_is_found_in_a_long_file():
    lines = [
        "部门名称：某局\t单位：万元",
        "项目名称\t总计\t财政拨款\t绩效目标\t绩效指标",
        "合计\t300.00\t300.00",
    ]
    lines += [f"项目{n}\t1.00\t1.00\t目标{n}\t" for n in range(300)]
    content = "\n".join(lines).encode()
    document = Document("长.txt", content)
    reading = read(content, "长.txt", year=2024)
    marks = marks_of(reading, 0)

    page = source_page(document, "tabbed-text", marks, part="p250.total")

    assert page.count > 2
    assert text_of(page, "p250.total") == "1.00"
    assert text_of(page, "p250") == "项目250"


def test_cells_of_a_workbook_are_marked():
    _, reading, _ = opened("kaifaqu")
    content = form_xlsx([form_of(reading.table)])
    document = Document("表.xlsx", content)
    again = read(content, "表.xlsx", year=2024)
    page = source_page(document, again.source.reader, marks_of(again, 0), part="p2.total")

    assert (
        text_of(page, "p2.total")
        .replace(",", "")
        .startswith(str(again.table.projects[2].funding.total)[:4])
    )


def test_a_page_of_a_pdf_has_boxes_the_small_ones_on_top():
    page = Page(400, 300).text(60, 200, "ink")
    mark = [
        ("p0", (10.0, 10.0, 300.0, 200.0)), ("p0.i1", (60.0, 90.0, 80.0, 100.0)),
    ]  # fmt: skip
    marks = [Mark(p, "field", p, (model.Place(page=1, box=b),)) for p, b in reversed(mark)]
    shown = source_page(Document("a.pdf", pdf(page)), "pdf", marks)

    assert [box.part for box in shown.boxes] == ["p0", "p0.i1"]
    assert (shown.width, shown.height, shown.count) == (400, 300, 1)


def test_a_part_on_two_pages_names_the_other():
    at = tuple(model.Place(page=n, box=(1.0, 1.0, 9.0, 9.0)) for n in (2, 3))
    document = Document("a.pdf", pdf(Page(), Page(), Page()))
    shown = source_page(document, "pdf", [Mark("p0", "field", "x", at)], part="p0")

    assert (shown.number, shown.also) == (2, (3,))


def test_what_cannot_be_shown_is_said():
    assert source_page(Document("a.json", b"{}"), "jixiao-dataset", []).problem
    assert "没有第 9 页" in source_page(Document("a.pdf", pdf(Page())), "pdf", [], number=9).problem
