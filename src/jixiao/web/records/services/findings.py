"""Acting on findings: take a proposed fix, accept a finding with a reason, raise it again."""

import datetime as dt
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jixiao.checking import InvalidProfile
from jixiao.checking.draft import Draft
from jixiao.model import Edit
from jixiao.web.accounts.models import User
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.models import AcceptedFinding, Indicator, ObjectiveTable, Project
from jixiao.web.records.selectors.examining import (
    Examination,
    accepted_key,
    examine,
    finding_id,
    folded,
)
from jixiao.web.records.selectors.fields import column_of
from jixiao.web.records.selectors.findings import may_accept, may_change
from jixiao.web.records.selectors.tables import Scope, scope_of
from jixiao.web.records.services.access import table_to_change
from jixiao.web.records.services.projects import sheet_write
from jixiao.web.records.sheet import LEVEL_FIELDS, Sheet, level_parts, level_text, sheet_of

_GONE = gettext_lazy("这个问题已经不在了，可能有人刚刚改过；请看刷新后的清单。")


@transaction.atomic
def finding_fix(
    *,
    table_id: int,
    finding: str,
    actor: User,
    at: datetime,
    project_key: str = "",
    confirmed: bool = False,
) -> list[Project]:
    """Make the edits that a finding proposes, at all of its places or in one project.

    The rules run again first: only what they propose now is made, never what a page sent.

    Args:
        table_id: Which table.
        finding: The id of the finding as shown.
        actor: Who takes the fix.
        at: When.
        project_key: Only in this project.
        confirmed: He has seen a change of wording; such a fix is not made without.

    Raises:
        PermissionDenied: He may not fill in one of the units.
        ValidationError: The finding is gone, has no fix, or may not be fixed unseen or now.
    """
    table, scope, found = _examined(table_id, actor)
    table_to_change(table.pk)
    drafts = [
        one
        for one in _meant(found, finding)
        if not project_key or _project_key(found, one.about) == project_key
    ]
    fixes = [one for one in drafts if one.found.edits and not one.unclear]
    if not drafts:
        raise ValidationError(_GONE)
    if not fixes or fixes[0].entry.fix == "none":
        raise ValidationError(_("这个问题没有现成的改法，请自己修改。"))
    if fixes[0].entry.fix == "unsafe" and not confirmed:
        raise ValidationError(_("这个改法会改动文字，请先看清改前改后，再确认采用。"))
    if not may_change(scope, _units(found, fixes)):
        raise PermissionDenied(_("只有本单位的填报员可以修改。"))
    return _made(found, fixes, table, actor, at)


@transaction.atomic
def finding_accept(
    *,
    table_id: int,
    finding: str,
    reason: str,
    actor: User,
    at: datetime,
    project_key: str = "",
    until: dt.date | None = None,
) -> list[AcceptedFinding]:
    """Let a finding stand, with a reason, at all of its places or in one project.

    Raises:
        PermissionDenied: He may not do so for one of the units.
        ValidationError: No reason, a day in the past, accepted already, or the finding is gone.
    """
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("请写明接受的理由。"))
    today = timezone.localdate(at)
    if until is not None and until < today:
        raise ValidationError(_("有效期不能早于今天。"))
    table, scope, found = _examined(table_id, actor)
    drafts = [
        one
        for one in _meant(found, finding)
        if not project_key
        or project_key in {_project_key(found, part) for part in found.parts(one)}
    ]
    if not drafts:
        raise ValidationError(_GONE)
    if not may_accept(scope, table, _units(found, drafts)):
        raise PermissionDenied(_("只有填报员和单位负责人可以接受问题，而且要在批准以前。"))
    there = {
        folded((one.rule, one.project, one.indicator)): one
        for one in AcceptedFinding.objects.filter(table=table, rule=drafts[0].rule.code)
    }
    made, before = [], []
    for key in {folded(key): key for key in map(accepted_key, drafts)}.values():
        entry = there.get(folded(key))
        if entry is not None and (entry.until is None or entry.until >= today):
            continue
        if entry is not None:
            before.append({"reason": entry.reason, "until": str(entry.until)})
        entry = entry or AcceptedFinding(table=table, rule=key[0], project=key[1], indicator=key[2])
        entry.reason, entry.until, entry.author, entry.at = reason, until, actor, at
        entry.full_clean()
        entry.save()
        made.append(entry)
    if not made:
        raise ValidationError(_("这个问题已经接受过了。"))
    audit_record(
        action="finding.accept", actor=actor, at=at, org=table.department,
        subject=_subject(made), before={"entries": before} if before else None,
        after={
            "table": table.pk, "until": str(until) if until else None,
            "entries": [[one.rule, one.project, one.indicator] for one in made],
        },
        reason=reason,
    )  # fmt: skip
    return made


