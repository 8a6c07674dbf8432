"""The rows of the CSV as Arrow columns; importing this loads pyarrow."""

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal, Inexact
from itertools import chain
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from jixiao.model import Reading
from jixiao.model.dataset import DECIMALS, ROWS, WHOLE_DIGITS, Field, Row, row_fields
from jixiao.publishing.open_data.rows import Group, groups_of, refuse_unwritable

_BATCH = 16_384
_EXACT = Context(prec=100, traps=[Inexact])
_NO_INDICATOR: Row = {}


def parquet_schema() -> Any:
    """Column types; each column carries its titles and meaning in both languages."""
    return pa.schema(
        [
            pa.field(field.name, _type(field), nullable=field.name != "table_number",
                     metadata=_meaning(field))
            for field in row_fields()
        ],
        metadata={"jixiao.schema": ROWS},
    )  # fmt: skip


def write_rows(readings: Iterable[Reading], file: BinaryIO) -> int:
    """What `write_parquet` does."""
    schema = parquet_schema()
    count = 0
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for groups in _batches(groups_of(readings)):
            try:
                batch = _batch(groups, schema)
            except UnicodeEncodeError:
                refuse_unwritable(
                    {**g.front, **row} for g in groups for row in g.indicators or [{}]
                )
                raise
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _batches(groups: Iterable[Group]) -> Iterator[list[Group]]:
    batch: list[Group] = []
    rows = 0
    for group in groups:
        # A group is cut, so that one project with very many indicators is no batch of its own.
        for start in range(0, max(1, len(group.indicators)), _BATCH):
            part = Group(group.front, group.indicators[start : start + _BATCH])
            batch.append(part)
            rows += max(1, len(part.indicators))
            if rows >= _BATCH:
                yield batch
                batch, rows = [], 0
    if batch:
        yield batch


def _batch(groups: list[Group], schema: Any) -> Any:
    indexes = [n for n, group in enumerate(groups) for _ in group.indicators or [_NO_INDICATOR]]
    places = pa.array(indexes, pa.int32())
    rows = list(chain.from_iterable(group.indicators or [_NO_INDICATOR] for group in groups))
    fronts = [group.front for group in groups]
    arrays = []
    own = False
    for field in schema:
        own = own or field.name == "indicator_position"
        # What is the same for all indicators of a project is converted once.
        if own:
            arrays.append(_array(rows, field))
        else:
            arrays.append(_array(fronts, field).take(places))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(rows: list[Row], field: Any) -> Any:
    values = [row.get(field.name) for row in rows]
    if pa.types.is_decimal(field.type):
        scale = field.type.scale
        values = [_scaled(value, scale) if isinstance(value, Decimal) else None for value in values]
    return pa.array(values, field.type)


def _scaled(value: Decimal, scale: int) -> Decimal:
    """The same number without zeros that go beyond the scale."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= scale:
        return value
    return value.quantize(Decimal(1).scaleb(-scale), context=_EXACT)


def _type(field: Field) -> Any:
    if field.type == "string":
        return pa.string()
    if field.type == "integer":
        return pa.int64()
    decimals = DECIMALS[field.type]
    return pa.decimal128(WHOLE_DIGITS + decimals, decimals)


def _meaning(field: Field) -> dict[str, str]:
    meaning = {"title_zh": field.title.zh, "title_en": field.title.en}
    if field.about.zh:
        meaning |= {"description_zh": field.about.zh, "description_en": field.about.en}
    if field.codes:
        meaning["codes"] = "；".join(f"{code} {word}" for code, word in field.codes.items())
    return meaning
