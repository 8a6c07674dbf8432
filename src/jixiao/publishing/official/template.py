"""The fill-in workbook: drop-downs, starred columns, comments, a locked head, an example row."""

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from jixiao.model import (
    AMOUNT_FIELDS,
    Indicator,
    ObjectiveTable,
    Project,
    Target,
    fill_in_columns,
    fill_in_example,
    fill_in_signs,
    level_codes,
    to_triple,
)
from jixiao.publishing.official.form import layout_on
from jixiao.publishing.official.prose import is_raw
from jixiao.publishing.official.xlsx import decimals_of, height_of, lines_of, open_book

FIRST_ROW = 4
"""Index of the first row to fill in; the example stands above it."""

_ROOM = 2_000  # rows that are prepared below what is there
_SHEET, _LISTS = "填报", "选项"
_FONT = "宋体"
_MOST_DECIMALS = 6
_Values = dict[str, Any]


def fill_in_template(tables: Sequence[ObjectiveTable], *, filled: bool = False) -> bytes:
    """A workbook to fill in, a sheet for each table; `jixiao.read` reads it when it is filled in.

    Projects, indicators and levels of the tables stand in it to be kept or struck out. Amounts,
    objectives and targets are left open, so that nothing is copied from last year unseen.

    Args:
        tables: Department, unit and year stand above; the rest is a start.
        filled: Amounts, objectives and targets stand in it too.
    """
    buffer = io.BytesIO()
    book = open_book(buffer)
    looks = _looks(book)
    for number, table in enumerate(tables, start=1):
        sheet = book.add_worksheet(_SHEET if len(tables) == 1 else f"{_SHEET}{number}")
        _head(sheet, table, looks)
        row = FIRST_ROW
        for values in _kept(table, filled=filled):
            _write(sheet, row, values, looks["open"], looks)
            row += 1
        for empty in range(row, row + _ROOM):
            for column in range(len(fill_in_columns())):
                sheet.write_blank(empty, column, None, looks["open"])
        _limit(sheet, row + _ROOM - 1)
    _lists(book)
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
        **{
            f"money{n}": book.add_format({**base, "locked": False, "num_format": _money(n)})
            for n in range(_MOST_DECIMALS + 1)
        },
    }  # fmt: skip