@transaction.atomic
def finding_reopen(
    *, table_id: int, accepted_ids: Sequence[int], actor: User, at: datetime
) -> None:
    """Raise accepted findings of a table again.

    Raises:
        PermissionDenied: He may not do so for one of the units.
        ValidationError: They are open already.
    """
    table = ObjectiveTable.objects.select_for_update().select_related("department").get(pk=table_id)
    entries = list(table.accepted_findings.filter(pk__in=accepted_ids))
    if not entries:
        raise ValidationError(_("这个问题已经重新提出了。"))
    scope = scope_of(for_user=actor, table=table)
    units = _units_named(table, entries)
    if not may_accept(scope, table, units):
        raise PermissionDenied(_("只有填报员和单位负责人可以重新提出，而且要在批准以前。"))
    audit_record(
        action="finding.reopen", actor=actor, at=at, org=table.department,
        subject=_subject(entries),
        before={
            "table": table.pk,
            "entries": [[one.rule, one.project, one.indicator, one.reason] for one in entries],
        },
    )  # fmt: skip
    table.accepted_findings.filter(pk__in=[one.pk for one in entries]).delete()


def _examined(table_id: int, actor: User) -> tuple[ObjectiveTable, Scope, Examination]:
    table = ObjectiveTable.objects.select_for_update().select_related("department").get(pk=table_id)
    scope = scope_of(for_user=actor, table=table)
    try:
        return table, scope, examine(table, scope.units)
    except InvalidProfile as error:
        raise ValidationError(str(error)) from error


def _meant(found: Examination, finding: str) -> list[Draft]:
    return [one for one in found.examined.drafts if finding_id(one) == finding]


def _units(found: Examination, drafts: Iterable[Draft]) -> list[int | None]:
    rows = [found.rows_about(part)[0] for one in drafts for part in found.parts(one)]
    return list({None if row is None else row.pk for row in rows})


def _units_named(table: ObjectiveTable, entries: Iterable[AcceptedFinding]) -> list[int | None]:
    """The unit rows of the projects that entries name; the table itself where they name none."""
    names = {one.project for one in entries}
    rows = table.projects.filter(name__in=names - {""}).values_list("unit_id", flat=True)
    return list(set(rows)) or [None]


def _project_key(found: Examination, subject: Any) -> str:
    _, project, _ = found.rows_about(subject)
    return "" if project is None else str(project.key)


def _made(
    found: Examination, fixes: Sequence[Draft], table: ObjectiveTable, actor: User, at: datetime
) -> list[Project]:
    reason = f"采用规则 {fixes[0].rule.code} 的改法"
    projects: dict[int, Project] = {}
    sheets: dict[int, Sheet] = {}
    renumbered: set[int] = set()
    for draft in fixes:
        _, project, indicator = found.rows_about(draft.about)
        if project is None:
            raise ValidationError(_("这个问题不在某个项目里，请自己修改。"))
        if project.pk not in projects:
            projects[project.pk] = project
            sheets[project.pk] = sheet_of(project, found.rows.indicators[project.pk])
        for edit in draft.found.edits:
            if edit.field == "number":
                renumbered.add(project.pk)
            else:
                _edit(sheets[project.pk], indicator, edit)
    for pk, project in projects.items():
        project.table = table
        sheet_write(
            project, list(found.rows.indicators[pk]), sheets[pk], actor=actor, at=at,
            renumber=pk in renumbered, reason=reason,
        )  # fmt: skip
    return list(projects.values())


def _edit(sheet: Sheet, indicator: Indicator | None, edit: Edit) -> None:
    """Put one edit into a sheet; what it says has just been examined in this transaction."""
    if indicator is None:
        sheet["project"][column_of(edit.field)] = edit.after
        return
    row = next(row for row in sheet["indicators"] if row["key"] == str(indicator.key))
    head, _, tail = edit.field.partition(".")
    if head not in ("level1", "level2"):
        row[column_of(edit.field)] = edit.after
        return
    parts = level_parts(row["level"])
    if tail:
        parts[f"{head}_{tail}"] = edit.after
    else:
        first, second = (name for name in LEVEL_FIELDS if name.startswith(head))
        one = level_parts(edit.after)
        parts[first], parts[second] = one["level1_code"], one["level1_label"]
    row["level"] = level_text(Indicator(**parts))


def _subject(entries: Sequence[AcceptedFinding]) -> Subject:
    first = entries[0]
    words = " · ".join(part for part in (first.rule, first.project, first.indicator) if part)
    more = f" 等 {len(entries)} 处" if len(entries) > 1 else ""
    return Subject("finding", str(first.pk), words + more)
