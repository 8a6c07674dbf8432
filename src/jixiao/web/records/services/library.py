"""Taking from the indicator library."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from jixiao.model.level_codes import level_codes
from jixiao.web.accounts.models import User
from jixiao.web.audit.services import audit_record
from jixiao.web.records.models import Indicator, LibraryIndicator, LibraryUse
from jixiao.web.records.selectors.library import uses
from jixiao.web.records.services.changing import (
    project_changed,
    project_locked,
    revision_keep,
    subject_of_project,
)


@transaction.atomic
def library_insert(
    *, project_key: str, entry_id: int, actor: User, at: datetime, use_id: int | None = None
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
    project = project_locked(project_key=project_key, actor=actor)
    entry = LibraryIndicator.objects.filter(pk=entry_id).first()
    seen = uses(for_user=actor).filter(entry=entry_id)
    use = seen.filter(pk=use_id).first() if use_id else None
    if entry is None or (use is None if use_id else not seen.exists()):
        raise ValidationError(_("指标库里已经没有这一条，请刷新后再选。"))
    last = project.indicators.order_by("-position").first()
    numbers = [n for n in project.indicators.values_list("number", flat=True) if n is not None]
    row = Indicator(
        project=project, position=0 if last is None else last.position + 1,
        number=max(numbers, default=0) + 1, name=use.name if use else usual_name(seen),
        suggested=True, **level_columns_of(entry.class_code),
    )  # fmt: skip
    if use is not None:
        row.period_target, row.annual_target = use.period_target, use.annual_target
    revision_keep(project)
    row.full_clean(exclude=["project"])
    row.save()
    project_changed(project, actor=actor, at=at)
    audit_record(
        action="indicator.suggest", actor=actor, at=at, org=project.table.department,
        subject=subject_of_project(project),
        after={"indicator": str(row.key), "name": row.name, "library": entry.pk, "use": use_id},
    )  # fmt: skip
    return row


def usual_name(seen: QuerySet[LibraryUse]) -> str:
    """The wording that is used most."""
    names = seen.order_by().values_list("name").annotate(many=Count("pk"))
    return names.order_by("-many", "name").first()[0]


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
