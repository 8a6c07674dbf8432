"""Which of our own data formats a file is, by its bytes, and its reading."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from jixiao.keeping.as_json import from_json
from jixiao.keeping.data_rows import ADVICE
from jixiao.keeping.from_csv import is_own_csv, read_csv
from jixiao.keeping.from_integrated import read_integrated
from jixiao.keeping.from_json_data import read_dataset, read_jsonl
from jixiao.keeping.from_package import Beside, is_own_zip, read_package, read_zip
from jixiao.keeping.from_parquet import MAGIC, Columns, read_parquet
from jixiao.keeping.schema import FIXED, READING
from jixiao.model import EVERYTHING, Document, Fixed, Reading, UnreadableDocument
from jixiao.model.dataset import DATASET, PACKAGE, ROWS, carries
from jixiao.model.integrated import INTEGRATED

_BOM = b"\xef\xbb\xbf"
_MARK = b'"jixiao.'


class Kept(NamedTuple):
    """What a file of ours holds.

    ``whole`` says that it is a reading as it was written, with its source, places, repairs and
    typed values; else only the records, whose values and sums are found anew.
    """

    reading: Reading
    whole: bool


class _Head(msgspec.Struct, gc=False):
    schema: str = ""


def read_own(
    document: Document, beside: Beside | None = None, columns_of: Columns | None = None
) -> Kept | None:
    """The reading of a file in one of our own formats; None for every other file.

    Args:
        document: Any file.
        beside: Gives a file in the same folder; left out where there is no folder.
        columns_of: Unpacks a Parquet file; without it there are none.

    Raises:
        UnreadableDocument: It is one of ours and cannot be read.
    """
    kept = _read_own(document, beside, columns_of)
    if kept is not None and document.selection != EVERYTHING:
        problem = "这是数据文件，不能只选其中几页或一张工作表。"
        raise UnreadableDocument(document.name, problem, "请去掉 --pages、--sheet 再读取。")
    return kept


def _read_own(document: Document, beside: Beside | None, columns_of: Columns | None) -> Kept | None:
    content = document.content
    if content.startswith(MAGIC) and columns_of is not None:
        return Kept(read_parquet(document, columns_of), whole=False)
    if is_own_zip(content):
        packed = read_zip(document)
        return None if packed is None else Kept(packed, whole=False)
    if content.removeprefix(_BOM).lstrip()[:1] == b"{" and _MARK in content:
        return _read_json(document, beside)
    if is_own_csv(content):
        return Kept(read_csv(document), whole=False)
    return None


_DATA: dict[str, Callable[[Document], Reading]] = {
    DATASET: read_dataset,
    ROWS: read_jsonl,
    INTEGRATED: read_integrated,
}


def _read_json(document: Document, beside: Beside | None) -> Kept | None:
    content = document.content.removeprefix(_BOM)
    schema = _schema(content)
    if schema is None:
        # Several objects, one a line; the first says what they are.
        first, _, rest = content.lstrip().partition(b"\n")
        schema = _schema(first)
        if schema == READING and rest.strip():
            raise UnreadableDocument(
                document.name,
                "里面有几次读取的结果，一行一个。",
                "请一行存成一个文件，或用 jixiao publish --as jsonl 生成。",
            )
        if schema != ROWS:
            problem = "不合 JSON 写法，文件可能不完整。"
            raise UnreadableDocument(document.name, problem, ADVICE)
    if schema == READING:
        return _sound(document, from_json(Document(document.name, content)))
    if schema == FIXED:
        return _sound(document, _fixed(document, content))
    if schema == PACKAGE:
        if beside is None:
            problem = "只有数据包的说明，没有它旁边的 CSV 文件。"
            raise UnreadableDocument(document.name, problem, "请给出文件夹里的，或整个压缩包。")
        return Kept(read_package(document, document, beside), whole=False)
    if schema in _DATA:
        return Kept(_DATA[schema](document), whole=False)
    if schema.startswith("jixiao."):
        problem = f"这是 {schema}，里面没有目标表。"
        raise UnreadableDocument(
            document.name, problem, "请给出目标表的文件，或读取结果、开放数据。"
        )
    return None


def _schema(content: bytes) -> str | None:
    """The ``schema`` of a JSON object; None where it is not one whole object."""
    try:
        return msgspec.json.decode(content, type=_Head).schema
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _fixed(document: Document, content: bytes) -> Reading:
    try:
        return msgspec.json.decode(content, type=Fixed).reading
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        problem = f"不是 {FIXED} 格式的 JSON（{error}）。"
        raise UnreadableDocument(document.name, problem, ADVICE) from error


def _sound(document: Document, reading: Reading) -> Kept:
    """A reading whose amounts are amounts; only a file that somebody wrote by hand has others."""
    for table in reading.tables:
        rows = (table.grand_total, *(unit.funding for unit in table.spending_units))
        for funding in (*rows, *(project.funding for project in table.projects)):
            for amount in msgspec.structs.astuple(funding):
                if amount is not None and not carries(amount, "amount"):
                    problem = f"金额“{str(amount)[:40]}”不是一个金额。"
                    raise UnreadableDocument(document.name, problem, ADVICE)
    return Kept(reading, whole=True)
