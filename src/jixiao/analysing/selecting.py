"""A difference narrowed to a part: money, projects, indicators, targets or objectives."""

from collections.abc import Collection

import msgspec

from jixiao.analysing.counting import count
from jixiao.model import PARTS, Difference, IndicatorChange, Part, ProjectChange, TableChange

_KEPT = {
    "money": ("money",),
    "projects": ("renamed", "dated", "moved"),
    "indicators": ("indicators", "number"),
    "targets": ("targets",),
    "objectives": ("objective",),
}
_INDICATOR_KEPT = {"indicators": ("renamed", "dated", "class", "number"), "targets": ("targets",)}
_DOUBTS = {"projects": ("project", "spending_unit"), "indicators": ("indicator",)}


def narrowed(difference: Difference, parts: Collection[Part]) -> Difference:
    """The difference with nothing but some parts; what is left is as it was.

    An added or dropped project stays for its money as well as for itself; the way of writing is
    left out, and an indicator or a project with nothing left is, too.
    """
    wanted = tuple(part for part in PARTS if part in parts)
    if wanted == PARTS or not wanted:
        return difference
    tables = tuple(_table(table, wanted) for table in difference.tables)
    return msgspec.structs.replace(difference, tables=tables, parts=wanted)


def _table(table: TableChange, parts: tuple[Part, ...]) -> TableChange:
    if table.kind != "changed":
        return table
    projects = tuple(kept for one in table.projects if (kept := _project(one, parts)) is not None)
    units = []
    for one in table.spending_units:
        amounts = one.amounts if "money" in parts else ()
        changed = tuple(
            name
            for name in one.changed
            if (name == "money" and "money" in parts) or (name == "renamed" and "projects" in parts)
        )
        if changed or (one.kind != "changed" and (amounts or "projects" in parts)):
            units.append(msgspec.structs.replace(one, amounts=amounts, changed=changed))
    doubts = {name for part in parts for name in _DOUBTS.get(part, ())}
    counts = table.counts
    heads = {"money": ("amount_unit",), "projects": ("department",)}
    kept_heads = {name for part in parts for name in heads.get(part, ())}
    return msgspec.structs.replace(
        table,
        changed=tuple(name for name in table.changed if name in kept_heads),
        counts=count(counts.projects_before, counts.projects_after, projects),
        grand_total=table.grand_total if "money" in parts else (),
        spending_units=tuple(units),
        projects=projects,
        doubtful=tuple(one for one in table.doubtful if one.of in doubts),
    )


def _project(change: ProjectChange, parts: tuple[Part, ...]) -> ProjectChange | None:
    goes_on = change.kind in ("changed", "split", "merged")
    names = {name for part in parts for name in _KEPT[part]}
    indicators = tuple(
        kept for one in change.indicators if (kept := _indicator(one, parts, goes_on)) is not None
    )
    left = msgspec.structs.replace(
        change,
        changed=tuple(name for name in change.changed if name in names),
        amounts=change.amounts if "money" in parts else (),
        objective=change.objective if "objectives" in parts else None,
        indicators=indicators,
    )
    of_itself = change.kind != "changed" and "projects" in parts
    return left if of_itself or left.changed or left.amounts or left.indicators else None


def _indicator(
    change: IndicatorChange, parts: tuple[Part, ...], goes_on: bool
) -> IndicatorChange | None:
    if change.kind != "changed":
        return change if "indicators" in parts and goes_on else None
    names = {name for part in parts for name in _INDICATOR_KEPT.get(part, ())}
    changed = tuple(name for name in change.changed if name in names)
    targets = change.targets if "targets" in parts else ()
    return msgspec.structs.replace(change, changed=changed, targets=targets) if changed else None
