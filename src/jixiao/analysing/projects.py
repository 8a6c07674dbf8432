"""The projects of a table before and after."""

from collections.abc import Collection, Hashable, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.analysing.indicators import decimal_of, indicator_changes, listed, whole_of
from jixiao.analysing.matching import SURE, Doubt, Item, Kind, Matching, match
from jixiao.analysing.money import Money
from jixiao.analysing.names import alike, bigrams, name_key
from jixiao.analysing.targets import Years
from jixiao.analysing.wording import same_text, same_words, squeezed, text_change
from jixiao.model import (
    AMOUNT_FIELDS,
    DoubtfulMatch,
    Funding,
    Indicator,
    IndicatorChange,
    MatchedBy,
    MatchName,
    Project,
    ProjectChange,
    ProjectKind,
    ProjectSide,
)
from jixiao.text import fold, resemblance, shingles

_LEAST = 500
_SAME_MONEY = 50
_OTHER_UNIT = 100
_NAME_ALONE = 100  # what is taken off where there is nothing but the name to go by


class Row(NamedTuple):
    """A project with the unit that it stands under; ``unit`` is the same for a unit and its match."""

    project: Project
    unit: Hashable
    unit_name: str | None
    total: Decimal | None
    item: Item
    indicator_keys: frozenset[str]
    objective: frozenset[int]


class Shared(NamedTuple):
    """What holds for the whole comparison."""

    money: Money
    years: Years
    same: Collection[str]


def row(project: Project, unit: Hashable, unit_name: str | None, funding: Funding) -> Row:
    """A project ready to be matched; ``funding`` is its own in the common amount unit."""
    name = fold(project.name or "")
    key = name_key(project.name)
    keys = frozenset(name_key(one.name or one.text) for one in project.indicators)
    item = Item(
        group=unit,
        name=name,
        key=key,
        whole=_whole(project, funding),
        label=f"{fold(unit_name or '')}\x1f{name}",
        features=bigrams(key) | frozenset(f"\x1f{one}" for one in keys),
    )
    objective = squeezed(project.objective)
    shape = shingles(name_key(objective)) if objective else frozenset()
    return Row(project, unit, unit_name, funding.total, item, keys, shape)


def match_projects(before: Sequence[Row], after: Sequence[Row], same: Collection[str]) -> Matching:
    """Which project is which."""

    def compared(left: int, right: int) -> int:
        return _likeness(before[left], after[right])

    kind = Kind("project", compared, _LEAST, across=False)
    return match([one.item for one in before], [one.item for one in after], kind, same)


