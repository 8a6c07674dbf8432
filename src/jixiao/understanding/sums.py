"""Decide the amounts of a table: readings of each row, the sums' choice, and what stays open."""

from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.model import AMOUNT_FIELDS, FUNDING_FIELDS, Funding
from jixiao.understanding.body import BodyRow
from jixiao.understanding.context import Context
from jixiao.understanding.reconcile import GroupChoice, Readings, reconcile
from jixiao.understanding.row_kinds import Group, Ordered
from jixiao.understanding.versions import Version, printed_funding, versions

_ADVICE = "请对照原件，并在更正文件中写明正确金额。"
_MOST_LISTED = 12
_SURE_RANK = 1  # misread characters whose digits are plain, or the halves of one row


@dataclass
class Sums:
    """The decided funding of each row (by ``id``), and the rows of which an amount stays open."""

    funding: dict[int, Funding] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)


def decide(ordered: Ordered, weak: set[int], context: Context) -> Sums:
    """The amounts of every row; repairs are recorded, what the sums leave open is asked.

    Rows joined on ``weak`` evidence are taken apart again unless the sums want them joined.
    """
    readings: Readings = {}
    for row, unit, project in ordered.named():
        corrected = None
        if context.notes.sets_amounts:
            corrected = _corrected(row, context.about(unit, project))
        readings[id(row)] = corrected or (
            versions(row, weak=id(row) in weak)
            if context.notes.repairing
            else [Version(printed_funding(row))]
        )
    choices, grand = reconcile(ordered, readings)
    sums = Sums()
    if ordered.grand_total is not None:
        total = ordered.grand_total
        _settle(total, grand, readings[id(total)], sums, context, (None, None))
    for group, choice in zip(ordered.groups, choices, strict=True):
        _decide_group(group, choice, readings, sums, context)
    for group in ordered.groups:
        group.projects = _apart(group, weak, readings, sums)
    return sums


def _decide_group(
    group: Group, choice: GroupChoice, readings: Readings, sums: Sums, context: Context
) -> None:
    unit = group.row.printed_name if group.row else None
    if group.row is not None:
        _settle(group.row, choice.unit, readings[id(group.row)], sums, context, (unit, None))
    chosen = choice.projects or (None,) * len(group.projects)
    for row, version in zip(group.projects, chosen, strict=True):
        if version is not None and version.separate:
            readings[id(row)] = [version]
        names = (unit, row.printed_name)
        _settle(row, version, readings[id(row)], sums, context, names, exact=choice.exact)
    _ask_about_several(choice, context.about(unit))


def _apart(group: Group, weak: set[int], readings: Readings, sums: Sums) -> list[BodyRow]:
    """The project rows, with weakly joined ones as separate rows where the sums did not join them."""
    projects: list[BodyRow] = []
    for row in group.projects:
        options = readings[id(row)]
        chosen_apart = len(options) == 1 and bool(options[0].separate)
        if chosen_apart or (id(row) in weak and id(row) in sums.open):
            sums.open.discard(id(row))
            for part in row.parts:
                sums.funding[id(part)] = printed_funding(part)
            projects += row.parts
        else:
            projects.append(row)
    return projects


def _corrected(row: BodyRow, context: Context) -> list[Version] | None:
    """A person's amounts for this row, as its only reading."""
    notes, subject = context.notes, context.subject
    base = printed_funding(row, guess=True)
    values = {column: getattr(base, column) for column in AMOUNT_FIELDS}
    touched = False
    for column in AMOUNT_FIELDS:
        printed = row.printed_amount(column)
        correction = notes.set_amount(subject.spending_unit, subject.project, column, printed)
        if correction is not None:
            values[column] = None if correction.value is None else Decimal(correction.value)
            touched = True
            notes.person("amount_set", row.amount_places(column), printed, correction, subject)
    return [Version(Funding(**values))] if touched else None


