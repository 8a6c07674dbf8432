"""The job: done once whatever happens to its worker, and only for who still wants it."""

import pytest
from django_q.models import OrmQ
from tests.reading.pdf_builder import Page, pdf
from tests.web.conftest import NOW
from tests.web.imports.conftest import sample

from jixiao.web.records.models import Import
from jixiao.web.records.services import imports
from jixiao.web.records.services.imports import (
    ask_again,
    import_cancel,
    import_job,
    import_read,
    import_start,
)


@pytest.fixture
def waiting(office):
    def make(content=None, name="kaifaqu.txt"):
        return import_start(
            department=office.department, name=name, content=content or sample("kaifaqu"),
            year=None, actor=office.preparer, at=NOW, queue=True,
        )  # fmt: skip

    return make


def test_the_job_reads_and_says_what_it_found(waiting):
    one = waiting()
    import_job(one.pk)

    one.refresh_from_db()
    assert (one.state, one.progress, one.year) == ("ready", 100, None)
    (table,) = one.summary["tables"]
    assert (table["year"], table["projects"], table["indicators"]) == (None, 4, 21)
    assert (one.summary["questions"], one.summary["repairs"]) == (0, 1)


def test_a_second_worker_finds_nothing_to_do(waiting):
    one = waiting()
    import_job(one.pk)
    before = Import.objects.get(pk=one.pk)
    import_job(one.pk)

    after = Import.objects.get(pk=one.pk)
    assert (after.attempts, after.finished_at) == (before.attempts, before.finished_at)


def test_what_a_killed_worker_left_is_read(waiting):
    one = waiting()
    Import.objects.filter(pk=one.pk).update(state="reading", progress=40, attempts=1)
    import_job(one.pk)

    one.refresh_from_db()
    assert one.state == "ready"


def test_a_file_that_kills_every_worker_is_given_up(waiting):
    one = waiting()
    Import.objects.filter(pk=one.pk).update(state="reading", attempts=3)
    import_job(one.pk)

    one.refresh_from_db()
    assert one.state == "failed"
    assert "三次" in one.problem
    assert one.advice


def test_a_file_without_a_table_fails_with_advice(waiting):
    one = waiting("没有表的文字\t一行".encode())
    import_job(one.pk)

    one.refresh_from_db()
    assert one.state == "failed"
    assert one.problem
    assert one.advice


def test_a_fault_of_ours_is_said_and_not_hidden(waiting, monkeypatch):
    one = waiting()

    def fault(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(imports, "summary_of", fault)
    with pytest.raises(ZeroDivisionError):
        import_job(one.pk)
    one.refresh_from_db()
    assert one.state == "failed"


def test_a_cancelled_reading_stops_at_the_next_page(waiting, office, monkeypatch):
    one = waiting(pdf(*[Page().text(60, 200, "x") for _ in range(3)]), "a.pdf")
    pages = []
    monkeypatch.setattr(imports, "_LOOK_EVERY", 0.0)
    told = imports._Watch.__call__

    def cancel_after_one(self, done, total):
        pages.append(done)
        if done == 1:
            import_cancel(import_id=one.pk, actor=office.preparer, at=NOW)
        told(self, done, total)

    monkeypatch.setattr(imports._Watch, "__call__", cancel_after_one)
    import_job(one.pk)

    one.refresh_from_db()
    assert (one.state, pages) == ("cancelled", [1])


def test_a_reading_that_was_asked_anew_meanwhile_is_not_kept(waiting, monkeypatch):
    one = waiting()
    read = imports.read_again

    def asked_meanwhile(late):
        found = read(late)
        if late.asked == 1:
            ask_again(Import.objects.get(pk=late.pk))
        return found

    monkeypatch.setattr(imports, "read_again", asked_meanwhile)
    import_read(import_id=one.pk, at=NOW)
    assert Import.objects.get(pk=one.pk).state == "waiting"
    assert OrmQ.objects.count() == 2
    import_read(import_id=one.pk, at=NOW)
    assert Import.objects.get(pk=one.pk).state == "ready"
