"""Where a text stops or begins in the middle, told by its last and first characters."""

import re
from collections.abc import Iterable
from functools import lru_cache
from string import printable

from jixiao.checking.known_texts import KnownTexts
from jixiao.checking.policy import Policy

_OPENING = {"(": ")", "《": "》", "“": "”", "〔": "〕", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _OPENING.items()}
_CHINESE = re.compile("[㐀-鿿]")
_BEFORE_VERB = frozenset(",;")
_JOINED = (",并", ";并", ",且", ",还", ",并且", ",同时", ",并同时", ",以及")
SENTENCE_ENDS = "。.!"
STOPS = f"{SENTENCE_ENDS};”》)"
"""What a whole sentence may end in."""
_LIST_NUMBERS = "一二三四五六七八九十"
_VERB_AND_ONE = 3  # characters
# 5500案次, 120元/对次: what is counted, and how often.
_TIMES = re.compile(r"(?:[0-9][万千百亿]?|/)[㐀-鿿]{1,2}次\Z")


class Cuts:
    """Endings and beginnings that go on.

    A line is 「支=收分开」: the character is cut off unless one of those behind the sign stands
    beside it; or a whole ending such as 「不少于」. ``verbs`` are those that want an object: one
    character behind is half of it, but for those behind the sign. ``joined`` are verbs
    that want one behind 「，并」. ``lone`` characters may end a
    text without being part of a word, and ``nouns`` end many compounds. ``whole`` are names and
    targets that proved to be whole.
    """

    def __init__(
        self,
        ends: tuple[str, ...],
        heads: tuple[str, ...],
        verbs: tuple[str, ...],
        lone: tuple[str, ...],
        joined: tuple[str, ...],
        nouns: tuple[str, ...],
    ) -> None:
        self._ends = _filed(ends, -1)
        self._heads = _filed(heads, 0)
        self.verbs = {verb: whole for verb, _, whole in (one.partition("=") for one in verbs)}
        self.lone = frozenset("".join(lone))
        self._joined = frozenset(joined)
        self.whole = KnownTexts()
        self._usual = self.lone.union("".join(nouns), printable, STOPS)
        # What may end a broken word, but 3次 is whole; and what stands one character before an end.
        last = _one_of(self._ends)
        first, second = (_one_of(verb[n : n + 1] for verb in self.verbs) for n in (0, 1))
        self._maybe = re.compile(rf"(?:[^0-9]{last}|{first}{second}.)\Z", re.DOTALL)

    def maybe_cut(self, key: str) -> bool:
        """Whether a folded text is worth a closer look at its end; few are."""
        return self._maybe.search(key[-_VERB_AND_ONE:]) is not None

    def maybe_half(self, key: str) -> bool:
        """Whether a folded text ends in a character that is hardly a word or an ending."""
        return key[-1] not in self._usual

    def may_leave_off(self, key: str) -> bool:
        """Whether a folded text ends in a verb that wants an object."""
        return key[-2:] in self.verbs or key[-2:] in self._joined

    def at_end(self, key: str) -> bool:
        """Whether a folded text breaks off."""
        if key[-2:-1] == "/":
            return False  # 400元/对: what a price is for
        if key[-1] == "次" and _TIMES.search(key) is not None:
            return False
        for ending, whole in self._ends.get(key[-1], ()):
            if key.endswith(ending) and key[: -len(ending)][-1:] not in whole:
                return True
        words = self.verbs.get(key[-3:-1])
        if words is not None:
            return _CHINESE.match(key[-1]) is not None and key[-1] not in words
        # 「…，保障」, 「…，并组织」: nothing but the verb.
        before, last = key[:-2], key[-2:]
        if last in self.verbs and before[-1:] in _BEFORE_VERB:
            return True
        return last in self._joined and before.endswith(_JOINED)

    @staticmethod
    def left_open(key: str) -> bool:
        """Whether the last bracket or quotation mark is opened and not closed."""
        for opening, closing in _OPENING.items():
            if (
                opening in key  # most are not there at all
                and key.count(opening) > key.count(closing)
                and key.rfind(opening) > key.rfind(closing)
            ):
                return True
        return False

    @staticmethod
    def balanced(key: str) -> bool:
        """Whether as many are opened as closed."""
        for opening, closing in _OPENING.items():
            # Most are not there at all, which is told faster than how many there are.
            if (opening in key or closing in key) and key.count(opening) != key.count(closing):
                return False
        return True

    def at_head(self, key: str) -> bool:
        """Whether a folded text begins in the middle."""
        for beginning, whole in self._heads.get(key[0], ()):
            after = key[len(beginning) : len(beginning) + 1]
            if key.startswith(beginning) and (not after or after not in whole):
                return True
        for closing, opening in _CLOSING.items():
            if closing not in key:
                continue
            end = key.find(closing)
            if end and opening not in key[:end]:
                # 「1)」 and 「一)」 number a list.
                return closing != ")" or not (
                    key[end - 1].isdigit() or key[end - 1] in _LIST_NUMBERS
                )
        return False


def _one_of(characters: Iterable[str]) -> str:
    """A set of these characters, and NUL that parts texts: there may be none."""
    return f"[{re.escape(''.join(characters))}\0]"


def _filed(lines: tuple[str, ...], side: int) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, tuple[tuple[str, frozenset[str]], ...]] = {}
    for line in lines:
        words, _, whole = line.partition("=")
        found[words[side]] = (*found.get(words[side], ()), (words, frozenset(whole)))
    return found


@lru_cache(maxsize=8)
def cuts(policy: Policy) -> Cuts:
    """The lists of a policy, filed once."""
    return Cuts(
        policy.words("wording_cut_ends"),
        policy.words("wording_cut_heads"),
        policy.words("wording_cut_verbs"),
        policy.words("wording_lone_ends"),
        policy.words("wording_cut_joined"),
        policy.words("wording_noun_ends"),
    )
