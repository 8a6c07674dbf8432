"""一体化 elements: the triple, two rows an indicator, and files of a system without our keys."""

import json
from typing import Any

from tests.publishing.open_data.forms import sample
from tests.publishing.records import records
from tests.understanding.builders import entry, reading_of, row, total

from jixiao.pipeline import read
from jixiao.publishing import integrated_file


def written(*rows: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(integrated_file([reading_of(*rows)]))
    return made


def test_each_indicator_has_a_row_for_the_period_and_one_for_the_year() -> None:
    content = written(
        total("合计", "1.00"), row("甲项目", "1.00", entry(1, "走访企业", "无", "不少于300家次"))
    )
    period, annual = content["PM_PERF_INDICATOR"]

    assert content["status"] == "second_hand"
    assert (period["yearflag"], annual["yearflag"]) == (1, 0)
    assert (annual["computesign"], annual["indexval"], annual["meterunit"]) == (1, "300", "家次")
    assert (annual["kpi_val"], annual["lv3_perf_ind_name"]) == ("不少于300家次", "走访企业")
    assert annual["lv2_perf_ind_code"] == "11"
    assert content["PM_PROJECT_INFO"][0]["pro_total_amt"] == 1
    assert content["PM_PERF_GOAL_INFO"][0]["kpi_target"] == "目标"


def test_a_long_text_is_named_and_not_cut() -> None:
    content = written(total("合计", "1.00"), row("甲项目", "1.00", objective="长" * 2001))

    assert content["x_notes"] == ["PM_PERF_GOAL_INFO.kpi_target：有 1 处超过 2000 字，没有截短。"]
    assert len(content["PM_PERF_GOAL_INFO"][0]["kpi_target"]) == 2001


def test_every_printed_target_stands_beside_its_triple() -> None:
    reading = sample("baiyun")
    rows = json.loads(integrated_file([reading]))["PM_PERF_INDICATOR"]

    assert len(rows) == 2 * len(reading.table.indicators)
    assert all(r["kpi_val"] is not None and r["indexval"] is not None for r in rows)


SYSTEM = {
    "schema": "jixiao.integrated/1",
    "PM_PROJECT_INFO": [
        {"proCode": "440118241T00000000001", "proName": "甲项目", "proTotalAmt": "1,200.50", "agencyCode": "001"},
        {"pro_code": "440118241T00000000002", "pro_name": "乙项目", "pro_total_amt": 30, "agency_code": "002"},
    ],
    "PM_PERF_GOAL_INFO": [
        {"pro_code": "440118241T00000000001", "fiscal_year": "2024", "kpi_target": "甲目标"},
        {"pro_code": "440118241T00000000002", "fiscalYear": 2024, "ndgoal": "乙目标"},
    ],
    "PM_PERF_INDICATOR": [
        {"pro_code": "440118241T00000000001", "findex": 1, "sindex": 11, "kpiContent": "走访企业", "computesign": "1", "indexval": "300", "meterunit": "家次", "yearflag": "0"},
        {"pro_code": "440118241T00000000001", "findex": 1, "sindex": 11, "kpiContent": "走访企业", "computesign": "1", "indexval": "900", "meterunit": "家次", "yearflag": "1"},
        {"pro_code": "440118241T00000000002", "lv1_perf_ind_code": "3", "lv1_perf_ind_name": "满意度指标", "lv2_perf_ind_code": "31", "lv3_perf_ind_name": "满意度", "computesign": 1, "indexval": "90", "meterunit": "%", "yearflag": 0},
    ],
}  # fmt: skip


def test_a_file_of_a_system_gives_projects_units_and_targets() -> None:
    reading = read(json.dumps(SYSTEM).encode(), "x")
    table = reading.table
    first, second = table.projects
    walked, pleased = table.indicators

    assert table.budget_year == 2024
    assert len(table.spending_units) == 2
    assert (first.name, str(first.funding.total), first.objective) == (
        "甲项目",
        "1200.50",
        "甲目标",
    )
    assert (second.name, second.objective) == ("乙项目", "乙目标")
    assert [t.text for t in walked.targets] == ["≥900家次", "≥300家次"]
    assert walked.text == "1、1-；11-；走访企业；实施周期指标值：≥900家次；年度指标值：≥300家次。"
    assert pleased.period_target is None
    assert pleased.annual_target is not None
    assert pleased.annual_target.value is not None
    assert pleased.annual_target.value.kind == "at_least"


def test_what_a_system_gave_goes_out_and_comes_back() -> None:
    reading = read(json.dumps(SYSTEM).encode(), "x")

    assert records(read(integrated_file([reading]), "y")) == records(reading)
