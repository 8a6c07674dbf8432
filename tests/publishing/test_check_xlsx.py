"""The workbook of a check: the form as it prints, comments at the cells, a sheet of findings."""

import io

import openpyxl
import pytest
from tests.publishing.records import records
from tests.reading.rendering import truth

from jixiao.checking import Checker, standard_policy, summaries
from jixiao.pipeline import read
from jixiao.publishing.check_report.xlsx import report_xlsx


@pytest.fixture(scope="module")
def content() -> bytes:
    reading = truth("baiyun")
    checker = Checker(standard_policy())
    return report_xlsx(reading.tables, checker.check(reading), summaries(checker.policy))


def test_a_finding_stands_as_a_comment_at_its_cell(content: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["目标表"]
    row = next(r for r in range(4, sheet.max_row + 1) if sheet.cell(r, 1).value == "信创工作经费")
    comment = sheet.cell(row, 7).comment

    assert comment is not None
    assert "VAL102" in comment.text
    assert "采购程序合规率" in comment.text
    assert sheet.cell(row, 3).comment is None
    assert sheet.cell(row, 2).value == 28


def test_the_sheet_of_findings_lists_them_all(content: bytes) -> None:
    reading = truth("baiyun")
    findings = Checker(standard_policy()).check(reading).findings
    sheet = openpyxl.load_workbook(io.BytesIO(content))["问题"]
    listed = [
        row for row in sheet.iter_rows(min_row=2, values_only=True) if isinstance(row[0], int)
    ]

    assert [(row[0], row[6], row[7]) for row in listed] == [
        (n, one.count, one.message) for n, one in enumerate(findings, start=1)
    ]


def test_the_table_in_it_reads_back_the_same(content: bytes) -> None:
    assert records(read(content, "a.xlsx")) == records(truth("baiyun"))
