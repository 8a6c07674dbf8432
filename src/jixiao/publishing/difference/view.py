"""What the HTML page of a difference shows, in the order in which it shows it."""

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.model import (
    AMOUNT_WORDS,
    DOUBT_OF_WORDS,
    DOUBT_WORDS,
    MATCHED_BY_WORDS,
    PART_WORDS,
    PARTS,
    PROJECT_KIND_WORDS,
    AmountChange,
    Difference,
    IndicatorChange,
    Piece,
    ProjectChange,
    TableChange,
    TargetChange,
    UnitChange,
    note_words,
)
from jixiao.publishing.difference import said

_FILTERS = (
    ("added", "新增的项目"), ("dropped", "取消的项目"), ("regrouped", "拆分、合并"),
    ("renamed", "改名、换单位"), ("money", "金额"), ("objective", "绩效目标"),
    ("indicators", "指标增减、换类别"), ("stricter", "指标值更严"), ("looser", "指标值更松"),
    ("targets", "指标值其他变化"), ("dated", "名称中的年份、文号"), ("form", "只是编号或写法"),
)  # fmt: skip


class AmountRow(NamedTuple):
    """One amount column."""

    name: str
    before: str
    after: str
    change: str
    percent: str
    up: bool


class TargetView(NamedTuple):
    """One changed target; ``of`` is for who says it in another language."""

    term: str
    before: str
    after: str
    verdict: str
    strictness: str
    of: TargetChange


class IndicatorView(NamedTuple):
    """One changed indicator."""

    kind: str
    word: str
    name: str
    old_name: str
    level: str
    old_level: str
    content: str
    targets: tuple[TargetView, ...]
    unclear: bool


class ChangeView(NamedTuple):
    """One changed project; ``of`` is for who says it in another language."""

    anchor: str
    kind: str
    word: str
    title: str
    unit: str
    tags: str
    matched: str
    old: str
    now: str
    old_unit: str
    money: str
    amounts: tuple[AmountRow, ...]
    pieces: tuple[Piece, ...]
    indicators: tuple[IndicatorView, ...]
    only_form: str
    unclear: bool
    of: ProjectChange


class UnitView(NamedTuple):
    """One changed unit."""

    word: str
    kind: str
    name: str
    old: str
    amounts: tuple[AmountRow, ...]


class DoubtView(NamedTuple):
    """One doubtful match."""

    of: str
    before: str
    after: str
    score: str
    reason: str
    key: str


class TableView(NamedTuple):
    """One table; ``of`` is for who says it in another language."""

    anchor: str
    kind: str
    department: str
    before: str
    after: str
    amount_unit: str
    titles: tuple[str, str]
    projects: str
    unchanged: int
    counts: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]
    notes: tuple[str, ...]
    grand_total: tuple[AmountRow, ...]
    units: tuple[UnitView, ...]
    changes: tuple[ChangeView, ...]
    doubts: tuple[DoubtView, ...]
    empty: bool
    of: TableChange


class Choice(NamedTuple):
    """What a filter offers."""

    value: str
    text: str
    times: int


class PageView(NamedTuple):
    """The whole page."""

    tables: tuple[TableView, ...]
    only: str
    filters: tuple[Choice, ...]
    units: tuple[Choice, ...]
    total: int


def view_difference(difference: Difference) -> PageView:
    """Everything that the template needs."""
    several = len(difference.tables) > 1
    tables = tuple(
        _table(one, f"t{number}", several=several)
        for number, one in enumerate(difference.tables, start=1)
    )
    changes = [change for table in tables for change in table.changes]
    tags = [tag for change in changes for tag in change.tags.split()]
    units = [change.unit for change in changes]
    only = "" if difference.parts == PARTS else "、".join(PART_WORDS[p] for p in difference.parts)
    return PageView(
        tables=tables,
        only=only,
        filters=tuple(Choice(key, word, tags.count(key)) for key, word in _FILTERS if key in tags),
        units=tuple(
            Choice(unit, unit or "（没有单位）", units.count(unit)) for unit in dict.fromkeys(units)
        ),
        total=len(changes),
    )


def _table(table: TableChange, anchor: str, *, several: bool) -> TableView:
    counts = table.counts
    return TableView(
        anchor=anchor,
        kind=table.kind,
        department=said.department_words(table),
        before=said.version_words(table.before, several=several),
        after=said.version_words(table.after, several=several),
        amount_unit=table.amount_unit or "金额单位不明",
        titles=said.amount_titles(table),
        projects=f"{counts.projects_before} → {counts.projects_after}",
        unchanged=counts.projects_unchanged,
        counts=tuple((title, tuple(found)) for title, found in said.counted(counts)),
        notes=tuple(note_words(one.kind, one.before, one.after) for one in table.notes),
        grand_total=_amounts(table.grand_total),
        units=tuple(_unit(one) for one in table.spending_units),
        changes=tuple(
            _change(one, table, f"{anchor}-p{number}")
            for number, one in enumerate(table.projects, start=1)
        ),
        doubts=tuple(
            DoubtView(
                DOUBT_OF_WORDS[one.of],
                said.match_words(one.before),
                said.match_words(one.after),
                str(one.score),
                DOUBT_WORDS[one.reason],
                one.key,
            )
            for one in table.doubtful
        ),
        empty=table.is_empty,
        of=table,
    )


