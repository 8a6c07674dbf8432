"""An entry the next ran into is told once; neither half is judged, and the entries around it are."""

from tests.checking.notation import read_example

from jixiao.checking import Checker, standard_policy

RUN_ON = """
项目：平台运维 | 98.00
目标：保障平台全年运行，提高监管效率。
1、1-产出指标；11-数量指标；巡检次数；实施周期指标值：24次；年度指标值：24次。
2、1-产出指标；12-质量指标；平台故障修复率；实施周期指标值：3、1-产出指标；13-时效指标；平台故障修复率；实施周期指标值：≥98%；年度指标值：≥98%。
3、1-产出指标；13-时效指标；数据准确率；实施周期指标值：≥98%；年度指标值：≥98%。
"""


def test_the_run_on_is_told_and_its_halves_are_not_judged() -> None:
    reading, _, _ = read_example(RUN_ON)
    found = [
        (one.rule, one.indicator.number if one.indicator else None, one.outcome)
        for one in Checker(standard_policy()).check(reading).findings
        if one.rule in ("WRD003", "TAB003", "IND105")
    ]
    assert ("WRD003", 2, "found") in found
    assert {outcome for rule, _, outcome in found if rule == "TAB003"} == {"insufficient_data"}
    # 数据准确率 has a number of its own, and no time in it.
    assert sorted(outcome for rule, _, outcome in found if rule == "IND105") == [
        "found",
        "insufficient_data",
    ]
