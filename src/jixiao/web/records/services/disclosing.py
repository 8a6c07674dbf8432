"""Disclosing: the gate of publishing, what is covered, the files that everyone may have."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jixiao import __version__, model, pipeline
from jixiao.publishing import CannotCarry, blockers
from jixiao.web.accounts.models import User
from jixiao.web.accounts.selectors import roles_at
from jixiao.web.audit.services import audit_record
from jixiao.web.records.assembly import unpack
from jixiao.web.records.forms_out import OUTS, PUBLIC
from jixiao.web.records.judging import judged, year_of
from jixiao.web.records.models import ObjectiveTable, TableVersion
from jixiao.web.records.services.imports import store
from jixiao.web.records.services.library_index import library_disclosed
from jixiao.web.records.services.public_rows import public_rows_write
from jixiao.web.records.services.tables import (
    ChangedMeanwhile,
    Stopped,
    public_withdraw,
    step_record,
    step_write,
    subject_of,
    table_for_step,
    version_keep,
)
from jixiao.workflow import (
    ACTIONS,
    Action,
    ActionNotAllowed,
    ReasonMissing,
    State,
    allowed_actions,
)

PERSONAL = ("PUB001",)
"""Rules on personal data: any finding of theirs stops disclosing."""

Redactions = Sequence[model.Redaction]


class Hindrance(NamedTuple):
    """One thing that stands against disclosing, where to mend it, and whether a reason overrides it."""

    kind: str
    message: str
    project: str | None = None
    can_be_overridden: bool = True


class Gate(NamedTuple):
    """What would become public, and all that stands against it.

    ``sha256`` is of the approved version, so that nobody discloses another than he looked at.
    """

    approved: TableVersion
    sha256: str
    reading: model.Reading
    redacted: tuple[model.Redacted, ...]
    ruleset: model.Ruleset
    hindrances: tuple[Hindrance, ...]


def gate_of(table: ObjectiveTable, *, redactions: Redactions, today: date) -> Gate:
    """The last approved version with its passages covered, before the gate."""
    approved = (
        table.versions.filter(occasion=TableVersion.Occasion.APPROVED).order_by("-number").first()
    )
    if approved is None:
        raise ChangedMeanwhile
    reading, redacted = pipeline.redacted(unpack(approved.content), redactions)
    check = judged(table, reading, stage="disclosed", today=today)
    severity = year_of(table).disclosure_gate
    found = [
        Hindrance(one.kind, one.message, one.finding.project if one.finding else None)
        for one in blockers(reading, check, severity=severity, personal=PERSONAL)
    ]
    found += [
        Hindrance(
            "redaction", _("要遮蔽的第 %(n)s 处文字在表中没有找到，请核对原文。") % {"n": number}
        )
        for number, one in enumerate(redacted, start=1)
        if not one.times
    ]
    found += [
        Hindrance("cannot_carry", str(one), can_be_overridden=False)
        for one in pipeline.uncarried(reading)
    ]
    return Gate(approved, approved.sha256, reading, redacted, check.ruleset, tuple(found))


def table_disclose(
    *,
    table_id: int,
    actor: User,
    at: datetime,
    seen: str = "",
    redactions: Redactions = (),
    override: str = "",
) -> TableVersion:
    """Make the last approved version public, with passages covered.

    What takes long (the check, the files) is done before the transaction, on a version that never
    changes; the transaction makes sure that it still is the one.

    Args:
        table_id: Which.
        actor: Who; his roles come from his memberships.
        at: When.
        seen: The hash of the approved version that the person looked at.
        redactions: Passages to cover.
        override: Why it is disclosed in spite of what stands against it.

    Raises:
        workflow.ActionNotAllowed: The state or the person's roles do not permit it.
        ChangedMeanwhile: Another version was approved meanwhile.
        Stopped: Something stands against it and no reason is given, or no reason helps.
    """
    table = ObjectiveTable.objects.select_related("department").get(pk=table_id)
    _require(table, Action.DISCLOSE, actor)
    gate = gate_of(table, redactions=redactions, today=timezone.localdate(at))
    if seen and seen != gate.sha256:
        raise ChangedMeanwhile
    if gate.hindrances and not override.strip():
        raise Stopped(tuple(one.message for one in gate.hindrances))
    if firm := [one.message for one in gate.hindrances if not one.can_be_overridden]:
        raise Stopped(tuple(firm))
    files, lacking = _make_files(gate.reading, timezone.localdate(at))
    details = {
        "approved": gate.approved.number,
        "software": __version__,
        "ruleset": msgspec.to_builtins(gate.ruleset),
        "redactions": msgspec.to_builtins(redactions),
        "redacted": msgspec.to_builtins(gate.redacted),
        "override": _override(gate, override),
        "files": files,
        "lacking": lacking,
    }
    return _disclose(table_id, gate, details, actor, at, override)


@transaction.atomic
def _disclose(
    table_id: int, gate: Gate, details: dict[str, Any], actor: User, at: datetime, override: str
) -> TableVersion:
    table, step = table_for_step(table_id, Action.DISCLOSE, actor)
    last = table.versions.filter(occasion=TableVersion.Occasion.APPROVED).order_by("-number")
    if last.values_list("pk", flat=True).first() != gate.approved.pk:
        raise ChangedMeanwhile
    before = {"state": table.state}
    replaced = public_withdraw(table, at)
    table.disclosed_at = at
    after = step_write(table, step, at)
    version = version_keep(
        table=table, occasion=TableVersion.Occasion.DISCLOSED, actor=actor, at=at,
        reading=gate.reading, is_public=True, details=details,
    )  # fmt: skip
    public_rows_write(table, version, gate.reading, at)
    library_disclosed(table)
    after |= {
        "version": version.number,
        "sha256": version.sha256,
        "approved": gate.approved.number,
        "redacted": details["redacted"],
        "override": details["override"],
        "files": details["files"],
    }
    if replaced is not None:
        after["replaced"] = replaced.number
    step_record(table, step, actor=actor, at=at, before=before, after=after, reason=override)
    return version


@transaction.atomic
def public_retract(*, table_id: int, actor: User, at: datetime, reason: str) -> TableVersion:
    """Take down what is public while the table itself is being adjusted; its state stays.

    Raises:
        workflow.ActionNotAllowed: Nothing is public, or the person may not retract.
        workflow.ReasonMissing: No reason is given.
    """
    table = (
        ObjectiveTable.objects.select_for_update(of=("self",))
        .select_related("department")
        .get(pk=table_id)
    )
    step = ACTIONS[Action.RETRACT]
    public = table.versions.filter(is_public=True).exists()
    allowed = not roles_at(actor, table.department).isdisjoint(step.by)
    if not public or not allowed or table.state in step.sources:
        raise ActionNotAllowed(Action.RETRACT, State(table.state))
    if not reason.strip():
        raise ReasonMissing(Action.RETRACT)
    version = public_withdraw(table, at)
    assert version is not None
    library_disclosed(table)
    table.disclosed_at = None
    table.changed_at = at
    table.save(update_fields=["disclosed_at", "changed_at"])
    audit_record(
        action="table.retract", actor=actor, at=at, org=table.department,
        subject=subject_of(table), before={"version": version.number}, reason=reason.strip(),
        after={"state": table.state},
    )  # fmt: skip
    return version


def _require(table: ObjectiveTable, action: Action, actor: User) -> None:
    steps = allowed_actions(State(table.state), roles_at(actor, table.department))
    if all(one.action is not action for one in steps):
        raise ActionNotAllowed(action, State(table.state))


def _override(gate: Gate, reason: str) -> dict[str, Any] | None:
    if not gate.hindrances:
        return None
    return {"reason": reason.strip(), "hindrances": [one.message for one in gate.hindrances]}


def _make_files(
    reading: model.Reading, on: date
) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The public files, kept by their hashes, and why some cannot be made."""
    files, lacking = {}, {}
    for form in PUBLIC:
        try:
            content = OUTS[form].make(reading, None, on)
        except CannotCarry as error:
            lacking[form] = str(error)
            continue
        store(content)
        files[form] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    return files, lacking
