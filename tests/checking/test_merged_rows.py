"""Rows beside merged cells are no rows that a page cut."""

from tests.checking.notation import read_example

import jixiao
from jixiao.pipeline import read

ROWS = """项目支出绩效目标表
部门名称：某某局,,,,,,单位：万元
项目名称（资金使用单位）,总计,财政拨款,财政专户拨款,其他资金,绩效目标,绩效指标
合计,10.00,10.00,,,,
某某局本级,10.00,10.00,,,,
会议经费,10.00,10.00,,,按时开会。,1、1-产出指标；11-数量指标；会议数量；实施周期指标值：2次；年度指标值：2次。
,,,,,,2、2-效益指标；22-社会效益指标；知晓率；实施周期指标值：≥90%；年度指标值：≥90%。
"""
CUT = """原表：
项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标
合计\t18.00\t18.00
某局\t18.00\t18.00
博览会\t18.00\t18.00\t\t\t参加工作。\t1、1-产出指标,11-数量指标,展位数;实施周期指标值:1个,年度指标值:1个;;2、1-产出

开展\t18.00\t18.00\t\t\t宣传产品。\t指标,11-数量指标,企业数量;实施周期指标值:9家,年度指标值:9家;
"""


def test_rows_beside_merged_cells_are_not_cut_by_a_page() -> None:
    merged = read(ROWS.encode(), "a.csv", year=2025)
    cut = read_example(CUT).reading

    assert [one.kind for one in merged.repairs] == ["rows_joined"]
    assert "TAB001" not in {one.rule for one in jixiao.check(merged).findings}
    assert "TAB001" in {one.rule for one in jixiao.check(cut).findings}
