"""Whether a text holds what begins an entry or a part of one, so that it cannot stand inside."""

import re
from typing import NamedTuple

from jixiao.understanding.entry_tokens import HEAD, NUMBER_MARKS, SEPARATORS, is_level, loose_tokens

_FIELD = re.compile(f"[^{SEPARATORS}]+")
_CODE = re.compile(r"(?:\d{1,3}[、.．､,，)）])?\d{1,2}[-－—–一](?:[㐀-鿿]{1,8}|$)")
_NUMBER = re.compile(rf"(?:^|(?<=[{SEPARATORS}]))\d{{1,3}}(?!\.\d)[{NUMBER_MARKS}]")
_LABEL = re.compile(r"[^;；:：,，。]{0,6}指标值|[^;；:：,，。]{0,3}[标指]值(?=[:：])")


class Mark(NamedTuple):
    """A ``head`` or a ``label`` inside a text."""

    kind: str
    start: int
    end: int


def mark_in(text: str) -> Mark | None:
    """The first mark of an entry in a text, as printed, white space inside it or not.

    >>> mark_in("100%。3、2-效益")
    Mark(kind='head', start=5, end=11)
    >>> mark_in("是, 年度 指标值")
    Mark(kind='label', start=3, end=9)
    >>> mark_in("3.8亿美元") is None
    True
    """
    places = [place for place, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[place] for place in places)
    found = _found(squeezed)
    if found is None:
        return None
    return Mark(found.kind, places[found.start], places[found.end - 1] + 1)


def _found(text: str) -> Mark | None:
    tokens = (
        Mark("head" if one.kind == HEAD else "label", one.start, one.end)
        for one in loose_tokens(text)
    )
    if (token := next(tokens, None)) is not None and token.end > token.start:
        return token
    for kind, pattern in (("label", _LABEL), ("head", _CODE), ("head", _NUMBER)):
        if match := pattern.search(text):
            return Mark(kind, *match.span())
    level = next((m for m in _FIELD.finditer(text) if is_level(m.group())), None)
    return None if level is None else Mark("head", *level.span())
