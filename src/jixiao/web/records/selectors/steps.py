"""What a person looks at before each step of the life cycle."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from jixiao import model, pipeline
from jixiao.publishing.difference.view import TableView, view_difference
from jixiao.web.accounts.models import User
from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import reading_of, sha256_of, unpack
from jixiao.web.records.models import ObjectiveTable, Project, TableVersion
from jixiao.web.records.selectors.examining import judged, year_of
from jixiao.web.records.selectors.gate import ChangedMeanwhile, Gate, Hindrance, gate_of
from jixiao.web.records.selectors.projects import copied_projects
from jixiao.web.records.selectors.tables import last_version, scope_of
from jixiao.workflow import Action, Transition


class Objection(NamedTuple):
    """What a reviewer would say, and the key of the project it is about."""

    finding: model.Finding
    project_key: UUID | None


class Submission(NamedTuple):
    """Before submitting: the hash of what it says, the objections, and whether they stop it.

    ``uncarried`` stops nothing yet, but nobody will be able to disclose it. ``copied`` are projects
    with cells carried over that nobody looked at.
    """

    sha256: str
    objections: tuple[Objection, ...]
    stopping: int
    score: str | None
    uncarried: tuple[str, ...]
    copied: tuple[Project, ...]


class Approval(NamedTuple):
    """Before approving: the version, the approved one before, and what lies between them."""

    version: TableVersion
    before: TableVersion | None
    change: TableView | None
    reading: model.Reading
    errors: int
    warnings: int


class Obstacle(NamedTuple):
    """What stands against disclosing, and the key of the project it is about."""

    hindrance: Hindrance
    project_key: UUID | None


class Disclosure(NamedTuple):
    """Before disclosing: the gate, and each obstacle with its project."""

    gate: Gate
    obstacles: tuple[Obstacle, ...]
    is_firm: bool
    redactions: Sequence[model.Redaction]


def step_for(*, for_user: User, table: ObjectiveTable, action: Action) -> Transition | None:
    """The step, if this person may take it now."""
    steps = scope_of(for_user=for_user, table=table).actions
    return next((one for one in steps if one.action is action), None)


def submission(*, for_user: User, table: ObjectiveTable, today: date) -> Submission:
    """What a reviewer would object to in the working copy."""
    _require_whole(for_user, table)
    reading = reading_of(table)
    check = judged(table, reading, stage="review", today=today)
    counted = [one for one in check.findings if one.suppressed is None]
    counted.sort(key=lambda one: model.SEVERITIES.index(one.severity))
    limit = year_of(table).submit_gate
    grave = model.SEVERITIES[: model.SEVERITIES.index(limit) + 1] if limit else ()
    keys = _keys(table)
    return Submission(
        sha256_of(reading),
        tuple(Objection(one, keys.get(one.project or "")) for one in counted),
        sum(one.severity in grave and one.outcome == "found" for one in counted),
        next((p.score for p in check.score.parts if p.of == "table"), None)
        if check.score
        else None,
        tuple(str(one) for one in pipeline.uncarried(reading)),
        copied_projects(table),
    )


def approval(*, for_user: User, table: ObjectiveTable, today: date) -> Approval:
    """Exactly what would be approved, beside what was approved before.

    Raises:
        Http404: Nothing was submitted.
    """
    _require_whole(for_user, table)
    version = last_version(table, TableVersion.Occasion.SUBMITTED)
    if version is None:
        raise Http404
    reading = unpack(version.content)
    before = last_version(table, TableVersion.Occasion.APPROVED)
    change = None
    if before is not None:
        difference = pipeline.compare(unpack(before.content), reading)
        change = view_difference(difference).tables[0]
    check = judged(table, reading, stage="review", today=today)
    counted = [one.severity for one in check.findings if one.suppressed is None]
    return Approval(
        version, before, change, reading, counted.count("error"), counted.count("warning")
    )


def disclosure(
    *,
    for_user: User,
    table: ObjectiveTable,
    today: date,
    redactions: Sequence[model.Redaction] | None = None,
) -> Disclosure:
    """What would become public; without redactions given, those of the last disclosure.

    Raises:
        Http404: Nothing was approved.
    """
    _require_whole(for_user, table)
    if redactions is None:
        redactions = _last_redactions(table)
    try:
        gate = gate_of(table, redactions=redactions, today=today)
    except ChangedMeanwhile as error:
        raise Http404 from error
    keys = _keys(table)
    return Disclosure(
        gate,
        tuple(Obstacle(one, keys.get(one.project or "")) for one in gate.hindrances),
        any(not one.can_be_overridden for one in gate.hindrances),
        redactions,
    )


def last_act(*, table: ObjectiveTable) -> AuditEntry | None:
    """The last entry of the trail on a table, to say who came first."""
    entries = AuditEntry.objects.filter(subject_kind="table", subject_id=str(table.pk))
    return entries.select_related("actor").first()


def _last_redactions(table: ObjectiveTable) -> tuple[model.Redaction, ...]:
    last = last_version(table, TableVersion.Occasion.DISCLOSED)
    kept = [] if last is None else last.details.get("redactions", [])
    return tuple(model.Redaction(**one) for one in kept)


def _keys(table: ObjectiveTable) -> dict[str, UUID]:
    return dict(table.projects.values_list("name", "key"))


def _require_whole(for_user: User, table: ObjectiveTable) -> None:
    """Steps are of the whole table: somebody who sees a part of it does not look at them."""
    if scope_of(for_user=for_user, table=table).units is not None:
        raise PermissionDenied
