"""The fill-in workbook: drop-downs, starred columns, comments, a locked head, an example row."""

import io
from collections.abc import Iterator
from typing import Any

from jixiao.model import Indicator, ObjectiveTable, Project, fill_in_columns, level_codes
from jixiao.publishing.official.form import layout_on
from jixiao.publishing.official.xlsx import open_book

FIRST_ROW = 4
"""Index of the first row to fill in; the example stands above it."""

_ROOM = 2_000  # rows that are prepared below what is there
_SHEET, _LISTS = "填报", "选项"
_FONT = "宋体"
_EXAMPLE = {
    "spending_unit": "示例：某某中心", "project": "培训经费", "total": "10.00",
    "fiscal_appropriation": "10.00", "objective": "举办 4 期培训，使 300 名基层人员掌握新规定。",
    "number": "1", "level1": "1-产出指标", "level2": "11-数量指标", "name": "培训人次",
    "period_target": "≥300人次", "annual_target": "≥300人次",
}  # fmt: skip


def fill_in_template(table: ObjectiveTable) -> bytes:
    """A workbook to fill in, for the department and year of a table.

    Projects, indicators and levels of the table stand in it to be kept or struck out; amounts,
    objectives and targets are left open, so that nothing is copied from last year unseen.
    """
    buffer = io.BytesIO()
    book = open_book(buffer)
    sheet = book.add_worksheet(_SHEET)
    looks = _looks(book)
    _head(sheet, table, looks)
    row = FIRST_ROW
    for values in _kept(table):
        _write(sheet, row, values, looks["open"])
        row += 1
    for empty in range(row, row + _ROOM):
        for column in range(len(fill_in_columns())):
            sheet.write_blank(empty, column, None, looks["open"])
    _choices(book, sheet, row + _ROOM - 1)
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "sort": True,
                       "insert_rows": True, "delete_rows": True, "autofilter": True})  # fmt: skip
    sheet.freeze_panes(FIRST_ROW - 1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C第 &P 页 共 &N 页")
    book.close()
    return buffer.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": _FONT, "font_size": 10, "valign": "top", "text_wrap": True, "border": 1}
    return {
        "title": book.add_format({"font_name": _FONT, "font_size": 16, "bold": True, "align": "center"}),
        "head": book.add_format({"font_name": _FONT, "font_size": 10}),
        "heading": book.add_format({**base, "bold": True, "bg_color": "#E8EEF4", "align": "center"}),
        "bold": book.add_format({"font_name": _FONT, "font_size": 10, "bold": True}),
        "star": book.add_format({"font_name": _FONT, "font_size": 10, "bold": True, "font_color": "#C00000"}),
        "example": book.add_format({**base, "font_color": "#7F7F7F", "italic": True}),
        "open": book.add_format({**base, "locked": False}),
    }  # fmt: skip


def _head(sheet: Any, table: ObjectiveTable, looks: dict[str, Any]) -> None:
    words = layout_on()
    last = len(fill_in_columns()) - 1
    sheet.merge_range(0, 0, 0, last, "", looks["title"])
    sheet.write_string(0, 0, f"{words.title}（填报）", looks["title"])
    sheet.write_string(1, 0, f"{words.department_label}{table.department or ''}", looks["head"])
    year = "" if table.budget_year is None else str(table.budget_year)
    sheet.write_string(1, 6, f"{words.year_label}{year}", looks["head"])
    sheet.write_string(1, last, f"{words.unit_label}{table.amount_unit or '万元'}", looks["head"])
    for index, column in enumerate(fill_in_columns()):
        sheet.set_column(index, index, column.width)
        if column.required:
            sheet.write_rich_string(
                2, index, looks["star"], "*", looks["bold"], column.title, looks["heading"]
            )
        else:
            sheet.write_string(2, index, column.title, looks["heading"])
        sheet.write_comment(2, index, column.comment, {"x_scale": 1.6, "author": "填报说明"})
    _write(sheet, FIRST_ROW - 1, _EXAMPLE, looks["example"])


def _write(sheet: Any, row: int, values: dict[str, str], look: Any) -> None:
    for index, column in enumerate(fill_in_columns()):
        text = values.get(column.key, "")
        if text:
            sheet.write_string(row, index, text, look)
        else:
            sheet.write_blank(row, index, None, look)


def _kept(table: ObjectiveTable) -> Iterator[dict[str, str]]:
    for unit in table.spending_units:
        for project in unit.projects:
            for indicator in project.indicators or (None,):
                yield _row(unit.name or "", project, indicator)


def _row(unit: str, project: Project, indicator: Indicator | None) -> dict[str, str]:
    values = {"spending_unit": unit, "project": project.name or ""}
    if indicator is not None:
        values |= {
            "number": "" if indicator.number is None else str(indicator.number),
            "level1": _level(indicator.level1.code, indicator.level1.label),
            "level2": _level(indicator.level2.code, indicator.level2.label),
            "name": indicator.name or "",
        }
    return values


def _level(code: str | None, label: str | None) -> str:
    return "-".join(part for part in (code, label) if part)


def _choices(book: Any, sheet: Any, last_row: int) -> None:
    """Drop-downs of the levels, from a sheet that everybody can see."""
    codes = level_codes()
    lists = book.add_worksheet(_LISTS)
    lists.write_string(0, 0, "一级指标")
    lists.write_string(0, 1, "二级指标")
    keys = [column.key for column in fill_in_columns()]
    for column, (key, names) in enumerate((("level1", codes.level1), ("level2", codes.level2))):
        first: dict[str, str] = {}
        for label, code in names.items():
            first.setdefault(code, f"{code}-{label}")
        for row, text in enumerate(first.values(), start=1):
            lists.write_string(row, column, text)
        letter = "AB"[column]
        source = f"={_LISTS}!${letter}$2:${letter}${len(first) + 1}"
        place = keys.index(key)
        options: dict[str, Any] = {
            "validate": "list", "source": source, "error_title": "请从列表里选",
            "error_message": "请选列表里的一项；要写别的，先问财政部门。", "error_type": "warning",
        }  # fmt: skip
        sheet.data_validation(FIRST_ROW, place, last_row, place, options)
    for key in ("total", "fiscal_appropriation", "special_account_appropriation", "other_funds"):
        place = keys.index(key)
        options = {
            "validate": "decimal", "criteria": ">=", "value": 0, "error_title": "请写数字",
            "error_message": "金额只写数字，没有的不填。", "error_type": "warning",
        }  # fmt: skip
        sheet.data_validation(FIRST_ROW, place, last_row, place, options)
