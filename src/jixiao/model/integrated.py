"""预算管理一体化: element names for our fields, second hand, for writing and for reading back."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

INTEGRATED = "jixiao.integrated/1"
"""JSON: one list a table of the integrated budget system."""

EXTRA = "x_"
"""In front of what the system has no element for."""


class Element(NamedTuple):
    """要素: our field, the name that is written, and names that are read as well."""

    field: str
    element: str
    also: tuple[str, ...]
    length: int | None
    note: str


class ElementTable(NamedTuple):
    """A table of the system, and the resource of ours whose rows it takes."""

    name: str
    about: str
    resource: str
    elements: tuple[Element, ...]


class Profile(NamedTuple):
    """一体化要素对照: how sure it is, and all tables; ``triple`` names what is read for each part."""

    status: str
    source: str
    period_flag: int
    annual_flag: int
    triple: dict[str, tuple[str, ...]]
    tables: dict[str, ElementTable]


@cache
def integrated_profile() -> Profile:
    """The profile of the data file."""
    text = (resources.files(__package__) / "integrated.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    tables = [
        ElementTable(
            table["name"],
            table["about"],
            table["resource"],
            tuple(
                Element(
                    one["field"], one["element"], tuple(one.get("also", ())), one.get("length"),
                    one.get("note", ""),
                )
                for one in table["element"]
            ),
        )
        for table in content["table"]
    ]  # fmt: skip
    return Profile(
        content["status"],
        content["source"],
        content["yearflag"]["total"],
        content["yearflag"]["year"],
        {name: (name, *also) for name, also in content["triple"].items()},
        {table.name: table for table in tables},
    )
