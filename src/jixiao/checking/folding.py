"""Equal findings become one with a count; and a finding gets the form in which it is put out."""

from collections.abc import Sequence

from jixiao.checking.draft import Draft, indicator_name
from jixiao.checking.subjects import AnySubject
from jixiao.model import Basis, Finding, Occurrence, Place, Suppression

_NOWHERE = Place()


def fold_findings(
    drafts: Sequence[Draft], suppressions: Sequence[Suppression | None]
) -> tuple[tuple[Finding, ...], tuple[tuple[Draft, ...], ...]]:
    """Findings in printed order, and the drafts of each.

    Equal are those of one rule in one table that say the same, word for word, with the same edits.
    """
    groups: dict[tuple[object, ...], tuple[Suppression | None, list[Draft]]] = {}
    for draft, suppression in zip(drafts, suppressions, strict=True):
        found = draft.found
        key: tuple[object, ...] = (
            draft.table.number, draft.rule.code, draft.severity, draft.unclear,
            found.message, found.advice, found.edits, suppression,
        )  # fmt: skip
        group = groups.get(key)
        if group is None:
            groups[key] = (suppression, [draft])
        else:
            group[1].append(draft)
    return (
        tuple([_finding(members, suppression) for suppression, members in groups.values()]),
        tuple([tuple(members) for _, members in groups.values()]),
    )


def _finding(members: list[Draft], suppression: Suppression | None) -> Finding:
    first = members[0]
    others = []
    for draft in members:
        if draft is not first:
            others.append(_occurrence(draft.about, draft.at))
        if draft.found.also:
            others += [_occurrence(part, part.at) for part in draft.found.also]
    rule, found, entry, about = first.rule, first.found, first.entry, first.about
    project, unit = about.project, about.unit
    # By place: so many names would cost more than all the rest.
    return Finding(
        rule.code, first.severity, "insufficient_data" if first.unclear else "found", rule.subject,
        first.table.number, unit.record.name if unit else None,
        project.record.name if project else None, indicator_name(about),
        first.at, tuple(others), 1 + len(others), found.message, found.advice,
        Basis(entry.basis, entry.status), entry.opinion, entry.kind,
        entry.fix if found.edits else "none", found.edits, suppression,
    )  # fmt: skip


def _occurrence(subject: AnySubject, at: tuple[Place, ...]) -> Occurrence:
    project = subject.project
    place = at[0] if at else _NOWHERE
    return Occurrence(
        project.record.name if project else None, indicator_name(subject),
        place.line, place.column, place.start, place.end,
        place.page, place.box, place.sheet, place.cell,
    )  # fmt: skip
