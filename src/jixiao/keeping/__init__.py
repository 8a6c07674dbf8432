"""Stage 4, keep: records become JSON or CSV and come back; nothing is rounded or left out."""

from jixiao.keeping.as_csv import COLUMNS, csv_header, csv_rows, projects_without_indicators
from jixiao.keeping.as_json import from_json, to_json
from jixiao.keeping.corrections import InvalidCorrections, parse_corrections
from jixiao.keeping.data_schema import data_schema
from jixiao.keeping.from_package import DESCRIPTION as PACKAGE_DESCRIPTION
from jixiao.keeping.own_formats import Kept, read_own
from jixiao.keeping.schema import (
    CHECK,
    CORRECTIONS,
    DIFF,
    ERROR,
    FIXED,
    READING,
    SCHEMAS,
    ReadingError,
    ReadingErrorSource,
    json_schema,
)

__all__ = [
    "CHECK",
    "COLUMNS",
    "CORRECTIONS",
    "DIFF",
    "ERROR",
    "FIXED",
    "PACKAGE_DESCRIPTION",
    "READING",
    "SCHEMAS",
    "InvalidCorrections",
    "Kept",
    "ReadingError",
    "ReadingErrorSource",
    "csv_header",
    "csv_rows",
    "data_schema",
    "from_json",
    "json_schema",
    "parse_corrections",
    "projects_without_indicators",
    "read_own",
    "to_json",
]
