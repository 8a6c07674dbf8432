"""Everything that a working copy holds, taken and put back row by row, whatever its columns."""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.core import serializers
from django.db.models import Max

from jixiao.model.table import AMOUNT_FIELDS
from jixiao.web.records.models import (
    Indicator,
    ObjectiveTable,
    Project,
    ProjectRevision,
    TableUnit,
)

_HEAD = ("title", "department_printed", "amount_unit", "totals_are_stated", *AMOUNT_FIELDS)
_ROWS = (TableUnit, Project, Indicator)  # in the order in which they need one another


def taken(table: ObjectiveTable) -> bytes:
    """What the table's head, units, projects and indicators say."""
    rows = [
        *table.units.all(),
        *table.projects.all(),
        *Indicator.objects.filter(project__table=table),
    ]
    content = {
        "table": serializers.serialize("json", [table], fields=_HEAD),
        "rows": serializers.serialize("json", rows),
    }
    return zlib.compress(json.dumps(content).encode())


def put_back(table: ObjectiveTable, content: bytes) -> None:
    """Replace what the table holds by what `taken` saw; the caller saves the table itself.

    Projects come back under their own keys with a revision that was never before, so that a page
    which shows them since notices.
    """
    kept = json.loads(zlib.decompress(bytes(content)))
    (head,) = serializers.deserialize("json", kept["table"], ignorenonexistent=True)
    for name in _HEAD:
        setattr(table, name, getattr(head.object, name))
    found: dict[type, list[object]] = defaultdict(list)
    for one in serializers.deserialize("json", kept["rows"], ignorenonexistent=True):
        found[type(one.object)].append(one.object)
    projects = found[Project]
    revisions = next_revisions(project.key for project in projects)
    sources = {project.copied_from_id for project in projects} - {None}
    table.units.all().delete()
    there = set(Project.objects.filter(pk__in=sources).values_list("pk", flat=True))
    there |= {project.pk for project in projects}
    for project in projects:
        project.revision = max(revisions[project.key], project.revision + 1)
        if project.copied_from_id not in there:
            project.copied_from_id = None
    for kind in _ROWS:
        kind.objects.bulk_create(found[kind])


def next_revisions(keys: Iterable[UUID]) -> dict[UUID, int]:
    """For each project a revision greater than any that anybody may have seen."""
    last = dict.fromkeys(keys, 0)
    for model, name in ((Project, "key"), (ProjectRevision, "project_key")):
        rows = model.objects.filter(**{f"{name}__in": list(last)}).values_list(name)
        for key, revision in rows.annotate(Max("revision")).order_by():
            last[key] = max(last[key], revision)
    return {key: revision + 1 for key, revision in last.items()}
