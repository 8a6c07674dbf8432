"""Changing a project from beside its page, by the same one way of writing it."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.web.accounts.models import User
from jixiao.web.records.models import Project
from jixiao.web.records.services.projects import project_to_change, sheet_write
from jixiao.web.records.services.revisions import sheet_at
from jixiao.web.records.sheet import PROJECT_FIELDS, ROW_FIELDS, sheet_of


@transaction.atomic
def revision_restore(*, project_key: UUID, revision: int, actor: User, at: datetime) -> Project:
    """Make a project say again what it said in an earlier revision; that is a new revision.

    Raises:
        Locked: The state of the table permits no change.
        PermissionDenied: He does not prepare it.
        ValidationError: There is no such revision, or it is the present one.
    """
    project, indicators = project_to_change(project_key, actor)
    if revision == project.revision:
        raise ValidationError(_("这就是现在的内容，不用恢复。"))
    kept = sheet_at(project, revision)
    if kept is None:
        raise ValidationError(_("没有第 %(number)s 次修订。"), params={"number": revision})
    # A field that was not yet known then stays as it is.
    sheet = sheet_of(project, indicators)
    sheet["project"] |= {n: t for n, t in kept["project"].items() if n in PROJECT_FIELDS}
    sheet["indicators"] = [
        {"key": row["key"]} | {name: row.get(name, "") for name in ROW_FIELDS}
        for row in kept["indicators"]
    ]
    sheet_write(
        project, indicators, sheet, actor=actor, at=at, action="project.restore",
        reason=_("恢复第 %(number)s 次修订") % {"number": revision},
    )  # fmt: skip
    return project
