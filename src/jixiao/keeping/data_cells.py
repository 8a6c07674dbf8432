"""One cell of our own data forms: its type checked, its number exact."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from jixiao.model.dataset import Cell, Field, Row, carries, dictionary, row_fields
from jixiao.text import shown, unguarded

_INTEGER = re.compile(r"-?[0-9]{1,19}")
_NUMBER = re.compile(r"-?(?:[0-9]{1,20}|[0-9]{1,3}(?:,[0-9]{3}){1,6})(?:\.[0-9]{1,18})?")
_HALF = re.compile("[\ud800-\udfff]")
_LONGEST = 40
_MOST_WHOLE = 2**63
# Found anew from the text, or no part of the records.
_IGNORED = re.compile(r"source_.*|repairs|questions|.*_printed_at|(?:period|annual)_(?!target).*")
_OPTIONAL = re.compile(r"title|budget_year_origin|.*_doubts")


@cache
def known_fields(resource: str | None = None) -> tuple[Field, ...]:
    """The fields that are read back, of one resource or of the one-file forms."""
    fields = row_fields() if resource is None else dictionary()[resource].fields
    return tuple(field for field in fields if not _IGNORED.fullmatch(field.name))


def missing(names: Iterable[str], resource: str | None = None) -> list[str]:
    """The fields that must be there and are not; others may be left out or added."""
    there = set(names)
    return [
        field.name
        for field in known_fields(resource)
        if field.name not in there and not _OPTIONAL.fullmatch(field.name)
    ]


def value_row(values: Mapping[str, Any], resource: str | None = None) -> Row:
    """A row of JSON values, checked; JSON alone can write half a surrogate pair.

    Raises:
        ValueError: A field is missing or none of its type; the message is in Chinese.
    """
    if lost := missing(values, resource):
        raise ValueError(f"缺少 {'、'.join(lost)}。")
    row = {
        field.name: from_value(field, values[field.name])
        for field in known_fields(resource)
        if field.name in values
    }
    for name, value in row.items():
        if isinstance(value, str) and _HALF.search(value):
            raise ValueError(f"{name} 里有不成字的半个编码。")
    return row


def from_text(field: Field, text: str) -> Cell:
    """The value of a CSV cell.

    Raises:
        ValueError: It is none of the field's type; the message is in Chinese.
    """
    if field.type == "string":
        return unguarded(text)
    stripped = text.strip()
    if not stripped:
        return None
    if field.type == "integer":
        if _INTEGER.fullmatch(stripped) and -_MOST_WHOLE <= int(stripped) < _MOST_WHOLE:
            return int(stripped)
        raise ValueError(f"{field.name} 应是整数，现在是“{_brief(text)}”。")
    if _NUMBER.fullmatch(stripped):
        return _carried(field, Decimal(stripped.replace(",", "")))
    raise ValueError(f"{field.name} 应是数，现在是“{_brief(text)}”。")


def from_value(field: Field, value: Any) -> Cell:
    """The value of a JSON or Parquet cell.

    Raises:
        ValueError: It is none of the field's type; the message is in Chinese.
    """
    if value is None:
        return None
    if field.type == "string" and isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST_WHOLE:
        if field.type == "integer" and value < _MOST_WHOLE:
            return value
        value = Decimal(value)
    if field.type in ("amount", "number") and isinstance(value, Decimal):
        return _carried(field, value)
    words = {"string": "文字", "integer": "整数"}.get(field.type, "数")
    raise ValueError(f"{field.name} 应是{words}，现在是“{_brief(str(value)[:1000])}”。")


def _carried(field: Field, value: Decimal) -> Decimal:
    if not carries(value, field.type):
        raise ValueError(f"{field.name} 的数位数太多：“{_brief(str(value)[:1000])}”。")
    return value


def _brief(text: str) -> str:
    text = shown(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
