"""How many changes of each sort there are."""

from collections import Counter
from collections.abc import Sequence

from jixiao.model import DifferenceCounts, ProjectChange

_GOING_ON = ("changed", "split", "merged")


def count(before: int, after: int, changes: Sequence[ProjectChange]) -> DifferenceCounts:
    """The counts of a table.

    Args:
        before: Projects of the earlier table.
        after: Projects of the later one.
        changes: What changed among them.
    """
    found: Counter[str] = Counter()
    touched = 0
    for one in changes:
        touched += len(one.after)
        if one.kind != "changed":
            found[f"projects_{one.kind}"] += 1
        found["projects_renamed"] += "renamed" in one.changed
        found["projects_dated"] += "dated" in one.changed
        found["projects_moved"] += "moved" in one.changed
        if one.kind in _GOING_ON:
            found["amounts_changed"] += bool(one.amounts)
            found["objectives_changed"] += one.objective is not None
            _count_indicators(one, found)
        found["form_only"] += "form" in one.changed and not any(
            "form" in each.changed for each in one.indicators
        )
    return DifferenceCounts(
        projects_before=before,
        projects_after=after,
        projects_unchanged=after - touched,
        **{key: number for key, number in found.items() if number},
    )


def _count_indicators(change: ProjectChange, found: Counter[str]) -> None:
    for one in change.indicators:
        if one.kind != "changed":
            found[f"indicators_{one.kind}"] += 1
        found["indicators_renamed"] += "renamed" in one.changed
        found["indicators_reclassified"] += "class" in one.changed
        found["indicators_renumbered"] += "number" in one.changed
        found["form_only"] += "form" in one.changed
        for target in one.targets:
            found[f"targets_{target.kind}"] += 1
            if target.strictness in ("stricter", "looser"):
                found[f"targets_{target.strictness}"] += 1
