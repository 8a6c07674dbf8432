"""The indicators of one project before and after."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.analysing.matching import SURE, Doubt, Item, Kind, Matching, match
from jixiao.analysing.names import alike, bigrams, name_key
from jixiao.analysing.targets import Years, differs_in_form, target_change
from jixiao.analysing.wording import same_text, same_words, squeezed
from jixiao.model import (
    ChangeKind,
    Indicator,
    IndicatorChange,
    IndicatorSide,
    MatchedBy,
    Target,
    TargetChange,
)
from jixiao.text import fold

_LEAST = 600
_LEAST_NAME = 700  # names are short: one other word, and it is another indicator
_UNCERTAIN = 749


class IndicatorChanges(NamedTuple):
    """What changed among the indicators of a project, and what may belong together."""

    changes: tuple[IndicatorChange, ...]
    doubts: list[Doubt]
    confirmed: set[str]


def indicator_changes(
    before: Sequence[Indicator],
    after: Sequence[Indicator],
    years: Years,
    same: Collection[str] = (),
    owner: str = "",
) -> IndicatorChanges:
    """Compare two lists of indicators.

    Args:
        before: Of the earlier project.
        after: Of the later one.
        years: The budget years of both.
        same: Keys of doubts that a person has confirmed.
        owner: The project, so that the keys of doubts tell projects apart.
    """
    one = [_item(indicator, owner) for indicator in before]
    other = [_item(indicator, owner) for indicator in after]

    def compared(left: int, right: int) -> int:
        return _likeness(one[left], other[right], before[left], after[right])

    found = match(one, other, Kind("indicator", compared, _LEAST, across=True), same)
    changes = [
        _change(before[pair.before], after[pair.after], pair.score, pair.by, years)
        for pair in found.pairs
        if one[pair.before].whole != other[pair.after].whole
    ]
    alone_before, alone_after = left_alone(found, len(before), len(after))
    changes += [listed(after[number], "added") for number in alone_after]
    changes += [listed(before[number], "dropped") for number in alone_before]
    return IndicatorChanges(tuple(changes), found.doubts, found.confirmed)


def left_alone(found: Matching, before: int, after: int) -> tuple[list[int], list[int]]:
    """Indices of either side that have no partner."""
    taken_before = {pair.before for pair in found.pairs}
    taken_after = {pair.after for pair in found.pairs}
    return (
        [number for number in range(before) if number not in taken_before],
        [number for number in range(after) if number not in taken_after],
    )


def listed(indicator: Indicator, kind: ChangeKind) -> IndicatorChange:
    """An indicator that is only in one of the tables."""
    side = _side(indicator)
    return IndicatorChange(
        kind=kind,
        changed=(),
        before=side if kind == "dropped" else None,
        after=side if kind == "added" else None,
        score=None,
        matched_by=None,
        targets=(),
        unclear=bool(indicator.doubts),
    )


def whole_of(indicator: Indicator) -> str:
    """Everything that is printed of an indicator, without white space."""
    parts = [str(indicator.number), *_class(indicator), squeezed(indicator.name)]
    targets = (indicator.period_target, indicator.annual_target)
    parts += ["\x00" if target is None else squeezed(target.text) for target in targets]
    if indicator.name is None or not indicator.targets:
        parts.append(squeezed(indicator.text))
    return "\x1f".join(parts)


def decimal_of(score: int) -> Decimal:
    """A score in thousandths as it stands in records.

    >>> decimal_of(1000), decimal_of(756)
    (Decimal('1.00'), Decimal('0.76'))
    """
    return (Decimal(score) / SURE).quantize(Decimal("0.01"))


def _item(indicator: Indicator, owner: str) -> Item:
    name = fold(_name(indicator))
    key = name_key(name)
    label = f"{owner}\x1f{name}"
    return Item(_class_key(indicator), name, key, whole_of(indicator), label, bigrams(key))


def _name(indicator: Indicator) -> str:
    return indicator.name if indicator.name is not None else indicator.text


def _class(indicator: Indicator) -> list[str]:
    levels = (indicator.level1, indicator.level2)
    return [squeezed(text) for level in levels for text in (level.code, level.label)]


def _class_key(indicator: Indicator) -> str:
    """The class where it is known, else what is printed."""
    return indicator.class_ or "\x1f".join(fold(part) for part in _class(indicator))


def _likeness(one: Item, other: Item, before: Indicator, after: Indicator) -> int:
    name = alike(one.key, other.key, least=500)
    score = round(0.75 * name)
    score += 150 if one.group == other.group else 0
    score += 100 if _same_target(before.annual_target, after.annual_target) else 0
    return score if name >= _LEAST_NAME else min(score, _UNCERTAIN)


def _same_target(one: Target | None, other: Target | None) -> bool:
    return one is not None and other is not None and same_words(one.text, other.text)


def _change(
    before: Indicator, after: Indicator, score: int, by: MatchedBy, years: Years
) -> IndicatorChange:
    changed, form = [], False
    if not same_words(_name(before), _name(after)):
        same_key = name_key(_name(before)) == name_key(_name(after))
        changed.append("dated" if same_key else "renamed")
    else:
        form = not same_text(_name(before), _name(after))
    if _class_key(before) != _class_key(after):
        changed.append("class")
    else:
        form = form or _class(before) != _class(after)
    targets = _targets(before, after, years)
    if targets:
        changed.append("targets")
    form = form or differs_in_form(before.annual_target, after.annual_target)
    form = form or differs_in_form(before.period_target, after.period_target)
    if before.number != after.number:
        changed.append("number")
    if form or not changed:
        changed.append("form")
    return IndicatorChange(
        kind="changed",
        changed=tuple(changed),
        before=_side(before),
        after=_side(after),
        score=decimal_of(score),
        matched_by=by,
        targets=targets,
        unclear=bool(before.doubts or after.doubts),
    )


def _targets(before: Indicator, after: Indicator, years: Years) -> tuple[TargetChange, ...]:
    pairs = (
        ("period", before.period_target, after.period_target),
        ("annual", before.annual_target, after.annual_target),
    )
    found = (target_change(term, one, other, years) for term, one, other in pairs)
    return tuple(one for one in found if one is not None)


def _side(indicator: Indicator) -> IndicatorSide:
    period, annual = indicator.period_target, indicator.annual_target
    return IndicatorSide(
        number=indicator.number,
        name=indicator.name,
        level1=indicator.level1,
        level2=indicator.level2,
        class_=indicator.class_,
        period_target=None if period is None else period.text,
        annual_target=None if annual is None else annual.text,
        text=indicator.text,
        at=indicator.at,
    )
