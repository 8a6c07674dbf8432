"""Which words of which lists a text holds, found in one look."""

from collections.abc import Iterable, Sequence
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
        self._filed: dict[int, list[tuple[str, int]]] = {}
        self._of_pair: dict[int, int] = {}  # the bits of words that are nothing but this pair
        for word, its in bits.items():
            if len(word) > 1:
                rarest = max(map("".join, pairwise(word)), key=_rarity)
                pair = pairs_in(rarest)[0]
                self._filed.setdefault(pair, []).append((word, its))
                self._of_pair[pair] = self._of_pair.get(pair, 0) | (
                    its if word == text_of(pair) else 0
                )
        self._pairs = frozenset(self._filed)
        self._in_many = Pairs(self._filed)

    def of(self, text: str) -> int:
        """The bits of the sets of which a folded text holds a word."""
        found = 0
        for word, bits in self._single:
            if word in text:
                found |= bits
        for pair in self._pairs.intersection(pairs_in(text)):
            for word, bits in self._filed[pair]:
                if word in text:
                    found |= bits
        return found

    def of_each(self, texts: ManyTexts) -> list[int]:
        """As `of` for each of these texts."""
        found = [0] * len(texts.keys)
        for word, bits in self._single:
            for number, text in enumerate(texts.keys):
                if word in text:
                    found[number] |= bits
        for number, pair in texts.with_pairs(self._in_many):
            its = found[number] | self._of_pair[pair]
            for word, bits in self._filed[pair]:
                if bits & ~its and word in texts.keys[number]:
                    its |= bits
            found[number] = its
        return found

    def words_in(self, text: str) -> list[str]:
        """The words of all sets that a folded text holds, in no order."""
        pairs = self._pairs.intersection(pairs_in(text))
        near = [self._single, *(self._filed[pair] for pair in pairs)]
        return [word for filed in near for word, _ in filed if word in text]


def _rarity(pair: str) -> list[int]:
    return sorted([_RANK.get(one, len(_RANK)) for one in pair], reverse=True)
