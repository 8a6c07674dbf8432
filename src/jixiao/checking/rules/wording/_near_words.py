"""Words of a text, and what is none but one character of like sound or shape off one."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from jixiao.checking.many_texts import ManyTexts, Pairs, numbers_of, text_of
from jixiao.checking.policy import Policy

_CHINESE = re.compile("[\u4e00-\u9fff]")
_QUOTED = re.compile("“[^“”\0]{1,8}”")
LEXICON = resources.files("jixiao.checking") / "lexicon"
_PLACES = frozenset("镇乡村县市区旗州街路巷山河湖江桥沟屯寨湾坪")
_NAMED = (*sorted(_PLACES), "公司", "集团", "有限", "科技")
_TWO = 2
_LONGEST = 5  # characters of a word in words.txt


class Slip(NamedTuple):
    """Where a text holds what is no word, and the words that were perhaps meant."""

    start: int
    wrong: str
    meant: tuple[str, ...]


class NearWords:
    """The words, and the two characters in a row that one of them is misspelt as.

    ``terms`` are words beside those of words.txt.
    """

    def __init__(self, terms: tuple[str, ...]) -> None:
        self._words = frozenset(_listed("words.txt")).union(terms)
        meant: dict[str, tuple[str, ...]] = {}
        for right, *misprints in map(str.split, _lines("misprints.txt")):
            for wrong in misprints:
                if wrong not in self._words:
                    meant[wrong] = (*meant.get(wrong, ()), right)
        self._meant = meant
        self._misprints = Pairs(numbers_of(meant))

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

    def hold_any_of(self, key: str, start: int, end: int) -> bool:
        """Whether a word of a folded text holds one of these characters: 产|品质|量|好."""
        for length in range(_TWO, _LONGEST + 1):  # most words have two characters
            for first in range(max(0, start - length + 1), min(end, len(key) - length + 1)):
                if key[first : first + length] in self._words:
                    return True
        return False

    def meet_at(self, key: str, at: int) -> bool:
        """Whether a word of a folded text ends at a place, and the next begins there: 查缉|效率."""
        lengths = range(_TWO, _LONGEST + 1)
        return any(key[max(0, at - length) : at] in self._words for length in lengths) and any(
            key[at : at + length] in self._words for length in lengths
        )

    def overlap_twice(self, key: str, start: int, middle: int, end: int) -> bool:
        """Whether a stretch printed twice only ends one word and begins another: 老|年人|年人|均.

        It is no word itself, a longer word ends with its first time, and another goes on behind
        its second.
        """
        return (
            key[start:middle] not in self._words
            and any(
                key[one:middle] in self._words for one in range(max(0, middle - _LONGEST), start)
            )
            and any(
                key[one:last] in self._words
                for one in range(middle + 1, end)
                for last in range(end + 1, one + _LONGEST + 1)
            )
        )

    def slips_in(self, keys: Sequence[str]) -> list[list[Slip]]:
        """The slips of each folded text in their order."""
        found: list[list[Slip]] = [[] for _ in keys]
        for number, pair in ManyTexts(keys).with_pairs(self._misprints):
            found[number] += self._slips_with(keys[number], pair)
        return list(map(sorted, found))

    def texts_with_slips(self, texts: ManyTexts) -> set[int]:
        """The numbers of the texts that hold slips; NUL parts what is printed apart."""
        return {
            number
            for number, pair in texts.with_pairs(self._misprints)
            if any(self._slips_with(texts.keys[number], pair))
        }

    def _slips_with(self, key: str, pair: int) -> Iterator[Slip]:
        wrong = text_of(pair)
        at = key.find(wrong)
        while at >= 0:
            if not (
                self.hold_any_of(key, at, at + _TWO)
                or self._is_a_name(key, at)
                or any(one.start() < at < one.end() for one in _QUOTED.finditer(key))
            ):
                yield Slip(at, wrong, self._meant[wrong])
            at = key.find(wrong, at + 1)

    def _is_a_name(self, key: str, at: int) -> bool:
        """孝泉镇, 圣利公司: two characters of a place or a firm, or a place behind its first one."""
        end = at + _TWO
        return key.startswith(_NAMED, end) or (
            key[end - 1] in _PLACES
            and _CHINESE.match(key[at - 1 : at]) is not None
            and not any(
                key[first:at] in self._words for first in range(max(0, at - _LONGEST), at - 1)
            )
        )


def _lines(name: str) -> list[str]:
    """The lines of a file of the lexicon, without its head."""
    lines = (LEXICON / name).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _listed(name: str) -> list[str]:
    """The words of a file of the lexicon."""
    return [word for line in _lines(name) for word in line.split()]


@lru_cache(maxsize=8)
def near_words(policy: Policy) -> NearWords:
    """The words of a policy, made ready once."""
    return NearWords(policy.words("wording_terms"))
