"""Bringing a file in: kept by its hash, read as a job, accepted by a person, and undone."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from jixiao import model, pipeline
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.selectors import roles_at
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.assembly import pack, reading_of, unpack, write_record
from jixiao.web.records.models import (
    Import,
    ObjectiveTable,
    ReadingCorrection,
    SourceFile,
    TableVersion,
)
from jixiao.web.records.services.searching import reindex_table
from jixiao.web.records.services.tables import table_create, version_keep
from jixiao.workflow import Role, State


def stored_at(sha256: str) -> Path:
    """Where the bytes of a source file lie."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def store(content: bytes) -> str:
    """Keep bytes by their hash, whole or not at all; the same bytes once.

    Returns:
        The hash.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = stored_at(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return sha256


@transaction.atomic
def import_start(
    *,
    department: OrgUnit,
    name: str,
    content: bytes,
    year: int | None,
    actor: User | None,
    at: datetime,
) -> Import:
    """Keep a file and make an import of it that waits to be read.

    Raises:
        PermissionDenied: The person prepares nothing there.
        ValidationError: It is empty or too large.
    """
    if actor is not None and Role.PREPARER not in roles_at(actor, department):
        raise PermissionDenied("只有本部门的填报员可以导入文件。")
    if not content:
        raise ValidationError("文件是空的。")
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(f"文件太大，最多 {settings.UPLOAD_MAX_BYTES // 1_000_000} MB。")
    sha256 = store(content)
    source, _ = SourceFile.objects.get_or_create(
        department=department, sha256=sha256,
        defaults={
            "name": Path(name).name[:255], "size": len(content), "uploaded_at": at,
            "uploaded_by": actor,
        },
    )  # fmt: skip
    one = Import.objects.create(
        source=source, department=department, year=year, started_at=at, started_by=actor
    )
    audit_record(
        action="import.start", actor=actor, at=at, org=department, subject=_subject(one),
        after={"sha256": sha256, "year": year},
    )  # fmt: skip
    return one


def import_read(*, import_id: int, at: datetime) -> Import:
    """Read the file of an import, with the corrections that people made to this content.

    The reading itself holds no transaction; an import that was cancelled meanwhile stays so.
    """
    one = Import.objects.select_related("source").get(pk=import_id)
    if one.state not in (Import.State.WAITING, Import.State.READING):
        return one
    Import.objects.filter(pk=one.pk).update(state=Import.State.READING, progress=5)
    fields: dict[str, object]
    try:
        reading = read_again(one)
        fields = {"state": Import.State.READY, "reading": pack(reading), "progress": 100}
        if one.year is None and (year := reading.tables[0].budget_year) is not None:
            fields["year"] = year
    except model.UnreadableDocument as error:
        fields = {
            "state": Import.State.FAILED, "problem": error.problem, "advice": error.advice,
            "progress": 100,
        }  # fmt: skip
    Import.objects.filter(pk=one.pk, state=Import.State.READING).update(finished_at=at, **fields)
    one.refresh_from_db()
    return one


def read_again(one: Import) -> model.Reading:
    """The reading of an import's file as it is now, corrections replayed.

    Raises:
        UnreadableDocument: It cannot be read.
    """
    content = stored_at(one.source.sha256).read_bytes()
    return pipeline.read(
        content, one.source.name, year=one.year, corrections=corrections_of(one.source)
    )


def corrections_of(source: SourceFile) -> tuple[model.Correction, ...]:
    """People's answers to what was read in this content."""
    rows = ReadingCorrection.objects.filter(
        department_id=source.department_id, sha256=source.sha256
    ).order_by("pk")
    return tuple(msgspec.convert(row.content, model.Correction) for row in rows)


@transaction.atomic
def import_accept(
    *, import_id: int, table_number: int, actor: User | None, at: datetime
) -> ObjectiveTable:
    """Write one table of an import as the working copy of its year; what was there is kept for undo.

    Raises:
        PermissionDenied: The person prepares nothing there.
        ValidationError: It cannot be accepted now, and why.
    """
    one = (
        Import.objects.select_for_update().select_related("department", "source").get(pk=import_id)
    )
    if actor is not None and Role.PREPARER not in roles_at(actor, one.department):
        raise PermissionDenied("只有本部门的填报员可以采用导入。")
    if one.state != Import.State.READY or one.reading is None:
        raise ValidationError("这次导入现在不能采用。")
    if one.year is None:
        raise ValidationError("请先填写预算年度。")
    reading = unpack(one.reading)
    record = reading.tables[table_number]
    table = ObjectiveTable.objects.filter(department=one.department, year=one.year).first()
    if table is None:
        table = table_create(department=one.department, year=one.year, actor=actor, at=at)
    if not State(table.state).is_editable:
        raise ValidationError(
            f"{table}已经{table.get_state_display()}，不能再导入；请先撤回或调整。"
        )
    one.undo = pack(reading_of(table)) if table.projects.exists() else None
    write_record(table, record, at=at, source=one)
    table.revision += 1
    table.changed_at = at
    table.save()
    reindex_table(table)
    version = version_keep(
        table=table, occasion=TableVersion.Occasion.IMPORTED, actor=actor, at=at, reading=reading,
        reason=one.source.name,
    )  # fmt: skip
    one.state, one.table = Import.State.ACCEPTED, table
    one.save()
    audit_record(
        action="import.accept", actor=actor, at=at, org=one.department, subject=_subject(one),
        after={"table": table.pk, "version": version.number, "projects": len(record.projects)},
    )  # fmt: skip
    return table


def _subject(one: Import) -> Subject:
    return Subject("import", str(one.pk), one.source.name)
