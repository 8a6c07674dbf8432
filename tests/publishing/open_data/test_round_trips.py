"""What is published reads back the same, in every form."""

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from tests.publishing.open_data.forms import FORMS, SAMPLES, sample, without_places
from tests.publishing.random_readings import READINGS
from tests.publishing.records import records
from tests.understanding.builders import entry, reading_of, row, total

from jixiao.model import Reading
from jixiao.pipeline import read
from jixiao.publishing import package_files
from jixiao.understanding import with_table_values
from jixiao.understanding.arithmetic import sums_of

KINDS = {
    "no unit rows": reading_of(total("合计", "30.00"), row("甲项目", "10.00"), row("乙项目", "20.00")),
    "sums that do not hold": reading_of(total("合计", "99.00"), total("某局", "50.00"), row("甲项目", "10.00")),
    "a project without indicators": reading_of(total("合计", "10.00"), total("某局", "10.00"), "甲项目\t10.00\t10.00\t\t\t目标\t"),
    "a unit without projects": reading_of(total("合计", "10.00"), total("某局", "0.00"), total("他局", "10.00"), row("甲项目", "10.00")),
    "entries with the same number": reading_of(total("合计", "10.00"), row("甲项目", "10.00", entry(1) + entry(1, "会议", "无", "=2次"))),
    "a negative amount": reading_of(total("合计", "-10.00"), row("甲项目", "-10.00", entry(1, "-5", "-5", "+5"))),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_comes_back_to_the_letter(name: str, form: str) -> None:
    reading = sample(name)

    back = read(FORMS[form]([reading]), "x")

    assert records(back) == records(reading)
    assert without_places(back) == without_places(reading)
    assert (back.source.reader, back.source.recognised) == (f"jixiao-{form}", False)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_table_comes_back(kind: str, form: str) -> None:
    back = read(FORMS[form]([KINDS[kind]]), "x")

    assert records(back) == records(KINDS[kind])
    assert without_places(back) == without_places(KINDS[kind])


@pytest.mark.parametrize("form", FORMS)
def test_several_readings_in_one_file_come_back_as_its_tables(form: str) -> None:
    readings = [sample(name) for name in SAMPLES]

    back = read(FORMS[form](readings), "x")

    joined = replace(readings[0], tables=tuple(t for one in readings for t in one.tables))
    assert records(back) == records(joined)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(reading=READINGS)
def test_a_random_table_comes_back_to_the_letter(form: str, reading: Reading) -> None:
    back = read(FORMS[form]([reading]), "x")

    tables = tuple(
        with_table_values(replace(table, arithmetic=sums_of(table))) for table in reading.tables
    )
    assert records(back) == records(reading)
    assert without_places(back) == without_places(replace(reading, tables=tables))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(reading=READINGS)
def test_publishing_what_was_read_back_gives_the_same_records(form: str, reading: Reading) -> None:
    once = read(FORMS[form]([reading]), "x")

    assert records(read(FORMS[form]([once]), "y")) == records(reading)


def test_a_package_in_a_folder_comes_back(tmp_path: Path) -> None:
    reading = sample("zengcheng")
    for name, content in package_files([reading]):
        (tmp_path / name).write_bytes(content)

    assert records(read(tmp_path / "datapackage.json")) == records(reading)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_the_order_of_the_rows_does_not_matter(form: str) -> None:
    reading = sample("zengcheng")
    head, *lines = FORMS[form]([reading]).splitlines(keepends=True)
    if form == "jsonl":
        lines, head = [head, *lines], b""
    random.Random(7).shuffle(lines)

    assert records(read(head + b"".join(lines), "x")) == records(reading)


def test_the_same_data_give_the_same_bytes() -> None:
    reading = sample("kaifaqu")
    again = msgspec.json.decode(msgspec.json.encode(reading), type=Reading)

    for form, write in FORMS.items():
        assert write([reading]) == write([again]), form
