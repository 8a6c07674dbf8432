"""审核意见: what the numbers of the review sheet's opinions stand for, dated data."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from jixiao.model.finding import Basis


class Opinions(NamedTuple):
    """One set of opinion codes: its words by code, and where they are from."""

    words: dict[int, str]
    place: str
    basis: Basis


@cache
def opinions() -> Opinions:
    """The newest set of opinion codes.

    >>> opinions().words[4]
    '指标与指标值不匹配'
    """
    text = (resources.files(__package__) / "opinions.toml").read_text(encoding="utf-8")
    block = max(tomllib.loads(text)["in_force"], key=lambda one: one["from"])
    words = {int(code): word for code, word in block["opinions"].items()}
    return Opinions(words, block["place"], Basis(block["reference"], block["status"]))


def opinion(code: int | None) -> str:
    """Code and words of an opinion; empty where there is none.

    >>> opinion(10), opinion(None), opinion(99)
    ('10 建议增加满意度指标', '', '99')
    """
    return "" if code is None else f"{code} {opinions().words.get(code, '')}".strip()
