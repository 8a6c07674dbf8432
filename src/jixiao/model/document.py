"""A document as bytes, and the error for one that cannot be read."""

import hashlib

import msgspec

from jixiao.model.selection import EVERYTHING, Selection


class Document(msgspec.Struct, frozen=True, gc=False):
    """文件: a name for messages, and the bytes that decide what it is.

    ``selection`` is the part of it that the caller wants.
    """

    name: str
    content: bytes
    selection: Selection = EVERYTHING

    def sha256(self) -> str:
        """Hash of the bytes, as 64 hex digits."""
        return hashlib.sha256(self.content).hexdigest()


class UnreadableDocument(Exception):  # noqa: N818 - names the state of a document, as in the messages
    """无法读取: the document, what is wrong with it, and what its owner can do.

    >>> str(UnreadableDocument("a.txt", "文件是空的。", "请检查是否选错了文件。"))
    'a.txt：文件是空的。请检查是否选错了文件。'
    """

    def __init__(self, document: str, problem: str, advice: str) -> None:
        # All parts go to super(), so that the error survives pickling between processes.
        super().__init__(document, problem, advice)
        self.document = document
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.document}：{self.problem}{self.advice}"
