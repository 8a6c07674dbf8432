"""The JSON Schemas of our open data, from the data dictionary."""

from collections.abc import Sequence
from typing import Any

from jixiao.model.dataset import DATASET, ROWS, Field, dictionary, row_fields

_TYPES = {"string": "string", "integer": "integer", "amount": "number", "number": "number"}
_LEVELS = ("tables", "units", "projects", "indicators")


def data_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``jixiao.dataset/1``, or of one line of ``jixiao.rows/1``.

    Raises:
        KeyError: There is no such form.
    """
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name}
    return head | {DATASET: _dataset, ROWS: _row}[name]()


def _row() -> dict[str, Any]:
    # What has no project or no indicator says so with null.
    properties = {field.name: _property(field, loose=True) for field in row_fields()}
    return _object({"schema": {"const": ROWS}, **properties})


def _dataset() -> dict[str, Any]:
    below: dict[str, Any] = {}
    for name in reversed(_LEVELS):
        resource = dictionary()[name]
        properties = _properties(resource.fields) | below
        if name == "indicators":
            properties |= {f"{term}_parts": _parts(term) for term in ("period", "annual")}
        body = _object(properties) | {"description": resource.about.zh}
        below = {name: {"type": "array", "items": body}}
    return _object({"schema": {"const": DATASET}, **below})


def _parts(term: str) -> dict[str, Any]:
    """The single targets of a compound one: its text, and the typed columns without their prefix."""
    fields = dictionary()["indicators"].fields
    typed = [f for f in fields if f.name.startswith(f"{term}_") and f.name != f"{term}_target"]
    properties = {field.name.removeprefix(f"{term}_"): _property(field) for field in typed}
    return {"type": "array", "items": _object({"text": {"type": "string"}, **properties})}


def _properties(fields: Sequence[Field]) -> dict[str, Any]:
    return {field.name: _property(field) for field in fields}


def _property(field: Field, *, loose: bool = False) -> dict[str, Any]:
    kind = _TYPES[field.type]
    must = field.required and (not loose or field.name in ("table_number", "table_kind"))
    made: dict[str, Any] = {"type": kind if must else [kind, "null"], "title": field.title.zh}
    if field.about.zh:
        made["description"] = field.about.zh
    if field.codes:
        codes = [int(code) if field.type == "integer" else code for code in field.codes]
        made["enum"] = codes if must else [*codes, None]
    return made


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
