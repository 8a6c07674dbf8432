"""Tables along their life cycle, and the versions they leave."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jixiao import model
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.selectors import roles_at
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.assembly import pack, reading_of, sha256_of
from jixiao.web.records.models import BudgetYear, ObjectiveTable, TableVersion
from jixiao.web.records.selectors.examining import judged, year_of
from jixiao.web.records.selectors.gate import ChangedMeanwhile
from jixiao.web.records.services.library_index import library_disclosed
from jixiao.web.records.services.public_rows import public_rows_clear
from jixiao.workflow import Action, Role, State, Transition, transition

_KEPT_AFTER = {
    Action.SUBMIT: TableVersion.Occasion.SUBMITTED,
    Action.APPROVE: TableVersion.Occasion.APPROVED,
}


class Stopped(Exception):  # noqa: N818 - reads as what it says
    """The office's gate stops the step; ``problems`` says all that stands against it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


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
        raise PermissionDenied(_("只有本部门的填报员可以新建目标表。"))
    opened, _new = BudgetYear.objects.get_or_create(department=department, year=year)
    _require_open(opened)
    if ObjectiveTable.objects.filter(department=department, year=year).exists():
        raise ValidationError(
            _("%(department)s 已经有 %(year)s 年的目标表。"),
            params={"department": department, "year": year},
        )
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
    *,
    table_id: int,
    action: Action,
    actor: User,
    at: datetime,
    reason: str = "",
    seen: str = "",
) -> ObjectiveTable:
    """Move a table along its life cycle; disclosing is `disclosing.table_disclose`.

    Args:
        table_id: Which.
        action: What to do.
        actor: Who; his roles come from his memberships.
        at: When.
        reason: Why, where one is needed.
        seen: The hash of what the person looked at; given, nothing else is submitted, approved or
            returned.

    Raises:
        workflow.ActionNotAllowed: The state or the person's roles do not permit it.
        workflow.ReasonMissing: It needs a reason.
        ChangedMeanwhile: The table says something else than the person saw.
        Stopped: The office's gate for submitting stops it.
        ValidationError: The year is closed.
    """
    if action is Action.DISCLOSE:
        raise ValueError(action)
    table, step = table_for_step(table_id, action, actor, reason)
    before = {"state": table.state}
    reading = reading_of(table) if action in _KEPT_AFTER or seen else None
    if seen and reading is not None and seen != sha256_of(reading):
        raise ChangedMeanwhile
    if action is Action.SUBMIT and reading is not None:
        require_gate(table, reading, at)
    if action is Action.ADJUST:
        _require_open(year_of(table))
    if action is Action.RETRACT:
        public_withdraw(table, at)
        table.disclosed_at = None
    if action is Action.APPROVE:
        table.approved_at = at
    after = step_write(table, step, at)
    if (occasion := _KEPT_AFTER.get(action)) and reading is not None:
        version = version_keep(
            table=table, occasion=occasion, actor=actor, at=at, reason=reason, reading=reading
        )
        after |= {"version": version.number, "sha256": version.sha256}
    if action is Action.RETRACT:
        library_disclosed(table)
    step_record(table, step, actor=actor, at=at, before=before, after=after, reason=reason)
    return table


def table_for_step(
    table_id: int, action: Action, actor: User, reason: str = ""
) -> tuple[ObjectiveTable, Transition]:
    """The table, locked, and the step that the person takes; the caller's transaction.

    Raises:
        workflow.ActionNotAllowed: As `table_act`.
        workflow.ReasonMissing: As `table_act`.
    """
    table = (
        ObjectiveTable.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=table_id)
    )
    step = transition(State(table.state), action, roles_at(actor, table.department), reason)
    return table, step


def step_write(table: ObjectiveTable, step: Transition, at: datetime) -> dict[str, object]:
    """Move the table; what to tell the trail."""
    table.state = step.target.value
    table.changed_at = at
    table.revision += 1
    table.full_clean(validate_unique=False)
    table.save()
    return {"state": table.state}


def step_record(
    table: ObjectiveTable,
    step: Transition,
    *,
    actor: User,
    at: datetime,
    before: dict[str, object],
    after: dict[str, object],
    reason: str = "",
) -> None:
    """The entry of a step in the trail."""
    audit_record(
        action=f"table.{step.action.value}", actor=actor, at=at, org=table.department,
        subject=subject_of(table), before=before, after=after, reason=reason.strip(),
    )  # fmt: skip


def public_withdraw(table: ObjectiveTable, at: datetime) -> TableVersion | None:
    """Nothing of a table is public any more; the version that was, if any. Caller's transaction."""
    version = table.versions.defer("content").filter(is_public=True).first()
    if version is not None:
        version.is_public, version.withdrawn_at = False, at
        version.save(update_fields=["is_public", "withdrawn_at"])
    public_rows_clear(table, at)
    return version


def require_gate(table: ObjectiveTable, reading: model.Reading, at: datetime) -> None:
    """Stops submitting where the office has chosen that findings do.

    Raises:
        Stopped: There are findings at least as grave as the year's gate says.
    """
    limit = year_of(table).submit_gate
    if not limit:
        return
    check = judged(table, reading, stage="review", today=timezone.localdate(at))
    grave = model.SEVERITIES[: model.SEVERITIES.index(limit) + 1]
    problems = tuple(
        one.message
        for one in check.findings
        if one.suppressed is None and one.outcome == "found" and one.severity in grave
    )
    if problems:
        raise Stopped(problems)


def version_keep(
    *,
    table: ObjectiveTable,
    occasion: str,
    actor: User | None,
    at: datetime,
    reason: str = "",
    reading: model.Reading | None = None,
    is_public: bool = False,
    details: dict[str, object] | None = None,
) -> TableVersion:
    """Keep what the table says now, or the reading given, as a version; the caller's transaction."""
    reading = reading or reading_of(table)
    last = table.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return TableVersion.objects.create(
        table=table, number=last + 1, occasion=occasion, content=pack(reading),
        sha256=sha256_of(reading), made_at=at, made_by=actor, reason=reason.strip(),
        is_public=is_public, details=details or {},
    )  # fmt: skip


def _require_open(year: BudgetYear) -> None:
    if not year.is_open:
        raise ValidationError(
            _("%(year)s 年度没有开放填报，请管理员先开放。"), params={"year": year.year}
        )
