"""Bringing a file in: kept by its hash, read as a job, accepted by a person."""

import hashlib
import time
from datetime import datetime
from pathlib import Path

import msgspec
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from jixiao import model, pipeline
from jixiao.understanding.official import words
from jixiao.web.accounts.models import OrgUnit, User
from jixiao.web.accounts.selectors import roles_at
from jixiao.web.audit.services import Subject, audit_record
from jixiao.web.records.assembly import pack, unpack, write_record
from jixiao.web.records.carrying import carry_over, rows_of
from jixiao.web.records.models import (
    Import,
    ObjectiveTable,
    ReadingCorrection,
    SourceFile,
    TableVersion,
)
from jixiao.web.records.readings import reading_with_only, summary_of
from jixiao.web.records.services.access import require_editable
from jixiao.web.records.services.searching import reindex_table
from jixiao.web.records.services.tables import table_create, version_keep
from jixiao.web.records.snapshots import taken
from jixiao.web.records.source_files import store, stored_at
from jixiao.workflow import Role

JOB = "jixiao.web.records.services.imports.import_job"
QUICK = 2.0
"""Seconds: what was read faster is read again at once, anything longer by the worker."""

_State = Import.State
_UNREAD = (_State.WAITING, _State.READING)
_MOST_ATTEMPTS = 3
_LOOK_EVERY = 0.3  # seconds between two looks at whether somebody has cancelled


class SameContent(ValidationError):  # noqa: N818 - reads as what it says
    """The department has brought in this very content before."""

    def __init__(self, earlier: Import) -> None:
        super().__init__(_("这份文件已经导入过。"))
        self.earlier = earlier


@transaction.atomic
def import_start(
    *,
    department: OrgUnit,
    name: str,
    content: bytes,
    year: int | None,
    actor: User | None,
    at: datetime,
    queue: bool = False,
    repeat: bool = True,
) -> Import:
    """Keep a file and make an import of it that waits to be read.

    ``queue`` also gives it to the worker: job and import are in the database both or neither.
    Without ``repeat``, content that the department has brought in before is refused.

    Raises:
        PermissionDenied: The person prepares nothing there.
        SameContent: It was brought in before.
        ValidationError: It is empty or too large.
    """
    require_preparer(actor, department)
    if not content:
        raise ValidationError(_("文件是空的，请检查是否选错了文件。"))
    if len(content) > settings.UPLOAD_MAX_BYTES:
        most = settings.UPLOAD_MAX_BYTES // 1_000_000
        raise ValidationError(
            _("文件太大，最多 %(most)s MB；请按部门或年度拆成几个文件。") % {"most": most}
        )
    if not repeat:
        digest = hashlib.sha256(content).hexdigest()
        earlier = Import.objects.filter(department=department, source__sha256=digest).first()
        if earlier is not None:
            raise SameContent(earlier)
    source, _made = SourceFile.objects.get_or_create(
        department=department, sha256=store(content),
        defaults={
            "name": Path(name).name[:255], "size": len(content), "uploaded_at": at,
            "uploaded_by": actor,
        },
    )  # fmt: skip
    return _begin(source, year, actor=actor, at=at, queue=queue)


@transaction.atomic
def import_again(*, import_id: int, actor: User, at: datetime) -> Import:
    """Read the same file once more as an import of its own; the earlier one stays as it is.

    Raises:
        PermissionDenied: The person prepares nothing there.
    """
    one = locked(import_id)
    require_preparer(actor, one.department)
    again = _begin(one.source, one.year, actor=actor, at=at, queue=True)
    again.amount_unit = one.amount_unit
    again.summary = {"seconds": one.summary.get("seconds", QUICK)}  # the same file takes as long
    again.save(update_fields=["amount_unit", "summary"])
    return again


def _begin(
    source: SourceFile, year: int | None, *, actor: User | None, at: datetime, queue: bool
) -> Import:
    one = Import.objects.create(
        source=source, department=source.department, year=year, started_at=at, started_by=actor
    )
    audit_record(
        action="import.start", actor=actor, at=at, org=source.department, subject=subject_of(one),
        after={"sha256": source.sha256, "year": year},
    )  # fmt: skip
    if queue:
        async_task(JOB, one.pk)
    return one


