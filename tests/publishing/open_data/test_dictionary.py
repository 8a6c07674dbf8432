"""One data file names every field; rows, forms and pages agree with it."""

import re
from typing import get_args

import jsonschema
import msgspec
import pytest
from tests.publishing.open_data.forms import SAMPLES, sample

from jixiao.keeping import data_schema
from jixiao.model import KINDS
from jixiao.model.dataset import DATASET, ROWS, dictionary, row_fields
from jixiao.model.integrated import EXTRA, integrated_profile
from jixiao.model.target_value import Confidence, Direction
from jixiao.publishing import dictionary_page, json_file, jsonl_file
from jixiao.publishing.open_data.rows import tables_of


def test_each_row_has_exactly_the_fields_of_its_resource() -> None:
    (table,) = tables_of([sample("kaifaqu")])
    unit = next(table.units)
    project = next(unit.projects)
    rows = [table.row, unit.row, project.row, project.indicators[0][1]]

    for row, resource in zip(rows, dictionary().values(), strict=True):
        assert list(row) != []
        assert set(row) == {field.name for field in resource.fields}, resource.name


def test_the_codes_are_all_that_can_occur() -> None:
    fields = {field.name: field for field in dictionary()["indicators"].fields}
    for term in ("period", "annual"):
        assert set(fields[f"{term}_kind"].codes) == set(KINDS)
        assert set(fields[f"{term}_direction"].codes) == set(get_args(Direction))
        assert set(fields[f"{term}_confidence"].codes) == set(get_args(Confidence))


def test_keys_and_references_name_fields_that_there_are() -> None:
    for resource in dictionary().values():
        names = {field.name for field in resource.fields}
        assert resource.key
        for reference in resource.references:
            assert set(reference.fields) <= names
            assert set(reference.fields) == set(dictionary()[reference.resource].key)


def test_no_two_resources_give_one_name_to_two_things() -> None:
    keys = {"table_number", "unit_number", "project_number"}
    names = [f.name for r in dictionary().values() for f in r.fields if f.name not in keys]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_explains_every_field_in_its_language(language: str) -> None:
    page = dictionary_page(language)

    assert len({f"`{field.name}`" for field in row_fields()} - set(re.findall(r"`\w+`", page))) == 0
    titles = [line.split(" | ")[1] for line in page.splitlines() if line.startswith("| `")]
    chinese = [bool(re.search("[一-鿿]", title)) for title in titles]
    assert all(chinese) if language == "zh" else not any(chinese)


@pytest.mark.parametrize("name", SAMPLES)
def test_json_and_json_lines_keep_their_schema(name: str) -> None:
    readings = [sample(name)]
    lines = jsonl_file(readings).splitlines()
    check = jsonschema.Draft202012Validator(data_schema(ROWS))

    jsonschema.validate(msgspec.json.decode(json_file(readings)), data_schema(DATASET))
    for line in lines:
        check.validate(msgspec.json.decode(line))
    assert len(lines) >= len(readings[0].table.indicators)


def test_the_profile_says_that_it_is_second_hand_and_names_only_our_fields() -> None:
    profile = integrated_profile()
    ours = {field.name for resource in dictionary().values() for field in resource.fields}

    assert profile.status == "second_hand"
    for table in profile.tables.values():
        for one in table.elements:
            assert one.field in ours | {"target"}
            assert one.element.startswith(EXTRA) or one.element not in ours
