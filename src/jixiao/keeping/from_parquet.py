"""Our own Parquet file, from the columns that another process unpacked."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from jixiao.keeping.data_cells import from_value, known_fields, missing
from jixiao.keeping.data_rows import Gathered, Where, spread
from jixiao.model import Document, Reading
from jixiao.model.dataset import Field, row_fields

MAGIC = b"PAR1"

Columns = Callable[[Document], str]
"""Gives the columns of a Parquet file as lines of JSON, as `jixiao.reading` makes them."""


def read_parquet(document: Document, columns_of: Columns) -> Reading:
    """The reading of a Parquet file with our columns.

    Raises:
        UnreadableDocument: It is damaged, lacks columns, or contradicts itself.
    """
    gathered = Gathered(document)
    lines = iter(columns_of(document).split("\n"))
    fields = _fields(json.loads(next(lines)), gathered)
    number = 0
    for line in lines:
        for cells in _rows(json.loads(line)):
            number += 1
            where = Where(f"第 {number} 行")
            pairs = zip(fields, cells, strict=True)
            try:
                row = {
                    field.name: from_value(field, value)
                    for field, value in pairs
                    if field is not None
                }
            except ValueError as error:
                raise gathered.refuse(str(error), where) from None
            spread(gathered, row, where)
    return gathered.reading("jixiao-parquet")


def _rows(columns: list[tuple[list[Any], list[int | None]]]) -> Iterator[tuple[Any, ...]]:
    made = []
    for values, places in columns:
        known = [Decimal(one[0]) if isinstance(one, list) else one for one in values]
        made.append([None if place is None else known[place] for place in places])
    yield from zip(*made, strict=True)


def _fields(schema: list[tuple[str, bool]], gathered: Gathered) -> list[Field | None]:
    """The fields in the file's order, None for what is not read back; inexact numbers are refused."""
    names = [name for name, _ in schema]
    if lost := missing(names):
        raise gathered.refuse(f"这不是目标表的 Parquet 数据：缺少 {'、'.join(lost)}。")
    if len(set(names)) != len(names):
        raise gathered.refuse("有重复的栏。")
    known = {field.name: field for field in known_fields()}
    for name, inexact in schema:
        if name in known and inexact:
            raise gathered.refuse(f"{name} 是浮点数，不是精确的数。")
    ours = {field.name for field in row_fields()}
    return [known.get(name) for name in names if name in ours]
