"""Our own CSV: one file with a row for each indicator, or one resource of a data package."""

import csv
import io
from collections.abc import Iterator

from jixiao.keeping.data_cells import from_text, known_fields, missing
from jixiao.keeping.data_rows import ADVICE, Gathered, Where, spread
from jixiao.model import Document, Reading, UnreadableDocument
from jixiao.model.dataset import Field, Row

_BOM = b"\xef\xbb\xbf"
_LONGEST_CELL = 1 << 24
_FIRST_LINE = 16_384
_MARKS = {"table_number", "project_number"}
"""Columns that no other CSV has; what `jixiao read` writes has them, and is refused by name."""


def is_own_csv(content: bytes) -> bool:
    """Whether the first line names our columns."""
    head = content.removeprefix(_BOM)[:_FIRST_LINE].partition(b"\n")[0]
    names = {name.strip(b' "\r') for name in head.split(b",")}
    return {mark.encode() for mark in _MARKS} <= names


def read_csv(document: Document) -> Reading:
    """The reading of a one-file CSV.

    Raises:
        UnreadableDocument: It is damaged, lacks columns, or contradicts itself.
    """
    gathered = Gathered(document)
    for row, where in csv_rows_of(document):
        spread(gathered, row, where)
    return gathered.reading("jixiao-csv")


def csv_rows_of(
    document: Document, resource: str | None = None, label: str = ""
) -> Iterator[tuple[Row, Where]]:
    """The rows of a file of ours with their places; ``label`` stands in front of the line number.

    Raises:
        UnreadableDocument: It is no such file, or a cell is not what its column holds.
    """
    reader = csv.reader(io.StringIO(_decoded(document), newline=""), strict=True)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        names = next(reader, [])
        columns = _columns(names, resource)
        line = reader.line_num + 1
        for cells in reader:
            where = Where(f"{label}第 {line} 行", line)
            line = reader.line_num + 1
            if any(cells):
                yield _row(cells, columns, len(names), where), where
    except csv.Error as error:
        problem = f"{label}第 {reader.line_num} 行不合 CSV 写法，文件可能不完整（{error}）。"
        raise UnreadableDocument(document.name, problem, ADVICE) from error
    except ValueError as error:
        raise UnreadableDocument(document.name, str(error), ADVICE) from error
    finally:
        csv.field_size_limit(before)


_Columns = list[tuple[int, Field]]


def _columns(names: list[str], resource: str | None) -> _Columns:
    """Where each field stands."""
    if lost := missing(names, resource):
        raise ValueError(f"缺少这些栏：{'、'.join(lost)}。")
    if len(set(names)) != len(names):
        raise ValueError("表头里有重复的栏。")
    fields = known_fields(resource)
    return [(names.index(field.name), field) for field in fields if field.name in names]


def _row(cells: list[str], columns: _Columns, width: int, where: Where) -> Row:
    if len(cells) != width:
        raise ValueError(f"{where.text}有 {len(cells)} 格，表头有 {width} 栏。")
    try:
        return {field.name: from_text(field, cells[index]) for index, field in columns}
    except ValueError as error:
        raise ValueError(f"{where.text}：{error}") from None


def _decoded(document: Document) -> str:
    content = document.content.removeprefix(_BOM)
    # A spreadsheet on a Chinese Windows may have saved the file anew.
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableDocument(
        document.name, "文字编码既不是 UTF-8 也不是 GB18030。", "请另存为 UTF-8 的 CSV 再读。"
    )
