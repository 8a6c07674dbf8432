"""The traps of the handbook (values.md, section 3), each as printed in the samples."""

from typing import Any

import pytest
from tests.understanding.target_value.reading import expected, parts, read

from jixiao.understanding.target_value import parse_target

PERCENT = "%"
SINGLE: list[tuple[str, str, dict[str, Any]]] = [
    (
        "不少于1；1.5",
        "住房套数与入住人员比例",
        expected(
            "at_least", number="1", upper="1.5", unit=("；", "比", "value"), confidence="likely"
        ),
    ),
    (
        "100%(口岸查验单位满意)",
        "口岸查验单位对保障工作满意度",
        expected("exactly", number="100", unit=PERCENT, note="口岸查验单位满意"),
    ),
    (
        "≥98%(实际修复次数/报修次数*100%)",
        "设施设备报修修复率",
        expected("at_least", number="98", unit=PERCENT, note="实际修复次数/报修次数*100%"),
    ),
    (
        "2/5的村集体收入达到15万",
        "村集体经济收入",
        expected("at_least", number="15", unit="万", scope="2/5的村集体收入", confidence="likely"),
    ),
    ("3个以上(含3个)", "", expected("at_least", number="3", unit="个")),
    ("1次(含)以上", "举办产业对接会", expected("at_least", number="1", unit="次")),
    ("3个（含3个）以上", "", expected("at_least", number="3", unit="个")),
    (
        "吸引超10家以上优秀企业到花都进行招商考察",
        "推动我区电子音响相关产业高质量发展。",
        expected(
            "at_least",
            number="10",
            unit="家",
            scope="吸引…优秀企业到花都进行招商考察",
            confidence="likely",
        ),
    ),
    (
        "至少30家以上",
        "活动覆盖区相关行业企业数量",
        expected("at_least", number="30", unit="家"),
    ),
    (
        "本科以上学历人才超过50人",
        "人才集聚能力",
        expected(
            "more_than", number="50", unit="人", scope="本科以上学历人才", confidence="likely"
        ),
    ),
    (
        "狮岭镇培育年产值过亿元企业50家以上",
        "培育年产值过亿的企业数",
        expected(
            "at_least",
            number="50",
            unit="家",
            scope="狮岭镇培育年产值过亿元企业",
            confidence="likely",
        ),
    ),
    ("合格及以上", "编外人员年度考核结果", expected("qualitative", grade="合格", stated=True)),
    (r"$\geq 90\%$", "受援地区群众满意度（%）", expected("at_least", number="90", unit=PERCENT)),
    (
        "到2025年,狮岭镇税收区库收入比2022年增长1倍以上",
        "狮岭镇税收区库收入",
        expected(
            "at_least",
            number="1",
            unit="倍",
            date="2025",
            precision="year",
            baseline=(2022, "ratio"),
            scope="狮岭镇税收区库收入比2022年增长",
            confidence="likely",
        ),
    ),
    (
        "兑现2023.10-2024.3住房保障经费，预计33万元",
        "住房保障经费",
        expected(
            "exactly",
            number="33",
            unit="万元",
            date="2023-10/2024-03",
            precision="period",
            scope="住房保障经费",
            confidence="likely",
        ),
    ),
    (
        "连山、连南、德庆县每县帮扶项目≥3个",
        "帮扶项目",
        expected(
            "at_least",
            number="3",
            unit="个",
            scope="连山、连南、德庆县每县帮扶项目",
            confidence="likely",
        ),
    ),
    (
        "当触发预设的保险赔付条件，保险公司100%赔付到位",
        "获赔率",
        expected(
            "exactly",
            number="100",
            unit=PERCENT,
            scope="保险公司…赔付到位",
            condition="当触发预设的保险赔付条件",
            confidence="likely",
        ),
    ),
    ("无", "有无资金浪费", expected("yes_no", grade="无")),
    ("无", "理赔时效", expected("not_stated")),
    ("无规模性返贫风险", "规模性返贫风险", expected("qualitative", confidence="likely")),
    (
        "人才支援保障保持不变",
        "推进东西部协作工作",
        expected(
            "qualitative", grade="保持不变", baseline=(None, "no_change"), confidence="likely"
        ),
    ),
    ("0", "自主申请获得发明专利授权项数", expected("exactly", number="0")),
    ("0", "增长率(%)", expected("exactly", number="0", unit=("%", "%", "name"))),
    ("100", "资金到达率(%)", expected("exactly", number="100", unit=("%", "%", "name"))),
    (
        "5",
        "全年消费品零售总额同比增长率(%)",
        expected("exactly", number="5", unit=("%", "%", "name")),
    ),
    ("180家", "实际使用外资金额(亿美元)", expected("exactly", number="180", unit="家")),
    ("26亿元", "实际使用外资金额(亿美元)", expected("exactly", number="26", unit="亿元")),
    (
        "采访群众,满意率达60%",
        "受惠群众满意度",
        expected(
            "at_least", number="60", unit=PERCENT, scope="采访群众,满意率", confidence="likely"
        ),
    ),
    # huadu 7: what is left of a run-on entry when the number 2 belongs to the next one.
    (
        "2。2、年度内完成",
        "开展培训场次",
        expected("exactly", number="2", scope="年度内完成", confidence="likely"),
    ),
]


@pytest.mark.parametrize(("text", "name", "fields"), SINGLE, ids=[case[0] for case in SINGLE])
def test_a_trap_is_read_as_the_handbook_says(text: str, name: str, fields: dict[str, Any]) -> None:
    assert read(text, name) == fields


def test_each_one_means_one_for_every_thing_of_the_name() -> None:
    value = parse_target("各1次", "组织健康检查、卫生知识培训", "11")

    assert value.kind == "compound"
    assert parts("各1次", "组织健康检查、卫生知识培训", "11") == [
        expected("exactly", number="1", unit="次", per="each", scope=thing)
        for thing in ("组织健康检查", "卫生知识培训")
    ]


def test_a_total_and_its_part_are_two_targets() -> None:
    assert parse_target("≥2（其中保税物流企业不低于1家）").kind == "compound"
    assert parts("≥2（其中保税物流企业不低于1家）", "补助企业数量", "11") == [
        expected("at_least", number="2"),
        expected("at_least", number="1", unit="家", scope="其中保税物流企业", confidence="likely"),
    ]


def test_three_clauses_are_three_targets() -> None:
    text = "区主要领导1次,组团帮扶单位主要领导1次,分管领导2次任务"

    assert parts(text, "落实双方领导互访交流") == [
        expected("exactly", number="1", unit="次", scope="区主要领导", confidence="likely"),
        expected(
            "exactly", number="1", unit="次", scope="组团帮扶单位主要领导", confidence="likely"
        ),
        expected("exactly", number="2", unit="次", scope="分管领导…任务", confidence="likely"),
    ]


def test_a_risk_of_100_percent_is_never_higher_is_better_without_a_doubt() -> None:
    value = parse_target("100%", "返贫风险", "22")

    assert value.direction == "lower_is_better"
    assert value.confidence == "likely"
    assert value.confidence_reason == "名称含“返贫”，目标值却不是零，方向存疑"


def test_of_two_dates_beside_one_number_the_kept_one_is_doubted() -> None:
    value = parse_target("6月30日前、12月31日前各拨付一次", "拨付时间")

    assert value.number == 1
    assert (value.date, value.confidence) == ("--12-31", "likely")
