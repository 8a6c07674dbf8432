"""Which way is better, and why."""

import pytest

from jixiao.understanding.target_value import parse_target


@pytest.mark.parametrize(
    ("text", "name", "level2", "direction", "stated"),
    [
        ("≥90%", "服务对象满意度", "31", "higher_is_better", True),
        ("超过50人", "人才集聚能力", "23", "higher_is_better", True),
        ("≤5次", "缓解企业经营压力,减少企业投诉", "22", "lower_is_better", True),
        ("不超过19个", "聘用政府雇员数量", "11", "lower_is_better", True),
        ("6月底前", "活动时限", "13", "lower_is_better", True),
        ("0次", "安全事故发生次数", "22", "lower_is_better", False),
        ("24小时", "系统故障修复响应时间", "13", "lower_is_better", False),
        ("0次", "食品安全监管责任事故发生数", "11", "lower_is_better", False),
        ("0起", "粮食安全事件发生数", "22", "lower_is_better", False),
        ("0", "储备粮变质比例", "12", "lower_is_better", False),
        ("0%", "采购程序合规率", "12", "higher_is_better", False),
        ("95%", "资金支出率达到目标值", "13", "higher_is_better", False),
        ("450元", "检查差旅费", "11", "lower_is_better", False),
        ("0%", "采购成本超支率", "12", "lower_is_better", False),
        ("100%", "举报投诉咨询处置率", "11", "higher_is_better", False),
        ("95%", "服务对象满意率", "31", "higher_is_better", False),
        ("240亿元", "引进项目达产后总产值", "22", "higher_is_better", False),
        ("1人", "发放补贴人数", "11", "equal", False),
        ("88台", "更新办公电脑数量", "11", "equal", False),
        ("20元/家次", "通讯费补助标准", "41", "lower_is_better", False),
        ("是", "申报企业是否实现增长", "21", "equal", False),
        ("稳步提升", "区域科技创新能力", "22", "higher_is_better", False),
        ("有效降低", "企业负担", "22", "lower_is_better", False),
        ("合格及以上", "编外人员年度考核结果", "22", "higher_is_better", True),
        ("4%至8%", "销售额", "21", "none", False),
        ("1项", "认定创业领军团队", "11", "none", False),
    ],
)
def test_the_direction_and_whether_it_is_stated(
    text: str, name: str, level2: str, direction: str, *, stated: bool
) -> None:
    value = parse_target(text, name, level2)

    assert (value.direction, value.direction_stated) == (direction, stated)
    assert value.direction_reason


@pytest.mark.parametrize(
    ("text", "name"), [("100%", "返贫风险"), ("5次", "企业投诉次数"), ("≥98%", "设备故障率")]
)
def test_a_bad_thing_that_is_asked_for_leaves_a_doubt(text: str, name: str) -> None:
    value = parse_target(text, name)

    assert value.confidence == "likely"
    assert "方向存疑" in (value.confidence_reason or "")


@pytest.mark.parametrize(
    ("text", "name"),
    [("0次", "企业投诉次数"), ("≥800", "协调处理消费投诉数量"), ("≤5次", "企业投诉次数")],
)
def test_what_makes_sense_leaves_none(text: str, name: str) -> None:
    assert parse_target(text, name).confidence == "certain"
