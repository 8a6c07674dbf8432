"""A DOC that ends with a table, which LibreOffice writes and reads as text without cells."""

import struct

from jixiao.reading.ole import Ole, compound

_MAGIC, _FIRST = 0xA5EC, 0xC1  # Word 97 and later
_FLAGS, _SECOND_TABLE = 10, 0x0200
_LENGTHS, _PAPERS, _PIECES = 0x4C, 0x102, 0x1A2  # where the head names them
_CELL_MARK = 7
_PAGE = 512
_NARROW = 0x40000000


def with_paragraph_at_end(content: bytes) -> bytes:
    """The same document with an empty paragraph after a table at its very end.

    LibreOffice closes a table when it meets the paragraph below it, and drops one that has none.
    Whatever else the document is, it comes back as it was.
    """
    try:
        return _mended(Ole(content)) or content
    except (struct.error, IndexError, ValueError):
        return content


def _mended(ole: Ole) -> bytes | None:
    word = bytearray(ole.read("WordDocument"))
    magic, version = struct.unpack_from("<HH", word)
    # Whatever follows the body, as a page header does, closes the table too.
    length, *others = struct.unpack_from("<8I", word, _LENGTHS)
    if magic != _MAGIC or version < _FIRST or any(others):
        return None
    (flags,) = struct.unpack_from("<H", word, _FLAGS)
    name = "1Table" if flags & _SECOND_TABLE else "0Table"
    table = bytearray(ole.read(name))
    pieces, papers = _part(word, table, _PIECES), _part(word, table, _PAPERS)
    at = 0
    while pieces[at] == 1:
        at += 3 + struct.unpack_from("<H", pieces, at + 1)[0]
    count = (struct.unpack_from("<I", pieces, at + 1)[0] - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces, at + 5)
    kinds = pieces[at + 5 + 4 * len(ends) :]
    if ends[-1] != length or not _ends_with_table(word, ends, kinds):
        return None

    word += bytes(-len(word) % _PAGE)
    new = len(word)
    numbers = struct.unpack(f"<{len(papers) // 4}I", papers)
    until = numbers[: len(numbers) // 2 + 1]
    # A page with the paragraph, and one that says that it is a plain one.
    word += b"\r\0".ljust(_PAGE, b"\0")
    word += struct.pack("<III", until[-1], new, new + 2).ljust(_PAGE - 1, b"\0") + b"\2"
    struct.pack_into("<I", word, _LENGTHS, length + 1)
    _put(
        word, table, _PIECES,
        pieces[:at] + struct.pack("<BI", 2, 12 * count + 16)
        + struct.pack(f"<{len(ends) + 1}I", *ends, length + 1)
        + kinds + struct.pack("<HIH", 0, new, 0),
    )  # fmt: skip
    _put(
        word, table, _PAPERS,
        struct.pack(
            f"<{len(numbers) + 2}I", *until, new + 2, *numbers[len(until) :], new // _PAGE + 1
        ),
    )  # fmt: skip
    return compound({"WordDocument": bytes(word), name: bytes(table), "Data": ole.read("Data")})


def _ends_with_table(word: bytearray, ends: tuple[int, ...], kinds: bytes) -> bool:
    start, end = ends[-2:]
    (place,) = struct.unpack_from("<I", kinds, len(kinds) - 6)
    behind = end - start - 1
    if place & _NARROW:
        (last,) = struct.unpack_from("<B", word, (place - _NARROW) // 2 + behind)
    else:
        (last,) = struct.unpack_from("<H", word, place + 2 * behind)
    return bool(last == _CELL_MARK)


def _part(word: bytearray, table: bytearray, where: int) -> bytes:
    start, size = struct.unpack_from("<II", word, where)
    return bytes(table[start : start + size])


def _put(word: bytearray, table: bytearray, where: int, part: bytes) -> None:
    struct.pack_into("<II", word, where, len(table), len(part))
    table += part
