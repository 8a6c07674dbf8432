"""The trail as far as a person may read it: auditors and administrators, in their scope."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from jixiao.web.audit.models import AuditEntry


class Filter(NamedTuple):
    """What to show; empty shows everything."""

    actor: str = ""
    action: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None


def entries(*, below: Q, sees_site: bool, filter_: Filter) -> QuerySet[AuditEntry]:
    """Entries of organisations that ``below`` lets through, newest first.

    Args:
        below: A filter on ``org__path``, from `accounts.selectors.below`.
        sees_site: Also entries that belong to no organisation.
        filter_: What was asked for.
    """
    scope = below | Q(org=None) if sees_site else below
    found = AuditEntry.objects.filter(scope)
    if filter_.actor:
        found = found.filter(actor_name__icontains=filter_.actor)
    if filter_.action:
        found = found.filter(action=filter_.action)
    if filter_.text:
        found = found.filter(
            Q(subject_name__icontains=filter_.text) | Q(reason__icontains=filter_.text)
        )
    if filter_.since:
        found = found.filter(at__gte=_start_of(filter_.since))
    if filter_.until:
        found = found.filter(at__lt=_start_of(filter_.until) + timedelta(days=1))
    return found


def _start_of(day: date) -> datetime:
    return make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - made aware here
