"""Stretches of a text that are no words, but one character of like sound or shape off one."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from operator import add
from typing import NamedTuple

from jixiao.checking.policy import Policy

_QUOTED = re.compile("“[^“”]{1,8}”")
LEXICON = resources.files("jixiao.checking") / "lexicon"
_LONGEST = 5  # characters of a word in words.txt
_LONGEST_USUAL = 4  # characters of a word in usual.txt


class Slip(NamedTuple):
    """Where a text holds what is no word, and the words that were perhaps meant."""

    start: int
    wrong: str
    meant: tuple[str, ...]


class NearWords:
    """The words, and the pairs of characters that one of them holds when it is misspelt.

    ``terms`` are words beside those of words.txt; ``free`` characters stand by themselves so often
    that they are never taken for a slip.
    """

    def __init__(self, terms: tuple[str, ...], free: tuple[str, ...]) -> None:
        usual = _listed("usual.txt")
        self._usual = frozenset(usual)
        self._words = frozenset(_listed("words.txt")).union(usual, terms)
        self._like = _like_characters()
        self._free = frozenset("".join(free))
        self._strange = frozenset(self._pairs()).difference(self._words)

    def _pairs(self) -> Iterator[str]:
        """The pairs of characters of the usual words, with one character put wrong."""
        for word in self._usual:
            for place, right in enumerate(word):
                for wrong in self._like[right] - self._free:
                    yield word[place - 1] + wrong if place else wrong + word[1]

    def strange_in(self, key: str) -> frozenset[str]:
        """The pairs of a folded text that a misspelt word may hold; mostly none."""
        return self._strange.intersection(map(add, key, key[1:]))

    def slips_in(self, key: str) -> list[Slip]:
        """The slips of a folded text in their order, of those that overlap the longest."""
        found: list[Slip] = []
        # What stands in quotation marks is somebody's own coinage.
        key = _QUOTED.sub(lambda one: "\0" * len(one.group()), key)
        for pair in self.strange_in(key):
            at = key.find(pair)
            while at >= 0:
                found += self._slips_around(key, at)
                at = key.find(pair, at + 1)
        found.sort(key=lambda one: (-len(one.wrong), one.start))
        kept: list[Slip] = []
        for one in found:
            end = one.start + len(one.wrong)
            if all(end <= k.start or k.start + len(k.wrong) <= one.start for k in kept):
                kept.append(one)
        return sorted(kept)

    def _slips_around(self, key: str, pair: int) -> Iterator[Slip]:
        for length in range(2, _LONGEST_USUAL + 1):
            for start in range(max(0, pair + 2 - length), pair + 1):
                wrong = key[start : start + length]
                if len(wrong) < length or wrong in self._words:
                    continue
                for place in range(max(0, pair - start), min(length, pair + 2 - start)):
                    meant = self._meant(wrong, place)
                    if meant and not self._is_read_otherwise(key, start, length, place):
                        yield Slip(start, wrong, meant)

    def _meant(self, wrong: str, place: int) -> tuple[str, ...]:
        """The usual words that differ in the character at ``place``."""
        if wrong[place] in self._free or wrong[place] not in self._like:
            return ()
        before, after = wrong[:place], wrong[place + 1 :]
        like = sorted(self._like[wrong[place]])
        return tuple(w for right in like if (w := before + right + after) in self._usual)

    def _is_read_otherwise(self, key: str, start: int, length: int, place: int) -> bool:
        """Whether a word reaches over an end of the stretch, or holds the character in doubt."""
        end = start + length
        for first in range(max(0, start - _LONGEST + 1), end):
            for last in range(max(first + 2, start + 1), min(len(key), first + _LONGEST) + 1):
                reaches_over = first < start or last > end
                if (reaches_over or first <= start + place < last) and key[
                    first:last
                ] in self._words:
                    return True
        return False


def _listed(name: str) -> list[str]:
    """The words of a file of the lexicon, without its head."""
    lines = (LEXICON / name).read_text("utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def _like_characters() -> defaultdict[str, frozenset[str]]:
    """For a character those of its sound or shape."""
    groups = [one for one in _listed("sounds.txt") if not one.isascii()] + _listed("shapes.txt")
    like: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for group in groups:
        for one in group:
            like[one] |= frozenset(group.replace(one, ""))
    return like


@lru_cache(maxsize=8)
def near_words(policy: Policy) -> NearWords:
    """The words of a policy, made ready once."""
    return NearWords(policy.words("wording_terms"), policy.words("wording_free_characters"))
