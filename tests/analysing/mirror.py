"""A difference told the other way round, worked out from the record alone."""

from typing import Any

import msgspec

from jixiao.analysing.money import percent, plain
from jixiao.model import (
    AmountChange,
    Difference,
    DifferenceCounts,
    DifferenceNote,
    IndicatorChange,
    Piece,
    ProjectChange,
    TableChange,
    TargetChange,
    TextChange,
)

_OPPOSITE = {
    "added": "dropped", "dropped": "added", "split": "merged", "merged": "split",
    "raised": "lowered", "lowered": "raised", "earlier": "later", "later": "earlier",
    "stricter": "looser", "looser": "stricter", "deleted": "inserted", "inserted": "deleted",
    "now_number": "now_words", "now_words": "now_number",
}  # fmt: skip
_TARGET = _OPPOSITE | {"added": "removed", "removed": "added"}
_replace: Any = msgspec.structs.replace


def _turned(word: Any, words: dict[str, str] = _OPPOSITE) -> Any:
    return words.get(word, word)


def _sides(record: Any, **changes: Any) -> Any:
    return _replace(record, before=record.after, after=record.before, **changes)


def _amount(one: AmountChange, shift: int) -> AmountChange:
    change = None if one.change is None else plain(-one.change)
    base = None if one.after is None else one.after.scaleb(shift)
    return AmountChange(one.field, one.after, one.before, change, percent(base, change))


def _text(one: TextChange) -> TextChange:
    pieces = [Piece(_turned(piece.kind), piece.text) for piece in one.pieces]
    number = 0
    while number + 1 < len(pieces):
        if (pieces[number].kind, pieces[number + 1].kind) == ("inserted", "deleted"):
            pieces[number : number + 2] = [pieces[number + 1], pieces[number]]
        number += 1
    return TextChange(one.after, one.before, tuple(pieces))


def _target(one: TargetChange) -> Any:
    change = None if one.change is None else plain(-one.change)
    # The base of the percentage is not in the record.
    return _sides(
        one,
        kind=_turned(one.kind, _TARGET),
        strictness=_turned(one.strictness),
        reason=_turned(one.reason),
        change=change,
        percent=None,
    )


def _indicator(one: IndicatorChange) -> Any:
    targets = tuple(_target(each) for each in one.targets)
    return _sides(one, kind=_turned(one.kind), targets=targets)


def _project(one: ProjectChange, shift: int) -> Any:
    return _sides(
        one,
        kind=_turned(one.kind),
        amounts=tuple(_amount(each, shift) for each in one.amounts),
        objective=None if one.objective is None else _text(one.objective),
        indicators=tuple(_indicator(each) for each in one.indicators),
    )


def _counts(one: DifferenceCounts) -> DifferenceCounts:
    values = msgspec.structs.asdict(one)
    pairs = [
        ("projects_before", "projects_after"), ("projects_added", "projects_dropped"),
        ("projects_split", "projects_merged"), ("indicators_added", "indicators_dropped"),
        ("targets_raised", "targets_lowered"), ("targets_earlier", "targets_later"),
        ("targets_added", "targets_removed"), ("targets_stricter", "targets_looser"),
    ]  # fmt: skip
    for left, right in pairs:
        values[left], values[right] = values[right], values[left]
    return DifferenceCounts(**values)


def _note(one: DifferenceNote) -> Any:
    return one if one.kind == "confirmation_unused" else _sides(one)


def _table(one: TableChange, shift: int) -> Any:
    return _sides(
        one,
        kind=_turned(one.kind),
        notes=tuple(_note(each) for each in one.notes),
        counts=_counts(one.counts),
        grand_total=tuple(_amount(each, shift) for each in one.grand_total),
        spending_units=tuple(
            _sides(
                each,
                kind=_turned(each.kind),
                amounts=tuple(_amount(amount, shift) for amount in each.amounts),
            )
            for each in one.spending_units
        ),
        projects=tuple(_project(each, shift) for each in one.projects),
        doubtful=tuple(_sides(each) for each in one.doubtful),
    )


def mirrored(difference: Difference, shift: int = 0) -> Any:
    """The same told from after to before; ``shift`` are places between printed and common unit."""
    return _replace(difference, tables=tuple(_table(one, shift) for one in difference.tables))


def in_no_order(difference: Difference) -> Any:
    """Builtins without the order of lists, which is the later table's, and without percentages."""
    return _unordered(msgspec.to_builtins(difference))


def _unordered(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {
            name: _unordered(each, name)
            for name, each in value.items()
            if not (name == "percent" and "term" in value)
        }
    if isinstance(value, list | tuple):
        members = [_unordered(each) for each in value]
        return members if key in ("pieces", "tables") else sorted(members, key=repr)
    return value