def _settle(
    row: BodyRow,
    version: Version | None,
    options: list[Version],
    sums: Sums,
    context: Context,
    names: tuple[str | None, str | None],
    *,
    exact: bool = True,
) -> None:
    """Record the decided funding of one row, with its repair or question; names of its unit and project."""
    chosen = version or (options[0] if len(options) == 1 else None)
    proven = version is not None
    confidence = "certain" if proven and exact else "likely"
    if chosen is None and options[0].rank <= _SURE_RANK and not row.parts:
        chosen = options[0] if _agrees(options[0].funding) else None
    if chosen is None:
        sums.funding[id(row)] = _agreed(options) if row.parts else printed_funding(row)
        sums.open.add(id(row))
        _ask_amount(row, options, context.about(*names))
        return
    for column in _changed(row, chosen.funding) if chosen.kind else ():
        after = getattr(chosen.funding, column)
        proof = "；各级合计只在这样取数时成立。" if proven else "。"
        if not context.notes.repair(
            chosen.kind,
            at=row.amount_places(column),
            before=row.printed_amount(column),
            after="" if after is None else format(after, "f"),
            reason=chosen.reason + proof,
            confidence=confidence,
            subject=context.about(*names).subject,
        ):
            undone = _agreed([*options, Version(printed_funding(row))])
            sums.funding[id(row)] = undone if row.parts else printed_funding(row)
            sums.open.add(id(row))
            _ask_amount(row, options, context.about(*names))
            return
    sums.funding[id(row)] = chosen.funding
    if not chosen.separate and _loses(row, chosen.funding):
        sums.open.add(id(row))
        _ask_amount(row, options, context.about(*names))


def _loses(row: BodyRow, funding: Funding) -> bool:
    """Whether something is printed in an amount column that could not be read as an amount."""
    lost = [
        column
        for part in row.parts or (row,)
        for column, amount in part.amounts.items()
        if amount.damaged and getattr(funding, column) is None
    ]
    return bool(lost)


def _changed(row: BodyRow, funding: Funding) -> list[str]:
    """Columns whose decided amount is not simply what is printed."""
    changed = []
    for column in AMOUNT_FIELDS:
        amounts = [part.amounts.get(column) for part in row.parts or (row,)]
        printed = {a.value for a in amounts if a is not None and not a.blank}
        if printed and printed != {getattr(funding, column)}:
            changed.append(column)
    return changed


def _agrees(funding: Funding) -> bool:
    parts = [value for c in FUNDING_FIELDS if (value := getattr(funding, c)) is not None]
    return bool(parts) and funding.total == sum(parts, Decimal(0))


def _agreed(options: list[Version]) -> Funding:
    """The amounts on which all readings agree."""
    values: dict[str, Decimal | None] = {}
    for column in AMOUNT_FIELDS:
        found = {getattr(option.funding, column) for option in options}
        values[column] = found.pop() if len(found) == 1 else None
    return Funding(**values)


def _ask_amount(row: BodyRow, options: list[Version], context: Context) -> None:
    totals = [option.funding.total for option in options]
    candidates = dict.fromkeys(format(total, "f") for total in totals if total is not None)
    subject = context.subject
    who = subject.project or subject.spending_unit or "合计"
    printed = [
        a.cell.text.strip() for p in row.parts or (row,) for a in p.amounts.values() if a.damaged
    ]
    units = any(a.unit for p in row.parts or (row,) for a in p.amounts.values())
    fault = "自己写的单位与全表的不同，没有换算" if units else "不是数字"
    why = "合计关系不足以选定一个。" if candidates else f"印的是“{'”“'.join(printed)}”，{fault}。"
    context.notes.question(
        "amount_undecided",
        f"“{who}”的金额不能确定：{why}",
        _ADVICE,
        at=row.amount_places("total"),
        subject=subject,
        candidates=tuple(candidates)[:_MOST_LISTED],
    )


def _ask_about_several(choice: GroupChoice, context: Context) -> None:
    if choice.projects is not None:
        return
    if not choice.complete:
        context.notes.question(
            "too_many_possibilities",
            "可能的取数办法太多，没有逐一试完，没有改动任何金额。",
            _ADVICE,
            subject=context.subject,
        )
    elif len(choice.listed) > 1:
        listed = tuple(
            "；".join(f"{v.reason} {v.funding.total}" for v in versions if v.kind)
            for versions in choice.listed
        )
        context.notes.question(
            "several_repairs",
            f"有 {len(choice.listed)} 种取数办法都能使合计成立，没有选用任何一种。",
            _ADVICE,
            subject=context.subject,
            candidates=listed,
        )
