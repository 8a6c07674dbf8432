"""A table moves along its life cycle: by the right person, in the right state, once, with its entry."""

import pytest
from tests.web.conftest import NOW, brought_in

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import reading_of, unpack
from jixiao.web.records.models import BudgetYear, ObjectiveTable, Project
from jixiao.web.records.services.tables import (
    ChangedMeanwhile,
    Stopped,
    sha256_of,
    table_act,
)
from jixiao.workflow import Action, ActionNotAllowed, ReasonMissing


def furnish_once(office):
    return brought_in(office, "tianhe")


@pytest.fixture
def table(office):
    return office.furnished


@pytest.fixture
def act(office, table):
    def do(action, who, reason="", **more):
        actor = getattr(office, who)
        return table_act(
            table_id=table.pk, action=action, actor=actor, at=NOW, reason=reason, **more
        )

    return do


def test_submitting_keeps_a_version_and_an_entry(act, table):
    before = reading_of(table)

    after = act(Action.SUBMIT, "preparer")

    assert after.state == "submitted"
    version = table.versions.first()
    assert version.occasion == "submitted"
    assert unpack(version.content) == before
    entry = AuditEntry.objects.first()
    assert entry.action == "table.submit"
    assert (entry.before, entry.after["state"]) == ({"state": "draft"}, "submitted")
    assert entry.after["sha256"] == version.sha256 == sha256_of(before)


def test_submitting_twice_is_refused_and_leaves_one_entry(act):
    act(Action.SUBMIT, "preparer")

    with pytest.raises(ActionNotAllowed):
        act(Action.SUBMIT, "preparer")

    assert AuditEntry.objects.filter(action="table.submit").count() == 1


@pytest.mark.parametrize(
    "who", ["head", "administrator", "auditor", "reader", "unit_preparer", "stranger", "nobody"]
)
def test_only_a_preparer_of_the_department_submits(act, table, who):
    with pytest.raises(ActionNotAllowed):
        act(Action.SUBMIT, who)

    table.refresh_from_db()
    assert table.state == "draft"
    assert not AuditEntry.objects.filter(action="table.submit").exists()


def test_what_was_changed_since_it_was_seen_is_not_submitted(act, table):
    seen = sha256_of(reading_of(table))
    Project.objects.filter(table=table).update(objective="别的")

    with pytest.raises(ChangedMeanwhile):
        act(Action.SUBMIT, "preparer", seen=seen)


def test_the_gate_of_the_office_stops_submitting_where_it_says_so(act, table):
    project = Project.objects.filter(table=table, indicators__isnull=False).first()
    project.indicators.all().delete()
    gate = BudgetYear.objects.filter(department=table.department)
    gate.update(submit_gate="error")

    with pytest.raises(Stopped) as stopped:
        act(Action.SUBMIT, "preparer")
    assert stopped.value.problems

    gate.update(submit_gate="")
    assert act(Action.SUBMIT, "preparer").state == "submitted"


def test_a_preparer_withdraws_what_nobody_has_judged_yet(act):
    act(Action.SUBMIT, "preparer")

    assert act(Action.WITHDRAW, "preparer").state == "draft"
    with pytest.raises(ActionNotAllowed):
        act(Action.WITHDRAW, "preparer")


def test_returning_needs_a_reason_that_the_trail_keeps(act):
    act(Action.SUBMIT, "preparer")

    with pytest.raises(ReasonMissing):
        act(Action.RETURN, "head", "  ")
    assert act(Action.RETURN, "head", "请补满意度指标").state == "returned"

    entry = AuditEntry.objects.first()
    assert (entry.action, entry.reason) == ("table.return", "请补满意度指标")


def test_what_is_approved_is_what_was_seen(act, table):
    act(Action.SUBMIT, "preparer")
    seen = table.versions.first().sha256

    with pytest.raises(ChangedMeanwhile):
        act(Action.APPROVE, "head", seen="0" * 64)
    after = act(Action.APPROVE, "head", seen=seen)

    assert after.state == "approved"
    assert after.approved_at == NOW
    version = table.versions.first()
    assert (version.occasion, version.sha256) == ("approved", seen)
    assert AuditEntry.objects.first().after["sha256"] == seen


def test_a_second_head_comes_too_late(act):
    act(Action.SUBMIT, "preparer")
    act(Action.APPROVE, "head")

    with pytest.raises(ActionNotAllowed):
        act(Action.APPROVE, "head")
    with pytest.raises(ActionNotAllowed):
        act(Action.RETURN, "head", "不同意")

    assert AuditEntry.objects.filter(action="table.approve").count() == 1


def test_adjusting_opens_the_table_again_and_leaves_what_was_approved(act, table):
    act(Action.SUBMIT, "preparer")
    act(Action.APPROVE, "head")
    approved = table.versions.get(occasion="approved")

    with pytest.raises(ReasonMissing):
        act(Action.ADJUST, "preparer")
    assert act(Action.ADJUST, "preparer", "追加预算").state == "draft"
    Project.objects.filter(table=table).update(name="改了")
    act(Action.SUBMIT, "preparer")
    act(Action.APPROVE, "head")

    same = table.versions.get(number=approved.number)
    assert bytes(same.content) == bytes(approved.content)
    assert same.sha256 == approved.sha256 == sha256_of(unpack(same.content))
    assert table.versions.filter(occasion="approved").count() == 2


def test_a_closed_year_is_not_adjusted(act, table):
    act(Action.SUBMIT, "preparer")
    act(Action.APPROVE, "head")
    BudgetYear.objects.filter(department=table.department).update(is_open=False)

    with pytest.raises(Exception, match="没有开放"):
        act(Action.ADJUST, "preparer", "追加预算")

    assert ObjectiveTable.objects.get().state == "approved"


def test_disclosing_has_no_way_around_its_gate(act):
    act(Action.SUBMIT, "preparer")
    act(Action.APPROVE, "head")

    with pytest.raises(ValueError, match="disclose"):
        act(Action.DISCLOSE, "head")


def test_a_failing_entry_undoes_the_step(act, table, monkeypatch):
    """As if the process had died after the rows were written and before the entry was."""

    def dies(**_):
        raise RuntimeError("killed")

    monkeypatch.setattr("jixiao.web.records.services.tables.audit_record", dies)
    with pytest.raises(RuntimeError):
        act(Action.SUBMIT, "preparer")

    table.refresh_from_db()
    assert table.state == "draft"
    assert not table.versions.filter(occasion="submitted").exists()
