"""Our own open data as JSON and JSON Lines."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Any

from jixiao.keeping.data_cells import value_row
from jixiao.keeping.data_rows import ADVICE, Gathered, Where, spread
from jixiao.model import Document, Reading, UnreadableDocument

_BOM = b"\xef\xbb\xbf"
_LEVELS = (
    ("tables", "table_number", "张表"),
    ("units", "unit_number", "个单位"),
    ("projects", "project_number", "个项目"),
    ("indicators", "indicator_position", "条指标"),
)


def read_dataset(document: Document) -> Reading:
    """The reading of a ``jixiao.dataset/1``; where something stands counts, not its numbers.

    Raises:
        UnreadableDocument: It is damaged or not of this form.
    """
    gathered = Gathered(document)
    _walk(gathered, parsed(document, document.content), 0, {}, Where(""), count(1))
    return gathered.reading("jixiao-dataset")


def _walk(
    gathered: Gathered,
    above: dict[str, Any],
    depth: int,
    keys: dict[str, int],
    place: Where,
    projects: Iterator[int],
) -> None:
    name, key, word = _LEVELS[depth]
    items = above.get(name)
    if not isinstance(items, list):
        raise gathered.refuse(f"缺少 {name}，或它不是列表。", place)
    for index, item in enumerate(items, start=1):
        where = Where(f"{place.text}第 {index} {word}")
        if name == "tables":
            projects = count(1)
        own = {**keys, key: next(projects) if name == "projects" else index}
        gathered.add(name, checked_row(gathered, item, own, where, name), where)
        if depth + 1 < len(_LEVELS):
            _walk(gathered, item, depth + 1, own, where, projects)


def checked_row(
    gathered: Gathered, item: Any, keys: dict[str, int], where: Where, name: str | None = None
) -> dict[str, Any]:
    """An object as a row, its keys set.

    Raises:
        UnreadableDocument: It is no object, lacks a field, or a value is of another type.
    """
    if not isinstance(item, dict):
        raise gathered.refuse("应是 {…}。", where)
    try:
        return value_row({**item, **keys}, name)
    except ValueError as error:
        raise gathered.refuse(str(error), where) from None


def read_jsonl(document: Document) -> Reading:
    """The reading of JSON Lines, one ``jixiao.rows/1`` a line.

    Raises:
        UnreadableDocument: A line is damaged, lacks fields, or contradicts another.
    """
    gathered = Gathered(document)
    for number, line in enumerate(document.content.removeprefix(_BOM).split(b"\n"), start=1):
        if line.strip():
            where = Where(f"第 {number} 行", number)
            item = parsed(document, line, where.text)
            spread(gathered, checked_row(gathered, item, {}, where), where)
    return gathered.reading("jixiao-jsonl")


def parsed(document: Document, content: bytes, place: str = "") -> dict[str, Any]:
    """A JSON object whose numbers with a point are exact.

    Raises:
        UnreadableDocument: It is damaged, or no object.
    """
    try:
        text = content.removeprefix(_BOM).decode()
        made = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError, ArithmeticError) as error:
        problem = f"{place}不合 JSON 写法，文件可能不完整（{error}）。"
        raise UnreadableDocument(document.name, problem, ADVICE) from error
    if not isinstance(made, dict):
        raise UnreadableDocument(document.name, f"{place}应是 {{…}}。", ADVICE)
    return made


def _refuse_constant(name: str) -> None:
    raise ValueError(name)
