"""Text from documents made safe to put before people: on one line, nothing hidden in it."""

import re

# Control characters and those that turn the direction of writing could alter a screen or a page;
# U+FFFE, U+FFFF and lone surrogates are in no XML and in no UTF-8.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_DELETE = 0x7F


def shown(text: str) -> str:
    r"""The text on one line, control characters made visible.

    >>> shown("甲\t乙\x1b[2J")
    '甲 乙␛[2J'
    """
    return _UNSAFE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\t\n\r":
        return " "
    if ord(character) < ord(" "):
        return chr(0x2400 + ord(character))
    return "␡" if ord(character) == _DELETE else "�"
