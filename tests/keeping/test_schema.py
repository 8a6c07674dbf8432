"""The JSON Schemas against what is really written and read."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import jixiao
from jixiao.keeping import (
    CORRECTIONS,
    ERROR,
    READING,
    SCHEMAS,
    ReadingError,
    ReadingErrorSource,
    json_schema,
    to_json,
)
from jixiao.pipeline import read
from jixiao.understanding import SCHEMA

SAMPLES = sorted((Path(jixiao.__file__).parent / "samples").glob("*.txt"))


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_a_valid_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("repair", [True, False])
def test_the_reading_of_each_sample_agrees_with_the_schema(path: Path, repair: bool) -> None:
    validator(READING).validate(json.loads(to_json(read(path, repair=repair))))


def test_the_stage_before_and_this_one_mean_the_same_schema() -> None:
    assert SCHEMA == READING


def corrupted(*keys: str | int, value: object) -> Any:
    content = json.loads(to_json(read(SAMPLES[0])))
    inner = content
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    return content


@pytest.mark.parametrize(
    "content",
    [
        corrupted("schema", value="jixiao.reading/2"),
        corrupted("tables", 0, "grand_total", value={}),
        corrupted("tables", 0, "grand_total", "total", value=67634.3),
        corrupted("tables", 0, "grand_total", "total", value="6.76E+4"),
        corrupted("tables", 0, "grand_total", "total", value="67,634.30"),
        corrupted("tables", 0, "spending_units", 0, "projects", 0, "indicators", value=None),
    ],
)
def test_the_schema_refuses_what_was_not_promised(content: Any) -> None:
    assert not validator(READING).is_valid(content)


def test_an_error_object_agrees_with_its_schema() -> None:
    error = ReadingError(ERROR, ReadingErrorSource("a.txt"), "甲", "乙")
    validator(ERROR).validate(json.loads(to_json(error)))


def test_the_corrections_schema_knows_actions_fields_and_amounts() -> None:
    def is_valid(**entry: object) -> bool:
        return validator(CORRECTIONS).is_valid({"schema": CORRECTIONS, "corrections": [entry]})

    assert is_valid(action="undo", key="abc")
    assert is_valid(action="set", project="甲", field="total", value="49000.00")
    assert is_valid(action="set", project="甲", field="total", value=None)
    assert not is_valid(action="drop", key="abc")
    assert not is_valid(action="set", field="money", value="1")
    assert not is_valid(action="set", field="total", value="四万")
    assert not is_valid(action="undo", kye="abc")
