"""When two indicators of the library are the same: by words alone, never by chance likeness."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from jixiao.analysing.names import name_key

_LONGEST = 300
_MARKS = "。；;，,、：:．."
_LEAST = 2


@cache
def _words() -> dict[str, Any]:
    text = (resources.files(__package__) / "library.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def library_key(name: str) -> str:
    """The key of an indicator's name: years, document numbers, white space and fillers left out.

    >>> library_key("2024年补贴 企业的数量。"), library_key("补贴企业数")
    ('补贴企业数', '补贴企业数')
    """
    whole = name_key(name).casefold()
    key = whole.rstrip(_MARKS)
    for filler in _words()["fillers"]:
        key = key.replace(filler, "")
    for ending, short in _words()["endings"].items():
        if key.endswith(ending):
            key = key.removesuffix(ending) + short
            break
    return (key if len(key) >= _LEAST else whole)[:_LONGEST]
