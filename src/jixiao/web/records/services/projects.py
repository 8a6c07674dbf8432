"""Filling in a project: saved cell by cell, merged with what others changed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.web.accounts.models import User
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.merging import Conflict, Merged, merge
from jixiao.web.records.models import (
    Indicator,
    ObjectiveTable,
    Project,
    ProjectRevision,
)
from jixiao.web.records.services.access import require_preparer, table_to_change
from jixiao.web.records.services.revisions import revision_keep, set_row, sheet_before
from jixiao.web.records.services.searching import reindex_project
from jixiao.web.records.sheet import (
    MOST_ROWS,
    PROJECT_FIELDS,
    ROW_FIELDS,
    Sheet,
    by_key,
    canonical,
    row_of,
    sheet_of,
    stored,
)

Cell = tuple[str, str]
"""Key of an indicator, or the empty text for the project itself; and the field."""


class CellError(NamedTuple):
    """A typed text that could not be stored; all others are."""

    key: str
    field: str
    message: str


class Saved(NamedTuple):
    """What came of a save; ``taken`` are cells that others changed meanwhile."""

    project: Project
    indicators: list[Indicator]
    errors: tuple[CellError, ...]
    taken: tuple[Cell, ...]


class Conflicted(Exception):  # noqa: N818 - reads as what it says
    """Others changed the same cells meanwhile; nothing was stored. ``theirs`` is as stored."""

    def __init__(self, merged: Merged, revision: int, by: str, at: datetime) -> None:
        super().__init__(len(merged.conflicts))
        self.merged = merged
        self.revision = revision
        self.by = by
        self.at = at

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The cells to decide."""
        return self.merged.conflicts


def project_to_change(key: UUID, actor: User) -> tuple[Project, list[Indicator]]:
    """A project that this person may change now, locked for the transaction, with its rows.

    Raises:
        Locked: The state of its table permits no change.
        PermissionDenied: He does not prepare it.
    """
    project = Project.objects.select_for_update().select_related("unit").get(key=key)
    project.table = table_to_change(project.table_id)
    require_preparer(actor, project.table, project.unit)
    return project, list(project.indicators.all())


@transaction.atomic
def project_save(
    *,
    key: UUID,
    revision: int,
    fields: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]] | None,
    actor: User,
    at: datetime,
    touched: Collection[Cell] = (),
    renumber: bool = False,
) -> Saved:
    """Store what somebody typed on the ground of ``revision``; what others changed since is merged.

    A text that cannot be stored is named and keeps no other from being stored.

    Args:
        key: The project.
        revision: What the person's page had loaded or last saved.
        fields: Fields of the project; those left out are as they were.
        rows: All indicators in order, each with its key; None leaves them alone.
        actor: Who.
        at: When.
        touched: Copied cells that were looked at and stay as they are.
        renumber: Number the indicators from 1 on.

    Raises:
        Conflicted: The same cells were changed meanwhile; nothing is stored.
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare it.
        ValidationError: The rows are no rows.
    """
    project, indicators = project_to_change(key, actor)
    now = sheet_of(project, indicators)
    base = now if revision == project.revision else sheet_before(project, revision)
    base = base or {"project": {}, "indicators": []}
    mine, errors = _typed(base, fields, rows)
    merged = merge(base, mine, now)
    if merged.conflicts:
        last = str(project.changed_by or "")
        raise Conflicted(merged, project.revision, last, project.changed_at)
    suggested = {row["key"] for row in rows or () if row.get("suggested") is True}
    indicators = sheet_write(
        project, indicators, merged.sheet, actor=actor, at=at, touched=touched,
        renumber=renumber, suggested=suggested,
    )  # fmt: skip
    return Saved(project, indicators, tuple(errors), merged.taken)


def sheet_write(
    project: Project,
    indicators: list[Indicator],
    sheet: Sheet,
    *,
    actor: User,
    at: datetime,
    touched: Collection[Cell] = (),
    renumber: bool = False,
    suggested: Collection[str] = (),
    action: str = "project.change",
    reason: str = "",
) -> list[Indicator]:
    """Make a project what a sheet says, with one entry in the trail and a revision; if it differs.

    In the transaction of the caller, who has locked the project (`project_to_change`) and whose
    sheet holds nothing that cannot be stored.

    Returns:
        The indicators as they are now.
    """
    now = sheet_of(project, indicators)
    before, after = _difference(now, sheet)
    touched = set(touched) & _copied_cells(project, indicators)
    numbered = [one.number for one in indicators] == list(range(1, len(indicators) + 1))
    if not (before or after or touched or (renumber and not numbered)):
        return indicators
    if not ProjectRevision.objects.filter(
        project_key=project.key, revision=project.revision
    ).exists():
        revision_keep(project, indicators, actor=project.changed_by, at=project.changed_at)
    for name in PROJECT_FIELDS:
        if sheet["project"][name] != now["project"][name]:
            setattr(project, name, stored(Project, name, sheet["project"][name]))
            touched.add(("", name))
    project.copied = [name for name in project.copied if ("", name) not in touched]
    before_rows = {one.key: _columns(one) for one in indicators}
    indicators = _write_rows(project, indicators, sheet["indicators"], touched, suggested)
    if renumber or [r["key"] for r in now["indicators"]] != [r["key"] for r in sheet["indicators"]]:
        for number, one in enumerate(indicators, start=1):
            one.number = number
    Indicator.objects.bulk_create(one for one in indicators if one.pk is None)
    for one in indicators:
        if before_rows.get(one.key, _columns(one)) != _columns(one):
            one.save()
    project.revision += 1
    project.changed_at, project.changed_by = at, actor
    project.save()
    table_changed(project.table, at=at)
    revision_keep(project, indicators, actor=actor, at=at)
    reindex_project(project)
    audit_record(
        action=action, actor=actor, at=at, org=project.table.department,
        subject=subject_of(project), before=before, reason=reason,
        after=after | {"revision": project.revision},
    )  # fmt: skip
    return indicators


