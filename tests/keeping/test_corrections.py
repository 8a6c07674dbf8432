"""Corrections files: what is taken, and what is said about the others."""

import json

import pytest

from jixiao.keeping import InvalidCorrections, parse_corrections
from jixiao.model import Correction, Document


def file(*entries: object) -> Document:
    content = {"schema": "jixiao.corrections/1", "corrections": entries}
    return Document("c.json", json.dumps(content, ensure_ascii=False).encode())


def problems(document: Document) -> tuple[str, ...]:
    with pytest.raises(InvalidCorrections) as caught:
        parse_corrections(document)
    assert caught.value.document == "c.json"
    return caught.value.problems


def test_all_three_actions_are_taken_in_order() -> None:
    document = file(
        {"action": "undo", "key": "abc", "reason": "原件如此", "author": "张三"},
        {"action": "confirm", "key": "def"},
        {
            "action": "set",
            "spending_unit": "某某局",
            "project": "会议经费",
            "field": "total",
            "printed": "40,000.00|49,000.00",
            "value": "49000.00",
        },
    )
    assert parse_corrections(document) == (
        Correction("undo", key="abc", reason="原件如此", author="张三"),
        Correction("confirm", key="def"),
        Correction(
            "set",
            spending_unit="某某局",
            project="会议经费",
            field="total",
            printed="40,000.00|49,000.00",
            value="49000.00",
        ),
    )


def test_a_blank_amount_is_null() -> None:
    document = file({"action": "set", "project": "甲", "field": "other_funds", "value": None})
    assert parse_corrections(document)[0].value is None


def test_thousands_separators_of_a_copied_amount_are_taken_off() -> None:
    document = file({"action": "set", "field": "total", "value": "1,049,000.00"})
    assert parse_corrections(document)[0].value == "1049000.00"


def test_a_bom_is_no_fault() -> None:
    document = file({"action": "undo", "key": "abc"})
    with_bom = Document("c.json", b"\xef\xbb\xbf" + document.content)
    assert parse_corrections(with_bom) == parse_corrections(document)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ({"action": "drop", "key": "a"}, 'action 应是 undo、confirm、set 之一，现在是 "drop"。'),
        ({"key": "a"}, "action 应是 undo、confirm、set 之一，现在是 null。"),
        ({"action": ["set"]}, 'action 应是 undo、confirm、set 之一，现在是 ["set"]。'),
        ("undo", '应是 {…}，现在是 "undo"。'),
        ({"action": "undo"}, "缺少 key；请抄读取结果里那条修复或存疑的编号。"),
        ({"action": "confirm", "key": ""}, "缺少 key；请抄读取结果里那条修复或存疑的编号。"),
        ({"action": "undo", "key": 12}, "key 应是加引号的文字，现在是 12。"),
        ({"action": "undo", "key": "a", "value": "1"}, "undo 不用 value，请去掉。"),
        ({"action": "set", "key": "a", "field": "total", "value": "1"}, "set 不用 key，请去掉。"),
        (
            {"action": "confirm", "kye": "a"},
            "不认识的项 kye；confirm 可用：action、author、key、reason、source。",
        ),
        (
            {"action": "set", "field": "money", "value": "1"},
            "field 应是 total、fiscal_appropriation、special_account_appropriation、other_funds 之一，"
            '现在是 "money"。',
        ),
        (
            {"action": "set", "field": "total"},
            '缺少 value；请写金额，例如 "49000.00"，空白格写 null。',
        ),
        (
            {"action": "set", "field": "total", "value": 49000.0},
            "value 应是加引号的文字，现在是 49000.0。",
        ),
        *(
            (
                {"action": "set", "field": "total", "value": value},
                f'value 应是金额，例如 "49000.00"，现在是 "{value}"。',
            )
            for value in (
                "",
                "四万九",
                "49000.",
                "1e5",
                "NaN",
                "Infinity",
                "4,90",
                "４９",
                "49 000",
            )
        ),
    ],
)
def test_a_wrong_entry_is_named_with_its_number(entry: object, problem: str) -> None:
    assert problems(file({"action": "undo", "key": "fine"}, entry)) == (f"第 2 条：{problem}",)


def test_all_problems_are_named_at_once() -> None:
    found = problems(file({"action": "undo"}, {"action": "confirm", "key": "a"}, {"action": "x"}))
    assert [problem.split("：")[0] for problem in found] == ["第 1 条", "第 3 条"]


def test_two_entries_about_the_same_are_refused() -> None:
    amount = {"action": "set", "project": "甲", "field": "total"}
    found = problems(file({**amount, "value": "1"}, {**amount, "value": "2"}))
    assert found == ("第 2 条：与第 1 条说的是同一处，请只留一条。",)


def test_one_amount_may_have_an_answer_for_each_print() -> None:
    amount = {"action": "set", "project": "甲", "field": "total"}
    document = file(
        {**amount, "printed": "1", "value": "7"}, {**amount, "printed": "2", "value": "8"}
    )
    assert len(parse_corrections(document)) == 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "第 1 行第 1 个字处不合 JSON 写法"),
        (b'{\n  "schema": "x",\n}', "第 3 行第 1 个字处不合 JSON 写法"),
        ("更正".encode("gb18030"), "不是 UTF-8 编码的文本"),
        (b"[]", '最外层应是 {"schema":"jixiao.corrections/1"'),
        (b'{"corrections":[]}', 'schema 应写 "jixiao.corrections/1"，现在是 null'),
        (b'{"schema":"jixiao.corrections/1"}', "corrections 应是一个列表"),
        (b'{"schema":"jixiao.corrections/1","corrections":{}}', "corrections 应是一个列表"),
        (b'{"schema":"jixiao.corrections/1","corrections":[],"x":1}', "不认识的项：x"),
        (b"[" * 100_000, "括号套得太深"),
    ],
    ids=["empty", "comma", "gbk", "list", "no schema", "no list", "object", "unknown", "deep"],
)
def test_a_file_of_another_kind_is_refused(content: bytes, problem: str) -> None:
    found = problems(Document("c.json", content))
    assert len(found) == 1
    assert found[0].startswith(problem) or problem in found[0]
