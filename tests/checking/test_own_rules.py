"""Rules and settings that a user writes in jixiao.toml."""

import pytest
from tests.checking.notation import read_example

from jixiao.checking import InvalidProfile, UnknownRule, assemble, read_settings

TABLE = """
部门：某局
单位：甲中心
项目：会议经费 | 100.00
目标：开好会。
1、1-产出指标；11-数量指标；会议数量；实施周期指标值：6次；年度指标值：2次。
2、3-满意度指标；31-服务对象满意度；满意度；实施周期指标值：≥90%；年度指标值：≥80%。
"""


def own(body: str) -> str:
    return f'[[rule]]\ncode = "OWN001"\ntitle = "自定"\nadvice = "改。"\n{body}'


def messages(toml: str) -> list[str]:
    settings = read_settings(toml.encode())
    checker = assemble(settings, select=["OWN"])
    return [one.message for one in checker.check(read_example(TABLE).reading).findings]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('field = "annual_target.number"\ncomparison = "<"\nvalue = 85\nmessage = "{name} {value}"',
         ["会议数量 2", "满意度 80"]),
        ('field = "annual_target.number"\ncomparison = "<"\nvalue = 85\nmessage = "{name}"\n'
         'where = [{field = "class", comparison = "is", value = "31"}]', ["满意度"]),
        ('field = "annual_target.number"\ncomparison = ">="\nvalue = 79.5\nmessage = "{name}"', ["满意度"]),
        ('field = "name"\ncomparison = "contains"\nvalue = ["会 议", "培训"]\nmessage = "{name}"', ["会议数量"]),
        ('field = "name"\ncomparison = "contains_not"\nvalue = "会议"\nmessage = "{name}"', ["满意度"]),
        ('field = "name"\ncomparison = "matches"\nvalue = "^满意度$"\nmessage = "{name}"', ["满意度"]),
        ('field = "annual_target.unit"\ncomparison = "in"\nvalue = ["次", "场"]\nmessage = "{value}"', ["次"]),
        ('field = "spending_unit.name"\ncomparison = "is"\nvalue = "甲中心"\nmessage = "{project}"',
         ["会议经费"]),
        ('subject = "project"\nfield = "project.total"\ncomparison = ">"\nvalue = "99.99"\n'
         'message = "{project}有{value}"', ["会议经费有100.00"]),
        ('subject = "project"\nfield = "project.objective"\ncomparison = "missing"\nmessage = "x"', []),
        ('subject = "project"\nfield = "project.indicators"\ncomparison = "<"\nvalue = 3\nmessage = "x"', ["x"]),
        ('field = "level1.label"\ncomparison = "is_not"\nvalue = "产出指标"\nmessage = "{name}"', ["满意度"]),
    ],
)  # fmt: skip
def test_a_comparison_finds(body: str, expected: list[str]) -> None:
    assert sorted(set(messages(own(body)))) == sorted(expected)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('field = "colour"\ncomparison = "is"\nvalue = "x"\nmessage = "x"', "没有字段“colour”"),
        ('field = "name"\ncomparison = "is"\nmessage = "x"', "要有 value"),
        ('field = "name"\ncomparison = "like"\nmessage = "x"', "用不了的内容"),
        ('field = "name"\ncomparison = "matches"\nvalue = "("\nmessage = "x"', "正则表达式"),
        ('field = "project.total"\ncomparison = "<"\nvalue = "多"\nmessage = "x"', "不是数"),
        (
            'subject = "project"\nfield = "name"\ncomparison = "present"\nmessage = "x"',
            "没有字段“name”",
        ),
    ],
)
def test_a_rule_that_cannot_be_used_is_explained(body: str, reason: str) -> None:
    with pytest.raises(InvalidProfile, match=reason):
        messages(own(body))


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("profile = ", "写法不对"),
        ("colour = 1", "用不了的内容"),
        ('profile = "火星"', "没有名为“火星”"),
        ("[rules.XXX999]\noff = true", "不存在的规则 XXX999"),
        ('[rules.VAL004]\nseverity = "fatal"', "VAL004 的写法不对"),
    ],
)
def test_settings_that_cannot_be_used_are_explained(toml: str, reason: str) -> None:
    with pytest.raises(InvalidProfile, match=reason):
        assemble(read_settings(toml.encode()))


def test_a_file_that_is_not_utf_8_is_explained() -> None:
    with pytest.raises(InvalidProfile, match="UTF-8"):
        read_settings("profile = '广州'".encode("gb18030"))


def test_two_rules_of_one_code_and_a_wrong_code_are_refused() -> None:
    body = own('field = "name"\ncomparison = "present"\nmessage = "x"')
    with pytest.raises(InvalidProfile, match="OWN001"):
        assemble(read_settings(f"{body}\n{body}".encode()))
    with pytest.raises(InvalidProfile, match="编号“VAL900”不对"):
        assemble(read_settings(body.replace("OWN001", "VAL900").encode()))


def test_a_rule_can_be_switched_off_and_selected() -> None:
    off = assemble(read_settings(b"[rules.VAL004]\noff = true"))

    assert "VAL004" not in {one.code for one in off.rules}
    assert [one.code for one in assemble(select=["val004"]).rules] == ["VAL004"]
    assert [one.code for one in assemble(select=["target-repeats-name"]).rules] == ["VAL004"]
    assert "VAL004" not in {one.code for one in assemble(ignore=["VAL"]).rules}
    with pytest.raises(UnknownRule, match="XYZ"):
        assemble(select=["XYZ"])


def test_the_hash_moves_with_an_own_rule() -> None:
    body = own('field = "name"\ncomparison = "present"\nmessage = "x"')
    one = assemble(read_settings(body.encode())).ruleset.sha256
    other = assemble(read_settings(body.replace('"x"', '"y"').encode())).ruleset.sha256

    assert one != other
