"""Files for people inside: of the working copy or of a version, large ones as a job."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django_q.tasks import async_task

from jixiao import model
from jixiao.checking import summaries
from jixiao.web.records.assembly import reading_of, unpack
from jixiao.web.records.forms_out import OUTS, Verdict
from jixiao.web.records.models import Indicator, ObjectiveTable
from jixiao.web.records.selectors.examining import checker_of, judged, profile_of
from jixiao.web.records.services.imports import store

AT_ONCE = 3_000
"""Tables with more indicators are written by a job; they would keep a page waiting."""


def is_large(table: ObjectiveTable) -> bool:
    """Whether files of a table are left to a job."""
    return Indicator.objects.filter(project__table=table).count() > AT_ONCE


def file_content(
    *, table_id: int, form: str, number: int | None, units: Sequence[int] | None, on: date
) -> bytes:
    """One file.

    Args:
        table_id: Of which table; the caller has seen to it that the person may have it.
        form: A key of `OUTS`.
        number: The version; None is the working copy.
        units: Of the working copy, only these unit rows.
        on: The day that the file bears; a version bears its own.

    Raises:
        CannotCarry: This kind of file cannot hold what the table says.
    """
    table = ObjectiveTable.objects.select_related("department").get(pk=table_id)
    out = OUTS[form]
    reading: model.Reading
    if number is None:
        reading = reading_of(table, only_units=units)
    else:
        version = table.versions.get(number=number)
        reading, on = unpack(version.content), timezone.localdate(version.made_at)
    verdict = None
    if out.of_check:
        checker = checker_of(profile_of(table), "review")
        check = judged(table, reading, stage="review", today=on)
        verdict = Verdict(check, summaries(checker.policy, checker.rules))
    return out.make(reading, verdict, on)


def file_job_start(
    *,
    table_id: int,
    form: str,
    number: int | None,
    units: Sequence[int] | None,
    on: date,
    user_id: int,
) -> str:
    """Leave a file to the worker; the id of the job."""
    return async_task(
        "jixiao.web.records.services.files.file_job", table_id, form, number, units,
        on.isoformat(), group=job_group(table_id, form, number, user_id),
    )  # fmt: skip


def file_job(
    table_id: int, form: str, number: int | None, units: Sequence[int] | None, on: str
) -> str:
    """What the worker does: make the file and keep it; its hash is the result."""
    content = file_content(
        table_id=table_id, form=form, number=number, units=units, on=date.fromisoformat(on)
    )
    return store(content)


def job_group(table_id: int, form: str, number: int | None, user_id: int) -> str:
    """Whose job it is and what for, so that nobody fetches another's file."""
    return f"file-{table_id}-{form}-{number or 0}-{user_id}"
