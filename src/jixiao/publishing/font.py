"""The font that travels with the project, and which characters it has."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.abc import Traversable
from pathlib import Path

NAME = "NotoSansSC-Regular.ttf"
_HEAD = 12
_ENTRY = struct.Struct(">4sIII")
_ENCODING = struct.Struct(">HHI")
_GROUP = struct.Struct(">III")
_UNICODE_FULL = (3, 10)
_GROUPS_AT = 16


def _folder() -> Traversable:
    return resources.files("jixiao.publishing") / "fonts"


@contextmanager
def font_folder() -> Iterator[Path]:
    """The folder of the font, as a place on disk."""
    with resources.as_file(_folder()) as folder:
        yield folder


@cache
def characters() -> frozenset[int]:
    """All code points that the font has a glyph for.

    >>> [ord(one) in characters() for one in "增≥𠮷"]
    [True, True, False]
    """
    with font_folder() as folder, (folder / NAME).open("rb") as file:
        tables = int.from_bytes(file.read(_HEAD)[4:6], "big")
        directory = _ENTRY.iter_unpack(file.read(_ENTRY.size * tables))
        start, length = next((at, size) for tag, _, at, size in directory if tag == b"cmap")
        file.seek(start)
        return frozenset(_code_points(file.read(length)))


def _code_points(cmap: bytes) -> Iterator[int]:
    """The code points of the subtable for all of Unicode: runs of first and last one (format 12)."""
    count = int.from_bytes(cmap[2:4], "big")
    encodings = _ENCODING.iter_unpack(cmap[4 : 4 + _ENCODING.size * count])
    at = next(at for platform, encoding, at in encodings if (platform, encoding) == _UNICODE_FULL)
    (groups,) = struct.unpack_from(">I", cmap, at + _GROUPS_AT - 4)
    for first, last, _ in _GROUP.iter_unpack(cmap[at + _GROUPS_AT :][: _GROUP.size * groups]):
        yield from range(first, last + 1)
