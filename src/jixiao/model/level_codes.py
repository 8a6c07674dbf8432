"""一级 and 二级指标: the official code sets, dated data."""

import datetime
import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from jixiao.text import fold


class LevelCodes(NamedTuple):
    """One code set: label → code for both levels, folded labels; ``since`` is its first day."""

    since: datetime.date
    reference: str
    level1: dict[str, str]
    level2: dict[str, str]


@cache
def level_codes(on: datetime.date | None = None) -> LevelCodes:
    """The code set in force on a day; without a day the newest.

    Raises:
        LookupError: No code set was in force yet.
    """
    text = (resources.files(__package__) / "level_codes.toml").read_text(encoding="utf-8")
    blocks = tomllib.loads(text)["in_force"]
    for block in sorted(blocks, key=lambda b: b["from"], reverse=True):
        if on is None or block["from"] <= on:
            one, two = (
                {fold(label): code for code, labels in block[level].items() for label in labels}
                for level in ("level1", "level2")
            )
            return LevelCodes(block["from"], block["reference"], one, two)
    raise LookupError(on)
