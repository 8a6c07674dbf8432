"""How often something is done, as running text and targets say it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.text import quick_pattern

_ONCE = Decimal(1)
_DIGIT = "一二三四五六七八九"
_NUMBER = r"[0-9]+|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_UNITS = r"半年|半月|季度?|工作日|周|星期|旬|月|天|日|年"
_IN_A_YEAR = {
    "年": 1, "半年": 2, "季": 4, "季度": 4, "月": 12, "半月": 24, "旬": 36, "周": 52, "星期": 52, "工作日": 250, "天": 365,
    "日": 365,
}  # fmt: skip
_TIMES = r"(?:人|场|批|车|班|期|轮|遍|回|台|套|份)?次|场|期|轮|遍|回"
_OFTEN = re.compile(quick_pattern(
    rf"每(?P<several>[0-9]+|[两二三四五六])?(?:个|一)?(?P<unit>{_UNITS})(?:度)?"
    rf"(?P<words>[^,;。:、0-9每]{{0,12}}?)(?P<bound>不超过|不多于|至多|最多|≤)?(?P<number>{_NUMBER})个?(?P<times>{_TIMES})(?!性)"
    rf"|(?P<other>{_NUMBER})(?P<its>{_TIMES})/(?P<per>{_UNITS})"
))  # fmt: skip
_PERIOD = re.compile(rf"每(?P<several>[0-9]+|[两二三四五六])?(?:个|一)?(?P<unit>{_UNITS})")


class Often(NamedTuple):
    """How many times in a year: ``number`` in each of ``periods``; where it is said."""

    number: int
    unit: str
    periods: Decimal
    times: str
    start: int
    end: int

    @property
    def in_a_year(self) -> Decimal:
        """So many times in a whole year."""
        return self.number * self.periods


def often_in(text: str) -> Iterator[Often]:
    """What a folded text says of how often: 每月不少于1次, 每两月1次, 2次/季度; no upper bounds."""
    if "每" not in text and "/" not in text:
        return
    for match in _OFTEN.finditer(text):
        if match["bound"]:
            continue
        unit = match["unit"] or match["per"]
        several = number_of(match["several"] or "1")
        number = number_of(match["number"] or match["other"])
        if not several or not number:
            continue
        yield Often(
            number, unit, Decimal(_IN_A_YEAR[unit]) / several, match["times"] or match["its"],
            match.start(), match.end(),
        )  # fmt: skip


def periods_in(words: str) -> Decimal:
    """How many of the periods that words before a number name are in a year: 4 of 每季采样."""
    match = _PERIOD.search(words)
    several = number_of(match["several"] or "1") if match is not None else 0
    return Decimal(_IN_A_YEAR[match["unit"]]) / several if match is not None and several else _ONCE


def number_of(text: str) -> int:
    """A whole number in digits or in Chinese up to 99."""
    if text.isdecimal():
        return int(text)
    text = text.replace("两", "二")
    tens, ten, ones = text.rpartition("十")
    one = _DIGIT.find(ones) + 1 if ones else 0
    return (10 * (_DIGIT.find(tens) + 1 if tens else 1) if ten else 0) + one
