"""Values that are easily misread: each was met in a published table."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model import print_value
from jixiao.pipeline import read_value

TRAPS = [
    # text, name of the indicator, kind, number, unit, how sure
    ("不少于1；1.5", "住房套数与入住人员比例", "at_least", "1", "比", "likely"),
    ("100%(口岸查验单位满意)", "满意度", "exactly", "100", "%", "certain"),
    ("≥98%(实际修复次数/报修次数*100%)", "修复率", "at_least", "98", "%", "certain"),
    ("2/5的村集体收入达到15万", "村集体经济收入", "at_least", "15", "万", "likely"),
    ("3个以上(含3个)", "个数", "at_least", "3", "个", "certain"),
    ("1次(含)以上", "次数", "at_least", "1", "次", "certain"),
    ("吸引超10家以上优秀企业到花都进行招商考察", "", "at_least", "10", "家", "likely"),
    ("本科以上学历人才超过50人", "人才集聚能力", "more_than", "50", "人", "likely"),
    ("狮岭镇培育年产值过亿元企业50家以上", "企业数", "at_least", "50", "家", "likely"),
    ("$\\geq 90\\%$", "满意度", "at_least", "90", "%", "certain"),
    (
        "兑现2023.10-2024.3住房保障经费，预计33万元",
        "住房保障经费",
        "exactly",
        "33",
        "万元",
        "likely",
    ),
    ("连山、连南、德庆县每县帮扶项目≥3个", "帮扶项目", "at_least", "3", "个", "likely"),
    ("当触发预设的保险赔付条件，保险公司100%赔付到位", "获赔率", "exactly", "100", "%", "likely"),
    ("采访群众,满意率达60%", "满意度", "at_least", "60", "%", "likely"),
    ("不超不超过53.7万", "", "at_most", "53.7", "万", "likely"),
    ("≤5天内", "", "at_most", "5", "天", "certain"),
    ("达到95%以上", "", "at_least", "95", "%", "certain"),
    ("不少1500件/年", "", "at_least", "1500", "件/年", "likely"),
    ("》90%", "", "at_least", "90", "%", "likely"),
    ("20家企业以上", "", "at_least", "20", "家", "certain"),
    ("不高于20元/家次", "", "at_most", "20", "元/家次", "certain"),
    ("660亿人民币", "进出口额", "exactly", "660", "亿元", "certain"),
    ("三年累计不少于900家次", "", "at_least", "900", "家次", "certain"),
    ("上百家", "", "at_least", "100", "家", "likely"),
    ("指派13个执业律师驻点13个社区", "", "exactly", "13", "个", "guess"),
    ("0次", "安全事故发生次数", "exactly", "0", "次", "certain"),
]


@pytest.mark.parametrize(("text", "name", "kind", "number", "unit", "sure"), TRAPS)
def test_a_number_is_read_with_its_comparator_and_unit(
    text: str, name: str, kind: str, number: str, unit: str, sure: str
) -> None:
    value = read_value(text, name=name)

    assert (value.kind, str(value.number)) == (kind, number)
    assert value.measure_unit is not None
    assert value.measure_unit.canonical == unit
    assert value.confidence == sure
    assert print_value(msgspec.structs.replace(value, text="")) == text


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("合格及以上", "年度考核结果", "qualitative"),
        ("无规模性返贫风险", "规模性返贫风险", "qualitative"),
        ("人才支援保障保持不变", "", "qualitative"),
        ("达标", "", "qualitative"),
        ("无", "有无资金浪费", "yes_no"),
        ("无", "资金到位率", "not_stated"),
        ("不适用", "", "not_stated"),
        ("", "", "not_stated"),
        ("按照市分配金额划拨资金", "按要求划拨资金", "reference"),
        ("各1次", "组织健康检查、卫生知识培训", "compound"),
        ("季度报告4份，年度报告1份", "编制报告数量", "compound"),
        ("≥2（其中保税物流企业不低于1家）", "补助企业数量", "compound"),
    ],
)
def test_words_are_not_taken_for_numbers(text: str, name: str, kind: str) -> None:
    assert read_value(text, name=name).kind == kind


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024年12月31日前完成验收", "2024-12-31"),
        ("2024年3月底前", "2024-03"),
        ("6月底前", "--06"),
        ("1月17日前", "--01-17"),
        ("2023-10-31", "2023-10-31"),
        ("每月8号前", "---08"),
        ("2023.07-2024.01", "2023-07/2024-01"),
    ],
)
def test_a_date_is_only_as_exact_as_printed(text: str, date: str) -> None:
    value = read_value(text, name="完成时间")

    assert (value.kind, value.date) == ("deadline", date)


def test_a_range_has_two_bounds() -> None:
    value = read_value("增长率达4%至8%")

    assert (value.kind, value.number, value.upper) == ("between", Decimal(4), Decimal(8))


def test_a_high_target_for_a_bad_thing_is_doubted() -> None:
    value = read_value("100%", name="返贫风险", level2="22")

    assert value.direction != "higher_is_better"
    assert value.confidence != "certain"


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_gives_a_value_that_prints_itself(text: str, name: str) -> None:
    value = read_value(text, name=name)
    position = 0

    for span in value.spans:
        assert (span.start, span.text) == (position, text[span.start : span.end])
        position = span.end
    assert position == len(text)
    assert print_value(msgspec.structs.replace(value, text="")) == text
