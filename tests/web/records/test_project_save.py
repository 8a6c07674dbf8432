"""Saving what somebody typed: stored, merged, asked about, refused."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW, brought_in

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import ProjectRevision
from jixiao.web.records.services.access import Locked
from jixiao.web.records.services.projects import Conflicted, project_save
from jixiao.web.records.services.tables import table_act
from jixiao.web.records.sheet import sheet_of
from jixiao.workflow import Action

LATER = NOW + timedelta(minutes=1)


def furnish_once(office):
    return brought_in(office)


@pytest.fixture
def project(office):
    return office.furnished.projects.first()


def _save(project, actor, revision=None, fields=None, rows=None, **more):
    return project_save(
        key=project.key, revision=project.revision if revision is None else revision,
        fields=fields or {}, rows=rows, actor=actor, at=LATER, **more,
    )  # fmt: skip


def _sheet(project):
    project.refresh_from_db()
    return sheet_of(project, list(project.indicators.all()))


def test_only_what_changed_is_stored_and_in_the_trail(office, project):
    before = _sheet(project)
    rows = before["indicators"]
    rows[0]["annual_target"] = "≥95%"

    saved = _save(project, office.preparer, fields={"basis": "某某〔2026〕1号"}, rows=rows)

    after = _sheet(project)
    assert after["project"]["basis"] == "某某〔2026〕1号"
    assert after["indicators"] == rows
    assert saved.project.revision == 2
    entry = AuditEntry.objects.first()
    assert entry.action == "project.change"
    assert set(entry.after) == {"basis", "indicators", "revision"}
    assert entry.after["indicators"] == {rows[0]["key"]: {"annual_target": "≥95%"}}
    assert set(ProjectRevision.objects.values_list("revision", flat=True)) == {1, 2}


def test_nothing_changed_leaves_no_trace(office, project):
    entries = AuditEntry.objects.count()

    saved = _save(project, office.preparer, rows=_sheet(project)["indicators"])

    assert saved.project.revision == 1
    assert AuditEntry.objects.count() == entries
    assert not ProjectRevision.objects.exists()


def test_the_revision_of_the_table_grows(office, project):
    before = project.table.revision
    _save(project, office.preparer, fields={"basis": "依据"})
    project.table.refresh_from_db()
    assert project.table.revision == before + 1


def test_a_field_that_is_not_named_is_not_set(office, project):
    _save(project, office.preparer, fields={"revision": "99", "key": str(uuid.uuid4()), "x": "y"})

    key = project.key
    project.refresh_from_db()
    assert (project.key, project.revision) == (key, 1)


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [
        ("total", "１，２３４．５", "1234.50"),
        ("total", " 0.125 ", "0.125"),
        ("total", "", ""),
        ("start_year", "2026年", "2026"),
        ("continuity", "延续", "continuing"),
        ("objective", "甲\r\n乙", "甲\n乙"),
    ],
)
def test_a_text_is_stored_in_its_plain_form(office, project, field, text, shown):
    saved = _save(project, office.preparer, fields={field: text})

    assert not saved.errors
    assert _sheet(project)["project"][field] == shown


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("total", "约100"), ("total", "1" * 15), ("total", "1.1234567"), ("start_year", "26"),
        ("continuity", "别的"), ("code", "1" * 22), ("objective", "甲\x00"), ("objective", "\ud800"),
        ("objective", 5), ("total", None), ("total", "NaN"), ("total", "1e9"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_stored_keeps_no_other_back(office, project, field, text):
    before = _sheet(project)["project"][field]

    saved = _save(project, office.preparer, fields={field: text, "basis": "依据"})

    assert [(one.key, one.field) for one in saved.errors] == [("", field)]
    assert _sheet(project)["project"][field] == before
    assert _sheet(project)["project"]["basis"] == "依据"


def test_rows_are_added_moved_deleted_and_numbered(office, project):
    rows = _sheet(project)["indicators"]
    new = {"key": str(uuid.uuid4()), "level": "1-产出指标；11-数量指标", "name": "新指标"}
    wanted = [rows[2], new, rows[0]]

    _save(project, office.preparer, rows=wanted)

    now = list(project.indicators.all())
    assert [str(one.key) for one in now] == [row["key"] for row in wanted]
    assert [one.number for one in now] == [1, 2, 3]
    assert (now[1].level1_code, now[1].level2_label) == ("1", "数量指标")
    assert now[1].annual_target is None


def test_an_old_page_is_merged(office, project):
    rows = _sheet(project)["indicators"]
    theirs = [dict(row) for row in rows]
    theirs[0]["name"] = "别人改的名称"
    _save(project, office.preparer, fields={"objective": "别人的目标"}, rows=theirs)
    mine = [dict(row) for row in rows]
    mine[0]["annual_target"] = "我改的值"

    saved = _save(project, office.preparer, revision=1, fields={"basis": "我的依据"}, rows=mine)

    after = _sheet(project)
    assert after["project"]["objective"] == "别人的目标"
    assert after["project"]["basis"] == "我的依据"
    assert after["indicators"][0]["name"] == "别人改的名称"
    assert after["indicators"][0]["annual_target"] == "我改的值"
    assert set(saved.taken) == {("", "objective"), (rows[0]["key"], "name")}


def test_the_same_cell_is_asked_about_and_nothing_stored(office, project):
    _save(project, office.preparer, fields={"objective": "别人的目标"})
    before = _sheet(project)

    with pytest.raises(Conflicted) as caught:
        _save(project, office.preparer, revision=1, fields={"objective": "我的", "basis": "依据"})

    assert [(c.field, c.mine, c.theirs) for c in caught.value.conflicts] == [
        ("objective", "我的", "别人的目标")
    ]
    assert caught.value.revision == 2
    assert caught.value.merged.sheet["project"]["basis"] == "依据"
    assert _sheet(project) == before


def test_a_revision_nobody_kept_asks_about_every_difference(office, project):
    with pytest.raises(Conflicted):
        _save(project, office.preparer, revision=0, fields={"name": "别的名称"})


def test_a_copied_cell_is_marked_until_it_is_touched(office, project):
    one = project.indicators.first()
    project.copied, one.copied = ["objective", "total"], ["annual_target", "name"]
    project.save()
    one.save()
    rows = _sheet(project)["indicators"]
    rows[0]["annual_target"] = "新的值"

    _save(project, office.preparer, fields={"objective": "新目标"}, rows=rows)
    project.refresh_from_db()
    one.refresh_from_db()
    assert (project.copied, one.copied) == (["total"], ["name"])

    _save(project, office.preparer, touched=[("", "total"), (str(one.key), "name")])
    project.refresh_from_db()
    one.refresh_from_db()
    assert (project.copied, one.copied) == ([], [])


def test_a_key_of_another_project_is_refused(office):
    first, second = office.furnished.projects.all()[:2]
    rows = [{"key": str(second.indicators.first().key), "name": "别人的"}]

    with pytest.raises(ValidationError):
        _save(first, office.preparer, rows=rows)


@pytest.mark.parametrize("rows", [[{}], [{"key": "x"}], [{"key": 5}], [{"key": None}]])
def test_rows_without_a_key_are_refused(office, project, rows):
    with pytest.raises(ValidationError):
        _save(project, office.preparer, rows=rows)


@pytest.mark.parametrize(
    "who", ["head", "administrator", "auditor", "reader", "stranger", "nobody", "unit_preparer"]
)
def test_only_a_preparer_of_the_row_saves(office, project, who):
    with pytest.raises(PermissionDenied):
        _save(project, getattr(office, who), fields={"basis": "依据"})


def test_a_unit_preparer_saves_his_own_row(office, project):
    project.unit.org = office.unit
    project.unit.save()

    _save(project, office.unit_preparer, fields={"basis": "依据"})

    assert _sheet(project)["project"]["basis"] == "依据"


def test_a_submitted_table_is_locked(office, project):
    table_act(table_id=project.table_id, action=Action.SUBMIT, actor=office.preparer, at=NOW)

    with pytest.raises(Locked, match="待审"):
        _save(project, office.preparer, fields={"basis": "依据"})


def test_suggested_stays_on_a_new_row_only(office, project):
    rows = _sheet(project)["indicators"]
    new = {"key": str(uuid.uuid4()), "name": "库里的", "suggested": True}

    _save(project, office.preparer, rows=[{**rows[0], "suggested": True}, *rows[1:], new])

    now = list(project.indicators.all())
    assert [one.suggested for one in now] == [False] * len(rows) + [True]
