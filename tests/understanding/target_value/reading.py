"""Every field of a value at once, so that a test says all of what it expects."""

from typing import Any

from jixiao.model.target_value import TargetValue
from jixiao.understanding.target_value import parse_target

# What a field is when a test does not name it.
DEFAULTS: dict[str, Any] = {
    "kind": None,
    "number": None,
    "upper": None,
    "inclusive": (None, None),
    "stated": False,
    "unit": None,
    "date": None,
    "precision": None,
    "anchor": None,
    "offset": None,
    "baseline": None,
    "per": None,
    "grade": None,
    "scope": None,
    "condition": None,
    "note": None,
    "confidence": "certain",
}


def seen(value: TargetValue) -> dict[str, Any]:
    """The fields of a value, unit and baseline as plain tuples."""
    unit = value.measure_unit
    return {
        "kind": value.kind,
        "number": None if value.number is None else str(value.number),
        "upper": None if value.upper is None else str(value.upper),
        "inclusive": (value.lower_inclusive, value.upper_inclusive),
        "stated": value.comparator_stated,
        "unit": None if unit is None else (unit.text, unit.canonical, unit.from_),
        "date": value.date,
        "precision": value.precision,
        "anchor": value.anchor,
        "offset": value.offset,
        "baseline": value.baseline and (value.baseline.year, value.baseline.kind),
        "per": value.per,
        "grade": value.grade,
        "scope": value.scope,
        "condition": value.condition,
        "note": value.note,
        "confidence": value.confidence,
    }


BOUNDS = {
    "at_least": (True, None),
    "more_than": (False, None),
    "at_most": (None, True),
    "less_than": (None, False),
    "between": (True, True),
}


def expected(kind: str, **fields: Any) -> dict[str, Any]:
    """All fields; a bound is inclusive as its kind says and its comparator stated."""
    unit = fields.get("unit")
    if isinstance(unit, str):
        fields["unit"] = (unit, unit, "value")
    bounds = {"inclusive": BOUNDS[kind], "stated": True} if kind in BOUNDS else {}
    return DEFAULTS | bounds | {"kind": kind} | fields


def read(text: str, name: str = "", level2: str | None = None) -> dict[str, Any]:
    """The fields of a text read as a target value."""
    return seen(parse_target(text, name, level2))


def parts(text: str, name: str = "", level2: str | None = None) -> list[dict[str, Any]]:
    """The fields of each part of a compound."""
    return [seen(part) for part in parse_target(text, name, level2).parts]
