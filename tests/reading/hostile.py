"""Files that are made to do harm, or that nobody can open: small, made here, harmless to us."""

import io
import struct
import zipfile

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SECTOR = 512


def package(**parts: str | bytes) -> bytes:
    """A zip archive; ``__`` in a name stands for a slash, ``_`` before the end for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def workbook(sheet: str) -> bytes:
    """An XLSX of one sheet, with this XML inside."""
    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain, {"in_memory": True})
    book.add_worksheet("表")
    book.close()
    buffer = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            ours = name == "xl/worksheets/sheet1.xml"
            xml = f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'.encode()
            new.writestr(name, xml if ours else old.read(name))
    return buffer.getvalue()


def document(body: str, before: str = "") -> bytes:
    """The smallest DOCX around the XML of a body."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'{before}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>'
    return package(word__document_xml=xml)


def compound(**streams: bytes) -> bytes:
    """An OLE compound file; each stream is padded to the size from which it has sectors."""
    names = list(streams)
    contents = [streams[name].ljust(4096, b"\0") for name in names]
    contents = [content + bytes(-len(content) % _SECTOR) for content in contents]
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    entries = [_entry("Root Entry", 5, end, 0)]
    fat, body, start = [], b"", 0
    for name, content in zip(names, contents, strict=True):
        sectors = len(content) // _SECTOR
        fat += [*range(start + 1, start + sectors), end]
        entries.append(_entry(name, 2, start, len(content)))
        body += content
        start += sectors
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * _SECTOR, b"\0")
    first = start
    fat += [*range(first + 1, first + len(directory) // _SECTOR), end]
    at = len(fat)
    fat.append(fat_mark)
    assert len(fat) <= _SECTOR // 4
    table = struct.pack("<128I", *fat, *[free] * (128 - len(fat)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, first, 0, 4096, end, 0, end, 0,
    )  # fmt: skip
    header += struct.pack("<109I", at, *[free] * 108)
    return header + body + directory + table


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    entry = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1)
    return (
        entry + struct.pack("<III", *[0xFFFFFFFF] * 3) + bytes(36) + struct.pack("<IQ", start, size)
    )
