"""Parquet, unpacked by pyarrow: the columns of our data dictionary as lines of JSON."""

import io
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.model.dataset import row_fields
from jixiao.reading.isolated import Isolated

_BATCH = 8_192
_MOST_ROWS = 20_000_000
_LARGEST = 4 << 30  # bytes of all columns unpacked, as the file itself says
_ADVICE = "请用 jixiao publish 重新生成，或改正后再读。"


class ParquetReader:
    """What pyarrow makes of a file. Its text is JSON, a line each.

    First the columns, name and whether its numbers are inexact; then for each batch of rows a list
    of columns, each with its different values and, for each row, which of them it has.
    """

    name = "parquet"
    selects: frozenset[str] = frozenset()

    def accepts(self, document: Document) -> bool:
        """By the first bytes."""
        return document.content.startswith(b"PAR1")

    def read(self, document: Document) -> RawDocument:
        """The columns.

        Raises:
            UnreadableDocument: The file is damaged or unpacks to more than the limits.
        """
        import pyarrow as pa  # noqa: PLC0415 - only where there is such a file

        try:
            text = "\n".join(_lines(document))
        except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
            raise UnreadableDocument(
                document.name, "Parquet 文件已损坏或不完整，读不出内容。", _ADVICE
            ) from error
        return RawDocument(
            document.name, document.sha256(), self.name, recognised=False, text=text, tables=()
        )


def parquet_columns(document: Document) -> str:
    """What `ParquetReader` reads, from a process of its own."""
    return _ISOLATED.read(document).text


_ISOLATED = Isolated(ParquetReader())


def _lines(document: Document) -> Iterator[str]:
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    content = io.BytesIO(document.content)
    file = parquet.ParquetFile(content)
    groups = range(file.metadata.num_row_groups)
    unpacked = sum(file.metadata.row_group(n).total_byte_size for n in groups)
    if unpacked > _LARGEST or file.metadata.num_rows > _MOST_ROWS:
        problem = "文件解压后异常庞大，没有读取。"
        raise UnreadableDocument(document.name, problem, _ADVICE)
    schema = file.schema_arrow
    yield json.dumps([[one.name, pa.types.is_floating(one.type)] for one in schema])
    wanted = {field.name for field in row_fields()}
    if len(set(schema.names)) != len(schema.names):
        return
    # A long text that many rows share stays one text: a small file makes no large memory.
    texts = [one.name for one in schema if one.name in wanted and pa.types.is_string(one.type)]
    file = parquet.ParquetFile(content, read_dictionary=texts)
    for batch in file.iter_batches(_BATCH, columns=[n for n in schema.names if n in wanted]):
        yield json.dumps([_column(one) for one in batch.columns], default=_plain)


def _column(column: Any) -> tuple[list[Any], list[int | None]]:
    import pyarrow as pa  # noqa: PLC0415

    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    return column.dictionary.to_pylist(), column.indices.to_pylist()


def _plain(value: object) -> object:
    """A number without the zeros that only its column's scale adds; two decimals stay.

    It goes as text in a list: JSON has no numbers as exact as these.
    """
    if not isinstance(value, Decimal):
        raise TypeError(type(value).__name__)
    whole, _, fraction = format(value, "f").partition(".")
    return [f"{whole}.{fraction.rstrip('0').ljust(2, '0')}"]
