"""Which pairs are worth a closer look, without comparing each with each."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

_FEW = 10_000  # so many pairs are compared in no time
_MOST = 12  # candidates for one item
_COMMON = 40  # a feature of more items than this tells nothing apart


def candidate_pairs(
    before: Sequence[frozenset[Hashable]], after: Sequence[frozenset[Hashable]]
) -> Iterator[tuple[int, int]]:
    """Pairs that share rare features, the best few for each item of either side.

    Args:
        before: The features of each item of one side, such as the bigrams of its name.
        after: Those of the other side.

    >>> list(candidate_pairs([frozenset({"甲"})], [frozenset({"甲"}), frozenset({"乙"})]))
    [(0, 0), (0, 1)]
    """
    if len(before) * len(after) <= _FEW:
        yield from ((one, other) for one in range(len(before)) for other in range(len(after)))
        return
    shared = _shared(before, after)
    best: set[tuple[int, int]] = set()
    for side in (0, 1):
        rows: dict[int, list[tuple[int, tuple[int, int]]]] = defaultdict(list)
        for pair, weight in shared.items():
            rows[pair[side]].append((-weight, pair))
        for row in rows.values():
            best.update(pair for _, pair in sorted(row)[:_MOST])
    yield from sorted(best)


def _shared(
    before: Sequence[frozenset[Hashable]], after: Sequence[frozenset[Hashable]]
) -> Counter[tuple[int, int]]:
    """For each pair that shares a feature, the weight of all that they share: rare ones weigh more."""
    where: dict[Hashable, list[int]] = defaultdict(list)
    for other, features in enumerate(after):
        for feature in features:
            where[feature].append(other)
    often = Counter(feature for features in before for feature in features)
    shared: Counter[tuple[int, int]] = Counter()
    for one, features in enumerate(before):
        for feature in features:
            found = where.get(feature, ())
            if not found or len(found) > _COMMON or often[feature] > _COMMON:
                continue
            weight = 1 + _COMMON // max(len(found), often[feature])
            for other in found:
                shared[one, other] += weight
    return shared
