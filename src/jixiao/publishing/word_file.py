"""What every Word file of ours has: Chinese fonts and language, page numbers, the same bytes."""

import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

LATIN = "Times New Roman"
SONG, FANG_SONG, HEI = "宋体", "仿宋", "黑体"
_LANGUAGE = "zh-CN"
_PAPERS = {"a4": (Mm(297), Mm(210)), "a3": (Mm(420), Mm(297))}
_EXTRAS = ("/thumbnail", "/stylesWithEffects", "/customXml")
_CELL_MARGIN = 108
_BLACK = RGBColor(0, 0, 0)


def new_document(title: str, on: datetime.date, *, size: float) -> WordDocument:
    """An empty document in Chinese, with no text but its title among its properties."""
    document = Document()
    _drop_extras(document)
    facts = document.core_properties
    noon = datetime.datetime.combine(on, datetime.time(12))
    facts.title, facts.language, facts.created, facts.modified = title, _LANGUAGE, noon, noon
    facts.author = facts.last_modified_by = facts.comments = facts.keywords = ""
    facts.revision = 1
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        for tag in ("w:rFonts", "w:lang"):
            for old in defaults.findall(qn(tag)):
                defaults.remove(old)
        defaults.insert(0, _fonts(SONG))
        # As Word has it in Chinese files; Chinese for Latin letters too would part numbers.
        defaults.append(element("w:lang", val="en-US", eastAsia=_LANGUAGE, bidi="ar-SA"))
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    look(normal, SONG, size)
    return document


def _drop_extras(document: WordDocument) -> None:
    """What the library's template brings along: a picture of an empty page, styles for old Word."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [k for k, one in relations.items() if one.reltype.endswith(_EXTRAS)]:
            del relations[key]


def look(style: ParagraphStyle, font: str, size: float, *, bold: bool = False) -> ParagraphStyle:
    """Give a style a font for Chinese, a size in points, black, and no space around."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _fonts(font))
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = _BLACK
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0
    return style


def own_style(
    document: WordDocument, name: str, font: str, size: float, *, bold: bool = False,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> ParagraphStyle:  # fmt: skip
    """A new paragraph style."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    look(style, font, size, bold=bold)
    style.paragraph_format.alignment = align
    return style


def heading_style(document: WordDocument, level: int, font: str, size: float) -> ParagraphStyle:
    """The heading of a level, so that Word's own navigation finds it."""
    style = document.styles[f"Heading {level}"]
    assert isinstance(style, ParagraphStyle)
    return look(style, font, size, bold=True)


def set_page(section: Any, *, paper: str = "a4", landscape: bool) -> None:
    """Paper, direction and margins."""
    long, short = _PAPERS[paper]
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.orientation = int(landscape)
    section.left_margin = section.right_margin = Mm(15 if landscape else 20)
    section.top_margin, section.bottom_margin = Mm(18), Mm(16)
    section.header_distance = section.footer_distance = Mm(9)


def number_pages(paragraph: Paragraph) -> None:
    """第 x 页 共 y 页, counted by Word."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES")):
        paragraph.add_run(text)
        counted = element("w:fldSimple", instr=field)
        run = OxmlElement("w:r")
        shown = OxmlElement("w:t")
        shown.text = "1"
        run.append(shown)
        counted.append(run)
        paragraph._p.append(counted)
    paragraph.add_run(" 页")


def saved(document: WordDocument) -> bytes:
    """The file; the same document gives the same bytes, whenever it is saved."""
    buffer, result = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _fonts(font: str) -> Any:
    return element("w:rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN, eastAsia=font)


def element(tag: str, **attributes: str) -> Any:
    """An element of Word's own language with its attributes."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


class TableWriter:
    """A table with borders and columns of fixed width, written fast: some have a thousand rows."""

    def __init__(self, document: WordDocument, widths: Iterable[int]) -> None:
        self._widths = list(widths)
        table = document.add_table(rows=0, cols=0, style="Table Grid")
        self._table: Any = table._tbl
        properties = self._table.tblPr
        for old in properties.findall(qn("w:tblW")) + properties.findall(qn("w:tblLayout")):
            properties.remove(old)
        # The order of these is part of the format.
        style = properties.find(qn("w:tblStyle"))
        style.addnext(element("w:tblLayout", type="fixed"))
        # The edge, not the text of the first column, stands in line with the paragraphs above.
        style.addnext(element("w:tblInd", w=str(_CELL_MARGIN), type="dxa"))
        style.addnext(element("w:tblW", w=str(sum(self._widths)), type="dxa"))
        grid = self._table.tblGrid
        for width in self._widths:
            grid.append(element("w:gridCol", w=str(width)))

    def banner(self, text: str, style: str, shade: str) -> None:
        """A row of one cell over all columns, on the page of the row after it."""
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        row.append(properties)
        cell = _cell(text, style, sum(self._widths), shade)
        cell[0].insert(1, element("w:gridSpan", val=str(len(self._widths))))
        row.append(cell)
        self._table.append(row)

    def row(
        self,
        texts: Iterable[str],
        styles: Iterable[str],
        *,
        header: bool = False,
        whole: bool = True,
        shade: str | None = None,
    ) -> None:
        """A row; each line of a text is a paragraph.

        Args:
            texts: One for each column.
            styles: Ids of paragraph styles.
            header: It is repeated on each page.
            whole: No page may cut it.
            shade: Colour behind the text, six hex digits.
        """
        row = OxmlElement("w:tr")
        properties = OxmlElement("w:trPr")
        if whole:
            properties.append(OxmlElement("w:cantSplit"))
        if header:
            properties.append(OxmlElement("w:tblHeader"))
        row.append(properties)
        for text, style, width in zip(texts, styles, self._widths, strict=True):
            row.append(_cell(text, style, width, shade))
        self._table.append(row)


def _cell(text: str, style: str, width: int, shade: str | None) -> Any:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(element("w:tcW", w=str(width), type="dxa"))
    if shade:
        properties.append(element("w:shd", val="clear", color="auto", fill=shade))
    cell.append(properties)
    for line in text.split("\n"):
        paragraph = OxmlElement("w:p")
        about = OxmlElement("w:pPr")
        about.append(element("w:pStyle", val=style))
        paragraph.append(about)
        if line:
            run, words = OxmlElement("w:r"), OxmlElement("w:t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
            paragraph.append(run)
        cell.append(paragraph)
    return cell
