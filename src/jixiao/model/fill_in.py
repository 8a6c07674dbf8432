"""The columns of the fill-in workbook, as data: one row an indicator."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

STAR = "*"
"""Stands before the title of a column that must be filled."""


class FillInColumn(NamedTuple):
    """One column: field, title, width in characters, and what to write."""

    key: str
    title: str
    width: int
    required: bool
    comment: str

    @property
    def heading(self) -> str:
        """The title as printed."""
        return f"{STAR}{self.title}" if self.required else self.title


@cache
def fill_in_columns() -> tuple[FillInColumn, ...]:
    """All columns in order."""
    text = (resources.files(__package__) / "fill_in.toml").read_text(encoding="utf-8")
    return tuple(FillInColumn(**one) for one in tomllib.loads(text)["columns"])
