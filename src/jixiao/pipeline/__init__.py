"""The machine's stages in order: read → understand → check, and what comes before publishing.

People come in between, later. To read a document needs no rules and no forms: what does is loaded
when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from jixiao.pipeline.stages import load, package_in, read, read_value
from jixiao.reading.watching import watched

if TYPE_CHECKING:
    from jixiao.pipeline.judging import check, compare, fix
    from jixiao.pipeline.printing import Printed, forms_of, printed, uncarried
    from jixiao.pipeline.prose import Prose, read_prose
    from jixiao.pipeline.recording import recorded
    from jixiao.pipeline.releasing import redacted

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
_LATER = {
    "judging": ("check", "compare", "fix"),
    "printing": ("Printed", "forms_of", "printed", "uncarried"),
    "prose": ("Prose", "read_prose"),
    "recording": ("recorded",),
    "releasing": ("redacted",),
}


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