def ask_again(one: Import) -> None:
    """Have an import read anew, in the caller's transaction; whatever reads it now is out of date."""
    one.asked += 1
    one.state, one.attempts, one.progress = _State.WAITING, 0, 0
    one.save()
    async_task(JOB, one.pk)


def import_job(import_id: int) -> None:
    """The worker's job: read an import, also when an earlier worker was killed over it."""
    begun = Import.objects.filter(pk=import_id, state__in=_UNREAD)
    if not begun.update(attempts=F("attempts") + 1):
        return
    if begun.filter(attempts__gt=_MOST_ATTEMPTS).update(
        state=_State.FAILED,
        problem=_("识读了三次，每次都中途断掉：可能需要的内存超出了这台机器。"),
        advice=_("请把文件按部门拆小，或只留下目标表所在的页，再导入。"),
        finished_at=timezone.now(),
    ):
        return
    try:
        import_read(import_id=import_id, at=timezone.now())
    except Exception:
        begun.update(
            state=_State.FAILED,
            problem=_("识读时程序出错，文件没有导入。"),
            advice=_("原文件已经保存。请把文件名和时间告诉管理员，日志里有出错的记录。"),
        )
        raise


def import_read(*, import_id: int, at: datetime) -> Import:
    """Read the file of an import, with the corrections that people made to this content.

    The reading itself holds no transaction; an import that was cancelled meanwhile stays so, and
    what was asked for anew meanwhile is not answered by this reading.
    """
    if not Import.objects.filter(pk=import_id, state__in=_UNREAD).update(
        state=_State.READING, progress=5
    ):
        return Import.objects.get(pk=import_id)
    one = Import.objects.select_related("source").get(pk=import_id)
    fields: dict[str, object]
    try:
        began = time.monotonic()
        with pipeline.watched(_Watch(one)):
            reading = read_again(one)
        summary = summary_of(reading) | {"seconds": time.monotonic() - began}
        fields = {"state": _State.READY, "reading": pack(reading), "summary": summary}
        if one.year is None and (year := reading.tables[0].budget_year) is not None:
            fields["year"] = year
    except model.UnreadableDocument as error:
        fields = {"state": _State.FAILED, "problem": error.problem, "advice": error.advice}
    except _NotWanted:
        return Import.objects.get(pk=import_id)
    mine = Import.objects.filter(pk=one.pk, asked=one.asked, state=_State.READING)
    mine.update(finished_at=at, progress=100, **fields)
    one.refresh_from_db()
    return one


class _NotWanted(Exception):  # noqa: N818 - reads as what it says
    """The import was cancelled, or asked for anew, while it was read."""


