"""``jixiao value``: one line out for each value in, in every format."""

import json

import pytest
from click.testing import CliRunner

from jixiao.cli import main


def run(*arguments: str, stdin: str | None = None) -> str:
    result = CliRunner().invoke(main, ["value", *arguments], input=stdin)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_one_value_is_an_object_with_every_promised_key() -> None:
    found = json.loads(run("不少于300家次", "--format", "json"))

    promised = (
        "text kind number upper lower_inclusive upper_inclusive comparator_stated measure_unit date "
        "precision anchor offset baseline per grade scope condition note direction direction_stated "
        "direction_reason comparison_code confidence confidence_reason parts spans"
    )
    assert set(promised.split()) <= set(found)
    assert (found["text"], found["kind"], found["number"]) == ("不少于300家次", "at_least", "300")
    assert found["measure_unit"]["canonical"] == "家次"
    assert found["comparison_code"] == 1


def test_each_line_in_gives_one_line_out_in_order_also_an_empty_one() -> None:
    lines = run("--format", "jsonl", stdin="90%以上\n\n有无资金浪费\t无\n≤5次").splitlines()

    found = [json.loads(line) for line in lines]
    assert [one["text"] for one in found] == ["90%以上", "", "无", "≤5次"]
    assert [one["kind"] for one in found] == ["at_least", "not_stated", "yes_no", "at_most"]


def test_a_unit_may_come_from_the_name() -> None:
    found = json.loads(run("5", "--name", "增长率(%)", "--level2", "21", "--format", "json"))

    assert found["measure_unit"]["from"] == "name"
    assert found["measure_unit"]["text"] == "%"


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
def test_any_text_is_taken(form: str) -> None:
    assert run("￥%……&*（\x00", "--format", form)


def test_the_table_names_kinds_in_chinese() -> None:
    text = run("不少于300家次", "2024年12月31日前完成验收", "有所提高")

    for word in ("至少", "期限", "定性", "2024-12-31", "家次"):
        assert word in text


def test_a_value_may_begin_with_a_minus() -> None:
    found = json.loads(run("-18℃±2℃", "-5%", "--format", "json"))

    assert [(one["number"], one["measure_unit"]["text"]) for one in found] == [
        ("-18", "℃"),
        ("-5", "%"),
    ]


@pytest.mark.parametrize("typed", ["--nane", "--nane=温度", "-n"])
def test_a_mistyped_option_is_no_value(typed: str) -> None:
    result = CliRunner().invoke(main, ["value", typed, "5次"])

    assert result.exit_code == 2
    assert f"没有 {typed.partition('=')[0]} 这个选项" in result.stderr
