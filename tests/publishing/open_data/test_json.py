"""JSON: numbers as printed, nothing in it that nobody agreed to publish."""

import json
from decimal import Decimal

from tests.publishing.open_data.forms import sample
from tests.understanding.builders import entry, reading_of, row, text_of, total

from jixiao.pipeline import read
from jixiao.publishing import json_file, jsonl_file


def test_amounts_are_numbers_with_the_decimals_of_the_print() -> None:
    reading = reading_of(total("合计", "1,234.50"), row("甲项目", "1,234.50"))

    assert b'"grand_total":1234.50,' in json_file([reading])
    assert b'"project_total":1234.50,' in jsonl_file([reading])
    back = read(json_file([reading]), "x").table.grand_total.total
    assert str(back) == str(Decimal("1234.50"))


def test_the_single_targets_of_a_compound_one_are_listed() -> None:
    reading = reading_of(
        total("合计", "1.00"), row("甲项目", "1.00", entry(1, annual="不少于300家，满意度≥90%"))
    )
    project = json.loads(json_file([reading]))["tables"][0]["units"][0]["projects"][0]
    (one,) = project["indicators"]

    assert one["annual_kind"] == "compound"
    assert [(part["number"], part["measure_unit"]) for part in one["annual_parts"]] == [
        (300, "家"), (90, "%"),
    ]  # fmt: skip
    assert one["period_parts"] == []


def test_what_was_not_understood_and_where_the_file_lay_are_not_published() -> None:
    reading = sample("huadu")
    assert reading.ledger.remainder
    text = text_of(total("合计", "1.00"), row("甲项目", "1.00"))
    content = json_file([read(text.encode(), "/某处/机密/表.txt")])

    assert "表.txt".encode() in content
    assert "某处".encode() not in content
    for word in ("ledger", "remainder", "before", "candidates"):
        assert f'"{word}"'.encode() not in json_file([reading])
