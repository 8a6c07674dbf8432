"""Stage 2, understand: raw cells become a target table's records; nothing lost, nothing silent."""

from jixiao.understanding.marks import Mark, mark_in
from jixiao.understanding.restored import restore
from jixiao.understanding.target_value import parse_target
from jixiao.understanding.typed import with_table_values
from jixiao.understanding.understand import SCHEMA, Understanding, understand

__all__ = [
    "SCHEMA",
    "Mark",
    "Understanding",
    "mark_in",
    "parse_target",
    "restore",
    "understand",
    "with_table_values",
]
