"""The list of typos, each line 「wrong=right」, and the way from a text back to its lines."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from jixiao.checking.policy import Policy, without_conditions, wrong_words
from jixiao.checking.rules.wording._near_words import NearWords, near_words
from jixiao.checking.words import Signs

_AROUND = 2
_TWO = 2

_Entry = tuple[str, re.Pattern[str], str]


class Typo(NamedTuple):
    """A stretch of a text around the typo, and the same put right."""

    wrong: str
    right: str


class Typos:
    """A compiled list of ``corrections``."""

    def __init__(self, lines: tuple[str, ...], lexicon: NearWords) -> None:
        self._lexicon = lexicon
        listed = [(_entry(line), wrong_words(line)) for line in lines]
        begun = list(dict.fromkeys(one[0][0] for one, _ in listed))
        listed.sort(key=lambda one: begun.index(one[0][0][0]))
        self._entries: dict[str, list[tuple[int, _Entry]]] = {}
        for place, (entry, words) in enumerate(listed):
            for word in words:
                self._entries.setdefault(word, []).append((place, entry))
        self._signs = Signs([self._entries])

    def known_in(self, key: str, pairs: Iterable[int] | None = None) -> list[_Entry]:
        """The entries that may be met in a folded text or a part of it, see `Signs.words_in`."""
        words = self._signs.words_in(key, pairs)
        known = {place: entry for word in words for place, entry in self._entries[word]}
        return [known[place] for place in sorted(known)]

    def found_in(self, key: str, entries: Sequence[_Entry]) -> tuple[Typo, ...]:
        """The typos of a folded text, each once."""
        found: dict[Typo, None] = {}
        for plain, pattern, right in entries:
            if plain not in key:
                continue
            for match in pattern.finditer(key):
                if self._is_none(match):
                    continue
                start, end = match.span()
                # A single character says nothing without its neighbours.
                around = _AROUND if end - start == 1 else 0
                before, after = key[max(0, start - around) : start], key[end : end + around]
                found[Typo(before + match.group() + after, before + right + after)] = None
        return tuple(found)

    def corrected(self, text: str, entries: Sequence[_Entry]) -> str:
        """The text as printed with all typos put right that white space does not hide."""
        for _, pattern, right in entries:
            text = pattern.sub(
                lambda match, right=right: match[0] if self._is_none(match) else right,  # type: ignore[misc]
                text,
            )
        return text

    def _is_none(self, match: re.Match[str]) -> bool:
        """Whether two characters are none of a word, but where two words meet: 查缉|效率."""
        start, end = match.span()
        return end - start == _TWO and self._lexicon.meet_at(match.string, start + 1)


def _entry(line: str) -> _Entry:
    wrong, _, right = line.rpartition("=")
    return without_conditions(line), re.compile(wrong), right


@lru_cache(maxsize=8)
def typos(policy: Policy) -> Typos:
    """The list of a policy, compiled once."""
    return Typos(policy.words("wording_typos"), near_words(policy))
