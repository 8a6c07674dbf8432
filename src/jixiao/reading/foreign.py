"""Name the kind of a file that no reader takes, and say what to do with it."""

import re

from jixiao.model import Document
from jixiao.reading.ole import Ole, is_ole

_SCAN = "请先做文字识别，再读取带制表符的识别文本。"
_PACKED = "请先解压，再读取里面的文件。"
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (
        b"PK\x03\x04",
        "压缩包，里面没有工作簿或 Word 文档（或 Office 文档已损坏）",
        "请先解压；如果本来是 Office 文档，请打开后另存再读取。",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "旧版 Office 文档（xls、doc 等），但已损坏，或里面没有表格和文字",
        "请用 Office 或 WPS 打开后另存为 .xlsx 或 .docx 再读取。",
    ),
    (b"\x89PNG", "图片", _SCAN),
    (b"\xff\xd8\xff", "图片", _SCAN),
    (b"GIF8", "图片", _SCAN),
    (b"II*\x00", "图片", _SCAN),
    (b"BM", "图片", _SCAN),
    (b"Rar!", "压缩包", _PACKED),
    (b"7z\xbc\xaf", "压缩包", _PACKED),
    (b"\x1f\x8b", "压缩包", _PACKED),
)


_OFD = b"OFD.xml"
_WEB_ARCHIVE = re.compile(
    rb"\s*(?:[\w-]+:.*\r?\n)*?Content-Type:\s*multipart/related", re.IGNORECASE
)
_FRAMES = re.compile(rb"<frameset[\s>]", re.IGNORECASE)
_TABLE = re.compile(rb"<table[\s>]", re.IGNORECASE)
_HEAD = 2_000
_PAGE = 20_000


def foreign_text(document: Document) -> tuple[str, str] | None:
    """Problem and advice for text that holds a document, and is none itself."""
    if _WEB_ARCHIVE.match(document.content[:_HEAD]):
        return (
            "这是单个文件的网页（MHT），不能读取。",
            "请用 Office、WPS 或浏览器打开，另存为 .docx、.xlsx 或“网页，全部”再读取。",
        )
    if _FRAMES.search(document.content[:_PAGE]) and not _TABLE.search(document.content):
        return (
            "这个网页只有框架，表在另外的文件里。",
            "请读旁边文件夹（如“….files”）里的 sheet001.htm，或用 Excel、WPS 打开后另存为 .xlsx 再读取。",
        )
    return None


def what_it_looks_like(document: Document) -> tuple[str, str]:
    """Problem and advice, in Chinese, for bytes that no reader takes."""
    if is_ole(document) and "EncryptedPackage" in Ole(document.content).names:
        return "文件加了密码，打不开。", "请在 Office 或 WPS 里去掉密码后另存。"
    if document.content.startswith(b"PK") and _OFD in document.content:
        return "这是 OFD 版式文件，还不能读取。", "请用 OFD 阅读器打开，导出或打印为 PDF 再读取。"
    for magic, kind, advice in _KINDS:
        if document.content.startswith(magic):
            return f"这是{kind}，不能读取。", advice
    return (
        "这是二进制文件，不是文本，也不是能读的 PDF 或 Office 文档。",
        "请提供有文字的 PDF、工作簿、Word 文档、网页，或以制表符分隔的文本文件（UTF-8 或 GB18030 编码）。",
    )
