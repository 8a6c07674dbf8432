"""The official form as a workbook, for people to print and go on working with."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter

from jixiao.model import AMOUNT_FIELDS
from jixiao.publishing.carrying import CannotCarry, Uncarried
from jixiao.publishing.official.form import Form, FormRow

_NOON = time(12)
_LONGEST_CELL = 32_767  # characters, by the format
_MOST_DIGITS = 15  # a number with more would change
_PAPERS = {"a4": 9, "a3": 8}
_FONT = "宋体"
_CHARACTERS = {"a4": 130, "a3": 190}  # across a page, all columns together
_LEAST = 60  # what the other columns keep of it, however long amounts are
_DIGIT = 1.1  # characters that a bold digit takes
_LINE = 15  # points of a line of text; more in fonts that stand in for ours
_HIGHEST = 409  # points, by the format
HEADER_ROW = 2
"""Index of the header's row; the rows of the form follow."""


def form_xlsx(forms: Sequence[Form], *, paper: str = "a4", on: date | None = None) -> bytes:
    """A sheet for each table, laid out to print on ``paper``, landscape.

    Args:
        forms: The tables.
        paper: ``a4`` or ``a3``.
        on: The day that the file bears; with it the same forms give the same bytes.

    Raises:
        CannotCarry: A cell is too long for a workbook, or an amount has too many digits.
    """
    buffer = io.BytesIO()
    book = open_book(buffer, on)
    styles = Styles(book)
    for number, form in enumerate(forms, start=1):
        sheet = book.add_worksheet("目标表" if len(forms) == 1 else f"目标表{number}")
        write_form(sheet, form, styles, paper)
    book.close()
    return buffer.getvalue()


def open_book(buffer: io.BytesIO, on: date | None = None) -> Any:
    """A workbook in which no text becomes a formula, a link or a number; made ``on`` a day, or now."""
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd",
    }  # fmt: skip
    book = xlsxwriter.Workbook(buffer, options)
    if on is not None:
        book.set_properties({"created": datetime.combine(on, _NOON)})
    return book


class Styles:
    """The looks of the cells of a form."""

    def __init__(self, book: Any) -> None:
        def make(**look: object) -> Any:
            return book.add_format({"font_name": _FONT, "font_size": 10, "valign": "top", **look})

        edge = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True}
        self.title = make(font_size=16, bold=True, align="center", valign="vcenter")
        self.left = make(align="left", valign="vcenter")
        self.right = make(align="right", valign="vcenter")
        self.header = make(
            **{**edge, "valign": "vcenter"}, bold=True, align="center", bg_color="#E8EEF4"
        )
        self._look: dict[str, dict[str, object]] = {
            "project": {},
            "spending_unit": {"bold": True, "bg_color": "#F4F6F8"},
            "grand_total": {"bold": True, "bg_color": "#E8EEF4"},
        }
        self._text = {kind: make(**edge, **look) for kind, look in self._look.items()}
        self._money: dict[tuple[str, int], Any] = {}
        self._make = make
        self._edge = edge

    def text(self, kind: str) -> Any:
        """Of a text cell."""
        return self._text[kind]

    def money(self, kind: str, decimals: int) -> Any:
        """Of an amount with so many decimals."""
        key = (kind, decimals)
        if key not in self._money:
            code = "#,##0" + ("." + "0" * decimals if decimals else "")
            look = {**self._edge, **self._look[kind], "align": "right", "num_format": code}
            self._money[key] = self._make(**look)
        return self._money[key]


