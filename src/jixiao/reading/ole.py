"""Old office files (OLE compound files): the names of the streams inside, and their bytes."""

import struct
from collections.abc import Iterator
from itertools import islice

from jixiao.model import Document

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks
_LIST, _FAT, _END, _FREE = 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_FAT_IN_HEADER, _CUTOFF = 109, 4096
_MOST_ENTRIES = 100_000
_SHIFTS, _SMALL_SHIFT = (9, 12), 6  # sizes of sectors, as powers of two


class Ole:
    """The streams of a compound file; what is damaged is left out, never an error."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._streams: dict[str, tuple[int, int]] = {}
        self._fat: tuple[int, ...] = ()
        self._small_fat: tuple[int, ...] = ()
        self._small: bytes = b""
        if len(content) < _HEADER or not content.startswith(MAGIC):
            return
        shift, small_shift = struct.unpack_from("<HH", content, 30)
        if shift not in _SHIFTS or small_shift != _SMALL_SHIFT:
            return
        self._size, self._small_size = 1 << shift, 1 << small_shift
        first, self._cutoff, small_fat = struct.unpack_from("<I4xII", content, 48)
        self._fat = _numbers(b"".join(map(self._sector, self._fat_sectors())))
        self._directory(b"".join(self._sector(n) for n in self._chain(first, self._fat)))
        self._small_fat = _numbers(
            b"".join(self._sector(n) for n in self._chain(small_fat, self._fat))
        )

    @property
    def names(self) -> frozenset[str]:
        """The streams, without the folders that they lie in."""
        return frozenset(self._streams)

    def read(self, name: str) -> bytes:
        """The bytes of a stream, as far as they are there."""
        if name not in self._streams:
            return b""
        start, size = self._streams[name]
        if size >= self._cutoff:
            pieces: Iterator[bytes] = map(self._sector, self._chain(start, self._fat))
        else:
            unit = self._small_size
            chain = self._chain(start, self._small_fat)
            pieces = (self._small[n * unit : (n + 1) * unit] for n in chain)
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        # A header fills one sector, however large sectors are.
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _fat_sectors(self) -> list[int]:
        found = [n for n in struct.unpack_from("<109I", self._content, 76) if n < _LAST]
        following, more = struct.unpack_from("<II", self._content, 68)
        for _ in range(min(more, len(self._content) // self._size)):
            if following >= _LAST:
                break
            numbers = _numbers(self._sector(following))
            found += [n for n in numbers[:-1] if n < _LAST]
            following = numbers[-1] if numbers else _LAST
        return found[: len(self._content) // self._size + 1]

    def _chain(self, start: int, fat: tuple[int, ...]) -> Iterator[int]:
        # A longer chain would be a ring, and give more bytes than the file has.
        small = fat is self._small_fat
        most = len(self._small) // self._small_size if small else len(self._content) // self._size
        for _ in range(min(len(fat), most + 1)):
            if start >= len(fat):
                return
            yield start
            start = fat[start]

    def _directory(self, content: bytes) -> None:
        starts = range(0, len(content) - _ENTRY + 1, _ENTRY)
        for at in islice(starts, _MOST_ENTRIES):
            length, kind = struct.unpack_from("<HB", content, at + 64)
            start, size = struct.unpack_from("<II", content, at + 116)
            name = content[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind == _STREAM:
                self._streams.setdefault(name, (start, size))
            elif kind == _ROOT:
                chain = self._chain(start, self._fat)
                self._small = b"".join(map(self._sector, chain))[:size]


def is_ole(document: Document) -> bool:
    """Whether the bytes begin as a compound file does."""
    return document.content.startswith(MAGIC)


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of these streams."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = [_entry("Root Entry", _ROOT, _END, 0, child=1)]
    fat: list[int] = []
    body = bytearray()
    for number, name in enumerate(names, start=1):
        # From this size on a stream lies in sectors of its own.
        content = streams[name].ljust(_CUTOFF, b"\0")
        after = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, _STREAM, len(fat), len(content), after=after))
        body += content + bytes(-len(content) % _HEADER)
        fat += [*range(len(fat) + 1, len(body) // _HEADER), _END]
    directory, first = b"".join(entries), len(fat)
    body += directory + bytes(-len(directory) % _HEADER)
    fat += [*range(first + 1, len(body) // _HEADER), _END]
    at, per = len(fat), _HEADER // 4
    sectors = lists = (
        0  # of the table itself, and of where its sectors are, behind the header's list
    )
    while sectors * per < at + sectors + lists:
        sectors += 1
        lists = -(-max(0, sectors - _FAT_IN_HEADER) // (per - 1))
    fat += [_FAT] * sectors + [_LIST] * lists
    fat += [_FREE] * (sectors * per - len(fat))
    where = [*range(at, at + sectors)]
    where += [_FREE] * (_FAT_IN_HEADER + lists * (per - 1) - sectors)
    listed = b""
    for number in range(lists):
        begin = _FAT_IN_HEADER + number * (per - 1)
        following = at + sectors + number + 1 if number + 1 < lists else _END
        listed += struct.pack(f"<{per}I", *where[begin : begin + per - 1], following)
    header = MAGIC + struct.pack(
        "<16xHHHHH6xIIIIIIIII109I", 0x3E, 3, 0xFFFE, _SHIFTS[0], _SMALL_SHIFT,
        0, sectors, first, 0, _CUTOFF, _END, 0, at + sectors if lists else _END, lists,
        *where[:_FAT_IN_HEADER],
    )  # fmt: skip
    return header + bytes(body) + struct.pack(f"<{len(fat)}I", *fat) + listed


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, after: int = _FREE
) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    return coded.ljust(64, b"\0") + struct.pack(
        "<HBBIII36xIQ", len(coded), kind, 1, _FREE, after, child, start, size
    )
