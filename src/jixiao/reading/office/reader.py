"""Readers for files that LibreOffice turns into DOCX or XLSX, which are then read."""

from typing import NamedTuple

from jixiao.model import Document, RawDocument, UnreadableDocument
from jixiao.reading.office.libreoffice import CannotConvert, convert, find_libreoffice
from jixiao.reading.office.old_word import with_paragraph_at_end
from jixiao.reading.ole import Ole, is_ole
from jixiao.reading.reader import Reader

_RTF = b"{\\rtf"
_ODT = b"application/vnd.oasis.opendocument.text"
_HEAD = 200
# These name the program that opens them right after the XML declaration.
_EXCEL_2003, _WORD_2003 = b'progid="Excel.Sheet"', b'progid="Word.Document"'
_PROGRAM = 300
_SHEETS = frozenset({"Workbook", "Book"})
_NOT_SHEETS = frozenset({"EncryptedPackage", "WordDocument", "PowerPoint Document"})
_IN_WORD = "WordDocument"
_ENCRYPTED_AT, _ENCRYPTED = 11, 1  # of the head of that stream


class _Kind(NamedTuple):
    name: str
    extension: str


class OldTextReader:
    """Reader for DOC, WPS, RTF and ODT: text documents, read as the DOCX made of them."""

    name = "old-text"
    selects: frozenset[str] = frozenset()

    def __init__(self, inner: Reader) -> None:
        self._inner = inner

    def accepts(self, document: Document) -> bool:
        """Whether the bytes are of one of these kinds."""
        return self._kind(document) is not None

    def read(self, document: Document) -> RawDocument:
        """What the DOCX holds.

        Raises:
            UnreadableDocument: LibreOffice is missing, or cannot read it.
        """
        kind = self._kind(document)
        assert kind is not None
        if is_ole(document):
            head = Ole(document.content).read(_IN_WORD)[:32]
            if len(head) > _ENCRYPTED_AT and head[_ENCRYPTED_AT] & _ENCRYPTED:
                raise UnreadableDocument(
                    document.name, "文件加了密码，打不开。", "请在 Office 或 WPS 里去掉密码后另存。"
                )
        return _read_converted(document, kind, "docx", self._inner)._replace(reader=self.name)

    def _kind(self, document: Document) -> _Kind | None:
        if document.content.startswith(_RTF):
            return _Kind("RTF 文档", "rtf")
        if _ODT in document.content[:_HEAD]:
            return _Kind("ODT 文档", "odt")
        if is_ole(document) and _IN_WORD in Ole(document.content).names:
            return _Kind("旧版 Word 或 WPS 文档（doc、wps）", "doc")
        if _WORD_2003 in document.content[:_PROGRAM]:
            return _Kind("Word 2003 的 XML 文档", "xml")
        return None


class OldSheetReader:
    """Reader for ET, other old workbooks and those of XML, read as the XLSX made of them."""

    name = "old-sheet"
    selects = frozenset({"sheet"})

    def __init__(self, inner: Reader) -> None:
        self._inner = inner

    def accepts(self, document: Document) -> bool:
        """A compound file that is neither a document nor a workbook of Excel, or XML that is one."""
        if not is_ole(document):
            return _EXCEL_2003 in document.content[:_PROGRAM]
        names = Ole(document.content).names
        return bool(names) and not names & (_SHEETS | _NOT_SHEETS)

    def read(self, document: Document) -> RawDocument:
        """What the XLSX holds.

        Raises:
            UnreadableDocument: LibreOffice is missing, or cannot read it.
        """
        if is_ole(document):
            kind = _Kind("旧版 WPS 表格（et）", "et")
        else:
            kind = _Kind("Excel 2003 的 XML 表格", "xml")
        return _read_converted(document, kind, "xlsx", self._inner)._replace(reader=self.name)


def _read_converted(document: Document, kind: _Kind, to: str, inner: Reader) -> RawDocument:
    save_as = f"请用 Office 或 WPS 打开，另存为 .{to} 再读取"
    program = find_libreoffice()
    if program is None:
        raise UnreadableDocument(
            document.name,
            f"这是{kind.name}，要借助 LibreOffice 才能读，这台电脑上没有找到它。",
            f"{save_as}；或者安装 LibreOffice，程序会自动使用。",
        )
    source = with_paragraph_at_end(document.content) if is_ole(document) else document.content
    try:
        content = convert(program, source, kind.extension, to)
    except CannotConvert as error:
        why = "转换超过时限，已停止" if error.too_slow else "LibreOffice 读不了它"
        raise UnreadableDocument(
            document.name, f"这是{kind.name}，{why}；文件可能已损坏或加了密码。", f"{save_as}。"
        ) from None
    converted = Document(document.name, content, document.selection)
    return inner.read(converted)._replace(sha256=document.sha256())
