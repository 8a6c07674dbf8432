"""Stretches of a text that are no words, but one character of like sound or shape off one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from jixiao.checking.many_texts import ManyTexts, Pairs, numbers_of, text_of
from jixiao.checking.policy import Policy

_CHINESE = re.compile("[\u4e00-\u9fff]")
_QUOTED = re.compile("“[^“”\0]{1,8}”")
LEXICON = resources.files("jixiao.checking") / "lexicon"
_GAP = "\0"
_PLACES = frozenset("镇乡村县市区旗州街路巷山河湖江桥沟屯寨湾坪")
_TWO = 2
_LONGEST = 5  # characters of a word in words.txt
_LONGEST_USUAL = 4  # characters of a word in usual.txt


_Likeness = defaultdict[str, frozenset[str]]


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
        self._words = frozenset(_listed("words.txt")).union(usual, terms)
        self._put_for, self._meant_by = _likenesses()
        self._free = frozenset("".join(free))
        self._with_a_gap = _with_a_gap(usual)
        within = (word[at : at + 2] for word in usual for at in range(len(word) - 1))
        strange = frozenset(self._pairs(usual)).difference(self._words, within)
        self._strange = Pairs(numbers_of(strange))
        self._of_two = Pairs(numbers_of(word for word in self._words if len(word) == _TWO))

    def _pairs(self, usual: Iterable[str]) -> Iterator[str]:
        """The pairs of characters of the usual words, with one character put wrong."""
        for word in usual:
            for place, right in enumerate(word):
                for wrong in self._put_for[right] - self._free:
                    yield word[place - 1] + wrong if place else wrong + word[1]

    def breaks_off(self, key: str) -> bool:
        """Whether the last character of a folded text is Chinese and belongs to no word."""
        return _CHINESE.match(key[-1:]) is not None and not any(
            key[-length:] in self._words for length in range(2, _LONGEST + 1)
        )

    def cuts_a_word(self, whole: str, at: int) -> bool:
        """Whether a folded text, parted at a place, has half a word on its shorter side.

        Half a word is a character that stands by itself there and in a word in the whole:
        完成派 of 完成派遣, but not 考核合格 of 考核合格率.
        """
        first = max(0, at - _LONGEST + 1)
        if not any(
            whole[start:end] in self._words
            for start in range(first, at)
            for end in range(at + 1, min(len(whole), start + _LONGEST) + 1)
        ):
            return False
        words, place = self._parted(whole[max(0, at - 2 * _LONGEST) : at])
        return bool(words) and place == 1

    def _parted(self, key: str) -> tuple[int, int]:
        """The fewest words a text is made of, and how long the last one is."""
        fewest = [(0, 0)]
        for end in range(1, len(key) + 1):
            lengths = [1] + [
                n for n in range(2, min(_LONGEST, end) + 1) if key[end - n : end] in self._words
            ]
            fewest.append(min((fewest[end - n][0] + 1, n) for n in lengths))
        return fewest[-1]

    def slips_in(self, keys: Sequence[str]) -> list[list[Slip]]:
        """The slips of each folded text in their order, of those that overlap the longest."""
        found: list[list[Slip]] = [[] for _ in keys]
        for number, strange in self._strange_in(ManyTexts(keys)):
            found[number] += self._slips_with(keys[number], strange)
        return list(map(_apart, found, keys))

    def texts_with_slips(self, texts: ManyTexts) -> set[int]:
        """The numbers of the texts that hold slips; NUL parts what is printed apart."""
        return {
            number
            for number, strange in self._strange_in(texts)
            if _apart(self._slips_with(texts.keys[number], strange), texts.keys[number])
        }

    def _strange_in(self, texts: ManyTexts) -> set[tuple[int, int]]:
        """Texts with the strange pairs they hold, of which one character stands in no word."""
        return texts.with_pairs(self._strange, apart_from=self._of_two)

    def _slips_with(self, key: str, strange: int) -> Iterator[Slip]:
        for at in self._doubtful_at(key, strange):
            yield from self._slips_at(key, at)

    def _doubtful_at(self, key: str, strange: int) -> Iterator[int]:
        """Where characters of this pair stand that may be wrong: those in no word."""
        words, pair = self._words, text_of(strange)
        at = key.find(pair)
        while at >= 0:
            if pair[1] not in self._free and key[at + 1 : at + 3] not in words:
                yield at + 1
            if pair[0] not in self._free and key[at - 1 : at + 1] not in words:
                yield at
            at = key.find(pair, at + 1)

    def _slips_at(self, key: str, doubtful: int) -> Iterator[Slip]:
        """The stretches around a character that are a usual word once another stands for it."""
        like = self._meant_by.get(key[doubtful], ())
        with_a_gap, first = self._with_a_gap, doubtful + 1
        for start in range(max(0, doubtful - _LONGEST_USUAL + 1), first):
            before = key[start:doubtful] + _GAP
            last = min(len(key), start + _LONGEST_USUAL)
            for end in range(max(first, start + 2), last + 1):
                usual = with_a_gap.get(before + key[first:end])
                if usual is None:
                    continue
                meant = tuple([w for w in usual if w[doubtful - start] in like])
                wrong = key[start:end]
                if meant and not (
                    wrong in self._words
                    or self._is_read_otherwise(key, start, end, doubtful)
                    or self._is_a_place(key, start, end)
                ):
                    yield Slip(start, wrong, meant)

    def _is_read_otherwise(self, key: str, start: int, end: int, doubtful: int) -> bool:
        """Whether a word holds the character in doubt, or reaches over an end of the stretch.

        One that only reaches over it leaves the character by itself: 产|品质|亮|安全. It is read so
        unless fewer words are left once the stretch is put right: 产品|质量|安全.
        """
        reaches_over = False
        for first in range(max(0, start - _LONGEST + 1), end):
            for last in range(max(first + 2, start + 1), min(len(key), first + _LONGEST) + 1):
                holds = first <= doubtful < last
                if (holds or first < start or last > end) and key[first:last] in self._words:
                    if holds:
                        return True
                    reaches_over = True
        if not reaches_over:
            return False
        begin, stop = max(0, start - _LONGEST), end + _LONGEST
        before, after = key[begin:start], key[end:stop]
        printed = self._parted(before + key[start:end] + after)[0]
        return printed <= self._parted(before)[0] + 1 + self._parted(after)[0]

    def _is_a_place(self, key: str, start: int, end: int) -> bool:
        """孝泉镇: a stretch that ends as a place does, behind a character of no word."""
        return (
            key[end - 1] in _PLACES
            and _CHINESE.match(key[start - 1 : start]) is not None
            and key[start - 1] not in self._free
            and not any(
                key[first:start] in self._words
                for first in range(max(0, start - _LONGEST), start - 1)
            )
        )


def _apart(slips: Iterable[Slip], key: str) -> list[Slip]:
    slips = sorted(slips, key=lambda one: (-len(one.wrong), one.start))
    if not slips:
        return []
    # What stands in quotation marks is somebody's own coinage.
    coined = [one.span() for one in _QUOTED.finditer(key)]
    kept: list[Slip] = []
    for one in slips:
        taken = coined + [(k.start, k.start + len(k.wrong)) for k in kept]
        if all(one.start + len(one.wrong) <= start or end <= one.start for start, end in taken):
            kept.append(one)
    return sorted(kept)


def _lines(name: str) -> list[str]:
    """The lines of a file of the lexicon, without its head."""
    lines = (LEXICON / name).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _listed(name: str) -> list[str]:
    """The words of a file of the lexicon."""
    return [word for line in _lines(name) for word in line.split()]


def _with_a_gap(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by what is left of them without one character."""
    found: dict[str, list[str]] = {}
    for word in words:
        for place in range(len(word)):
            found.setdefault(word[:place] + _GAP + word[place + 1 :], []).append(word)
    return found


def _likenesses() -> tuple[_Likeness, _Likeness]:
    """For a character those that may be put for it, and those that it may be put for."""
    groups = [(one, "") for one in _listed("shapes.txt")]
    for line in _lines("sounds.txt"):
        common, _, rare = line.partition(" ")[2].partition(" ")
        groups.append((common, rare))
    put: _Likeness = defaultdict(frozenset)
    meant: _Likeness = defaultdict(frozenset)
    for common, rare in groups:
        for one in common + rare:
            put[one] |= frozenset(common.replace(one, ""))
        for one in common:
            meant[one] |= frozenset((common + rare).replace(one, ""))
    return put, meant


@lru_cache(maxsize=8)
def near_words(policy: Policy) -> NearWords:
    """The words of a policy, made ready once."""
    return NearWords(policy.words("wording_terms"), policy.words("wording_free_characters"))