def _likeness(one: Row, other: Row) -> int:
    name = alike(one.item.key, other.item.key)
    contents = []
    if one.indicator_keys and other.indicator_keys:
        shared = len(one.indicator_keys & other.indicator_keys)
        contents.append(2000 * shared // (len(one.indicator_keys) + len(other.indicator_keys)))
    if one.objective and other.objective:
        jaccard = resemblance(one.objective, other.objective)
        contents.append(round(2000 * jaccard / (1 + jaccard)))
    if contents:
        score = (6 * name + 4 * (sum(contents) // len(contents))) // 10
    else:
        score = name - _NAME_ALONE
    score += _SAME_MONEY if one.total and one.total == other.total else 0
    score -= _OTHER_UNIT if one.unit != other.unit else 0
    return max(0, min(score, SURE))


def _whole(project: Project, funding: Funding) -> str:
    amounts = (getattr(funding, field) for field in AMOUNT_FIELDS)
    parts = ["" if amount is None else _digits(amount) for amount in amounts]
    parts += [squeezed(project.name), squeezed(project.objective)]
    return "\x1e".join([*parts, *map(whole_of, project.indicators)])


def _digits(amount: Decimal) -> str:
    """The same for equal amounts: 10.50 and 10.5."""
    printed = format(amount, "f")
    return printed.rstrip("0").rstrip(".") if "." in printed else printed


class Compared(NamedTuple):
    """A project's change, none where nothing changed, and the doubts about its indicators."""

    change: ProjectChange | None
    doubts: list[DoubtfulMatch]
    confirmed: set[str]


def compare_rows(
    before: Sequence[Row], after: Sequence[Row], score: int, by: MatchedBy, shared: Shared
) -> Compared:
    """What changed in a project that goes on: one on either side, or several after a split."""
    kind: ProjectKind = "changed"
    if len(before) != len(after):
        kind = "split" if len(after) > 1 else "merged"
    elif before[0].item.whole == after[0].item.whole and before[0].unit == after[0].unit:
        return Compared(None, [], set())
    indicators_before = [one for each in before for one in each.project.indicators]
    indicators_after = [one for each in after for one in each.project.indicators]
    owner = "\x1f".join(sorted({one.item.label for one in (*before, *after)}))
    found = indicator_changes(indicators_before, indicators_after, shared.years, shared.same, owner)
    if kind != "changed":
        # Entries of several projects cannot keep their numbers.
        kept = tuple(one for one in found.changes if one.changed != ("number",))
        found = found._replace(changes=kept)
    amounts = tuple(
        shared.money.changes(
            [one.project.funding for one in before], [one.project.funding for one in after]
        )
    )
    objective, changed = None, []
    form = any("form" in one.changed for one in found.changes)
    if kind == "changed":
        one, other = before[0], after[0]
        if not same_words(one.project.name, other.project.name):
            changed.append("dated" if one.item.key == other.item.key else "renamed")
        elif not same_text(one.project.name, other.project.name):
            form = True
        if one.unit != other.unit:
            changed.append("moved")
        if not same_words(one.project.objective, other.project.objective):
            objective = text_change(one.project.objective, other.project.objective)
        elif not same_text(one.project.objective, other.project.objective):
            form = True
    changed += _changed(amounts, objective is not None, found.changes)
    if form:
        changed.append("form")
    if kind == "changed" and not changed:
        # Only an amount that cannot be compared differs; a note says so for the whole table.
        return Compared(None, [], found.confirmed)
    change = ProjectChange(
        kind=kind,
        changed=tuple(changed),
        before=tuple(_side(one) for one in before),
        after=tuple(_side(one) for one in after),
        score=decimal_of(score) if kind == "changed" else None,
        matched_by=by if kind == "changed" else None,
        amounts=amounts,
        objective=objective,
        indicators=found.changes,
        unclear=any(one.project.doubts for one in (*before, *after)),
    )
    doubts = [
        _indicator_doubt(before[0], after[0], indicators_before, indicators_after, doubt)
        for doubt in found.doubts
    ]
    return Compared(change, doubts, found.confirmed)


def _changed(
    amounts: tuple[object, ...], objective: bool, indicators: tuple[IndicatorChange, ...]
) -> list[str]:
    kinds = {one.kind for one in indicators}
    within = {name for one in indicators for name in one.changed}
    changed = ["money"] if amounts else []
    changed += ["objective"] if objective else []
    if kinds & {"added", "dropped"} or within & {"renamed", "dated", "class"}:
        changed.append("indicators")
    return changed + [name for name in ("targets", "number") if name in within]


def alone(one: Row, kind: ProjectKind, money: Money) -> ProjectChange:
    """A project that is only in one of the tables."""
    side = (_side(one),)
    before, after = (side, ()) if kind == "dropped" else ((), side)
    funding = [one.project.funding]
    amounts = money.changes(funding, []) if kind == "dropped" else money.changes([], funding)
    return ProjectChange(
        kind=kind,
        changed=(),
        before=before,
        after=after,
        score=None,
        matched_by=None,
        amounts=tuple(amounts),
        objective=None,
        indicators=tuple(
            listed(indicator, "dropped" if kind == "dropped" else "added")
            for indicator in one.project.indicators
        ),
        unclear=bool(one.project.doubts),
    )


def project_doubt(before: Row, after: Row, doubt: Doubt) -> DoubtfulMatch:
    """A doubt as it stands in the record."""
    return DoubtfulMatch(
        doubt.key,
        "project",
        MatchName(before.unit_name, before.project.name),
        MatchName(after.unit_name, after.project.name),
        decimal_of(doubt.score),
        doubt.reason,
    )


def _indicator_doubt(
    before: Row,
    after: Row,
    indicators_before: Sequence[Indicator],
    indicators_after: Sequence[Indicator],
    doubt: Doubt,
) -> DoubtfulMatch:
    one, other = indicators_before[doubt.before], indicators_after[doubt.after]
    return DoubtfulMatch(
        doubt.key,
        "indicator",
        MatchName(before.unit_name, before.project.name, one.name or one.text),
        MatchName(after.unit_name, after.project.name, other.name or other.text),
        score=decimal_of(doubt.score),
        reason=doubt.reason,
    )


def _side(one: Row) -> ProjectSide:
    project = one.project
    return ProjectSide(
        spending_unit=one.unit_name,
        name=project.name,
        funding=project.funding,
        objective=project.objective,
        indicators=len(project.indicators),
        at=(*project.at.name, *project.at.total),
    )
