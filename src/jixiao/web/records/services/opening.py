"""Opening and closing years of a department."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jixiao.checking import profiles
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.services import require_administrator
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.models import BudgetYear

_SET = ("profile", "submit_gate", "disclosure_gate", "is_open")


@transaction.atomic
def year_set(
    *,
    department: OrgUnit,
    year: int,
    profile: str,
    submit_gate: str,
    disclosure_gate: str,
    is_open: bool,
    actor: User | None,
    at: datetime,
) -> BudgetYear:
    """Open or close a year for work, say by which rules it is judged and from where they stop.

    Of a closed year nothing is filled in: tables are only read, submitted, approved and disclosed.

    Raises:
        PermissionDenied: The person administers something else.
        ValidationError: There is no such profile or gate.
    """
    require_administrator(actor, department)
    if profile and profile not in profiles():
        raise ValidationError(_("没有规则方案“%(profile)s”。"), params={"profile": profile})
    one = BudgetYear.objects.select_for_update().filter(department=department, year=year).first()
    before = None if one is None else {name: getattr(one, name) for name in _SET}
    one = one or BudgetYear(department=department, year=year)
    one.profile, one.is_open = profile, is_open
    one.submit_gate, one.disclosure_gate = submit_gate, disclosure_gate
    one.full_clean()
    one.save()
    audit_record(
        action="year.open" if before is None else "year.change", actor=actor, at=at,
        org=department, subject=Subject("year", str(one.pk), str(one)), before=before,
        after={name: getattr(one, name) for name in _SET},
    )  # fmt: skip
    return one
