"""Which words of which lists a text holds, found in one look."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from jixiao.checking.many_texts import ManyTexts, Pairs, pairs_in, text_of

# The characters most projects have, the most frequent first, as the samples show them: a word is
# looked for by its rarest ones.
_FREQUENT = (
    "业经展费数区作工的项发率务成动企时度提资量进通和完对目及意满过金开推市专服产高增力年个持实合商全行设"
    "建化家加地有用新人政位支平付升广效次保上会等关于促济口助场州障活内理办以扶规定与一运域管要能质强不各"
    "外落城间我到施好额生点大境拨报稳协正性中方常按参响造部结技重步为领长贸引交制现台少级分国组营员件单环"
    "帮无利影培情面品收传主本转达出任民宣安公放果补入况流消标供科构研核水优同求织信确据社续三统体机调省策"
)
_RANK = {character: rank for rank, character in enumerate(_FREQUENT)}


class Signs:
    """Several sets of words; each set is one bit, the first the lowest.

    Each word is filed under its rarest two characters in a row, so that one look for all such pairs
    leaves few words to look for.
    """

    def __init__(self, sets: Sequence[Iterable[str]]) -> None:
        bits: dict[str, int] = {}
        for number, words in enumerate(sets):
            for word in words:
                bits[word] = bits.get(word, 0) | (1 << number)
        self._single = [(word, its) for word, its in bits.items() if len(word) == 1]
        # Under each pair the bits of it as a word, 0 where it is none, and the longer words.
        self._filed: dict[int, tuple[int, list[tuple[str, int]]]] = {}
        for word, its in bits.items():
            if len(word) > 1:
                rarest = max(map("".join, pairwise(word)), key=_rarity)
                pair = pairs_in(rarest)[0]
                as_word, longer = self._filed.get(pair, (0, []))
                if word == rarest:
                    as_word = its
                else:
                    longer.append((word, its))
                self._filed[pair] = as_word, longer
        self._pairs = frozenset(self._filed)
        self._in_many = Pairs(self._filed)

    def of(self, text: str) -> int:
        """The bits of the sets of which a folded text holds a word."""
        return self._bits_with(text, self._pairs.intersection(pairs_in(text)))

    def of_each(self, texts: ManyTexts) -> list[tuple[int, list[int]]]:
        """As `of` for each of these texts, and the pairs under which words are filed that it holds."""
        held: list[list[int]] = [[] for _ in texts.keys]
        for number, pair in texts.with_pairs(self._in_many):
            held[number].append(pair)
        return [
            (self._bits_with(text, pairs), pairs)
            for text, pairs in zip(texts.keys, held, strict=True)
        ]

    def _bits_with(self, text: str, pairs: Iterable[int]) -> int:
        found = 0
        for word, bits in self._single:
            if word in text:
                found |= bits
        filed = self._filed
        for pair in pairs:
            as_word, longer = filed[pair]
            found |= as_word
            for word, bits in longer:
                if word in text:
                    found |= bits
        return found

    @cached_property
    def _words(self) -> dict[int, list[str]]:
        return {
            pair: [*([text_of(pair)] if as_word else ()), *(word for word, _ in longer)]
            for pair, (as_word, longer) in self._filed.items()
        }

    def words_in(self, text: str, pairs: Iterable[int] | None = None) -> list[str]:
        """The words of all sets that a folded text holds, in no order.

        Args:
            text: The text.
            pairs: Those it holds, where `of_each` of a `Signs` with all words of this one has told.
        """
        found = [word for word, _ in self._single if word in text]
        for pair in self._pairs.intersection(pairs_in(text) if pairs is None else pairs):
            found += [word for word in self._words[pair] if word in text]
        return found


def _rarity(pair: str) -> list[int]:
    return sorted([_RANK.get(one, len(_RANK)) for one in pair], reverse=True)
