"""A file comes in once, by whom it may, and its job stands in the database with it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django_q.models import OrmQ
from tests.web.conftest import NOW
from tests.web.imports.conftest import sample

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import Import, SourceFile
from jixiao.web.records.services.imports import SameContent, import_again, import_start


def start(office, actor=None, **named):
    given = {
        "department": office.department, "name": "目标表.txt", "content": sample("kaifaqu"),
        "year": 2024, "actor": actor or office.preparer, "at": NOW,
    }  # fmt: skip
    return import_start(**(given | named))


def test_it_waits_to_be_read_and_leaves_an_entry(office):
    one = start(office)

    assert (one.state, one.year, one.source.name) == ("waiting", 2024, "目标表.txt")
    entry = AuditEntry.objects.get(action="import.start")
    assert (entry.actor, entry.after["sha256"]) == (office.preparer, one.source.sha256)
    assert not OrmQ.objects.exists()


def test_its_job_is_queued_with_it_or_neither_is_there(office):
    start(office, queue=True)
    assert OrmQ.objects.count() == 1

    with pytest.raises(RuntimeError):
        _interrupted(office)
    assert (OrmQ.objects.count(), Import.objects.count()) == (1, 1)


@transaction.atomic
def _interrupted(office):
    start(office, queue=True, content=b"other")
    raise RuntimeError


@pytest.mark.parametrize(
    "who", ["head", "auditor", "reader", "unit_preparer", "stranger", "nobody"]
)
def test_only_a_preparer_of_the_department_may(office, who):
    with pytest.raises(PermissionDenied):
        start(office, actor=getattr(office, who))
    assert not SourceFile.objects.exists()


@pytest.mark.parametrize("content", [b"", b"x" * 11])
def test_an_empty_and_a_too_large_file_are_refused(office, settings, content):
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(ValidationError):
        start(office, content=content)
    assert not Import.objects.exists()


def test_the_same_content_is_recognised_in_the_department_and_may_be_read_again(office):
    first = start(office)

    with pytest.raises(SameContent) as refused:
        start(office, name="另名.txt", repeat=False)
    assert refused.value.earlier == first
    again = import_again(import_id=first.pk, actor=office.preparer, at=NOW)
    assert (again.source, again.pk != first.pk) == (first.source, True)
    elsewhere = start(
        office, actor=office.stranger, department=office.stranger_department, repeat=False
    )
    assert elsewhere.source != first.source


def test_a_path_in_the_name_is_left_out(office):
    assert start(office, name="../../etc/表.txt").source.name == "表.txt"
