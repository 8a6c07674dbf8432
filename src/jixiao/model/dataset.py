"""数据字典: what our open data hold, for those who write them and those who read them back."""

import tomllib
from decimal import Context, Decimal
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from jixiao.model.table import AMOUNT_FIELDS

DATASET = "jixiao.dataset/1"
"""JSON: tables with units, projects and indicators inside one another."""
ROWS = "jixiao.rows/1"
"""CSV, JSON Lines and Parquet in one file: one row an indicator."""
PACKAGE = "jixiao.package/1"
"""A folder of CSV files with its ``datapackage.json``."""

Cell = str | int | Decimal | None
"""A value of a row: text, a whole number, an exact number, or nothing."""
Row = dict[str, Cell]

DECIMALS = {"amount": 6, "number": 18}
"""Digits after the point that a number can have in every form; before the point `WHOLE_DIGITS`."""
WHOLE_DIGITS = 20

_EXACT = Context(prec=1000)


class Words(NamedTuple):
    """The same in both languages."""

    zh: str
    en: str


class Field(NamedTuple):
    """字段: name, type and meaning of one column; ``alone`` where only its resource's own file has it."""

    name: str
    type: Literal["string", "integer", "amount", "number"]
    title: Words
    about: Words
    key: bool
    required: bool
    alone: bool
    codes: dict[str, str]


class Reference(NamedTuple):
    """Fields that name a row of another resource, which calls them the same."""

    fields: tuple[str, ...]
    resource: str


class Resource(NamedTuple):
    """资源: one kind of row."""

    name: str
    title: Words
    about: Words
    fields: tuple[Field, ...]
    references: tuple[Reference, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The fields that tell its rows apart."""
        return tuple(field.name for field in self.fields if field.key)


def carries(value: Decimal, kind: str) -> bool:
    """Whether every form carries a number exactly; ``kind`` is amount or number.

    >>> carries(Decimal("12.50"), "amount"), carries(Decimal("0.0000001"), "amount")
    (True, False)
    """
    if not value.is_finite() or value.adjusted() >= WHOLE_DIGITS:
        return False
    exponent = value.normalize(_EXACT).as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= DECIMALS[kind]


@cache
def dictionary() -> dict[str, Resource]:
    """All resources by name: tables, units, projects, indicators."""
    text = (resources.files(__package__) / "dataset.toml").read_text(encoding="utf-8")
    made = [_resource(entry) for entry in tomllib.loads(text)["resource"]]
    return {resource.name: resource for resource in made}


@cache
def row_fields() -> tuple[Field, ...]:
    """The columns of the one-file forms: table, unit, project, indicator; each name once."""
    fields = {
        field.name: field
        for resource in dictionary().values()
        for field in resource.fields
        if not field.alone
    }
    return tuple(fields.values())


def amount_columns(prefix: str) -> tuple[str, ...]:
    """The names of the four amounts of a row: ``grand``, ``unit`` or ``project``.

    >>> amount_columns("unit")[0]
    'unit_total'
    """
    return tuple(f"{prefix}_{field}" for field in AMOUNT_FIELDS)


def _resource(entry: dict[str, object]) -> Resource:
    match entry:
        case {"name": str(name), "title": dict(title), "about": dict(about), "field": list(fields)}:
            references = entry.get("reference", [])
            assert isinstance(references, list)
            return Resource(
                name,
                Words(**title),
                Words(**about),
                tuple(_field(field) for field in fields),
                tuple(Reference(tuple(one["fields"]), one["resource"]) for one in references),
            )
    raise ValueError(entry)


def _field(entry: dict[str, object]) -> Field:
    match entry:
        case {"name": str(name), "type": "string" | "integer" | "amount" | "number" as kind}:
            title, about, codes = (entry.get(key, {}) for key in ("title", "about", "codes"))
            assert isinstance(title, dict)
            assert isinstance(about, dict)
            assert isinstance(codes, dict)
            return Field(
                name,
                kind,
                Words(**title),
                Words(about.get("zh", ""), about.get("en", "")),
                key=bool(entry.get("key")),
                required=bool(entry.get("key") or entry.get("required")),
                alone=bool(entry.get("alone")),
                codes=codes,
            )
    raise ValueError(entry)
