"""The official words and confusable characters, loaded once from data files."""

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from jixiao.text import fold, likeness

_ALIKE = 0.55  # a header cell with half its characters misread is still told from the others


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))


@cache
def words() -> dict[str, Any]:
    """The table of official words."""
    return _load("official_words.toml")


@cache
def confusable() -> dict[str, dict[str, str]]:
    """Confusable characters by group, each as found character → right character(s)."""
    loaded = _load("confusable.toml")
    return {
        group: {found: right for right, many in loaded[group].items() for found in many}
        for group in ("digits", "labels")
    }


@lru_cache(maxsize=4096)
def column_of(text: str) -> tuple[str | None, float]:
    """The column that a header cell names, and how sure: 1.0 exact, less where misread."""
    key = fold(text)
    if not key or len(key) > 24:
        return None, 0.0
    best: tuple[str | None, float] = (None, 0.0)
    for field, names in words()["columns"].items():
        for name in names:
            score = likeness(key, name, least=_ALIKE)
            if score > best[1]:
                best = (field, score)
    return best if best[1] >= _ALIKE else (None, 0.0)


@lru_cache(maxsize=4096)
def unconfused(text: str) -> str:
    """A text with the confusable characters of labels set right, one for one."""
    return text.translate(_label_table())


@cache
def _label_table() -> dict[int, str]:
    return str.maketrans(confusable()["labels"])


@cache
def amount_unit_pattern() -> re.Pattern[str]:
    """Unconfused 单位：万元 anywhere in a squeezed cell."""
    labels = "|".join(sorted(words()["labels"]["amount_unit"], key=len, reverse=True))
    units = "|".join(sorted(words()["amount_units"]["values"], key=len, reverse=True))
    return re.compile(rf"[(（]?(?:{labels})[:：;；]?(?:人民币)?({units})[)）]?")


@cache
def bracketed_amount_unit() -> re.Pattern[str]:
    """An amount unit inside a title or a header cell, such as 总计（万元）."""
    units = "|".join(sorted(words()["amount_units"]["values"], key=len, reverse=True))
    return re.compile(rf"[(（](?:单位[:：]?)?({units})[)）]")


@cache
def amount_with_unit() -> re.Pattern[str]:
    """An amount with its unit, a sign of currency, or the mark with which a spreadsheet keeps text."""
    official = words()["amount_units"]
    units = "|".join(sorted((*official["values"], *official["short"]), key=len, reverse=True))
    return re.compile(rf"['＇]?(?:[¥￥]|人民币)?(?P<number>[-\d.,]+)(?P<unit>{units})?")


@cache
def likely_digits() -> dict[str, str]:
    """Digit → digits it is easily read for."""
    return dict(_load("confusable.toml")["likely_digits"])


@cache
def confusables_of() -> dict[str, str]:
    """Character of a label → the characters it is read for."""
    return dict(_load("confusable.toml")["labels"])
