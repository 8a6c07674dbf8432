"""The list of typos, each line 「wrong=right」, and the way from a text back to its lines."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy
from jixiao.checking.words import Signs

_AROUND = 2
_CONDITION = re.compile(r"\(\?<?[=!][^()]*\)")


_Entry = tuple[str, re.Pattern[str], str]


class Typo(NamedTuple):
    """A stretch of a text around the typo, and the same put right."""

    wrong: str
    right: str


class Typos:
    """A compiled list.

    A wrong side is the wrong words, with a condition before or behind them in brackets where they
    are right elsewhere: 「(?<!做)完(?=任务)=完成」.
    """

    def __init__(self, lines: tuple[str, ...]) -> None:
        entries = [line.rpartition("=") for line in lines]
        self._entries = [
            (_CONDITION.sub("", wrong), re.compile(wrong), right) for wrong, _, right in entries
        ]
        self._signs = Signs([[plain for plain, _, _ in self._entries]])

    def known_in(self, key: str) -> list[_Entry]:
        """The entries that may be met in a folded text or a part of it."""
        words = self._signs.words_in(key)
        return [one for one in self._entries if one[0] in words] if words else []

    @staticmethod
    def found_in(key: str, entries: Sequence[_Entry]) -> tuple[Typo, ...]:
        """The typos of a folded text, each once."""
        found: dict[Typo, None] = {}
        for plain, pattern, right in entries:
            if plain not in key:
                continue
            for match in pattern.finditer(key):
                start, end = match.span()
                # A single character says nothing without its neighbours.
                around = _AROUND if end - start == 1 else 0
                before, after = key[max(0, start - around) : start], key[end : end + around]
                found[Typo(before + match.group() + after, before + right + after)] = None
        return tuple(found)

    def corrected(self, text: str) -> str:
        """The text as printed with all typos put right that white space does not hide."""
        for plain, pattern, right in self._entries:
            if plain in text:
                text = pattern.sub(right, text)
        return text


@lru_cache(maxsize=8)
def typos(policy: Policy) -> Typos:
    """The list of a policy, compiled once."""
    return Typos(policy.words("wording_typos"))
