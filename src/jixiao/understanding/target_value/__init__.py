"""指标值 → typed values: one total parser, its units, words and grammar as data."""

from jixiao.understanding.target_value.numbers import read_number
from jixiao.understanding.target_value.parse import parse_target
from jixiao.understanding.target_value.units import known_unit

__all__ = ["known_unit", "parse_target", "read_number"]
