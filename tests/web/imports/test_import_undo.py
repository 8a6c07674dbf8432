"""Undo puts back what was there, redo what was undone; neither loses what was typed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import record_of
from jixiao.web.records.models import Comment, Indicator, Project
from jixiao.web.records.services import import_undo as import_undo_module
from jixiao.web.records.services.import_undo import ChangedSince, import_redo, import_undo
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action

LATER = NOW + timedelta(hours=1)


def undo(one, actor, **named):
    return import_undo(import_id=one.pk, actor=actor, at=LATER, **named)


def redo(one, actor, **named):
    return import_redo(import_id=one.pk, actor=actor, at=LATER, **named)


def touched(table):
    """Somebody changes a project and the table's revision with it."""
    project = table.projects.first()
    project.objective, project.changed_at = "改过的目标", LATER
    project.save()
    table.refresh_from_db()
    table.revision += 1
    table.save()
    return project


def test_an_import_into_an_empty_year_leaves_an_empty_table(office, accepted):
    one = accepted()
    table = undo(one, office.preparer)

    one.refresh_from_db()
    assert (one.state, table.projects.count(), table.units.count()) == ("undone", 0, 0)
    assert table.versions.count() == 1
    assert AuditEntry.objects.filter(action="import.undo", actor=office.preparer).count() == 1


def test_it_restores_every_column_of_what_was_there(office, accepted):
    table = accepted("tianhe").table
    project = table.projects.first()
    project.code, project.start_year, project.copied = "C" * 21, 2023, ["objective"]
    project.save()
    Indicator.objects.filter(project=project).update(weight="12.50", suggested=True)
    before = record_of(table)
    comment = Comment.objects.create(
        table=table, project_key=project.key, text="请核", author=office.head, at=NOW
    )
    second = accepted("kaifaqu")

    undo(second, office.preparer)

    table.refresh_from_db()
    assert record_of(table) == before
    back = Project.objects.get(key=project.key)
    assert (back.pk, back.code, back.start_year, back.copied) == (
        project.pk, "C" * 21, 2023, ["objective"],
    )  # fmt: skip
    assert set(back.indicators.values_list("weight", "suggested")) == {(12.5, True)}
    assert Comment.objects.filter(pk=comment.pk).exists()
    assert back.revision > project.revision


def test_redo_brings_the_import_back(office, accepted):
    one = accepted("tianhe")
    now = record_of(one.table)
    undo(one, office.preparer)
    table = redo(one, office.preparer)

    assert record_of(table) == now
    assert AuditEntry.objects.filter(action="import.redo").count() == 1


def test_what_was_changed_since_is_named_first_and_comes_back_with_redo(office, accepted):
    one = accepted()
    project = touched(one.table)

    with pytest.raises(ChangedSince) as asked:
        undo(one, office.preparer)
    assert asked.value.projects == [project.name]
    assert Project.objects.filter(pk=project.pk).exists()

    undo(one, office.preparer, even_so=True)
    redo(one, office.preparer)
    assert Project.objects.get(key=project.key).objective == "改过的目标"


def test_undo_twice_and_redo_of_nothing_are_refused(office, accepted):
    one = accepted()
    with pytest.raises(ValidationError, match="没有撤销"):
        redo(one, office.preparer)
    undo(one, office.preparer)
    with pytest.raises(ValidationError, match="没有采用"):
        undo(one, office.preparer)


def test_not_while_the_table_is_under_review(office, accepted):
    one = accepted()
    table_act(table_id=one.table_id, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    with pytest.raises(ValidationError, match="撤回"):
        undo(one, office.preparer)


@pytest.mark.parametrize("who", ["head", "auditor", "unit_preparer", "stranger", "nobody"])
def test_only_a_preparer_of_the_department_may(office, accepted, who):
    one = accepted()
    with pytest.raises(PermissionDenied):
        undo(one, getattr(office, who))
    one.refresh_from_db()
    assert (one.state, one.table.projects.count()) == ("accepted", 4)


def test_an_entry_and_the_undo_are_there_both_or_neither(office, accepted, monkeypatch):
    one = accepted()

    def broken(**_):
        raise OSError("disk full")

    monkeypatch.setattr(import_undo_module, "audit_record", broken)
    with pytest.raises(OSError, match="disk full"):
        undo(one, office.preparer)
    assert one.table.projects.count() == 4