def _money(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _head(sheet: Any, table: ObjectiveTable, looks: dict[str, Any]) -> None:
    words = layout_on()
    last = len(fill_in_columns()) - 1
    sheet.merge_range(0, 0, 0, last, "", looks["title"])
    sheet.write_string(0, 0, f"{words.title}（填报）", looks["title"])
    sheet.write_string(1, 0, f"{words.department_label}{table.department or ''}", looks["head"])
    year = "" if table.budget_year is None else str(table.budget_year)
    sheet.write_string(1, 6, f"{words.year_label}{year}", looks["head"])
    sheet.write_string(1, last, f"{words.unit_label}{table.amount_unit or '万元'}", looks["head"])
    sheet.set_row(2, height_of(2))
    for index, column in enumerate(fill_in_columns()):
        sheet.set_column(index, index, column.width)
        if column.required:
            sheet.write_rich_string(
                2, index, looks["star"], "*", looks["bold"], column.title, looks["heading"]
            )
        else:
            sheet.write_string(2, index, column.title, looks["heading"])
        sheet.write_comment(2, index, column.comment, {"x_scale": 1.6, "author": "填报说明"})
    _write(sheet, FIRST_ROW - 1, fill_in_example(), looks["example"], looks)
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "sort": True,
                       "insert_rows": True, "delete_rows": True, "autofilter": True})  # fmt: skip
    sheet.freeze_panes(FIRST_ROW - 1, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C第 &P 页 共 &N 页")


def _write(sheet: Any, row: int, values: _Values, look: Any, looks: dict[str, Any]) -> None:
    for index, column in enumerate(fill_in_columns()):
        value = values.get(column.key)
        if isinstance(value, Decimal):
            decimals = min(_MOST_DECIMALS, decimals_of(value))
            sheet.write_number(row, index, float(value), looks[f"money{decimals}"])
        elif value:
            sheet.write_string(row, index, value, look)
        else:
            sheet.write_blank(row, index, None, look)
    texts = [(str(values.get(one.key) or ""), one.width) for one in fill_in_columns()]
    sheet.set_row(row, height_of(max(lines_of(text, width) for text, width in texts)))


def _kept(table: ObjectiveTable, *, filled: bool) -> Iterator[_Values]:
    for unit in table.spending_units:
        for project in unit.projects:
            for place, indicator in enumerate(project.indicators or (None,)):
                row = _row(unit.name or "", project, indicator)
                if filled and place == 0:
                    row |= {field: getattr(project.funding, field) for field in AMOUNT_FIELDS}
                    row["objective"] = project.objective
                if filled and indicator is not None:
                    row |= _parts("period", indicator.period_target)
                    row |= _parts("annual", indicator.annual_target)
                yield row


def _parts(term: str, target: Target | None) -> _Values:
    """Comparator, value and unit, where these compose to the text as printed."""
    if target is None:
        return {}
    if target.value is not None:
        code, number, unit = to_triple(target.value)
        for sign in fill_in_signs():
            if sign.code == code and f"{sign.printed}{number}{unit}" == target.text and unit:
                return {
                    f"{term}_sign": sign.sign, f"{term}_target": number, f"{term}_unit": unit,
                }  # fmt: skip
    return {f"{term}_target": target.text}


def _row(unit: str, project: Project, indicator: Indicator | None) -> _Values:
    values: _Values = {"spending_unit": unit, "project": project.name or ""}
    if indicator is not None and is_raw(indicator):
        values |= {"name": indicator.text}
    elif indicator is not None:
        values |= {
            "number": "" if indicator.number is None else str(indicator.number),
            "level1": _level(indicator.level1.code, indicator.level1.label),
            "level2": _level(indicator.level2.code, indicator.level2.label),
            "name": indicator.name or "",
        }
    return values


def _level(code: str | None, label: str | None) -> str:
    return "-".join(part for part in (code, label) if part)


def _lists(book: Any) -> None:
    """What the drop-downs offer, on a sheet that everybody can see."""
    lists = book.add_worksheet(_LISTS)
    for column, (title, choices) in enumerate(_offered().values()):
        lists.write_string(0, column, title)
        for row, text in enumerate(choices, start=1):
            lists.write_string(row, column, text)


def _offered() -> dict[str, tuple[str, list[str]]]:
    codes = level_codes()
    found: dict[str, tuple[str, list[str]]] = {}
    for key, title, names in (
        ("level1", "一级指标", codes.level1),
        ("level2", "二级指标", codes.level2),
    ):
        first: dict[str, str] = {}
        for label, code in names.items():
            first.setdefault(code, f"{code}-{label}")
        found[key] = (title, list(first.values()))
    found["sign"] = ("计算符号", [one.sign for one in fill_in_signs()])
    return found


def _limit(sheet: Any, last_row: int) -> None:
    """Drop-downs, and amounts that are numbers; other things are warned of, not forbidden."""
    offered = _offered()
    for place, column in enumerate(fill_in_columns()):
        key = "sign" if column.key.endswith("_sign") else column.key
        options: dict[str, Any] = {"error_type": "warning"}
        if key in offered:
            letter = "ABC"[list(offered).index(key)]
            options |= {
                "validate": "list",
                "source": f"={_LISTS}!${letter}$2:${letter}${len(offered[key][1]) + 1}",
                "error_title": "请从列表里选",
                "error_message": "请选列表里的一项；要写别的，先问财政部门。",
            }
        elif key in AMOUNT_FIELDS:
            options |= {
                "validate": "decimal", "criteria": ">=", "value": 0, "error_title": "请写数字",
                "error_message": "金额只写数字，没有的不填。",
            }  # fmt: skip
        else:
            continue
        sheet.data_validation(FIRST_ROW, place, last_row, place, options)
