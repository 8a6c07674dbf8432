"""The table in its official form with the findings at its cells, and a sheet of findings."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from jixiao.model import (
    BASIS_STATUS_WORDS,
    OUTCOME_WORDS,
    SEVERITIES,
    SEVERITY_WORDS,
    Check,
    Finding,
    ObjectiveTable,
    RuleSummary,
    opinion,
)
from jixiao.publishing.official.form import Form, form_of
from jixiao.publishing.official.xlsx import HEADER_ROW, Styles, open_book, write_form

_COLOURS = {"error": "#F8D7DA", "warning": "#FFF0D0", "info": "#E3EEF9"}
_MOST_IN_COMMENT = 6
_LONGEST_COMMENT = 1500
_COLUMN_OF_FAMILY = {"AMT": 1, "OBJ": 5}
_INDICATORS, _NAME = 6, 0
_TITLES = (
    ("序号", 6), ("程度", 8), ("规则", 10), ("单位", 22), ("项目", 30), ("指标", 30), ("处数", 6),
    ("问题", 60), ("怎么改", 50), ("依据", 30), ("核对", 10), ("审核意见", 22), ("审核类型", 10),
    ("位置", 18), ("已接受", 12),
)  # fmt: skip


def report_xlsx(
    tables: Sequence[ObjectiveTable],
    check: Check,
    rules: Iterable[RuleSummary] = (),
    *,
    paper: str = "a4",
) -> bytes:
    """A workbook: a sheet for each table as the form prints it, and one with all findings.

    Args:
        tables: The tables that were checked.
        check: What was found.
        rules: For their titles.
        paper: a4 or a3.

    Raises:
        CannotCarry: A cell is too long for a workbook.
    """
    buffer = io.BytesIO()
    book = open_book(buffer)
    styles = Styles(book)
    titles = {one.code: one.title for one in rules}
    for number, table in enumerate(tables):
        form = form_of(table)
        sheet = book.add_worksheet("目标表" if len(tables) == 1 else f"目标表{number + 1}")
        write_form(sheet, form, styles, paper)
        findings = [one for one in check.findings if one.table == number and one.suppressed is None]
        _mark(book, sheet, form, findings, titles)
    _list_findings(book, check, titles)
    book.close()
    return buffer.getvalue()


def _mark(
    book: Any, sheet: Any, form: Form, findings: Sequence[Finding], titles: dict[str, str]
) -> None:
    """A comment and a colour for each cell with findings, the gravest colour first."""
    rows = _row_numbers(form)
    cells: dict[tuple[int, int], list[Finding]] = {}
    for one in findings:
        for place in _places(one, rows):
            cells.setdefault(place, []).append(one)
    for severity in SEVERITIES:
        look = book.add_format({"bg_color": _COLOURS[severity]})
        for (row, column), many in cells.items():
            if min(SEVERITIES.index(one.severity) for one in many) == SEVERITIES.index(severity):
                # A conditional colour leaves the cell's own format, and its number, as it is.
                sheet.conditional_format(
                    row,
                    column,
                    row,
                    column,
                    {"type": "formula", "criteria": "=TRUE", "format": look},
                )
    for (row, column), many in cells.items():
        options = {"x_scale": 2.5, "y_scale": min(4, 0.6 + 0.5 * len(many)), "author": "校验"}
        sheet.write_comment(row, column, _comment(many, titles), options)


_Rows = dict[tuple[str | None, str | None], int]


def _row_numbers(form: Form) -> _Rows:
    """The row of each project by unit and name, and by name alone; of a unit without a project."""
    found: _Rows = {}
    unit: str | None = None
    for number, row in enumerate(form.rows, start=HEADER_ROW + 1):
        if row.kind == "spending_unit":
            unit = row.name
            found.setdefault((unit, None), number)
        elif row.kind == "project":
            found.setdefault((unit, row.name), number)
            found.setdefault((None, row.name), number)
    return found


def _places(finding: Finding, rows: _Rows) -> list[tuple[int, int]]:
    """The cells that a finding is about: row by the project, column by what it speaks of."""
    named = [(finding.spending_unit, finding.project, finding.indicator is not None)]
    named += [
        (finding.spending_unit, one.project, one.indicator is not None) for one in finding.also_at
    ]
    found = []
    for unit, project, of_indicator in named:
        row = rows.get((unit, project), rows.get((None, project), HEADER_ROW))
        column = _INDICATORS if of_indicator else _COLUMN_OF_FAMILY.get(finding.rule[:3], _NAME)
        found.append((row, column))
    return list(dict.fromkeys(found))


def _comment(findings: Sequence[Finding], titles: dict[str, str]) -> str:
    lines = []
    for one in findings[:_MOST_IN_COMMENT]:
        number = f"指标{one.indicator.number}：" if one.indicator and one.indicator.number else ""
        unclear = "（不能判断）" if one.outcome != "found" else ""
        lines.append(
            f"【{SEVERITY_WORDS[one.severity]}{unclear} {one.rule}】{number}{one.message}{one.advice}"
        )
    if len(findings) > _MOST_IN_COMMENT:
        rest = sorted({titles.get(one.rule, one.rule) for one in findings[_MOST_IN_COMMENT:]})
        lines.append(f"另有 {len(findings) - _MOST_IN_COMMENT} 条，见“问题”表：{'；'.join(rest)}")
    text = "\n".join(lines)
    return text if len(text) <= _LONGEST_COMMENT else text[: _LONGEST_COMMENT - 1] + "…"


def _list_findings(book: Any, check: Check, titles: dict[str, str]) -> None:
    sheet = book.add_worksheet("问题")
    look = {"font_name": "宋体", "font_size": 10, "valign": "top", "border": 1, "text_wrap": True}
    header = book.add_format({**look, "bold": True, "bg_color": "#E8EEF4", "align": "center"})
    plain = book.add_format(look)
    coloured = {one: book.add_format({**look, "bg_color": _COLOURS[one]}) for one in SEVERITIES}
    for column, (title, width) in enumerate(_TITLES):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, header)
    for number, one in enumerate(check.findings, start=1):
        for column, text in enumerate(_cells(number, one, titles)):
            style = coloured[one.severity] if column == 1 else plain
            if isinstance(text, int):
                sheet.write_number(number, column, text, style)
            else:
                sheet.write_string(number, column, text, style)
    row = len(check.findings) + 1
    for rest in check.not_run:
        if rest.outcome != "not_applicable":
            sheet.write_string(row, 1, OUTCOME_WORDS[rest.outcome], plain)
            sheet.write_string(row, 2, rest.rule, plain)
            sheet.write_string(row, 7, rest.reason, plain)
            row += 1
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, len(check.findings)), len(_TITLES) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C第 &P 页 共 &N 页")


def _cells(number: int, one: Finding, titles: dict[str, str]) -> tuple[str | int, ...]:
    unclear = "（不能判断）" if one.outcome != "found" else ""
    name = ""
    if one.indicator is not None:
        name = f"{one.indicator.number or ''}、{one.indicator.name or ''}"
    where = "；".join(dict.fromkeys(str(place) for place in one.at[:3]))
    return (
        number, f"{SEVERITY_WORDS[one.severity]}{unclear}", f"{one.rule} {titles.get(one.rule, '')}".strip(),
        one.spending_unit or "", one.project or "", name, one.count, one.message, one.advice,
        one.basis.document, BASIS_STATUS_WORDS[one.basis.status],
        opinion(one.opinion_code), one.review_kind or "", where,
        (one.suppressed.reason or "基线") if one.suppressed else "",
    )  # fmt: skip
