"""Text for CSV files that no spreadsheet runs as a formula, and back."""

import re

from jixiao.text.fold import ZERO_WIDTH

# A spreadsheet runs what begins so; East Asian ones also take the wide signs. White space in front
# is not always kept. An apostrophe itself is guarded, so that every text comes back.
_SIGNS = "'=+-@＝＋－＠＇"
_RISKY = re.compile(rf"[\s{ZERO_WIDTH}]*[{re.escape(_SIGNS)}]|[\t\r\n]")
_MAYBE = frozenset(_SIGNS + ZERO_WIDTH)
_PLAIN_NUMBER = re.compile(r"-[0-9]{1,15}(?:\.[0-9]{1,15})?")


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet might run it, and for no text at all.

    A plain negative number runs nothing and stays a number.

    >>> guarded("=1+1"), guarded("'a"), guarded("-5"), guarded(""), guarded("不少于2次")
    ("'=1+1", "''a", '-5', "'", '不少于2次')
    """
    if text and text[0] not in _MAYBE and not text[0].isspace():
        return text  # nearly every text
    if not text or (_RISKY.match(text) and not _PLAIN_NUMBER.fullmatch(text)):
        return f"'{text}"
    return text


def unguarded(text: str) -> str | None:
    """What `guarded` was given; None for an empty cell.

    >>> unguarded("'=1+1"), unguarded("''a"), unguarded("-5"), unguarded("'"), unguarded("")
    ('=1+1', "'a", '-5', '', None)
    """
    return (text.removeprefix("'")) if text else None
