"""Tables along their life cycle, and the versions they leave."""

import hashlib
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from jixiao import model
from jixiao.keeping import to_json
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.selectors import roles_at
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.assembly import pack, reading_of
from jixiao.web.records.models import BudgetYear, ObjectiveTable, TableVersion
from jixiao.web.records.services.library_index import library_disclosed
from jixiao.workflow import Action, Role, State, transition

_KEPT_AFTER = {
    Action.SUBMIT: TableVersion.Occasion.SUBMITTED,
    Action.APPROVE: TableVersion.Occasion.APPROVED,
    Action.DISCLOSE: TableVersion.Occasion.DISCLOSED,
}


def subject_of(table: ObjectiveTable) -> Subject:
    """A table in the trail."""
    return Subject("table", str(table.pk), str(table))


@transaction.atomic
def table_create(
    *, department: OrgUnit, year: int, actor: User | None, at: datetime
) -> ObjectiveTable:
    """Begin an empty table.

    Raises:
        PermissionDenied: The person prepares nothing there.
        ValidationError: There is one already, or the year is closed.
    """
    if actor is not None and Role.PREPARER not in roles_at(actor, department):
        raise PermissionDenied("只有本部门的填报员可以新建目标表。")
    opened, _ = BudgetYear.objects.get_or_create(department=department, year=year)
    if not opened.is_open:
        raise ValidationError(f"{year} 年度没有开放填报，请管理员先开放。")
    if ObjectiveTable.objects.filter(department=department, year=year).exists():
        raise ValidationError(f"{department} 已经有 {year} 年的目标表。")
    table = ObjectiveTable(department=department, year=year, created_at=at, changed_at=at)
    table.full_clean()
    table.save()
    audit_record(
        action="table.create", actor=actor, at=at, org=department, subject=subject_of(table),
        after={"year": year},
    )  # fmt: skip
    return table


@transaction.atomic
def table_act(
    *, table_id: int, action: Action, actor: User, at: datetime, reason: str = ""
) -> ObjectiveTable:
    """Move a table along its life cycle.

    Raises:
        workflow.ActionNotAllowed: The state or the person's roles do not permit it.
        workflow.ReasonMissing: It needs a reason.
    """
    table = ObjectiveTable.objects.select_for_update().select_related("department").get(pk=table_id)
    step = transition(State(table.state), action, roles_at(actor, table.department), reason)
    before, table.state = table.state, step.target.value
    table.changed_at = at
    table.revision += 1
    if action is Action.APPROVE:
        table.approved_at = at
    if action is Action.DISCLOSE:
        table.disclosed_at = at
    if action in (Action.RETRACT, Action.DISCLOSE):
        table.versions.filter(is_public=True).update(is_public=False)
    table.full_clean()
    table.save()
    after = {"state": table.state}
    if occasion := _KEPT_AFTER.get(action):
        version = version_keep(
            table=table, occasion=occasion, actor=actor, at=at, reason=reason,
            is_public=action is Action.DISCLOSE,
        )  # fmt: skip
        after |= {"version": version.number, "sha256": version.sha256}
    if action in (Action.RETRACT, Action.DISCLOSE):
        library_disclosed(table)
    audit_record(
        action=f"table.{action.value}", actor=actor, at=at, org=table.department,
        subject=subject_of(table), before={"state": before}, after=after, reason=reason,
    )  # fmt: skip
    return table


def version_keep(
    *,
    table: ObjectiveTable,
    occasion: str,
    actor: User | None,
    at: datetime,
    reason: str = "",
    reading: model.Reading | None = None,
    is_public: bool = False,
) -> TableVersion:
    """Keep what the table says now, or the reading given, as a version; the caller's transaction."""
    reading = reading or reading_of(table)
    last = table.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return TableVersion.objects.create(
        table=table, number=last + 1, occasion=occasion, content=pack(reading),
        sha256=hashlib.sha256(to_json(reading)).hexdigest(), made_at=at, made_by=actor,
        reason=reason, is_public=is_public,
    )  # fmt: skip
