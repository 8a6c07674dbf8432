"""A corrected reading of a file merged into the table that an earlier reading of it filled."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao import model
from jixiao.text import fold
from jixiao.web.accounts.models import User
from jixiao.web.audit.services import audit_record
from jixiao.web.records.assembly import indicator_row, plain
from jixiao.web.records.models import Import, Indicator, ObjectiveTable, Project, TableVersion
from jixiao.web.records.selectors.correcting import import_compare, merge_base
from jixiao.web.records.services.access import table_to_change
from jixiao.web.records.services.imports import locked, require_preparer, subject_of
from jixiao.web.records.services.projects import project_to_change, sheet_write, table_changed
from jixiao.web.records.services.rows import project_remove
from jixiao.web.records.services.searching import reindex_table
from jixiao.web.records.services.tables import version_keep
from jixiao.web.records.services.workbooks import Choice, decided, project_begin
from jixiao.web.records.sheet import sheet_of
from jixiao.web.records.snapshots import taken


@transaction.atomic
def import_merge(
    *,
    import_id: int,
    table_number: int,
    seen: tuple[int, int],
    theirs: Collection[Choice],
    remove: Collection[UUID],
    actor: User,
    at: datetime,
) -> ObjectiveTable:
    """Take what a corrected reading changed into the table; what people filled in since stays.

    Args:
        import_id: The new reading.
        table_number: Which table of the file.
        seen: Revision of the table, and asking of the import, that the person looked at.
        theirs: The conflicts in which the reading is right; in all others the table is.
        remove: Keys of projects that the reading no longer has and that are to go.
        actor: Who.
        at: When.

    Raises:
        Locked: The state of the table or its year permits no change.
        PermissionDenied: The person prepares nothing there.
        ValidationError: It is not open, there is nothing to merge into, or either changed meanwhile.
    """
    one = locked(import_id)
    require_preparer(actor, one.department)
    base = merge_base(one) if one.state == Import.State.READY else None
    if base is None:
        raise ValidationError(_("这次识读现在不能并入。"))
    table = table_to_change(base.table_id)
    found = import_compare(one=one, number=table_number)
    if found is None:
        raise ValidationError(_("这次识读现在不能并入。"))
    if (table.revision, one.asked) != seen:
        raise ValidationError(_("预览之后这张表又有改动，请重新核对一遍再并入。"))
    one.undo = taken(table)
    records = [project for unit in found.theirs.table.spending_units for project in unit.projects]
    for place, (each, record) in enumerate(zip(found.outcome.projects, records, strict=True)):
        project = each.project or project_begin(table, each, actor, at)
        project.table = table
        chosen = {(key, field) for number, key, field in theirs if number == place}
        sheet = decided(each, chosen, sheet_of(project, each.indicators))
        rows = sheet_write(
            project, list(each.indicators), sheet, actor=actor, at=at, reason=one.source.name
        )
        _place(project, rows, record, one)
    for total in found.totals:
        row = table if total.row == table else total.row
        setattr(row, total.field, total.theirs)
        row.save(update_fields=[total.field])
    wanted = set(remove)
    for each in found.gone:
        if each.project.key in wanted:
            project_remove(*project_to_change(each.project.key, actor), actor=actor, at=at)
    table.refresh_from_db(fields=["revision"])
    table_changed(table, at=at)
    reindex_table(table)
    version = version_keep(
        table=table, occasion=TableVersion.Occasion.IMPORTED, actor=actor, at=at,
        reading=found.theirs, reason=one.source.name,
    )  # fmt: skip
    one.state, one.table, one.table_number = Import.State.ACCEPTED, table, table_number
    one.accepted_at, one.revision_after = at, table.revision
    one.save()
    audit_record(
        action="import.merge", actor=actor, at=at, org=one.department, subject=subject_of(one),
        after={
            "table": table.pk, "version": version.number,
            "projects": [each.name for each in found.outcome.changed],
        },
    )  # fmt: skip
    return table


def _place(project: Project, rows: Iterable[Indicator], record: model.Project, one: Import) -> None:
    """Say where the parts of a project stand in the file, and what is doubtful now."""
    Project.objects.filter(pk=project.pk).update(
        places=plain(record.at), doubts=plain(record.doubts), source=one
    )
    here = {_row_name(row): row for row in rows}
    found = []
    for position, each in enumerate(record.indicators):
        read = indicator_row(project, position, each)
        row = here.get(_row_name(read))
        if row is not None:
            row.places, row.doubts = read.places, read.doubts
            found.append(row)
    Indicator.objects.bulk_update(found, ["places", "doubts"], batch_size=100)


def _row_name(row: Indicator) -> tuple[str, ...]:
    return (row.level2_code, fold(row.level2_label), fold(row.name), fold(row.raw_text))
