"""Chinese text in columns of a terminal, where a Chinese character takes two.

A library for terminals breaks lines at spaces, which Chinese does not have.
"""

import re
import unicodedata

from jixiao.text import shown

__all__ = ["elide", "shown", "width_of", "wrap"]

_OPENING = "（「『《〈【“‘"
_CLOSING = "）」』》〉】”’，。；：、！？…"
# What must not be torn: a word in ASCII, or one character, with the punctuation that hugs it.
_PIECE = re.compile(rf"[{_OPENING}]*(?:[!-~]+|\S)[{_CLOSING}]*|\s+")


def width_of(text: str) -> int:
    """How many columns a text takes.

    >>> width_of("合计 77,452.61")
    14
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns; none begins with a closing mark.

    >>> wrap("请对照原件，看它属于哪个项目。", 12)
    ['请对照原件，', '看它属于哪个', '项目。']
    """
    lines: list[str] = []
    line, used = "", 0
    for match in _PIECE.finditer(text):
        for piece in _chopped(match.group(), width):
            columns = width_of(piece)
            if line and used + columns > width:
                lines.append(line.rstrip())
                line, used = "", 0
                if piece.isspace():
                    continue
            line += piece
            used += columns
    return [*lines, line.rstrip()]


def _chopped(piece: str, width: int) -> list[str]:
    """A piece that is wider than a whole line, cut to fit; else as it is."""
    if width_of(piece) <= width:
        return [piece]
    parts, part, used = [], "", 0
    for character in piece:
        if part and used + _columns(character) > width:
            parts.append(part)
            part, used = "", 0
        part += character
        used += _columns(character)
    return [*parts, part]


def elide(text: str, most: int) -> str:
    """A long text without its middle.

    >>> elide("年度指标值：到二〇二五年税收区库收入增长一倍以上", 8)
    '年度指标…倍以上'
    """
    if len(text) <= most:
        return text
    kept = most - 1
    return f"{text[: kept - kept // 2]}…{text[len(text) - kept // 2 :]}"
