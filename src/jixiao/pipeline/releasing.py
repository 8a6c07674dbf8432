"""Before publication, in order: redact, check at the stage of disclosure, prove it reads back."""

from collections.abc import Sequence

import msgspec

from jixiao.model import (
    Reading,
    Redacted,
    Redaction,
)
from jixiao.publishing import redact
from jixiao.understanding import with_table_values

_HOLDS_HEAD = "里有像条目编号、指标级别或“指标值：”那样的字，印成一格后分不开；请改写这几个字。"
_CHANGED = "印成表后读回来不一样；请检查其中的标点和编号。"


def redacted(
    reading: Reading, redactions: Sequence[Redaction]
) -> tuple[Reading, tuple[Redacted, ...]]:
    """The reading with passages covered and its values typed anew, and the record of it."""
    if not redactions:
        return reading, ()
    covered, record = redact(reading, redactions)
    tables = tuple(with_table_values(table) for table in covered.tables)
    return msgspec.structs.replace(covered, tables=tables), record
