"""The official form as PDF, set by typst inside this process, in the font that travels with us."""

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any, Literal

from jixiao.publishing.carrying import plain, unsafe
from jixiao.publishing.font import characters, font_folder
from jixiao.publishing.official.cells import AMOUNT_COLUMNS, Cells, cells_of, refuse
from jixiao.publishing.official.form import Form

# Archivable, and readable aloud: typst refuses to write what does not keep to these.
_STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
_NO_BREAK = 12
# Between Chinese characters a line may end; a run of others this long is wider than some column.
_LONG_RUN = re.compile(
    rf"([^\s\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]{{{_NO_BREAK},}})"
)


class PageNotAsMeantError(RuntimeError):
    """The PDF compiler had something to say, so the page is not as we mean it."""


def form_pdf(forms: Sequence[Form], *, on: datetime.date, paper: str = "a4") -> bytes:
    """Tables as one PDF: landscape, each form from a new page, pages counted over all.

    Args:
        forms: From `form_of`.
        on: The day to write into the file; the same forms and day give the same bytes.
        paper: ``a4`` or ``a3``.

    Returns:
        PDF/A-2a and PDF/UA-1: tagged, with the font inside, bookmarks for units and projects.

    Raises:
        CannotCarry: A character that the font lacks, or an amount too long for its column.
    """
    rows = [list(cells_of(form)) for form in forms]
    refuse(forms, rows, _lacking)
    return _compiled(_book(forms, rows, paper), on)


def _lacking(text: str) -> Iterator[tuple[str, str]]:
    known = characters()
    controls = unsafe(text)
    yield from ((one, "是控制字符，印不出来。") for one in controls)
    for one in dict.fromkeys(text):
        if one != "\n" and ord(one) not in known and one not in controls:
            yield one, "随附的字体里没有，印出来会消失；请改字，或改用 docx、xlsx。"


def _compiled(book: dict[str, Any], on: datetime.date) -> bytes:
    # Only this form needs it.
    import typst  # noqa: PLC0415

    source = (resources.files(__package__) / "form.typ").read_bytes()
    noon = datetime.datetime.combine(on, datetime.time(12), datetime.UTC)
    with font_folder() as folder:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )
        compiler = typst.Compiler(
            source, font_paths=fonts, sys_inputs={"book": json.dumps(book, ensure_ascii=False)}
        )
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=[*_STANDARDS], timestamp=noon
        )
    if warnings or not isinstance(made, bytes):
        raise PageNotAsMeantError("; ".join(one.message for one in warnings))
    return made


def _book(forms: Sequence[Form], rows: Sequence[Sequence[Cells]], paper: str) -> dict[str, Any]:
    departments = dict.fromkeys(plain(form.department) for form in forms if form.department)
    years = dict.fromkeys(str(form.year) for form in forms if form.year is not None)
    titles = dict.fromkeys(plain(form.title) for form in forms)
    parts = ("、".join(titles), "、".join(departments), "、".join(f"{year}年度" for year in years))
    return {
        "title": "　".join(part for part in parts if part),
        "authors": list(departments),
        "keywords": list(years),
        "paper": paper,
        "forms": [_form(form, those) for form, those in zip(forms, rows, strict=True)],
    }


def _form(form: Form, rows: Sequence[Cells]) -> dict[str, Any]:
    columns = form.layout.columns
    whole = sum(column.share for column in columns)
    return {
        "title": plain(form.title),
        "head": [_pieces(plain(part)) for part in form.head],
        "columns": [column.title for column in columns],
        "shares": [column.share / whole for column in columns],
        "longest": [_widest(rows, column) for column in AMOUNT_COLUMNS],
        "rows": list(_rows(rows)),
    }


def _widest(rows: Sequence[Cells], column: int) -> list[str]:
    """An amount of each length, of which one is the widest: digits are of one width."""
    found = {len(row.texts[column]): row.texts[column] for row in rows}
    return [found[length] for length in sorted(found)[-2:]]


def _rows(rows: Sequence[Cells]) -> Iterator[dict[str, Any]]:
    under_unit = False
    for row in rows:
        under_unit = under_unit or row.kind == "spending_unit"
        level = None
        if row.texts[0] and row.kind != "grand_total":
            level = 3 if row.kind == "project" and under_unit else 2
        amounts = AMOUNT_COLUMNS
        texts = [text if x in amounts else _pieces(text) for x, text in enumerate(row.texts)]
        yield {"kind": row.kind, "level": level, "texts": texts}


def _pieces(text: str) -> str | list[str]:
    """A text; where it has runs in which no line could end, in pieces of which each second is one.

    >>> _pieces("见 abc"), _pieces("见ABCDEFGHIJKL。")
    ('见 abc', ['见', 'ABCDEFGHIJKL。', ''])
    """
    pieces = _LONG_RUN.split(text)
    return pieces if len(pieces) > 1 else text
