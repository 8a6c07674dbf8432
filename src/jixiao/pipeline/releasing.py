"""Before publication: passages that somebody chose are covered, and their values typed anew."""

from collections.abc import Sequence

import msgspec

from jixiao.model import (
    Reading,
    Redacted,
    Redaction,
)
from jixiao.publishing import redact
from jixiao.understanding import with_table_values


def redacted(
    reading: Reading, redactions: Sequence[Redaction]
) -> tuple[Reading, tuple[Redacted, ...]]:
    """The reading with passages covered and its values typed anew, and the record of it."""
    if not redactions:
        return reading, ()
    covered, record = redact(reading, redactions)
    tables = tuple(with_table_values(table) for table in covered.tables)
    return msgspec.structs.replace(covered, tables=tables), record
