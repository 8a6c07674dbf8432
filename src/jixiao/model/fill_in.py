"""The columns of the fill-in workbook, as data: one row an indicator."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

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


class Sign(NamedTuple):
    """计算符号: as offered, its code in official systems, as printed, and other ways to write it."""

    sign: str
    code: int
    printed: str
    also: tuple[str, ...]


@cache
def fill_in_columns() -> tuple[FillInColumn, ...]:
    """All columns in order."""
    return tuple(FillInColumn(**one) for one in _loaded()["columns"])


@cache
def fill_in_signs() -> tuple[Sign, ...]:
    """The choices of 计算符号."""
    return tuple(Sign(**{**one, "also": tuple(one["also"])}) for one in _loaded()["signs"])


@cache
def fill_in_example() -> dict[str, str]:
    """The cells of the example row."""
    return dict(_loaded()["example"])


@cache
def _loaded() -> dict[str, Any]:
    text = (resources.files(__package__) / "fill_in.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
