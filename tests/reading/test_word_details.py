"""What Word documents hold beside plain text in plain cells."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from tests.reading.rendering import HEADER, rows_of, truth

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.pipeline import read
from jixiao.reading import read_raw


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def raw(document: Any) -> RawDocument:
    return read_raw(Document("a.docx", saved(document)))


def texts(document: RawDocument) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in document.tables]


def element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def number(document: Any, form: str, text: str, start: int = 1) -> str:
    """A list with numbers of that form; its number for `numbered`."""
    root = document.part.numbering_part.element
    count = str(900 + len(root))
    abstract = element("w:abstractNum", abstractNumId=count)
    level = element("w:lvl", ilvl="0")
    for tag, value in (
        ("start", str(start)),
        ("numFmt", form),
        ("suff", "nothing"),
        ("lvlText", text),
    ):
        level.append(element(f"w:{tag}", val=value))
    abstract.append(level)
    root.insert(0, abstract)
    one = element("w:num", numId=count)
    one.append(element("w:abstractNumId", val=count))
    root.append(one)
    return count


def numbered(paragraph: Any, count: str) -> None:
    properties = element("w:numPr")
    properties.append(element("w:ilvl", val="0"))
    properties.append(element("w:numId", val=count))
    paragraph._p.get_or_add_pPr().append(properties)


def test_merged_cells_hold_their_text_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for y, row in enumerate(("甲乙丙", "丁戊己", "庚辛壬")):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "下"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "右"

    assert texts(raw(document))[-1] == [["甲", "右", ""], ["下", "戊", "己"], ["", "辛", "壬"]]


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=2).cell(0, 0)
    cell.text = "外"
    cell.add_table(1, 2).cell(0, 1).text = "内"

    assert texts(raw(document)) == [[["外\n", ""]], [["", "内"]]]


def test_automatic_numbers_are_read_as_they_are_shown() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    first, second = (
        number(document, "decimal", "%1、"),
        number(document, "chineseCounting", "（%1）"),
    )
    bullet = number(document, "bullet", "•")
    cell.paragraphs[0].text = "甲"
    numbered(cell.paragraphs[0], first)
    for text, count in (("乙", first), ("", first), ("丙", first), ("丁", second), ("戊", bullet)):
        numbered(cell.add_paragraph(text), count)

    assert texts(raw(document)) == [[["1、甲\n2、乙\n\n4、丙\n（一）丁\n戊"]]]


def test_indicators_with_automatic_numbers_are_the_same_records() -> None:
    right = truth("kaifaqu")
    document = docx.Document()
    rows = rows_of(right)
    table = document.add_table(rows=len(rows) + 1, cols=7)
    for cell, title in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = title
    projects = iter(right.table.projects)
    for line, row in zip(table.rows[1:], rows, strict=True):
        for cell, value in zip(line.cells[:6], row[:6], strict=True):
            cell.text = str(value)
        if row[6]:
            count = number(document, "decimal", "%1、")
            for place, indicator in enumerate(next(projects).indicators):
                cell = line.cells[6]
                paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                paragraph.text = f"{indicator.text.partition('、')[2]}。"
                numbered(paragraph, count)

    found = read(saved(document), "a.docx")
    assert [
        [(one.number, one.class_, one.name) for one in project.indicators]
        for project in found.table.projects
    ] == [
        [(one.number, one.class_, one.name) for one in project.indicators]
        for project in right.table.projects
    ]


def test_deleted_moved_and_hidden_text_is_not_read_and_inserted_text_is() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=1)
    paragraph = table.cell(0, 0).paragraphs[0]
    for wrapper, text in ((None, "留"), ("w:del", "删"), ("w:ins", "增"), ("w:moveFrom", "移")):
        run = paragraph.add_run(text)
        if wrapper is not None:
            around = element(wrapper, id="1", author="a")
            paragraph._p.replace(run._r, around)
            around.append(run._r)
    paragraph.add_run("藏").font.hidden = True
    table.cell(1, 0).text = "整行删"
    table.rows[1]._tr.get_or_add_trPr().append(element("w:del", id="2", author="a"))

    assert texts(raw(document)) == [[["留增"]]]


def test_text_boxes_are_read_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("前")
    box = element("w:txbxContent")
    inner = element("w:p")
    run = element("w:r")
    text = element("w:t")
    text.text = "框"
    run.append(text)
    inner.append(run)
    box.append(inner)
    holder = element("w:pict")
    holder.append(box)
    paragraph.add_run()._r.append(holder)

    assert texts(raw(document)) == [[["前"], ["框"]]]


def test_a_table_inside_a_cell_of_a_row_is_text_of_that_cell() -> None:
    document = docx.Document()
    cells = document.add_table(rows=2, cols=7).rows[0].cells
    for cell, words in zip(cells, HEADER, strict=True):
        cell.text = words
    inner = cells[6].add_table(rows=2, cols=2)
    for cell, words in zip(inner._cells, ("1、", "会议次数", "2、", "培训人数"), strict=True):
        cell.text = words

    (table,) = texts(raw(document))

    assert table[0][:6] == list(HEADER[:6])
    assert table[0][6].split("\n") == [HEADER[6], "1、 会议次数", "2、 培训人数", ""]


def test_a_table_that_only_frames_others_gives_each_of_them() -> None:
    document = docx.Document()
    frame = document.add_table(rows=1, cols=2).rows[0].cells
    for cell in frame:
        inner = cell.add_table(rows=1, cols=2).rows[0].cells
        inner[0].text, inner[1].text = "项目名称", "总计"

    assert texts(raw(document)).count([["项目名称", "总计"]]) == 2


def test_formulas_are_read_and_phonetic_guides_are_not() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    document = docx.Document()
    paragraph = document.add_paragraph("年度指标值：")._p
    for text, tag in (("≥95", "oMath"), ("1", "num"), ("3", "den")):
        run = paragraph.makeelement(f"{{{math}}}r", None, None)
        inner = paragraph.makeelement(f"{{{math}}}t", None, None)
        inner.text = text
        run.append(inner)
        outer = paragraph.makeelement(f"{{{math}}}{tag}", None, None)
        outer.append(run)
        paragraph.append(outer)
    ruby, guide, base = element("w:ruby"), element("w:rt"), element("w:rubyBase")
    for outer, text in ((guide, "pin"), (base, "聘")):
        run, inner = element("w:r"), element("w:t")
        inner.text = text
        run.append(inner)
        outer.append(run)
        ruby.append(outer)
    run = element("w:r")
    run.append(ruby)
    paragraph.append(run)

    assert texts(raw(document)) == [[["年度指标值：≥951/3聘"]]]


def test_changes_that_nobody_accepted_are_said() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()._p
    for kind, tag, text in (("del", "delText", "旧"), ("ins", "t", "新")):
        change, run, words = (
            element(f"w:{kind}", id="1", author="某"),
            element("w:r"),
            element(f"w:{tag}"),
        )
        words.text = text
        run.append(words)
        change.append(run)
        paragraph.append(change)
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text = "留", "删"
    table.rows[1]._tr.get_or_add_trPr().append(element("w:del", id="2", author="某"))

    found = raw(document)
    assert texts(found) == [[["新"]], [["留", ""]]]
    assert found.remarks == ("文档里有还没有接受的修订：删去的 2 处没有读，插入的 1 处读了。",)


def test_text_that_a_style_hides_is_not_read() -> None:
    document = docx.Document()
    for kind, name, base in (
        ("character", "C", None),
        ("character", "D", "C"),
        ("paragraph", "P", None),
    ):
        style = element("w:style", type=kind, styleId=name)
        if base:
            style.append(element("w:basedOn", val=base))
        else:
            look = element("w:rPr")
            look.append(element("w:vanish"))
            style.append(look)
        document.styles.element.append(style)
    paragraph = document.add_paragraph("见")
    for name in ("C", "D"):
        run = paragraph.add_run("隐")
        run._r.get_or_add_rPr().insert(0, element("w:rStyle", val=name))
    seen = paragraph.add_run("到")
    look = seen._r.get_or_add_rPr()
    look.insert(0, element("w:rStyle", val="C"))
    look.append(element("w:vanish", val="0"))
    document.add_paragraph("隐")._p.get_or_add_pPr().append(element("w:pStyle", val="P"))

    assert texts(raw(document)) == [[["见到"], [""]]]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "00A3", "≤"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings 2", "F052", "☑"),
        ("Symbol", "F0B0", "°"),
        ("Other", "2264", "≤"),
        ("Other", "zz", ""),
        ("Other", "FFFFFFFF", ""),
    ],
)
def test_symbols_are_the_characters_that_their_font_draws(font: str, code: str, shown: str) -> None:
    document = docx.Document()
    run = document.add_paragraph("数").add_run()
    run._r.append(element("w:sym", font=font, char=code))
    if code.startswith("F0"):
        same = document.add_paragraph("数").add_run(chr(int(code, 16)))
        same.font.name = font
    assert {row[0] for row in texts(raw(document))[0]} == {f"数{shown}"}


def test_symbols_of_an_unknown_font_stay_and_are_said() -> None:
    document = docx.Document()
    document.add_paragraph("数").add_run()._r.append(element("w:sym", font="Webdings", char="F061"))
    found = raw(document)
    assert texts(found) == [[["数\uf061"]]]
    assert found.remarks == ("有 1 个字是符号字体里的，不知道是什么字，原样保留。",)


def test_prompts_and_white_text_and_files_inside_are_said() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("见")
    control, look, inside = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
    look.append(element("w:showingPlcHdr"))
    run = paragraph.add_run("单击此处输入文字。")
    control.append(look)
    control.append(inside)
    paragraph._p.append(control)
    inside.append(run._r)
    for shade in (None, "1F497D"):
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.paragraphs[0].add_run("白").font.color.rgb = docx.shared.RGBColor(255, 255, 255)
        if shade:
            cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", fill=shade))
    document.element.body.insert(0, element("w:altChunk"))

    found = raw(document)
    assert texts(found) == [[["见"]], [["白"]], [["白"]]]
    assert found.remarks == (
        "文档里有 1 处没有填写的控件，只显示提示，没有读。",
        "文档里有 1 处白底白字、看不见的文字，也读了。",
        "文档里嵌着另一份文件，其中的内容没有读。",
    )


def test_a_document_that_only_holds_another_says_so() -> None:
    document = docx.Document()
    document.add_paragraph("项目支出绩效目标表")
    document.element.body.insert(1, element("w:altChunk"))
    with pytest.raises(UnreadableDocument, match="嵌进文档里的另一份文件"):
        raw(document)


def test_notes_at_the_foot_of_a_page_are_read_behind_the_text() -> None:
    document = docx.Document()
    document.add_paragraph("正文").add_run()._r.append(element("w:footnoteReference", id="2"))
    buffer = io.BytesIO(saved(document))
    name = document.element.nsmap["w"]
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{name}"><w:footnote w:id="0"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>注文</w:t></w:r>'
            "</w:p></w:footnote></w:footnotes>",
        )
    found = read_raw(Document("a.docx", buffer.getvalue()))
    assert [[cell for cell in row if cell] for row in texts(found)[0] if any(row)] == [
        ["正文"],
        ["注文"],
    ]
