"""Where a finding about a whole table points to: its head, or the row of the sum that is meant."""

import pytest
from tests.understanding.builders import FRONT, HEADER, row, total

from jixiao.checking import Checker, find_rule, standard_policy
from jixiao.model import Finding
from jixiao.pipeline import read

PROJECTS = (row("甲项目", "30.00"), row("乙项目", "60.00"))


def found(code: str, *rows: str) -> list[Finding]:
    text = "\n".join([FRONT, HEADER, *rows])
    reading = read(text.encode(), "表.txt")
    return list(Checker(standard_policy(), rules=[find_rule(code)]).check(reading).findings)


@pytest.mark.parametrize(
    ("grand", "unit", "line"),
    [("96.00", "90.00", 5), ("90.00", "96.00", 6)],
    ids=["grand total", "spending unit"],
)
def test_a_wrong_sum_is_where_it_is_printed(grand: str, unit: str, line: int) -> None:
    (finding,) = found("AMT002", total("合计", grand), total("某中心", unit), *PROJECTS)

    assert [(place.line, place.column) for place in finding.at] == [(line, 1)]


def test_a_total_that_its_funding_gainsays_is_where_it_is_printed() -> None:
    rows = ("合计\t90.00\t80.00\t\t5.00\t\t", total("某中心", "90.00"), *PROJECTS)
    (finding,) = found("AMT001", *rows)

    assert [(place.line, place.column) for place in finding.at] == [(5, 1)]


def test_what_a_table_lacks_is_said_at_its_head() -> None:
    (finding,) = found("TAB006", total("合计", "90.00"), total("某中心", "90.00"), *PROJECTS)

    assert finding.message == "表上没有写预算年度。"
    assert [(place.line, place.column) for place in finding.at] == [(1, 1)]
