"""Our own data package: a folder with ``datapackage.json``, or a zip of it."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable

from jixiao.keeping.data_rows import ADVICE, Gathered
from jixiao.keeping.from_csv import csv_rows_of
from jixiao.keeping.from_json_data import parsed
from jixiao.model import Document, Reading, UnreadableDocument
from jixiao.model.dataset import PACKAGE, dictionary

DESCRIPTION = "datapackage.json"
# A plain file name: what a description names may not lead out of its folder.
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_\-][A-Za-z0-9_\-.]{0,99}")
_LARGEST = 4 << 30
_MOST_PARTS = 1_000
_STEEPEST = 1_000  # times that a part may grow
_SMALL = 64 << 20

Beside = Callable[[str], Document]
"""A file beside the description, by its name."""


def read_package(document: Document, description: Document, beside: Beside) -> Reading:
    """The reading of a package.

    Args:
        document: What the reading is named after.
        description: Its ``datapackage.json``.
        beside: Gives the files that the description names.

    Raises:
        UnreadableDocument: A file is missing or damaged, or the files contradict one another.
    """
    gathered = Gathered(document)
    content = parsed(description, description.content)
    listed = content.get("resources")
    described = [
        one
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and isinstance(one.get("name"), str)
    ]
    paths = {one["name"]: one.get("path") for one in described}
    hashes = {one["name"]: one.get("hash") for one in described}
    for name in dictionary():
        path = paths.get(name)
        if not isinstance(path, str) or not _PLAIN_NAME.fullmatch(path):
            raise gathered.refuse(f"{DESCRIPTION} 里没有写明 {name} 是哪个文件。")
        part = beside(path)
        if hashes[name] != f"sha256:{part.sha256()}":
            gathered.ask(
                "hash_differs", f"{path} 的内容与 {DESCRIPTION} 里记的哈希不同：发布之后改过，或没有传完整。",
                "请向发布者核对，或重新取得整个数据包。",
            )  # fmt: skip
        for row, where in csv_rows_of(part, name, f"{path} "):
            gathered.add(name, row, where)
    return gathered.reading("jixiao-package")


def is_own_zip(content: bytes) -> bool:
    """Whether the bytes are a zip archive with a data package in it."""
    return content[:4] == b"PK\x03\x04" and DESCRIPTION.encode() in content


def read_zip(document: Document) -> Reading | None:
    """The reading of a zipped package; None where the archive holds another's package.

    Raises:
        UnreadableDocument: It is damaged, or unpacks to more than the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(document.content))
        parts = {part.filename: part for part in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged(document) from error
    paths = sorted((name for name in parts if name.rpartition("/")[2] == DESCRIPTION), key=len)
    if not paths:
        return None
    folder = paths[0].removesuffix(DESCRIPTION)
    left = _LARGEST

    def beside(name: str) -> Document:
        nonlocal left
        part = parts.get(folder + name)
        if part is None:
            raise UnreadableDocument(document.name, f"压缩包里没有 {name}。", ADVICE)
        grown = part.file_size > _SMALL and part.file_size > _STEEPEST * max(1, part.compress_size)
        left -= part.file_size
        if grown or left < 0 or len(parts) > _MOST_PARTS:
            problem = "文件解压后异常庞大，可能是恶意文件，没有读取。"
            raise UnreadableDocument(document.name, problem, "请确认来源，或另存后再试。")
        try:
            return Document(f"{document.name}/{name}", archive.read(part))
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
        ) as error:
            raise _damaged(document) from error

    description = beside(DESCRIPTION)
    if PACKAGE.encode() not in description.content:
        return None
    return read_package(document, description, beside)


def _damaged(document: Document) -> UnreadableDocument:
    return UnreadableDocument(document.name, "压缩包已损坏或不完整，读不出内容。", ADVICE)
