"""Stage 1, read: a file becomes raw cells with their exact text and place, without meaning.

To add a reader: a class like `TabbedTextReader`, one line in `READERS`.
"""

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.reading.foreign import what_it_looks_like
from jixiao.reading.page_markup import HtmlReader
from jixiao.reading.pdf import PdfReader
from jixiao.reading.reader import Reader
from jixiao.reading.separated import MarkdownReader, SeparatedReader
from jixiao.reading.tabbed_text import TabbedTextReader
from jixiao.reading.word import WordReader
from jixiao.reading.workbook import WorkbookReader

__all__ = ["READERS", "PdfReader", "Reader", "TabbedTextReader", "read_raw"]

READERS: tuple[Reader, ...] = (
    PdfReader(),
    WorkbookReader(),
    WordReader(),
    HtmlReader(),
    MarkdownReader(),
    SeparatedReader(),
    TabbedTextReader(),
)
"""All readers, the most particular first; the bytes decide which one takes a document."""


def read_raw(document: Document) -> RawDocument:
    """Read a document with the first reader that accepts it.

    Raises:
        UnreadableDocument: The document is empty or no reader accepts it.
    """
    if not document.content.strip():
        raise UnreadableDocument(
            document.name, "文件是空的，没有任何文字。", "请检查是否选错了文件，或重新导出后再试。"
        )
    for reader in READERS:
        if reader.accepts(document):
            return reader.read(document)
    raise UnreadableDocument(document.name, *what_it_looks_like(document.content))
