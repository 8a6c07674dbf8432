"""jixiao (绩效): read, understand and publish 项目支出绩效目标表.

>>> import jixiao
>>> jixiao.read("没有.txt")
Traceback (most recent call last):
    ...
jixiao.model.document.UnreadableDocument: 没有.txt：没有这个文件。请检查路径和文件名。
"""

from typing import TYPE_CHECKING, Any

from jixiao.model import Check, Reading, UnreadableDocument

if TYPE_CHECKING:
    from jixiao.pipeline import check, read, read_value

__all__ = ["Check", "Reading", "UnreadableDocument", "check", "read", "read_value"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from jixiao import pipeline  # noqa: PLC0415 - the grammar and all rules: who asks for help needs none

    return getattr(pipeline, name)
