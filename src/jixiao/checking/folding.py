"""Equal findings become one with a count; and a finding gets the form in which it is put out."""

from collections.abc import Sequence

import msgspec

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
        groups.setdefault(key, (suppression, []))[1].append(draft)
    findings = []
    for suppression, members in groups.values():
        finding = _finding(members)
        if suppression is not None:
            finding = msgspec.structs.replace(finding, suppressed=suppression)
        findings.append(finding)
    return tuple(findings), tuple(tuple(members) for _, members in groups.values())


def _finding(members: list[Draft]) -> Finding:
    first = members[0]
    others = [_occurrence(part, part.at) for part in first.found.also]
    for draft in members[1:]:
        others.append(_occurrence(draft.about, draft.at))
        others += [_occurrence(part, part.at) for part in draft.found.also]
    project, unit = first.project, first.unit
    entry = first.entry
    return Finding(
        rule=first.rule.code,
        severity=first.severity,
        outcome="insufficient_data" if first.unclear else "found",
        subject=first.rule.subject,
        table=first.table.number,
        spending_unit=unit.record.name if unit else None,
        project=project.record.name if project else None,
        indicator=indicator_name(first.about),
        at=first.at,
        also_at=tuple(others),
        count=1 + len(others),
        message=first.found.message,
        advice=first.found.advice,
        basis=Basis(entry.basis, entry.status),
        opinion_code=entry.opinion,
        review_kind=entry.kind,
        fix=entry.fix if first.found.edits else "none",
        edits=first.found.edits,
    )


def _occurrence(subject: AnySubject, at: tuple[Place, ...]) -> Occurrence:
    project = subject.project
    return Occurrence(
        project.record.name if project else None,
        indicator_name(subject),
        *msgspec.structs.astuple(at[0] if at else _NOWHERE),
    )
