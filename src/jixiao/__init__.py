"""jixiao (绩效): read, understand and publish 项目支出绩效目标表.

>>> import jixiao
>>> jixiao.read("没有.txt")
Traceback (most recent call last):
    ...
jixiao.model.document.UnreadableDocument: 没有.txt：没有这个文件。请检查路径和文件名。
"""

from jixiao.model import Reading, UnreadableDocument
from jixiao.pipeline import read, read_value

__all__ = ["Reading", "UnreadableDocument", "read", "read_value"]
__version__ = "0.1.0"
