"""Readings as JSON and back."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

import jixiao
from jixiao.keeping import ERROR, ReadingError, ReadingErrorSource, from_json, to_json
from jixiao.model import Document, Reading, UnreadableDocument
from jixiao.pipeline import read

SAMPLES = sorted((Path(jixiao.__file__).parent / "samples").glob("*.txt"))


@pytest.mark.parametrize("pretty", [False, True])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_reading_comes_back_as_it_went(path: Path, pretty: bool) -> None:
    reading = read(path)
    assert from_json(Document("a.json", to_json(reading, pretty=pretty))) == reading


def test_chinese_is_not_escaped_and_one_line_ends_once() -> None:
    content = to_json(read(SAMPLES[0]))
    assert content.count(b"\n") == 1
    assert content.endswith(b"}\n")
    assert b"\\u" not in content
    assert "白云区".encode() in content


def test_amounts_are_strings_with_the_decimals_of_the_print() -> None:
    reading = read(SAMPLES[0])
    table = reading.table
    funding = msgspec.structs.replace(
        table.grand_total, total=Decimal("67634.30"), other_funds=Decimal("0.00")
    )
    table = msgspec.structs.replace(table, grand_total=funding)
    content = msgspec.json.decode(to_json(msgspec.structs.replace(reading, tables=(table,))))
    assert content["tables"][0]["grand_total"]["total"] == "67634.30"
    assert content["tables"][0]["grand_total"]["other_funds"] == "0.00"
    assert content["tables"][0]["grand_total"]["special_account_appropriation"] is None


def test_new_keys_of_a_later_version_are_tolerated() -> None:
    reading: Reading = read(SAMPLES[0])
    content = msgspec.json.decode(to_json(reading))
    content["later"] = 1
    content["tables"][0]["later"] = {"a": 1}
    assert from_json(Document("a.json", msgspec.json.encode(content))) == reading


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{", "不是 jixiao.reading/1 格式的 JSON"),
        (b"[]", "不是 jixiao.reading/1 格式的 JSON"),
        (b'{"schema":"jixiao.reading/1"}', "不是 jixiao.reading/1 格式的 JSON"),
        (
            to_json(ReadingError(ERROR, ReadingErrorSource("a"), "甲", "乙")),
            "不是 jixiao.reading/1 格式的 JSON",
        ),
        (
            to_json(msgspec.structs.replace(read(SAMPLES[0]), schema="jixiao.reading/2")),
            "JSON 的 schema 是 'jixiao.reading/2'，不是 jixiao.reading/1。",
        ),
    ],
    ids=["cut", "list", "keys missing", "an error", "another version"],
)
def test_other_json_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        from_json(Document("a.json", content))
    assert caught.value.problem.startswith(problem)