class _Watch:
    """Writes down how far the reading is, and stops it where nobody wants it any more."""

    def __init__(self, one: Import) -> None:
        self._mine = Import.objects.filter(pk=one.pk, asked=one.asked, state=_State.READING)
        self._next = time.monotonic() + _LOOK_EVERY

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _LOOK_EVERY
        if not self._mine.update(progress=5 + 80 * done // total):
            raise _NotWanted


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
def import_settle(
    *,
    import_id: int,
    department: OrgUnit,
    year: int | None,
    amount_unit: str,
    actor: User,
    at: datetime,
) -> Import:
    """Say whose table it is, of which year and, where it is not printed, in which amount unit.

    Answers that were given to this content go along to the other department.

    Raises:
        PermissionDenied: The person does not prepare in both departments.
        ValidationError: It is no longer open, or the unit is unknown.
    """
    one = locked(import_id)
    require_preparer(actor, one.department)
    require_preparer(actor, department)
    if one.state != _State.READY:
        raise ValidationError(_("这次导入现在不能改。"))
    if amount_unit and amount_unit not in amount_units():
        raise ValidationError(_("不认识的金额单位。"))
    before = _settled(one)
    new_year = year != one.year
    if department != one.department:
        one.source = _source_for(one.source, department)
        one.department = department
    one.year, one.amount_unit = year, amount_unit
    if new_year:
        ask_again(one)
    else:
        one.save()
    audit_record(
        action="import.change", actor=actor, at=at, org=department, subject=subject_of(one),
        before=before, after=_settled(one),
    )  # fmt: skip
    return one


def _settled(one: Import) -> dict[str, object]:
    return {
        "department": one.department.name,
        "year": one.year,
        "amount_unit": one.amount_unit,
    }


def _source_for(source: SourceFile, department: OrgUnit) -> SourceFile:
    other, _made = SourceFile.objects.get_or_create(
        department=department, sha256=source.sha256,
        defaults={
            name: getattr(source, name) for name in ("name", "size", "uploaded_at", "uploaded_by")
        },
    )  # fmt: skip
    answers = ReadingCorrection.objects.filter(sha256=source.sha256)
    there = [row.content for row in answers.filter(department=department)]
    for row in answers.filter(department_id=source.department_id).order_by("pk"):
        if row.content not in there:
            row.pk, row.department = None, department
            row.save(force_insert=True)
    return other


@transaction.atomic
def import_cancel(*, import_id: int, actor: User, at: datetime) -> Import:
    """Give up an import that was not accepted; a reading that is under way stops.

    Raises:
        PermissionDenied: The person prepares nothing there.
        ValidationError: It is accepted, undone or given up already.
    """
    one = locked(import_id)
    require_preparer(actor, one.department)
    if one.state not in (*_UNREAD, _State.READY, _State.FAILED):
        raise ValidationError(_("这次导入已经办完，不能取消。"))
    before, one.state = one.state, _State.CANCELLED
    one.save(update_fields=["state"])
    audit_record(
        action="import.cancel", actor=actor, at=at, org=one.department, subject=subject_of(one),
        before={"state": before}, after={"state": one.state},
    )  # fmt: skip
    return one


@transaction.atomic
def import_accept(
    *, import_id: int, table_number: int, actor: User | None, at: datetime
) -> ObjectiveTable:
    """Write one table of an import as the working copy of its year; what was there is kept for undo.

    Raises:
        PermissionDenied: The person prepares nothing there.
        ValidationError: It cannot be accepted now, and why.
    """
    one = locked(import_id)
    require_preparer(actor, one.department)
    if one.state != _State.READY or one.reading is None:
        raise ValidationError(_("这次导入现在不能采用。"))
    if one.year is None:
        raise ValidationError(_("请先填写预算年度。"))
    whole = unpack(one.reading)
    if not 0 <= table_number < len(whole.tables):
        raise ValidationError(_("文件里没有这张表。"))
    reading = reading_with_only(whole, table_number, year=one.year, amount_unit=one.amount_unit)
    record = reading.table
    if record.amount_unit is None:
        raise ValidationError(_("表上没有印金额单位，请先选择。"))
    table = ObjectiveTable.objects.filter(department=one.department, year=one.year).first()
    if table is None:
        table = table_create(department=one.department, year=one.year, actor=actor, at=at)
    require_editable(table)
    one.undo, before = taken(table), rows_of(table)
    write_record(table, record, at=at, source=one)
    carry_over(before, table)
    table.revision += 1
    table.changed_at = at
    table.save()
    reindex_table(table)
    version = version_keep(
        table=table, occasion=TableVersion.Occasion.IMPORTED, actor=actor, at=at, reading=reading,
        reason=one.source.name,
    )  # fmt: skip
    one.state, one.table, one.table_number = _State.ACCEPTED, table, table_number
    one.accepted_at, one.revision_after = at, table.revision
    one.save()
    audit_record(
        action="import.accept", actor=actor, at=at, org=one.department, subject=subject_of(one),
        after={"table": table.pk, "version": version.number, "projects": len(record.projects)},
    )  # fmt: skip
    return table


def locked(import_id: int) -> Import:
    """An import that nobody else changes before the transaction ends."""
    rows = Import.objects.select_for_update(of=("self",))
    return rows.select_related("department", "source__department").get(pk=import_id)


def require_preparer(actor: User | None, department: OrgUnit) -> None:
    """Only a preparer of the department goes on; no actor is the system itself.

    Raises:
        PermissionDenied: He is none.
    """
    if actor is not None and Role.PREPARER not in roles_at(actor, department):
        raise PermissionDenied(_("只有本部门的填报员可以导入文件。"))


def amount_units() -> tuple[str, ...]:
    """The amount units that a table may be in."""
    return tuple(words()["amount_units"]["values"])


def subject_of(one: Import) -> Subject:
    """An import in the trail."""
    return Subject("import", str(one.pk), one.source.name)
