"""Stage 8, analyse: two tables become what changed between them, matched by unit and name."""

from jixiao.analysing.compare import DIFF, compare_readings
from jixiao.analysing.selecting import narrowed

__all__ = ["DIFF", "compare_readings", "narrowed"]
