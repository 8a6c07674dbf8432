"""The machine's stages in order: read → understand → check, and what comes before publishing.

People come in between, later.
"""

from jixiao.pipeline.prose import Prose, read_prose
from jixiao.pipeline.recording import recorded
from jixiao.pipeline.releasing import forms_of, redacted, uncarried
from jixiao.pipeline.stages import check, compare, fix, load, read, read_value
from jixiao.reading.watching import watched

__all__ = [
    "Prose",
    "check",
    "compare",
    "fix",
    "forms_of",
    "load",
    "read",
    "read_prose",
    "read_value",
    "recorded",
    "redacted",
    "uncarried",
    "watched",
]
