"""Which of two lists belong together: what is clear, what is doubtful, what stands alone.

In this order: what is the same in everything; what alone bears a name in its group on both sides;
then the best assignment over what is alike. A pair of that last step is taken only where it is
alike enough and no other comes near; else it is listed as doubtful and both stand alone.

The result does not depend on which list comes first: inside, the lists have an order of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Literal, NamedTuple

from jixiao.analysing.assignment import assign
from jixiao.analysing.candidates import candidate_pairs
from jixiao.analysing.names import ordinals
from jixiao.model import MatchedBy
from jixiao.text import content_key

SURE = 1000
"""The score of two that are the same; scores are whole numbers, in thousandths."""

_CERTAIN = 750
_MARGIN = 80
_MOST_NEAR = 3  # of so many alternatives a doubt tells


class Item(NamedTuple):
    """One that wants a partner.

    ``group`` is its unit or class, ``name`` its printed name folded, ``key`` the name without
    what changes each year, ``whole`` everything printed, ``label`` how a doubt names it,
    ``features`` what similar ones share.
    """

    group: Hashable
    name: str
    key: str
    whole: str
    label: str
    features: frozenset[Hashable]


class Kind(NamedTuple):
    """What is matched and how.

    ``likeness`` of two items by their indices. ``least`` is the score from which on a pair is
    worth a doubt. With ``across`` a name that is alone in both lists matches over groups, too.
    """

    of: Literal["spending_unit", "project", "indicator"]
    likeness: Callable[[int, int], int]
    least: int
    across: bool


class Pair(NamedTuple):
    """Two that belong together, by their indices."""

    before: int
    after: int
    score: int
    by: MatchedBy


class Doubt(NamedTuple):
    """Two that may belong together."""

    before: int
    after: int
    score: int
    reason: str
    key: str


class Matching(NamedTuple):
    """What was found; ``pairs`` and ``doubts`` in the order of the later list."""

    pairs: list[Pair]
    doubts: list[Doubt]
    confirmed: set[str]


def match(
    before: Sequence[Item], after: Sequence[Item], kind: Kind, same: Collection[str]
) -> Matching:
    """Match two lists.

    Args:
        before: One list.
        after: The other.
        kind: How to compare.
        same: Keys of doubts that a person has confirmed.
    """
    turned = [one[3:5] for one in after] < [one[3:5] for one in before]
    if turned:
        work = _Work(after, before, kind._replace(likeness=lambda a, b: kind.likeness(b, a)), same)
    else:
        work = _Work(before, after, kind, same)
    work.run()
    pairs, doubts = work.pairs, work.doubts
    if turned:
        pairs = [one._replace(before=one.after, after=one.before) for one in pairs]
        doubts = [one._replace(before=one.after, after=one.before) for one in doubts]
    pairs.sort(key=lambda one: one.after)
    doubts.sort(key=lambda one: (one.after, one.before))
    return Matching(pairs, doubts, work.confirmed)


class _Work:
    def __init__(
        self, left: Sequence[Item], right: Sequence[Item], kind: Kind, same: Collection[str]
    ) -> None:
        self._left, self._right = left, right
        self._kind = kind
        self._same = same
        self._free_left = dict.fromkeys(range(len(left)))
        self._free_right = dict.fromkeys(range(len(right)))
        self.pairs: list[Pair] = []
        self.doubts: list[Doubt] = []
        self.confirmed: set[str] = set()
        self._best: dict[int, int] = {}

    def run(self) -> None:
        """All steps, the surest first."""
        self._in_order(lambda one: (one.group, one.whole))
        self._alone(lambda one: (one.group, one.key))
        self._alone(lambda one: (one.group, one.name))
        if self._kind.across:
            self._alone(lambda one: one.key)
        scores = self._scores()
        if self._same:
            self._take_confirmed(scores)
        self._judge(scores)

    def _take(self, one: int, other: int, score: int, by: MatchedBy) -> None:
        self.pairs.append(Pair(one, other, score, by))
        del self._free_left[one], self._free_right[other]

    def _groups(
        self, key: Callable[[Item], Hashable]
    ) -> Iterable[tuple[Hashable, list[int], list[int]]]:
        left, right = defaultdict(list), defaultdict(list)
        for one in self._free_left:
            left[key(self._left[one])].append(one)
        for other in self._free_right:
            right[key(self._right[other])].append(other)
        return [(name, left[name], right[name]) for name in left if name in right]

    def _in_order(self, key: Callable[[Item], Hashable]) -> None:
        """Those that are the same in everything: which of them is which makes no difference."""
        for _, left, right in self._groups(key):
            for one, other in zip(left, right, strict=False):
                self._take(one, other, SURE, "name")

    def _alone(self, key: Callable[[Item], Hashable]) -> None:
        for _, left, right in self._groups(key):
            if len(left) == len(right) == 1:
                self._take(left[0], right[0], SURE, "name")

    def _scores(self) -> dict[int, dict[int, int]]:
        """Left → right → score of what is alike enough to be thought of."""
        left, right = list(self._free_left), list(self._free_right)
        pairs = candidate_pairs(
            [self._left[one].features for one in left],
            [self._right[other].features for other in right],
        )
        scores: dict[int, dict[int, int]] = {one: {} for one in left}
        for at_left, at_right in pairs:
            one, other = left[at_left], right[at_right]
            score = self._kind.likeness(one, other)
            if score >= self._kind.least:
                scores[one][other] = score
        return scores

    def _key(self, one: int, other: int) -> str:
        labels = sorted((self._left[one].label, self._right[other].label))
        return content_key(self._kind.of, *labels)

    def _take_confirmed(self, scores: dict[int, dict[int, int]]) -> None:
        for one, row in scores.items():
            for other, score in row.items():
                key = self._key(one, other)
                free = one in self._free_left and other in self._free_right
                if key in self._same and key not in self.confirmed and free:
                    self.confirmed.add(key)
                    self._take(one, other, score, "person")

    def _judge(self, scores: dict[int, dict[int, int]]) -> None:
        left = list(self._free_left)
        worth = [
            {
                other: self._worth(one, other, score)
                for other, score in scores[one].items()
                if other in self._free_right
            }
            for one in left
        ]
        partner = {
            one: other for one, other in zip(left, assign(worth), strict=True) if other is not None
        }
        rivals: dict[int, list[int]] = defaultdict(list)
        for one in left:
            for other in scores[one]:
                rivals[other].append(one)
        self._best = {column: scores[row][column] for row, column in partner.items()}
        verdicts = []
        for one, other in partner.items():
            near = self._near(one, other, partner, scores, rivals)
            verdicts.append((one, other, near, self._doubt(one, other, scores[one][other], near)))
        for one, other, _, reason in verdicts:
            if reason is None:
                self._take(one, other, scores[one][other], "likeness")
        for one, other, near, reason in verdicts:
            for first, second in [(one, other), *near] if reason is not None else ():
                # An alternative of one pair may be the clear partner of another.
                if first in self._free_left and second in self._free_right:
                    self._note(first, second, scores[first][second], str(reason))
        self.doubts = list({(one.before, one.after): one for one in self.doubts}.values())

    def _near(
        self,
        one: int,
        other: int,
        partner: dict[int, int],
        scores: dict[int, dict[int, int]],
        rivals: dict[int, list[int]],
    ) -> list[tuple[int, int]]:
        """Pairs with one of these two that come near, and whose other has nobody much better."""
        enough = scores[one][other] - _MARGIN
        near = []
        for rival, reached in scores[one].items():
            alike = self._right[rival].whole == self._right[other].whole
            close = reached > enough and reached > self._best.get(rival, 0) - _MARGIN
            if close and rival in self._free_right and rival != other and not alike:
                near.append((one, rival))
        for rival in rivals[other]:
            reached, own = scores[rival][other], partner.get(rival)
            alike = self._left[rival].whole == self._left[one].whole
            taken = 0 if own is None else scores[rival][own]
            close = reached > enough and reached > taken - _MARGIN
            if close and rival in self._free_left and rival != one and not alike:
                near.append((rival, other))
        near.sort(key=lambda pair: (-scores[pair[0]][pair[1]], pair))
        return near[:_MOST_NEAR]

    def _worth(self, one: int, other: int, score: int) -> int:
        """What a pair adds to the sum: far more than two poor ones, nearer ones a little more."""
        nearness = 999 - min(999, abs(one - other))
        return (score - self._kind.least + 50) ** 2 * 1000 + nearness

    def _doubt(self, one: int, other: int, score: int, near: Sequence[object]) -> str | None:
        left, right = self._left[one], self._right[other]
        if ordinals(left.key) != ordinals(right.key):
            return "ordinal"
        if near:
            return "several"
        return "weak" if score < _CERTAIN else None

    def _note(self, one: int, other: int, score: int, reason: str) -> None:
        self.doubts.append(Doubt(one, other, score, reason, self._key(one, other)))
