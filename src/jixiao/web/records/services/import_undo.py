"""Undoing an accepted import, and redoing it: what the table holds changes places with what it held."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jixiao.web.accounts.models import User
from jixiao.web.audit.services import audit_record
from jixiao.web.records.models import Import, ObjectiveTable
from jixiao.web.records.services.access import require_editable
from jixiao.web.records.services.imports import (
    locked,
    require_preparer,
    subject_of,
)
from jixiao.web.records.services.searching import reindex_table
from jixiao.web.records.snapshots import put_back, taken

_State = Import.State


class ChangedSince(ValidationError):  # noqa: N818 - reads as what it says
    """The table was changed since; the names of the projects that were."""

    def __init__(self, projects: list[str]) -> None:
        count = len(projects)
        super().__init__(
            ngettext(
                "采用以后，有 %(count)s 个项目又改过；撤销会一并去掉这些改动。",
                "采用以后，有 %(count)s 个项目又改过；撤销会一并去掉这些改动。",
                count,
            )
            % {"count": count}
            if count
            else _("采用以后，这张表又改过；撤销会一并去掉这些改动。")
        )
        self.projects = projects


@transaction.atomic
def import_undo(
    *, import_id: int, actor: User, at: datetime, even_so: bool = False
) -> ObjectiveTable:
    """Put back what the table held before the import was accepted.

    With ``even_so`` also where the table was changed since; `import_redo` brings the changes back.

    Raises:
        PermissionDenied: The person prepares nothing there.
        ChangedSince: The table was changed since, and the person has not said that this is meant.
        ValidationError: It is not accepted, or the table cannot be changed now.
    """
    return _swap(import_id, _State.ACCEPTED, _State.UNDONE, actor, at, even_so=even_so)


@transaction.atomic
def import_redo(
    *, import_id: int, actor: User, at: datetime, even_so: bool = False
) -> ObjectiveTable:
    """Bring back what `import_undo` took away, with what was typed after the import.

    Raises:
        As `import_undo`.
    """
    return _swap(import_id, _State.UNDONE, _State.ACCEPTED, actor, at, even_so=even_so)


def _swap(
    import_id: int, now: str, then: str, actor: User, at: datetime, *, even_so: bool
) -> ObjectiveTable:
    one = locked(import_id)
    require_preparer(actor, one.department)
    if one.state != now or one.undo is None or one.table_id is None:
        raise ValidationError(
            _("这次导入没有采用，不能撤销。")
            if now == _State.ACCEPTED
            else _("这次导入没有撤销，不能恢复。")
        )
    table = ObjectiveTable.objects.select_for_update().get(pk=one.table_id)
    require_editable(table)
    if table.revision != one.revision_after and not even_so:
        raise ChangedSince(changed_since(one, table))
    before = {"projects": table.projects.count()}
    held = taken(table)
    put_back(table, one.undo)
    table.revision += 1
    table.changed_at = at
    table.save()
    reindex_table(table)
    one.undo, one.state = held, then
    one.accepted_at, one.revision_after = at, table.revision
    one.save()
    audit_record(
        action="import.undo" if then == _State.UNDONE else "import.redo", actor=actor, at=at,
        org=one.department, subject=subject_of(one), before=before,
        after={"table": table.pk, "projects": table.projects.count()},
    )  # fmt: skip
    return table


def changed_since(one: Import, table: ObjectiveTable) -> list[str]:
    """The names of the projects that were changed after the import was accepted or undone."""
    if one.accepted_at is None:
        return []
    rows = table.projects.filter(changed_at__gt=one.accepted_at)
    return [str(project) for project in rows]
