"""Zipped documents (XLSX, DOCX, ODS): what is inside, within limits that stop a bomb."""

import io
import lzma
import zipfile
import zlib
from typing import Any

from jixiao.model import Document, UnreadableDocument

_LARGEST = 400 * 1024 * 1024  # of all parts unpacked
_MOST_PARTS = 10_000
_STEEPEST = 400  # times that a part may grow; office files reach about 60
_SMALL = 8 * 1024 * 1024
_HEAD = 4096
_STRICT, _USUAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_NAMES = {
    b"wordprocessingml/main": b"wordprocessingml/2006/main",
    b"spreadsheetml/main": b"spreadsheetml/2006/main",
    b"officeDocument/relationships": b"officeDocument/2006/relationships",
    b"officeDocument/math": b"officeDocument/2006/math",
}


class Package:
    """The parts of a zipped document.

    Raises:
        UnreadableDocument: It is damaged, encrypted, or unpacks to more than the limits.
    """

    def __init__(self, document: Document) -> None:
        self._name = document.name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(document.content))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._damaged() from error
        if any(part.flag_bits & 1 for part in parts):
            raise UnreadableDocument(
                self._name, "文件加了密码，打不开。", "请在 Office 或 WPS 里去掉密码后另存。"
            )
        grown = any(
            part.file_size > _SMALL and part.file_size > _STEEPEST * max(1, part.compress_size)
            for part in parts
        )
        if grown or len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > _LARGEST:
            raise UnreadableDocument(
                self._name,
                "文件解压后异常庞大，可能是恶意文件，没有读取。",
                "请确认来源，或另存后再试。",
            )
        self.names = frozenset(part.filename for part in parts)

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            UnreadableDocument: The part is missing or damaged.
        """
        try:
            return self._zip.read(part)
        except (
            KeyError,
            zipfile.BadZipFile,
            OSError,
            NotImplementedError,
            ValueError,
            EOFError,
            zlib.error,
            lzma.LZMAError,
        ) as error:
            raise self._damaged() from error

    def xml(self, part: str) -> Any:
        """A part as an XML tree; entities are not expanded and nothing is fetched.

        Raises:
            UnreadableDocument: It is missing, damaged or not XML.
        """
        try:
            return parse_xml(_transitional(self.read(part)))
        except (SyntaxError, ValueError) as error:  # what lxml raises is a SyntaxError
            raise self._damaged() from error

    def _damaged(self) -> UnreadableDocument:
        return UnreadableDocument(
            self._name,
            "文件已损坏或不完整，读不出内容。",
            "请用 Office 或 WPS 打开后另存，再读取。",
        )


def _transitional(content: bytes) -> bytes:
    """A part as most programs write it: a strict one has other names for the same elements."""
    if _STRICT not in content[:_HEAD]:
        return content
    for strict, usual in _NAMES.items():
        content = content.replace(_STRICT + strict, _USUAL + usual)
    return content


def parse_xml(content: bytes) -> Any:
    """The root of an XML document."""
    from lxml import etree  # noqa: PLC0415 - only in the child that reads

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    return etree.fromstring(content, parser)


def is_zip(document: Document) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return document.content[:4] == b"PK\x03\x04"


def has_part(document: Document, part: str) -> bool:
    """Whether a zipped document holds a part; False also where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            return part in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # A truncated archive still names its parts in front of their bytes.
        return part.encode() in document.content
