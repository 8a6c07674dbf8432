"""One work paid out of two funds has one goal and one set of indicators: said lightly at most."""

import pytest
from tests.checking.notation import read_example

from jixiao.checking import Checker, find_rule, standard_policy

PROJECT = """
项目：{name} | 40.00
目标：提高农业保险覆盖面，增强农民抗风险能力。
1、1-产出指标；11-数量指标；投保面积；实施周期指标值：100亩；年度指标值：100亩。
2、2-效益指标；22-社会效益；保险覆盖率；实施周期指标值：≥90%；年度指标值：≥90%。
"""


def severities(one: str, other: str) -> list[str]:
    reading, _, _ = read_example(PROJECT.format(name=one) + PROJECT.format(name=other))
    rules = (find_rule("LIB001"), find_rule("LIB002"))
    return [
        found.severity for found in Checker(standard_policy(), rules=rules).check(reading).findings
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中央财政农业保险保费补贴", "省级财政农业保险保费补贴"),
        ("残疾人两项补贴-福彩公益金", "残疾人两项补贴-一般公共预算"),
        ("基层文化服务（中央资金）", "基层文化服务（省级资金）"),
        ("医疗保险补助市级配套资金", "医疗保险补助县级配套资金"),
        ("道路改造工程专项债券资金", "道路改造工程自筹资金"),
        ("结转2024年中央就业补助资金", "2025年就业补助资金（本级）"),
    ],
)
def test_the_same_work_out_of_two_funds_is_said_lightly(one: str, other: str) -> None:
    assert severities(one, other) == ["info", "info"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市级道路养护资金", "县级绿化管护资金"),
        ("中央公园维护", "人民广场维护"),
        ("残疾人培训（福彩）", "残疾人体检（福彩）"),
        ("市级机关物资采购", "县级学校电脑采购"),
    ],
)
def test_two_works_with_one_goal_are_not(one: str, other: str) -> None:
    assert severities(one, other) == ["warning", "warning"]
