"""Which words of which lists a text holds, found in one look."""

import re
from collections.abc import Iterable, Sequence

# The characters most projects have, the most frequent first, as the samples show them: a word is
# looked for by its rarest one.
_FREQUENT = (
    "业经展费数区作工的项发率务成动企时度提资量进通和完对目及意满过金开推市专服产高增力年个持实合商全行设"
    "建化家加地有用新人政位支平付升广效次保上会等关于促济口助场州障活内理办以扶规定与一运域管要能质强不各"
    "外落城间我到施好额生点大境拨报稳协正性中方常按参响造部结技重步为领长贸引交制现台少级分国组营员件单环"
    "帮无利影培情面品收传主本转达出任民宣安公放果补入况流消标供科构研核水优同求织信确据社续三统体机调省策"
)
_RANK = {character: rank for rank, character in enumerate(_FREQUENT)}


class Signs:
    """Several sets of words; each set is one bit, the first the lowest.

    Each word is filed under its rarest character, so that one search for all of these characters
    leaves few words to look for.
    """

    def __init__(self, sets: Sequence[Iterable[str]]) -> None:
        by_mark: dict[str, dict[str, int]] = {}
        for number, words in enumerate(sets):
            for word in words:
                rarest = max(word, key=lambda one: _RANK.get(one, len(_RANK)))
                filed = by_mark.setdefault(rarest, {})
                filed[word] = filed.get(word, 0) | (1 << number)
        self._filed = {mark: tuple(filed.items()) for mark, filed in by_mark.items()}
        marks = "".join(map(re.escape, sorted(by_mark)))
        self._marks = re.compile(f"[{marks}]" if marks else "(?!)")

    def of(self, text: str) -> int:
        """The bits of the sets of which a folded text holds a word."""
        found = 0
        for mark in set(self._marks.findall(text)):
            for word, bits in self._filed[mark]:
                if word in text:
                    found |= bits
        return found
