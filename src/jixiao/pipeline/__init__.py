"""The machine's stages in order: read → understand → check, and what comes before publishing.

People come in between, later.
"""

from jixiao.pipeline.printing import Printed, forms_of, printed, uncarried
from jixiao.pipeline.prose import Prose, read_prose
from jixiao.pipeline.recording import recorded
from jixiao.pipeline.releasing import redacted
from jixiao.pipeline.stages import check, compare, fix, load, package_in, read, read_value
from jixiao.reading.watching import watched

__all__ = [
    "Printed",
    "Prose",
    "check",
    "compare",
    "fix",
    "forms_of",
    "load",
    "package_in",
    "printed",
    "read",
    "read_prose",
    "read_value",
    "recorded",
    "redacted",
    "uncarried",
    "watched",
]
