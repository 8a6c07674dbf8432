"""Changing organisations: in the records people look things up by their names."""

from datetime import datetime

from django.db import transaction

from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.services import require_administrator
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.services.library_index import library_renamed


@transaction.atomic
def org_change(
    *, org_id: int, name: str, code: str, is_active: bool, actor: User, at: datetime
) -> OrgUnit:
    """Rename a department or unit, or close it; what it did stays under its name of the time."""
    org = OrgUnit.objects.select_for_update().get(pk=org_id)
    require_administrator(actor, org)
    before = {"name": org.name, "code": org.code, "is_active": org.is_active}
    org.name, org.code, org.is_active = name.strip(), code.strip(), is_active
    org.full_clean(exclude=["path"])
    org.save()
    if org.name != before["name"]:
        library_renamed(org)
    audit_record(
        action="org.change", actor=actor, at=at, org=org,
        subject=Subject("org", str(org.pk), org.name), before=before,
        after={"name": org.name, "code": org.code, "is_active": org.is_active},
    )  # fmt: skip
    return org
