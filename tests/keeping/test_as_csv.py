"""Readings as CSV."""

import csv
import io
from decimal import Decimal

import pytest

from jixiao.keeping import COLUMNS, csv_header, csv_rows, projects_without_indicators
from jixiao.model import (
    Doubt,
    Funding,
    Indicator,
    Ledger,
    Level,
    ObjectiveTable,
    Origins,
    Place,
    Project,
    ProjectPlaces,
    Reading,
    Source,
    SpendingUnit,
    Target,
)


def indicator(name: str | None = "会议数量", doubts: tuple[Doubt, ...] = ()) -> Indicator:
    return Indicator(
        number=1,
        text="1、1-产出指标；11-数量指标；会议数量",
        level1=Level("1", "产出指标"),
        level2=Level("11", None),
        class_="11",
        name=name,
        period_target=None,
        annual_target=Target("不少于2次", None, ()),
        at=(Place(line=7, column=7, start=0, end=5), Place(line=9, column=7, start=0, end=2)),
        doubts=doubts,
    )


def reading(*projects: Project, tables: int = 1) -> Reading:
    funding = Funding()
    unit = SpendingUnit("某某局", funding, (), projects)
    table = ObjectiveTable(
        kind="project-objectives",
        dialect=None,
        title=None,
        department="某某局",
        budget_year=None,
        amount_unit="万元",
        origins=Origins(),
        grand_total=funding,
        spending_units=(unit,),
        arithmetic=(),
    )
    source = Source("a.txt", "", "tabbed-text", True)
    return Reading(
        "jixiao.reading/1", source, (table,) * tables, (), (), Ledger(0, 0, 0, 0, 0, {}, ())
    )


def project(name: str | None = "会议经费", *indicators: Indicator) -> Project:
    return Project(name, Funding(total=Decimal("-10.00")), None, ProjectPlaces(), indicators)


def rows(found: Reading) -> list[dict[str, str]]:
    text = (csv_header() + csv_rows(found)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_row_has_every_column() -> None:
    found = rows(
        reading(project("会议经费", indicator(doubts=(Doubt("a", "甲"), Doubt("b", "乙")))))
    )
    assert found == [
        {
            "source": "a.txt",
            "table_number": "1",
            "department": "某某局",
            "budget_year": "",
            "amount_unit": "万元",
            "spending_unit": "某某局",
            "project_number": "1",
            "project": "会议经费",
            "total": "-10.00",
            "fiscal_appropriation": "",
            "special_account_appropriation": "",
            "other_funds": "",
            "objective": "",
            "number": "1",
            "level1_code": "1",
            "level1_label": "产出指标",
            "level2_code": "11",
            "level2_label": "",
            "class": "11",
            "name": "会议数量",
            "period_target": "",
            "annual_target": "不少于2次",
            "text": "1、1-产出指标；11-数量指标；会议数量",
            "doubts": "甲；乙",
            "at": "7:7:0-5 9:7:0-2",
        }
    ]
    assert list(found[0]) == list(COLUMNS)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(begin: str) -> None:
    found = rows(reading(project(f"{begin}甲", indicator(f"{begin}乙"))))
    assert found[0]["project"] == f"'{begin}甲"
    assert found[0]["name"] == f"'{begin}乙"


def test_a_negative_amount_is_no_formula() -> None:
    assert rows(reading(project("甲", indicator())))[0]["total"] == "-10.00"


def test_quotes_commas_and_line_ends_survive() -> None:
    name = '甲,"乙"\n丙\r丁'
    assert rows(reading(project(name, indicator())))[0]["project"] == name


def test_projects_are_counted_through_all_units_of_a_table() -> None:
    found = rows(
        reading(project("甲", indicator()), project("乙"), project("丙", indicator()), tables=2)
    )
    numbers = [(row["table_number"], row["project_number"], row["project"]) for row in found]
    assert numbers == [("1", "1", "甲"), ("1", "3", "丙"), ("2", "1", "甲"), ("2", "3", "丙")]


def test_projects_without_indicators_are_named() -> None:
    found = reading(project("甲", indicator()), project("乙"), project(None))
    assert projects_without_indicators(found) == ("乙", "（无名称）")
    assert len(rows(found)) == 1
