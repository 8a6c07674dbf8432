"""Old revisions that saving by itself leaves: of many in a row by one person, the last one stays.

So whoever is named beside a change made it, however much was let go between.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from jixiao.web.audit.models import AuditEntry
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.models import Comment, ProjectRevision, TableVersion

SCHEDULE = "revisions"
_AT_ONCE = 2000
_FIELDS = ("pk", "project_key", "table_id", "revision", "is_deletion", "made_at", "made_by_id")


class _Kept(NamedTuple):
    pk: int
    project_key: Any
    table_id: int
    revision: int
    is_deletion: bool
    made_at: datetime
    made_by_id: int | None


def revisions_prune_now() -> int:
    """What the worker does every day; how many revisions were let go."""
    return revisions_prune(at=timezone.now())


def revisions_prune(*, at: datetime) -> int:
    """Let go of revisions by the rule of the settings (`REVISIONS_KEPT`), some at a time.

    There stay the first and the last of a project, what it was when it was deleted, what it was at
    each version and comment, and what somebody went back to.
    """
    total = 0
    gone: list[int] = []
    for pk in _dispensable(at):
        gone.append(pk)
        if len(gone) == _AT_ONCE:
            total += _let_go(gone, at)
            gone = []
    return total + (_let_go(gone, at) if gone else 0)


@transaction.atomic
def _let_go(gone: list[int], at: datetime) -> int:
    number, _ = ProjectRevision.objects.filter(pk__in=gone).delete()
    audit_record(
        action="revision.prune", actor=None, at=at, after={"revisions": number},
        subject=Subject("revisions", "", gettext_noop("自动保存的旧修订")),
    )  # fmt: skip
    return number


def _dispensable(at: datetime) -> Iterator[int]:
    """Ids of revisions that the one after them stands for."""
    youngest = min(age for age, _ in settings.REVISIONS_KEPT if age is not None)
    old = ProjectRevision.objects.filter(made_at__lt=at - youngest)
    keys = list(old.order_by("project_key").values_list("project_key", flat=True).distinct())
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        rows = ProjectRevision.objects.filter(project_key__in=some)
        found = [
            _Kept(*row) for row in rows.order_by("project_key", "revision").values_list(*_FIELDS)
        ]
        moments = _moments(found)
        for _, group in groupby(found, key=attrgetter("project_key")):
            yield from _of_project(list(group), moments, at)


def _of_project(
    revisions: list[_Kept], moments: dict[Any, list[datetime]], at: datetime
) -> Iterator[int]:
    for one, after in pairwise(revisions[1:]):  # the first says what it was before all changes
        named = [*moments[one.table_id], *moments[one.project_key]]
        if (
            not one.is_deletion
            and one.made_by_id == after.made_by_id
            and (every := _spacing(at - one.made_at)) is not None
            and int(one.made_at.timestamp() // every) == int(after.made_at.timestamp() // every)
            and not any(one.made_at <= moment < after.made_at for moment in named)
        ):
            yield one.pk


def _spacing(age: timedelta) -> float | None:
    """Of how many seconds one revision is enough at an age; None keeps each."""
    for limit, spacing in settings.REVISIONS_KEPT:
        if limit is None or age < limit:
            return None if spacing is None else spacing.total_seconds()
    return None


def _moments(revisions: Iterable[_Kept]) -> dict[Any, list[datetime]]:
    """When somebody referred to what stood there: by table (its id) and by project (its key)."""
    tables = {one.table_id for one in revisions}
    keys = {one.project_key for one in revisions}
    found: dict[Any, list[datetime]] = defaultdict(list)
    versions = TableVersion.objects.filter(table__in=tables).order_by()
    comments = Comment.objects.filter(table__in=tables).order_by()
    restored = AuditEntry.objects.filter(
        action="project.restore", subject_kind="project", subject_id__in=map(str, keys)
    ).order_by()
    for table, moment in versions.values_list("table_id", "made_at"):
        found[table].append(moment)
    for table, key, moment in comments.values_list("table_id", "project_key", "at"):
        found[key or table].append(moment)
    by_text = {str(key): key for key in keys}
    for key, moment in restored.values_list("subject_id", "at"):
        found[by_text[key]].append(moment)
    return found