def _amounts(amounts: Sequence[AmountChange]) -> tuple[AmountRow, ...]:
    return tuple(
        AmountRow(
            AMOUNT_WORDS[one.field],
            said.amount_text(one.before),
            said.amount_text(one.after),
            said.signed(one.change),
            said.percent_text(one.percent),
            up=one.change is not None and one.change > 0,
        )
        for one in amounts
    )


def _unit(one: UnitChange) -> UnitView:
    goes_on = one.kind == "changed"
    return UnitView(
        word=said.changed_words(one.changed) if goes_on else PROJECT_KIND_WORDS[one.kind],
        kind=one.kind,
        name=(one.before if one.kind == "dropped" else one.after) or said.NO_NAME,
        old=(one.before or said.NO_NAME) if "renamed" in one.changed else "",
        amounts=_amounts(one.amounts),
    )


def _change(change: ProjectChange, table: TableChange, anchor: str) -> ChangeView:
    changed = set(change.changed)
    goes_on = change.kind == "changed"
    matched = ""
    if changed & {"renamed", "moved"} and change.matched_by is not None:
        matched = f"{MATCHED_BY_WORDS[change.matched_by]}，相像 {change.score}"
    money = ""
    if change.kind in ("added", "dropped"):
        side = (*change.before, *change.after)[0]
        unit = said.printed_unit(table, change.kind)
        money = f"{said.funding_words(side.funding, unit)}，{side.indicators} 条指标"
    old = now = ""
    if change.kind in ("split", "merged"):
        old, now = said.regrouped_words(change, table)
    elif changed & {"renamed", "dated"}:
        old = change.before[0].name or said.NO_NAME
    only_form = changed <= {"number", "form"} and goes_on
    return ChangeView(
        anchor=anchor,
        kind=change.kind,
        word=said.changed_words(change.changed) if goes_on else PROJECT_KIND_WORDS[change.kind],
        title=said.project_title(change),
        unit=said.project_unit(change),
        tags=" ".join(_tags(change)),
        matched=matched,
        old=old,
        now=now,
        old_unit=(change.before[0].spending_unit or said.NO_NAME) if "moved" in changed else "",
        money=money,
        amounts=_amounts(change.amounts) if change.kind not in ("added", "dropped") else (),
        pieces=change.objective.pieces if change.objective is not None else (),
        indicators=tuple(
            _indicator(one)
            for one in change.indicators
            if one.kind != "changed" or not set(one.changed) <= {"number", "form"}
        ),
        only_form=said.changed_words(change.changed) if only_form else "",
        unclear=change.unclear,
        of=change,
    )


def _tags(change: ProjectChange) -> list[str]:
    """What the filters know it by."""
    changed = set(change.changed)
    if change.kind in ("added", "dropped"):
        return [change.kind]
    tags = ["regrouped"] if change.kind in ("split", "merged") else []
    tags += ["renamed"] if changed & {"renamed", "moved"} else []
    tags += ["dated"] if "dated" in changed else []
    tags += [name for name in ("money", "objective", "indicators") if name in changed]
    strictness = [target.strictness for one in change.indicators for target in one.targets]
    tags += [name for name in ("stricter", "looser") if name in strictness]
    tags += ["targets"] if {None, "same"} & set(strictness) else []
    return tags or ["form"]


def _indicator(change: IndicatorChange) -> IndicatorView:
    side = change.after or change.before
    assert side is not None
    alone = change.before is None or change.after is None
    old, old_level = "", ""
    if change.before is not None and change.after is not None:
        old = (
            said.indicator_name(change.before) if {"renamed", "dated"} & set(change.changed) else ""
        )
        if "class" in change.changed:
            old_level = said.level_words(change.before.level1, change.before.level2)
    return IndicatorView(
        kind=change.kind,
        word=PROJECT_KIND_WORDS[change.kind] if alone else "",
        name=said.indicator_name(side),
        old_name=old,
        level=said.level_words(side.level1, side.level2),
        old_level=old_level,
        content=said.indicator_content(side) if alone else "",
        targets=tuple(
            TargetView(
                term,
                said.BLANK if one.before is None else one.before,
                said.BLANK if one.after is None else one.after,
                said.target_verdict(one),
                one.strictness or "",
                one,
            )
            for term, one in said.targets_of(change)
        ),
        unclear=change.unclear,
    )
