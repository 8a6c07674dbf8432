"""Parquet, read by its own library: exact types, meanings in the file, batches."""

import io
from decimal import Decimal

import pyarrow as pa
import pytest
from msgspec.structs import replace
from pyarrow import parquet
from tests.publishing.open_data.forms import sample
from tests.publishing.records import records

from jixiao.model import Reading
from jixiao.model.dataset import row_fields
from jixiao.pipeline import read
from jixiao.publishing import parquet_file
from jixiao.publishing.open_data import arrow_rows


def test_amounts_are_decimals_and_nothing_is_a_float() -> None:
    content = parquet_file([sample("zengcheng")])
    table = parquet.read_table(io.BytesIO(content))

    assert [f.name for f in table.schema if pa.types.is_floating(f.type)] == []
    assert table.schema.field("grand_total").type == pa.decimal128(26, 6)
    assert table.schema.field("annual_number").type == pa.decimal128(38, 18)
    assert table.column("grand_total")[0].as_py() == Decimal("77452.61")
    assert table.num_rows == 164


def test_each_column_says_what_it_holds_in_both_languages() -> None:
    schema = parquet.read_schema(io.BytesIO(parquet_file([sample("kaifaqu")])))

    assert schema.metadata[b"jixiao.schema"] == b"jixiao.rows/1"
    for field in row_fields():
        meaning = schema.field(field.name).metadata
        assert meaning[b"title_zh"].decode() == field.title.zh
        assert meaning[b"title_en"].decode() == field.title.en


def long(reading: Reading, times: int) -> Reading:
    """The same table with one project of very many indicators."""
    table = reading.table
    unit = table.spending_units[0]
    project = unit.projects[0]
    project = replace(project, indicators=project.indicators * times)
    unit = replace(unit, projects=(*unit.projects[1:], project))
    return replace(reading, tables=(replace(table, spending_units=(unit,)),))


@pytest.mark.parametrize("size", [1, 7, 50])
def test_a_project_longer_than_a_batch_comes_back(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrow_rows, "_BATCH", size)
    reading = long(sample("kaifaqu"), 9)

    assert records(read(parquet_file([reading]), "x")) == records(reading)
