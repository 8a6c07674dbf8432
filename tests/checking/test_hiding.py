"""What one rule finds to be private, no other rule prints."""

from tests.checking.notation import read_example

from jixiao.checking import Checker, standard_policy

# The person is invented.
TEXT = """
项目：困难帮扶 | 5.00
目标：给患尿毒症的退役军人张三丰给予帮扶援助2万元，联系电话13800000000。
1、1-产出指标；11-数量指标；帮扶张 三丰的次数；实施周期指标值：无；年度指标值：无。
"""


def test_no_message_prints_a_private_name_or_number() -> None:
    reading, earlier, companions = read_example(TEXT)
    check = Checker(standard_policy()).check(reading, earlier=earlier, companions=companions)
    said = {(one.rule, one.message) for one in check.findings}

    assert {"PUB001", "CON001"} <= {rule for rule, message in said if "张某某" in message}
    assert not [
        one
        for finding in check.findings
        for one in ("张三丰", "三丰", "张 三", "13800000000")
        if one in finding.message + finding.advice
    ]


def test_a_surname_of_two_characters_is_shown_whole() -> None:
    reading, _, _ = read_example(TEXT.replace("张三丰", "欧阳小虎").replace("张 三丰", "他"))
    check = Checker(standard_policy()).check(reading)

    assert {"欧阳某某" in one.message for one in check.findings if one.rule == "PUB001"} == {
        True,
        False,  # of the number
    }
    assert not [one for one in check.findings if "小虎" in one.message + one.advice]