def write_form(sheet: Any, form: Form, styles: Styles, paper: str) -> None:
    """Title, head, header and rows of a form, and how the sheet prints."""
    columns = form.layout.columns
    last = len(columns) - 1
    problems = _problems(form)
    if problems:
        raise CannotCarry(problems)
    widths = _widths(form, paper)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    sheet.merge_range(0, 0, 0, last, "", styles.title)
    sheet.write_string(0, 0, form.title, styles.title)
    sheet.set_row(0, 30)
    department, year, unit = form.head
    sheet.merge_range(1, 0, 1, 4, "", styles.left)
    sheet.write_string(1, 0, department, styles.left)
    sheet.write_string(1, last - 1, year, styles.left)
    sheet.write_string(1, last, unit, styles.right)
    for index, column in enumerate(columns):
        sheet.write_string(HEADER_ROW, index, column.title, styles.header)
    titles = zip(columns, widths, strict=True)
    sheet.set_row(HEADER_ROW, height_of(max(lines_of(one.title, wide) for one, wide in titles)))
    for number, row in enumerate(form.rows, start=HEADER_ROW + 1):
        _write_row(sheet, number, row, styles, widths)
    # With the line above it: an amount on a page without its unit says nothing.
    sheet.repeat_rows(HEADER_ROW - 1, HEADER_ROW)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(_PAPERS[paper])
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer("&C第 &P 页 共 &N 页")
    sheet.print_area(0, 0, HEADER_ROW + len(form.rows), last)


def _widths(form: Form, paper: str) -> list[float]:
    """In characters: columns of money as their longest amount needs, the others share the rest."""
    shares = [column.share for column in form.layout.columns]
    widths = [share * _CHARACTERS[paper] / 100 for share in shares]
    money = range(1, len(AMOUNT_FIELDS) + 1)
    for place in money:
        amounts = (row.amounts[place - 1] for row in form.rows)
        longest = max((len(f"{one:,f}") for one in amounts if one is not None), default=0)
        # A number that does not fit is shown as ####.
        widths[place] = max(widths[place], longest * _DIGIT + 1)
    others = [place for place in range(len(shares)) if place not in money]
    left = max(_CHARACTERS[paper] * sum(shares) / 100 - sum(widths[x] for x in money), _LEAST)
    for place in others:
        widths[place] = left * shares[place] / sum(shares[x] for x in others)
    return widths


def _write_row(sheet: Any, number: int, row: FormRow, styles: Styles, widths: list[float]) -> None:
    texts = (row.name, row.objective, row.indicators)
    places = (0, len(AMOUNT_FIELDS) + 1, len(AMOUNT_FIELDS) + 2)
    for place, text in zip(places, texts, strict=True):
        if text:
            sheet.write_string(number, place, text, styles.text(row.kind))
        else:
            sheet.write_blank(number, place, None, styles.text(row.kind))
    for place, amount in enumerate(row.amounts, start=1):
        if amount is None:
            sheet.write_blank(number, place, None, styles.money(row.kind, 2))
        else:
            sheet.write_number(
                number, place, float(amount), styles.money(row.kind, decimals_of(amount))
            )
    lines = max(lines_of(text, widths[place]) for place, text in zip(places, texts, strict=True))
    sheet.set_row(number, height_of(lines))


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column so many characters wide."""
    across = max(1, int(width * 1.08))
    return sum(max(1, -(-_width(line) // across)) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """Points of a row of so many lines."""
    return min(_HIGHEST, lines * _LINE + 3)


def decimals_of(amount: Decimal) -> int:
    """How many decimals an amount was printed with."""
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _width(text: str) -> int:
    """Columns that a text takes: a Chinese character two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _problems(form: Form) -> tuple[Uncarried, ...]:
    found = []
    for row in form.rows:
        where = f"项目“{row.name}”" if row.kind == "project" else f"“{row.name}”一行"
        for what, text in (
            ("项目名称", row.name),
            ("绩效目标", row.objective),
            ("绩效指标", row.indicators),
        ):
            if len(text) > _LONGEST_CELL:
                why = f"有 {len(text)} 字，超过一个单元格能放的 {_LONGEST_CELL} 字；请改用 docx、pdf 或拆分项目。"
                found.append(Uncarried(where, what, why))
        found += [
            Uncarried(where, str(amount), "位数太多，工作簿存不准。")
            for amount in row.amounts
            if amount is not None and len(amount.as_tuple().digits) > _MOST_DIGITS
        ]
    return tuple(found)
