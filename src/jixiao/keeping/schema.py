"""The one schema: what our JSON files hold, and their JSON Schema, both from the records."""

import inspect
from typing import Any

import msgspec

from jixiao import model
from jixiao.model import AMOUNT_FIELDS, KINDS, Check, Correction, Difference, Fixed, Reading

READING = "jixiao.reading/1"
ERROR = "jixiao.error/1"
CORRECTIONS = "jixiao.corrections/1"
CHECK = "jixiao.check/1"
FIXED = "jixiao.fixed/1"
DIFF = "jixiao.diff/1"

DECIMAL = r"^-?[0-9]+(\.[0-9]+)?$"
"""An amount as a string: digits as printed, no separators, no exponent."""

ACTIONS = ("undo", "confirm", "set")
"""What a correction can do."""


class ReadingErrorSource(msgspec.Struct, frozen=True, gc=False):
    """The file that could not be read."""

    name: str


class ReadingError(msgspec.Struct, frozen=True, gc=False):
    """无法读取: stands in the place of a reading, with what is wrong and what to do."""

    schema: str
    source: ReadingErrorSource
    problem: str
    advice: str


class CorrectionsFile(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """更正文件: a person's answers to one or more readings."""

    schema: str
    corrections: tuple[Correction, ...]


SCHEMAS: dict[str, type[msgspec.Struct]] = {
    READING: Reading,
    ERROR: ReadingError,
    CORRECTIONS: CorrectionsFile,
    CHECK: Check,
    FIXED: Fixed,
    DIFF: Difference,
}
"""The kinds of JSON that are read or written here, by the value of their ``schema`` key."""


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one of `SCHEMAS`."""
    schema = msgspec.json.schema(SCHEMAS[name])
    written = SCHEMAS[name] is not CorrectionsFile
    for definition, body in schema["$defs"].items():
        if written:
            _always_written(_struct(definition), body)
        _decimals(body)
        # Which white space a docstring keeps depends on the version of Python.
        body["description"] = inspect.cleandoc(body["description"])
    root = schema["$defs"][SCHEMAS[name].__name__]
    root["properties"]["schema"] = {"const": name}
    if not written:
        properties = schema["$defs"]["Correction"]["properties"]
        properties["action"] = {"enum": list(ACTIONS)}
        properties["field"] = {"enum": [*AMOUNT_FIELDS, None], "default": None}
        properties["value"]["anyOf"][0]["pattern"] = DECIMAL
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        **schema,
    }


def _struct(name: str) -> Any:
    kinds = {kind.__name__: kind for kind in KINDS.values()}
    return getattr(model, name, None) or kinds.get(name) or globals().get(name)


def _always_written(struct: Any, body: dict[str, Any]) -> None:
    """A key with a default may be left out when read, but we always write it."""
    if "properties" not in body or struct.__struct_config__.omit_defaults:
        return
    body["required"] = list(body["properties"])
    for value in body["properties"].values():
        value.pop("default", None)


def _decimals(node: Any) -> None:
    """Say in each amount which strings it can be."""
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            node["pattern"] = DECIMAL
        for child in node.values():
            _decimals(child)
    elif isinstance(node, list):
        for child in node:
            _decimals(child)
