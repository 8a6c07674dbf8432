"""Taking from the indicator library."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.model.level_codes import level_codes
from jixiao.web.accounts.models import User
from jixiao.web.records.models import Indicator
from jixiao.web.records.selectors.library import entry_or_none, uses
from jixiao.web.records.services.projects import project_to_change, sheet_write
from jixiao.web.records.sheet import ROW_FIELDS, level_text, sheet_of


@transaction.atomic
def library_insert(
    *, project_key: UUID, entry_id: int, actor: User, at: datetime, use_id: int | None = None
) -> Indicator:
    """Add an indicator of the library to a project, marked as a suggestion for ever.

    Args:
        project_key: Which project.
        entry_id: What to take.
        actor: Who.
        at: When.
        use_id: Take the wording and both targets of this use; else the usual wording alone.

    Raises:
        PermissionDenied: He may not fill in this unit.
        ValidationError: There is no such entry or use for him, or the table is not open.
    """
    project, indicators = project_to_change(project_key, actor)
    entry, use = entry_or_none(for_user=actor, pk=entry_id), None
    if use_id:
        use = uses(for_user=actor).filter(entry=entry_id, pk=use_id).first()
    if entry is None or (use_id and use is None):
        raise ValidationError(_("指标库里已经没有这一条，请刷新后再选。"))
    level = level_text(Indicator(**level_columns_of(entry.class_code)))
    row = {"key": str(uuid4())} | dict.fromkeys(ROW_FIELDS, "")
    row |= {"name": use.name if use else entry.name, "level": level}
    if use is not None:
        row |= {name: getattr(use, name) or "" for name in ("period_target", "annual_target")}
    sheet = sheet_of(project, indicators)
    sheet["indicators"].append(row)
    written = sheet_write(
        project, indicators, sheet, actor=actor, at=at, action="indicator.suggest",
        suggested={row["key"]}, renumber=True, reason=_("取自指标库第 %(number)s 条") % {"number": entry.pk},
    )  # fmt: skip
    return written[-1]


def level_columns_of(class_code: str) -> dict[str, str]:
    """The four level columns of a class."""
    codes = level_codes()
    if not class_code:
        return {}
    first = {code: label for label, code in reversed(codes.level1.items())}
    second = {code: label for label, code in reversed(codes.level2.items())}
    return {
        "level1_code": class_code[0], "level1_label": first.get(class_code[0], ""),
        "level2_code": class_code, "level2_label": second.get(class_code, ""),
    }  # fmt: skip
