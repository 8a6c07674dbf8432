"""What a kind of file cannot carry: found before anything is written, and refused with its place."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from jixiao.text import ZERO_WIDTH, shown

_SHOWN = 20
_PRINTS_NOTHING = re.compile(f"[{ZERO_WIDTH}]")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")


class Problem(NamedTuple):
    """What cannot be carried, where it stands, and why not."""

    where: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}：{self.what}，{self.why}"


class CannotCarry(Exception):  # noqa: N818 - reads as what it says
    """写不出: the kind of file, and everything in the table that it cannot carry.

    >>> print(CannotCarry("PDF", [Problem("项目“甲”的绩效目标", "“𠮷”（U+20BB7）", "字体里没有这个字")]))
    写不成 PDF，有 1 处写不出：
      项目“甲”的绩效目标：“𠮷”（U+20BB7），字体里没有这个字
    """

    def __init__(self, form: str, problems: Iterable[Problem]) -> None:
        self.form = form
        self.problems = tuple(problems)
        # All parts go to super(), so that the error survives pickling between processes.
        super().__init__(form, self.problems)

    def __str__(self) -> str:
        listed = [f"  {problem}" for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            listed.append(f"  …… 另有 {len(self.problems) - _SHOWN} 处")
        head = f"写不成 {self.form}，有 {len(self.problems)} 处写不出："
        return "\n".join([head, *listed])


def plain(text: str) -> str:
    r"""A text with simple white space: kinds of spaces become one kind, lines end in one way.

    >>> plain("甲\u2003乙\r\n丙\u200b")
    '甲 乙\n丙'
    """
    if text.isprintable() and text.isascii():
        return text.strip()
    text = _LINE_END.sub("\n", _PRINTS_NOTHING.sub("", text))
    return _SPACE.sub(" ", text).strip()


def named(character: str) -> str:
    r"""A character as an error names it.

    >>> named("𠮷"), named("\x07")
    ('“𠮷”（U+20BB7）', '“␇”（U+0007）')
    """
    return f"“{shown(character)}”（U+{ord(character):04X}）"


def unsafe(text: str) -> list[str]:
    r"""Control characters and those that turn the direction of writing, each once.

    >>> unsafe("甲\n乙\x07\u202e\x07")
    ['\x07', '\u202e']
    """
    if text.isprintable():
        return []
    return [one for one in dict.fromkeys(text) if one != "\n" and shown(one) != one]
