"""Projects that were split or merged, told where the table itself makes it clear.

Clear is: the parts' amounts add up to the whole's amount to the cent, or each of the whole's
indicators went to exactly one part; and each part bears the whole's name in its own or shares
half of its indicators with it. What could be read in two ways is left as added and dropped.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from jixiao.analysing.candidates import candidate_pairs
from jixiao.analysing.matching import Pair
from jixiao.analysing.money import sum_of
from jixiao.analysing.projects import Row

_MOST_PARTS = 8
_FEWEST_INDICATORS = 3
_FEWEST_SHARED = 2
_SHORTEST_NAME = 4
_COMMON = 20


class Group(NamedTuple):
    """One project on one side and its parts on the other, by their indices."""

    whole: int
    parts: tuple[int, ...]


def splits(
    before: Sequence[Row], after: Sequence[Row], pairs: Iterable[Pair], added: Sequence[int]
) -> list[Group]:
    """Projects of ``before`` that became several of ``after``; for merges call it turned round.

    Args:
        before: All projects of one side.
        after: All of the other.
        pairs: Which belong together; the part that kept the name may be one of them.
        added: Those of ``after`` that have no partner.
    """
    partner = {pair.before: pair.after for pair in pairs}
    common = _common(before)
    near = candidate_pairs(
        [one.item.features for one in before], [after[other].item.features for other in added]
    )
    by_whole: dict[int, list[int]] = {}
    for number, place in near:
        if _is_part(before[number], after[added[place]], common):
            by_whole.setdefault(number, []).append(added[place])
    found = []
    for number, parts in sorted(by_whole.items()):
        whole = before[number]
        kept = partner.get(number)
        if len(parts) > _MOST_PARTS or (kept is None and len(parts) < 2):
            continue
        if kept is not None and whole.item.whole == after[kept].item.whole:
            continue
        chosen = _reading(whole, after, parts, kept)
        if chosen is not None:
            found.append(Group(number, chosen))
    return found


def _common(rows: Sequence[Row]) -> frozenset[str]:
    """Indicator names of so many projects that sharing one says nothing."""
    often = Counter(key for one in rows for key in one.indicator_keys)
    return frozenset(key for key, times in often.items() if times > _COMMON)


def _is_part(whole: Row, part: Row, common: frozenset[str]) -> bool:
    if whole.unit != part.unit:
        return False
    one, other = whole.item.key, part.item.key
    if min(len(one), len(other)) >= _SHORTEST_NAME and (one in other or other in one):
        return True
    own = part.indicator_keys - common
    shared = len(own & whole.indicator_keys)
    return shared >= _FEWEST_SHARED and 2 * shared >= len(part.indicator_keys)


def _reading(
    whole: Row, after: Sequence[Row], parts: Sequence[int], kept: int | None
) -> tuple[int, ...] | None:
    """The one choice of parts that makes up the whole: by the money first, then by indicators."""
    choices = list(_choices(parts, kept))
    by_money = [one for one in choices if _adds_up(whole, [after[part] for part in one])]
    if by_money or kept is not None:
        return by_money[0] if len(by_money) == 1 else None
    shared = [one for one in choices if _shares_out(whole, [after[part] for part in one])]
    return shared[0] if len(shared) == 1 else None


def _choices(parts: Sequence[int], kept: int | None) -> Iterator[tuple[int, ...]]:
    """All choices of several parts; the part that kept the name is always one."""
    fixed = () if kept is None else (kept,)
    for size in range(len(parts), 1 - len(fixed), -1):
        for chosen in combinations(parts, size):
            yield tuple(sorted((*fixed, *chosen)))


def _adds_up(whole: Row, parts: Sequence[Row]) -> bool:
    amounts: list[Decimal] = [one.total for one in parts if one.total]
    return bool(whole.total) and len(amounts) == len(parts) and sum_of(amounts) == whole.total


def _shares_out(whole: Row, parts: Sequence[Row]) -> bool:
    """Whether each indicator went to exactly one part, and each part got some."""
    keys = whole.indicator_keys
    got = [one.indicator_keys & keys for one in parts]
    return (
        len(keys) >= _FEWEST_INDICATORS
        and all(got)
        and sum(map(len, got)) == len(keys)
        and frozenset().union(*got) == keys
    )
