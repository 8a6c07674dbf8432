"""审核意见: what the numbers of the review sheet's opinions stand for, as data."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from jixiao.model.finding import Basis


class Opinions(NamedTuple):
    """Opinion codes: their words, and where they are from."""

    words: dict[int, str]
    place: str
    basis: Basis


@cache
def opinions() -> Opinions:
    """All opinion codes.

    >>> opinions().words[4]
    '指标与指标值不匹配'
    """
    text = (resources.files(__package__) / "opinions.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    words = {int(code): word for code, word in said["opinions"].items()}
    return Opinions(words, said["place"], Basis(said["reference"], said["status"]))


def opinion(code: int | None) -> str:
    """Code and words of an opinion; empty where there is none.

    >>> opinion(10), opinion(None), opinion(99)
    ('10 建议增加满意度指标', '', '99')
    """
    return "" if code is None else f"{code} {opinions().words.get(code, '')}".strip()
