"""Stage 1, read: a file becomes raw cells with their exact text and place, without meaning.

To add a reader: a class like `TabbedTextReader`, one line in `READERS`.
"""

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.reading.foreign import foreign_text, what_it_looks_like
from jixiao.reading.isolated import Isolated
from jixiao.reading.markdown import MarkdownReader
from jixiao.reading.office import OldSheetReader, OldTextReader
from jixiao.reading.page_markup import HtmlReader
from jixiao.reading.parquet import parquet_columns
from jixiao.reading.pdf import PdfReader
from jixiao.reading.reader import Reader
from jixiao.reading.separated import SeparatedReader
from jixiao.reading.tabbed_text import TabbedTextReader
from jixiao.reading.word import WordReader
from jixiao.reading.workbook import WorkbookReader

__all__ = ["EXTENSIONS", "READERS", "Reader", "TabbedTextReader", "parquet_columns", "read_raw"]

_WORKBOOK, _WORD = Isolated(WorkbookReader()), Isolated(WordReader())

READERS: tuple[Reader, ...] = (
    PdfReader(),
    _WORKBOOK,
    _WORD,
    OldTextReader(_WORD),
    OldSheetReader(_WORKBOOK),
    Isolated(HtmlReader()),
    MarkdownReader(),
    SeparatedReader(),
    TabbedTextReader(),
)
"""All readers, the most particular first; the bytes decide which one takes a document."""

EXTENSIONS = frozenset(
    f".{extension}"
    for extension in (
        *("txt", "tsv", "csv", "md", "htm", "html", "pdf"),
        *("xlsx", "xlsm", "xlsb", "xls", "et", "ods", "docx", "docm", "doc", "wps", "rtf", "odt"),
    )
)
"""What files in a folder are called that may hold a table; a file that is named itself is read
whatever it is called."""


def read_raw(document: Document) -> RawDocument:
    """Read a document with the first reader that accepts it.

    Raises:
        UnreadableDocument: The document is empty or no reader accepts it.
    """
    if not document.content or document.content.isspace():
        raise UnreadableDocument(
            document.name, "文件是空的，没有任何文字。", "请检查是否选错了文件，或重新导出后再试。"
        )
    foreign = foreign_text(document)
    if foreign is not None:
        raise UnreadableDocument(document.name, *foreign)
    for reader in READERS:
        if reader.accepts(document):
            _refuse_selection(document, reader)
            return reader.read(document)._replace(selection=document.selection)
    raise UnreadableDocument(document.name, *what_it_looks_like(document))


def _refuse_selection(document: Document, reader: Reader) -> None:
    """Reading all where a part was wanted would be a silent mistake."""
    selection = document.selection
    if selection.pages and "pages" not in reader.selects:
        raise UnreadableDocument(
            document.name, "这种文件不分页，不能用 --pages 选页。", "请去掉 --pages 再读取。"
        )
    if selection.sheet is not None and "sheet" not in reader.selects:
        raise UnreadableDocument(
            document.name, "这种文件没有工作表，不能用 --sheet 选取。", "请去掉 --sheet 再读取。"
        )