def table_changed(table: ObjectiveTable, *, at: datetime) -> None:
    """A table has one change more."""
    table.revision += 1
    table.changed_at = at
    table.save(update_fields=["revision", "changed_at"])


def subject_of(project: Project) -> Subject:
    """A project in the trail."""
    return Subject("project", str(project.key), f"{project}（{project.table}）")


def _typed(
    base: Sheet, fields: Mapping[str, Any], rows: Sequence[Mapping[str, Any]] | None
) -> tuple[Sheet, list[CellError]]:
    """The sheet that somebody typed; where a text cannot be stored, what was there before."""
    errors: list[CellError] = []
    project = dict(base["project"])
    _put(Project, "", PROJECT_FIELDS, fields, project, errors)
    if rows is None:
        return {"project": project, "indicators": base["indicators"]}, errors
    if len(rows) > MOST_ROWS:
        raise ValidationError(_("一个项目最多 %(most)s 条指标。"), params={"most": MOST_ROWS})
    known = by_key(base["indicators"])
    typed = []
    for given in rows:
        key = _key_of(given)
        old = known.get(key, {})
        row = {"key": key} | {name: old.get(name, "") for name in ROW_FIELDS}
        _put(Indicator, key, ROW_FIELDS, given, row, errors)
        typed.append(row)
    if len({row["key"] for row in typed}) < len(typed):
        raise ValidationError(_("指标的编码重复，请重新打开这一页。"))
    return {"project": project, "indicators": typed}, errors


def _put(
    of: type[Project] | type[Indicator],
    key: str,
    names: Sequence[str],
    given: Mapping[str, Any],
    into: dict[str, str],
    errors: list[CellError],
) -> None:
    for name in names:
        if name in given:
            try:
                into[name] = canonical(of, name, given[name])
            except ValidationError as error:
                errors.append(CellError(key, name, error.messages[0]))


def _key_of(row: Mapping[str, Any]) -> str:
    try:
        return str(UUID(row["key"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ValidationError(_("指标的编码不对，请重新打开这一页。")) from None


def _difference(now: Sheet, then: Sheet) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a change takes away and what it brings: fields, cells of rows, whole rows, order."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    _compare(PROJECT_FIELDS, now["project"], then["project"], before, after)
    old, new = by_key(now["indicators"]), by_key(then["indicators"])
    rows: list[dict[str, Any]] = [{}, {}]
    for key in dict.fromkeys([*old, *new]):
        cells: list[dict[str, Any]] = [{}, {}]
        _compare(ROW_FIELDS, old.get(key, {}), new.get(key, {}), *cells)
        if key not in old or key not in new:
            cells[key in new]["row"] = True
        for side, found in zip(rows, cells, strict=True):
            if found:
                side[key] = found
    order = [[key for key in side if key in old and key in new] for side in (old, new)]
    for side, found, keys in zip((before, after), rows, order, strict=True):
        if found:
            side["indicators"] = found
        if order[0] != order[1]:
            side["order"] = keys
    return before, after


def _compare(
    names: Sequence[str],
    old: Mapping[str, str],
    new: Mapping[str, str],
    before: dict[str, Any],
    after: dict[str, Any],
) -> None:
    for name in names:
        if old.get(name, "") != new.get(name, ""):
            before[name], after[name] = old.get(name, ""), new.get(name, "")


def _columns(one: Indicator) -> list[Any]:
    return [getattr(one, column.attname) for column in Indicator._meta.concrete_fields]


def _copied_cells(project: Project, indicators: Sequence[Indicator]) -> set[Cell]:
    cells = {("", name) for name in project.copied}
    return cells | {(str(one.key), name) for one in indicators for name in one.copied}


def _write_rows(
    project: Project,
    indicators: Sequence[Indicator],
    rows: Sequence[Mapping[str, str]],
    touched: Collection[Cell],
    suggested: Collection[str],
) -> list[Indicator]:
    """Rows as the sheet has them, in its order, deleted ones deleted; new ones not yet saved."""
    known = {str(one.key): one for one in indicators}
    new = {row["key"] for row in rows} - set(known)
    if new and Indicator.objects.filter(key__in=new).exists():
        raise ValidationError(_("指标的编码不对，请重新打开这一页。"))
    gone = [one.pk for key, one in known.items() if key not in {row["key"] for row in rows}]
    if gone:
        project.indicators.filter(pk__in=gone).delete()
    written = []
    for position, row in enumerate(rows):
        one = known.get(row["key"])
        if one is None:
            one = Indicator(key=UUID(row["key"]), project=project)
            one.suggested = row["key"] in suggested
        old = row_of(one)
        changed = {name: row[name] for name in ROW_FIELDS if row[name] != old[name]}
        set_row(one, changed)
        one.copied = [
            name for name in one.copied
            if name not in changed and (row["key"], name) not in touched
        ]  # fmt: skip
        one.position = position
        written.append(one)
    return written
