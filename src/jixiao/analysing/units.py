"""The spending units of a table before and after."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from jixiao.analysing.indicators import decimal_of, left_alone
from jixiao.analysing.matching import SURE, Item, Kind, match
from jixiao.analysing.money import Money
from jixiao.analysing.names import alike, name_key
from jixiao.analysing.wording import same_text, same_words
from jixiao.model import DoubtfulMatch, MatchName, SpendingUnit, UnitChange
from jixiao.text import fold

_LEAST = 500


class Units(NamedTuple):
    """Which unit is which: ``before`` and ``after`` give each index its common number."""

    before: dict[int, int]
    after: dict[int, int]
    changes: tuple[UnitChange, ...]
    doubts: list[DoubtfulMatch]
    confirmed: set[str]


def compare_units(
    before: Sequence[SpendingUnit],
    after: Sequence[SpendingUnit],
    money: Money,
    same: Collection[str],
) -> Units:
    """Match units by name and by the projects under them, and say what changed."""
    one, other = [_item(unit) for unit in before], [_item(unit) for unit in after]

    def compared(left: int, right: int) -> int:
        mine, yours = one[left].features, other[right].features
        if not mine or not yours:
            return alike(one[left].key, other[right].key)
        overlap = 2 * SURE * len(mine & yours) // (len(mine) + len(yours))
        if not one[left].key or not other[right].key:
            return overlap
        return (alike(one[left].key, other[right].key) + overlap) // 2

    found = match(one, other, Kind("spending_unit", compared, _LEAST, across=False), same)
    common: tuple[dict[int, int], dict[int, int]] = ({}, {})
    changes = []
    for number, pair in enumerate(found.pairs):
        common[0][pair.before] = common[1][pair.after] = number
        old, new = before[pair.before], after[pair.after]
        amounts = tuple(money.changes([old.funding], [new.funding]))
        changed = []
        if not same_words(old.name, new.name):
            changed.append("renamed")
        changed += ["money"] if amounts else []
        if same_words(old.name, new.name) and not same_text(old.name, new.name):
            changed.append("form")
        if changed:
            score = decimal_of(pair.score)
            changes.append(
                UnitChange("changed", tuple(changed), old.name, new.name, score, pair.by, amounts)
            )
    dropped, added = left_alone(found, len(before), len(after))
    for number in added:
        amounts = tuple(money.changes([], [after[number].funding]))
        changes.append(UnitChange("added", (), None, after[number].name, None, None, amounts))
    for number in dropped:
        amounts = tuple(money.changes([before[number].funding], []))
        changes.append(UnitChange("dropped", (), before[number].name, None, None, None, amounts))
    doubts = [
        DoubtfulMatch(
            doubt.key,
            "spending_unit",
            MatchName(before[doubt.before].name),
            MatchName(after[doubt.after].name),
            score=decimal_of(doubt.score),
            reason=doubt.reason,
        )
        for doubt in found.doubts
    ]
    return Units(*common, tuple(changes), doubts, found.confirmed)


def _item(unit: SpendingUnit) -> Item:
    name = fold(unit.name or "")
    keys = frozenset(name_key(project.name) for project in unit.projects if project.name)
    # A unit's own features are its projects; with few units each is compared with each.
    whole = "\x1f".join([name, *(fold(project.name or "") for project in unit.projects)])
    return Item("", name, name_key(unit.name), whole, name, keys)
