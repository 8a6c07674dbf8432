"""Parquet: the rows of the CSV with types; amounts and numbers are exact decimals, never floats."""

import io
from collections.abc import Iterable
from typing import BinaryIO

from jixiao.model import Reading


def write_parquet(readings: Iterable[Reading], file: BinaryIO) -> int:
    """Write one row an indicator, as `write_csv` does, in batches: memory stays flat.

    Each column carries its titles and meaning in both languages.

    Returns:
        How many rows were written.

    Raises:
        CannotCarry: A text or number cannot be carried; what was written so far is no use.
    """
    # pyarrow takes a while to load; only who asks for Parquet waits for it.
    from jixiao.publishing.open_data.arrow_rows import write_rows  # noqa: PLC0415

    return write_rows(readings, file)


def parquet_file(readings: Iterable[Reading]) -> bytes:
    """What `write_parquet` writes, as bytes."""
    buffer = io.BytesIO()
    write_parquet(readings, buffer)
    return buffer.getvalue()
