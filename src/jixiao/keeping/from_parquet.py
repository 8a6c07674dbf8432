"""Our own Parquet file; pyarrow is loaded only when there is one."""

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from jixiao.keeping.data_cells import from_value, known_fields, missing
from jixiao.keeping.data_rows import Gathered, Where, spread
from jixiao.model import Document, Reading
from jixiao.model.dataset import Field, Row

_BATCH = 8_192
_MOST_ROWS = 20_000_000
_LARGEST = 4 << 30  # bytes of all columns unpacked, as the file itself says
MAGIC = b"PAR1"


def read_parquet(document: Document) -> Reading:
    """The reading of a Parquet file with our columns.

    Raises:
        UnreadableDocument: It is damaged, lacks columns, or contradicts itself.
    """
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    gathered = Gathered(document)
    try:
        content = io.BytesIO(document.content)
        fields = _columns(parquet.ParquetFile(content), gathered)
        # A long text that many rows share stays one text: a small file makes no large memory.
        texts = [field.name for field in fields if field.type == "string"]
        file = parquet.ParquetFile(content, read_dictionary=texts)
        line = 0
        for batch in file.iter_batches(_BATCH, columns=[field.name for field in fields]):
            columns = [_values(column) for column in batch.columns]
            for cells in zip(*columns, strict=True):
                line += 1
                where = Where(f"第 {line} 行")
                spread(gathered, _row(fields, cells, gathered, where), where)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise gathered.refuse("Parquet 文件已损坏或不完整，读不出内容。") from error
    return gathered.reading("jixiao-parquet")


def _row(fields: list[Field], cells: Iterable[Any], gathered: Gathered, where: Where) -> Row:
    pairs = zip(fields, cells, strict=True)
    try:
        return {field.name: from_value(field, _plain(value)) for field, value in pairs}
    except ValueError as error:
        raise gathered.refuse(str(error), where) from None


def _values(column: Any) -> list[Any]:
    import pyarrow as pa  # noqa: PLC0415

    if not pa.types.is_dictionary(column.type):
        return list(column.to_pylist())
    texts = column.dictionary.to_pylist()
    return [None if index is None else texts[index] for index in column.indices.to_pylist()]


def _plain(value: Any) -> Any:
    """A number without the zeros that only its column's scale adds; two decimals stay."""
    if not isinstance(value, Decimal):
        return value
    text = format(value, "f")
    whole, _, fraction = text.partition(".")
    return Decimal(f"{whole}.{fraction.rstrip('0').ljust(2, '0')}")


def _columns(file: Any, gathered: Gathered) -> list[Field]:
    """The fields to read, in the file's order; numbers that are not exact are refused."""
    import pyarrow as pa  # noqa: PLC0415

    schema = file.schema_arrow
    if lost := missing(schema.names):
        raise gathered.refuse(f"这不是目标表的 Parquet 数据：缺少 {'、'.join(lost)}。")
    if len(set(schema.names)) != len(schema.names):
        raise gathered.refuse("有重复的栏。")
    groups = range(file.metadata.num_row_groups)
    unpacked = sum(file.metadata.row_group(n).total_byte_size for n in groups)
    if unpacked > _LARGEST or file.metadata.num_rows > _MOST_ROWS:
        raise gathered.refuse("文件解压后异常庞大，没有读取。")
    known = {field.name: field for field in known_fields()}
    for column in schema:
        if column.name in known and pa.types.is_floating(column.type):
            raise gathered.refuse(f"{column.name} 是浮点数，不是精确的数。")
    return [known[name] for name in schema.names if name in known]
