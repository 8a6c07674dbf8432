"""Cells that say nothing: lines of a table, and words for what is not there."""

import re

from jixiao.model import AMOUNT_FIELDS, RawCell
from jixiao.text import fold
from jixiao.understanding.official import words

_RULE = re.compile(r"[-—–=_─━|+*:\s]{2,}")
_LONGEST_NO_AMOUNT = 3
_NO_KINDS = {"name": ("name",), "objective": ("text", "unit"), "indicators": ("text", "unit")}
_SHORT = 16


def is_rule(cell: RawCell, least: int = 2) -> bool:
    """Whether a cell holds nothing but a drawn line."""
    return len(cell.text) >= least and _RULE.fullmatch(cell.text.strip()) is not None


def says_nothing(field: str, cell: RawCell) -> str | None:
    """What is not there, where a cell says so in words."""
    length = len(cell.text)
    if not length or length > (_LONGEST_NO_AMOUNT if field in AMOUNT_FIELDS else _SHORT):
        return None
    key, marks = fold(cell.text), words()["nothing"]
    kinds = _NO_KINDS.get(field, ("amount",))
    return next((kind for kind in kinds if key in marks[kind]), None)
