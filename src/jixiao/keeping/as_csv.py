"""Readings as CSV: one row an indicator."""

import csv
import io
from collections.abc import Iterable, Iterator

from jixiao.model import AMOUNT_FIELDS, Funding, Indicator, Reading, Target

COLUMNS: dict[str, str] = {
    "source": "文件名",
    "table_number": "文件内第几张表，从 1 起",
    "department": "部门",
    "budget_year": "预算年度，未写明为空",
    "amount_unit": "金额单位",
    "spending_unit": "资金使用单位",
    "project_number": "表内第几个项目，从 1 起",
    "project": "项目名称",
    "total": "项目总计",
    "fiscal_appropriation": "财政拨款",
    "special_account_appropriation": "财政专户拨款",
    "other_funds": "其他资金",
    "objective": "绩效目标",
    "number": "指标编号",
    "level1_code": "一级指标编码",
    "level1_label": "一级指标名称",
    "level2_code": "二级指标编码",
    "level2_label": "二级指标名称",
    "class": "能确定时的二级指标编码",
    "name": "指标名称",
    "period_target": "实施周期指标值",
    "annual_target": "年度指标值",
    "text": "整条指标原文",
    "doubts": "存疑",
    "at": "位置，行:列:起-止，几处之间用空格",
}
"""Keys of the header, and what stands under them."""

# A spreadsheet would run a cell that begins so as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_header() -> bytes:
    """The header row, in UTF-8 without BOM; rows end with CR LF."""
    return _lines([list(COLUMNS)])


def csv_rows(reading: Reading) -> bytes:
    """One row an indicator, without header.

    Amounts are as in the JSON. In other columns a cell that a spreadsheet would run as a formula
    gets a leading apostrophe. Projects without indicators have no row, see
    `projects_without_indicators`.
    """
    return _lines(_rows(reading))


def projects_without_indicators(reading: Reading) -> tuple[str, ...]:
    """Names of the projects that have no row in the CSV, in printed order."""
    return tuple(
        project.name or "（无名称）"
        for table in reading.tables
        for project in table.projects
        if not project.indicators
    )


def _rows(reading: Reading) -> Iterator[list[str]]:
    for number, table in enumerate(reading.tables, start=1):
        front = [
            reading.source.name,
            str(number),
            table.department,
            None if table.budget_year is None else str(table.budget_year),
            table.amount_unit,
        ]
        place = 0
        for unit in table.spending_units:
            for project in unit.projects:
                place += 1
                before = [_safe(cell) for cell in (*front, unit.name, str(place), project.name)]
                before += [*_amounts(project.funding), _safe(project.objective)]
                for indicator in project.indicators:
                    yield [*before, *(_safe(cell) for cell in _cells(indicator))]


def _amounts(funding: Funding) -> list[str]:
    amounts = (getattr(funding, field) for field in AMOUNT_FIELDS)
    return ["" if amount is None else str(amount) for amount in amounts]


def _cells(indicator: Indicator) -> list[str | None]:
    return [
        None if indicator.number is None else str(indicator.number),
        indicator.level1.code,
        indicator.level1.label,
        indicator.level2.code,
        indicator.level2.label,
        indicator.class_,
        indicator.name,
        _text(indicator.period_target),
        _text(indicator.annual_target),
        indicator.text,
        "；".join(doubt.message for doubt in indicator.doubts),
        " ".join(str(place) for place in indicator.at),
    ]


def _text(target: Target | None) -> str | None:
    return None if target is None else target.text


def _safe(cell: str | None) -> str:
    """The cell as text that no spreadsheet runs.

    >>> _safe("=1+1"), _safe("不少于2次"), _safe(None)
    ("'=1+1", '不少于2次', '')
    """
    if cell is None:
        return ""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _lines(rows: Iterable[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()
