"""The official form as a Word file, for people who go on working with it."""

import datetime
import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt

from jixiao.publishing.carrying import plain, unsafe
from jixiao.publishing.official.cells import AMOUNT_COLUMNS, Cells, cells_of, refuse
from jixiao.publishing.official.form import Form
from jixiao.publishing.word_file import (
    FANG_SONG,
    SONG,
    TableWriter,
    heading_style,
    new_document,
    number_pages,
    own_style,
    saved,
    set_page,
)

_SIZES = {"a4": 9.0, "a3": 11.0}
_TITLE_SIZE = 16
_TEXT, _BOLD, _AMOUNT, _HEAD, _LINE = (
    "form-text",
    "form-bold",
    "form-amount",
    "form-head",
    "form-line",
)
_SHADES = {"grand_total": "DEDEDE", "spending_unit": "EEEEEE"}
_POINT = 20  # twentieths, in which Word measures tables
_CELL_MARGINS = 12  # points, left and right together
_DIGIT = 0.5  # of the size: the width of a digit, mark or sign
_ROOM = 0.7  # of a page: an estimate that is safe, because fonts differ from machine to machine


def form_docx(forms: Sequence[Form], *, on: datetime.date, paper: str = "a4") -> bytes:
    """Tables as one Word file: landscape, each form in a section of its own.

    Args:
        forms: From `form_of`.
        on: The day to write into the file; the same forms and day give the same bytes.
        paper: ``a4`` or ``a3``.

    Raises:
        CannotCarry: A control character, or an amount too long for its column.
    """
    rows = [list(cells_of(form)) for form in forms]
    refuse(forms, rows, _lacking)
    titles = dict.fromkeys(plain(form.title) for form in forms)
    size = _SIZES[paper]
    document = new_document("、".join(titles), on, size=size)
    _styles(document, size)
    for number, (form, those) in enumerate(zip(forms, rows, strict=True)):
        section = document.sections[0]
        if number:
            section = document.add_section(WD_SECTION.NEW_PAGE)
        set_page(section, paper=paper, landscape=True)
        section.different_first_page_header_footer = True
        if not number:  # the sections that follow have the same
            number_pages(section.footer.paragraphs[0])
            number_pages(section.first_page_footer.paragraphs[0])
        _above(section, form)
        _write(document, section, form, those, size)
    return saved(document)


def _lacking(text: str) -> Iterator[tuple[str, str]]:
    yield from ((one, "是控制字符，印不出来。") for one in unsafe(text))


def _styles(document: WordDocument, size: float) -> None:
    title = heading_style(document, 1, SONG, _TITLE_SIZE)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    right, centre = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
    own_style(document, _LINE, SONG, size)
    own_style(document, _TEXT, FANG_SONG, size)
    own_style(document, _BOLD, FANG_SONG, size, bold=True)
    own_style(document, _AMOUNT, FANG_SONG, size, align=right)
    own_style(document, _HEAD, SONG, size, bold=True, align=centre)


def _above(section: Any, form: Form) -> None:
    """Whose table it is and 续表, on all pages of a section but its first."""
    left, middle, right = map(plain, form.head)
    section.header.is_linked_to_previous = False
    line = section.header.paragraphs[0]
    line.style = _LINE
    line.add_run("\t".join((left, middle, f"{right}　续表")))
    _stops(line, section)


def _stops(line: Any, section: Any) -> None:
    """Tabs that put the second part of a line into the middle and the third to the right."""
    inner = (section.page_width - section.left_margin - section.right_margin) / Pt(1)
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Pt(inner / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Pt(inner), WD_TAB_ALIGNMENT.RIGHT)


def _write(
    document: WordDocument, section: Any, form: Form, rows: Sequence[Cells], size: float
) -> None:
    inner = (section.page_width - section.left_margin - section.right_margin) / Pt(1)
    down = (section.page_height - section.top_margin - section.bottom_margin) / Pt(1)
    document.add_paragraph(plain(form.title), style="Heading 1")
    line = document.add_paragraph("\t".join(map(plain, form.head)), style=_LINE)
    _stops(line, section)
    widths = _widths(form, rows, inner, size)
    table = TableWriter(document, [round(width * _POINT) for width in widths])
    columns = form.layout.columns
    table.row([column.title for column in columns], [_HEAD] * len(columns), header=True)
    for row in rows:
        text = _TEXT if row.kind == "project" else _BOLD
        styles = [_AMOUNT if x in AMOUNT_COLUMNS else text for x in range(len(columns))]
        fits = _height(row, widths, size) < down * _ROOM
        table.row(row.texts, styles, whole=fits, shade=_SHADES.get(row.kind))


def _widths(form: Form, rows: Sequence[Cells], inner: float, size: float) -> list[float]:
    """In points: columns of money as their longest amount needs, the others share the rest."""
    shares = [column.share for column in form.layout.columns]
    widths = [inner * share / sum(shares) for share in shares]
    for x in AMOUNT_COLUMNS:
        longest = max((len(row.texts[x]) for row in rows), default=0)
        widths[x] = max(widths[x], longest * size * _DIGIT + _CELL_MARGINS)
    others = [x for x in range(len(shares)) if x not in AMOUNT_COLUMNS]
    left = inner - sum(widths[x] for x in AMOUNT_COLUMNS)
    for x in others:
        widths[x] = left * shares[x] / sum(shares[y] for y in others)
    return widths


def _height(row: Cells, widths: Sequence[float], size: float) -> float:
    """About how high a row will be, in points."""
    lines = 0
    for text, width in zip(row.texts, widths, strict=True):
        across = (width - _CELL_MARGINS) / size
        lines = max(lines, sum(math.ceil((_ems(line) or 1) / across) for line in text.split("\n")))
    return lines * size * 1.35


def _ems(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(one) in "WFA" else 0.55 for one in text)
