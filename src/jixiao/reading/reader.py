"""What every reader offers."""

from typing import Protocol

from jixiao.model import Document, RawDocument


class Reader(Protocol):
    """A stateless reader of one kind of file; it never knows what a column means."""

    @property
    def name(self) -> str:
        """Name shown in ``source.reader``."""

    @property
    def selects(self) -> frozenset[str]:
        """The fields of `Selection` that it can heed; `read_raw` refuses the others."""

    def accepts(self, document: Document) -> bool:
        """Whether the bytes are of this kind; the file name is never asked."""

    def read(self, document: Document) -> RawDocument:
        """Cells with exact text and place, of what ``document.selection`` wants.

        Raises:
            UnreadableDocument: The bytes are of this kind but cannot be read.
        """
