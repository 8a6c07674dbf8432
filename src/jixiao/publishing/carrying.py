"""What a form of output cannot carry is said before anything is written."""

import re
from typing import NamedTuple

from jixiao.text import ZERO_WIDTH, shown

_SHOWN = 40
_PRINTS_NOTHING = re.compile(f"[{ZERO_WIDTH}]")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")


class Uncarried(NamedTuple):
    """One thing that would be lost: where it stands, what it is, and why."""

    where: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}：“{shown(self.what)}”{self.why}"


class CannotCarry(ValueError):  # noqa: N818 - reads as what it says
    """The record holds what this kind of file cannot hold; ``problems`` says all of it."""

    def __init__(self, problems: tuple[Uncarried, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "；".join(map(str, self.problems))


def shortened(text: str) -> str:
    """The beginning of a text, for messages.

    >>> shortened("甲" * 50) == "甲" * 40 + "…"
    True
    """
    text = shown(text)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def plain(text: str) -> str:
    r"""A text with simple white space: kinds of spaces become one kind, lines end in one way.

    >>> plain("甲\u2003乙\r\n丙\u200b")
    '甲 乙\n丙'
    """
    if text.isprintable() and text.isascii():
        return text.strip()
    text = _LINE_END.sub("\n", _PRINTS_NOTHING.sub("", text))
    return _SPACE.sub(" ", text).strip(" \n\u3000")


def named(character: str) -> str:
    """A character with its code, for people who see only a box or nothing.

    >>> named("𠮷")
    '𠮷 U+20BB7'
    """
    return f"{shown(character)} U+{ord(character):04X}"


def unsafe(text: str) -> list[str]:
    r"""Control characters and those that turn the direction of writing, each once.

    >>> unsafe("甲\n乙\x07\u202e\x07") == ["\x07", "\u202e"]
    True
    """
    if text.isprintable():
        return []
    return [one for one in dict.fromkeys(text) if one != "\n" and shown(one) != one]
