"""Disclosing: the gate, what is covered, the files, replacing and retracting."""

import hashlib
from datetime import timedelta

import pytest
from tests.web.conftest import NOW, brought_in

from jixiao.model import Redaction
from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import unpack
from jixiao.web.records.models import BudgetYear, Project, PublicIndicator, PublicTable
from jixiao.web.records.selectors.gate import ChangedMeanwhile, gate_of
from jixiao.web.records.services.disclosing import public_retract
from jixiao.web.records.services.imports import stored_at
from jixiao.web.records.services.tables import Stopped, table_act
from jixiao.workflow import Action, ActionNotAllowed, ReasonMissing


def furnish_once(office):
    return brought_in(office, "tianhe")


def test_a_sound_table_becomes_public_with_its_files_and_rows(office, approve, disclose):
    table = approve(office.furnished)
    approved = table.versions.first()

    version = disclose(table, seen=approved.sha256)

    table.refresh_from_db()
    assert (table.state, table.disclosed_at) == ("disclosed", NOW)
    assert version.is_public
    assert version.sha256 == approved.sha256
    assert set(version.details["files"]) == {"xlsx", "pdf", "csv", "json", "package"}
    for one in version.details["files"].values():
        content = stored_at(one["sha256"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["bytes"], one["sha256"])
    public = PublicTable.objects.get()
    reading = unpack(version.content)
    assert public.version == version
    assert public.projects.count() == len(reading.table.projects) == 24
    assert PublicIndicator.objects.count() == len(reading.table.indicators)
    entry = AuditEntry.objects.first()
    assert entry.action == "table.disclose"
    assert entry.after["sha256"] == version.sha256
    assert entry.after["override"] is None


@pytest.mark.parametrize(
    "who", ["preparer", "administrator", "auditor", "reader", "unit_preparer", "stranger", "nobody"]
)
def test_only_the_head_discloses(office, approve, disclose, who):
    table = approve(office.furnished)

    with pytest.raises(ActionNotAllowed):
        disclose(table, who)

    assert not PublicTable.objects.exists()


def test_what_is_not_approved_is_not_disclosed(office, disclose):
    with pytest.raises(ActionNotAllowed):
        disclose(office.furnished)


def test_disclosing_twice_is_refused(office, approve, disclose):
    table = approve(office.furnished)
    disclose(table)

    with pytest.raises(ActionNotAllowed):
        disclose(table)

    assert AuditEntry.objects.filter(action="table.disclose").count() == 1


def test_another_version_than_the_one_seen_is_not_disclosed(office, approve, disclose):
    table = approve(office.furnished)

    with pytest.raises(ChangedMeanwhile):
        disclose(table, seen="0" * 64)


def test_personal_data_stop_it_until_they_are_covered_or_a_reason_is_given(
    bring_in, approve, disclose
):
    table = approve(bring_in("huadu"))
    BudgetYear.objects.update(disclosure_gate="error")
    with pytest.raises(Stopped) as stopped:
        disclose(table)
    assert any("PUB001" in one for one in stopped.value.problems)
    assert not PublicTable.objects.exists()
    assert table.versions.filter(is_public=True).count() == 0

    version = disclose(table, override="局长办公会同意")

    assert version.details["override"]["reason"] == "局长办公会同意"
    entry = AuditEntry.objects.first()
    assert entry.reason == "局长办公会同意"
    assert any("PUB001" in one for one in entry.after["override"]["hindrances"])


def test_a_covered_passage_is_in_nothing_public_and_not_in_the_trail(office, approve, disclose):
    table = office.furnished
    project = table.projects.first()
    project.objective = f"{project.objective}由秘密公司承办。"
    project.save()
    approve(table)
    one = Redaction("秘密公司", "商业秘密", "负责人")

    version = disclose(table, redactions=[one])

    assert "秘密公司" not in str(unpack(version.content))
    assert "由××承办" in str(unpack(version.content))
    assert version.details["redacted"][0]["times"] == 1
    assert "秘密公司" not in str(AuditEntry.objects.first().after)
    assert "秘密公司" in str(unpack(table.versions.get(occasion="approved").content))


def test_a_passage_that_does_not_occur_stops_it(office, approve):
    table = approve(office.furnished)

    gate = gate_of(table, redactions=[Redaction("没有的字", "x", "y")], today=NOW.date())

    assert [one.kind for one in gate.hindrances] == ["redaction"]


def test_accepted_findings_do_not_stop_it(bring_in, approve, office):
    table = approve(bring_in("kaifaqu"))
    found = gate_of(table, redactions=(), today=NOW.date()).hindrances
    assert [one.kind for one in found] == ["finding"]

    accepted = table.accepted_findings.create(
        rule="IND002", reason="已核", author=office.head, at=NOW
    )
    # An entry on the table itself is not one on each project.
    assert gate_of(table, redactions=(), today=NOW.date()).hindrances == found
    accepted.project = found[0].project
    accepted.save()
    assert gate_of(table, redactions=(), today=NOW.date()).hindrances == ()

    accepted.until = NOW.date() - timedelta(days=1)
    accepted.save()
    assert gate_of(table, redactions=(), today=NOW.date()).hindrances == found


def test_the_office_chooses_what_severity_stops_it(office, approve):
    table = approve(office.furnished)
    assert gate_of(table, redactions=(), today=NOW.date()).hindrances == ()

    BudgetYear.objects.update(disclosure_gate="info")

    assert gate_of(table, redactions=(), today=NOW.date()).hindrances


def test_an_adjusted_table_replaces_what_was_public_and_keeps_its_links(approve, disclose, office):
    table = approve(office.furnished)
    first = disclose(table)
    key = PublicTable.objects.get().key
    gone = Project.objects.filter(table=table).first()
    keys = set(PublicTable.objects.get().projects.values_list("key", flat=True))

    table_act(table_id=table.pk, action=Action.ADJUST, actor=office.preparer, at=NOW, reason="调整")
    assert table.versions.get(is_public=True) == first  # public until the next one is
    gone.delete()
    approve(table)
    second = disclose(table, override="已核对合计")

    public = PublicTable.objects.get()
    assert (public.key, public.version) == (key, second)
    assert table.versions.get(is_public=True) == second
    first.refresh_from_db()
    assert first.withdrawn_at == NOW
    assert set(public.projects.values_list("key", flat=True)) == keys
    (kept,) = public.projects.filter(is_current=False)
    assert (kept.name, kept.objective, kept.searched) == ("", "", "")


def test_retracting_leaves_the_link_alone(approve, disclose, office):
    table = approve(office.furnished)
    disclose(table)
    with pytest.raises(ReasonMissing):
        table_act(table_id=table.pk, action=Action.RETRACT, actor=office.head, at=NOW)

    table_act(table_id=table.pk, action=Action.RETRACT, actor=office.head, at=NOW, reason="有误")

    table.refresh_from_db()
    assert (table.state, table.disclosed_at) == ("approved", None)
    assert not table.versions.filter(is_public=True).exists()
    public = PublicTable.objects.get()
    assert (public.version, public.department, public.withdrawn_at) == (None, "", NOW)
    assert not PublicIndicator.objects.exists()
    assert set(public.projects.values_list("name", "searched")) == {("", "")}
    assert AuditEntry.objects.first().reason == "有误"
    disclose(table)
    assert PublicTable.objects.get().version is not None


def test_what_is_public_can_be_taken_down_while_the_table_is_adjusted(approve, disclose, office):
    table = approve(office.furnished)
    disclose(table)

    def take_down(who="head", reason="有个人信息"):
        return public_retract(table_id=table.pk, actor=getattr(office, who), at=NOW, reason=reason)

    with pytest.raises(ActionNotAllowed):  # disclosed: the life cycle's own step does it
        take_down()
    table_act(table_id=table.pk, action=Action.ADJUST, actor=office.preparer, at=NOW, reason="调整")
    with pytest.raises(ActionNotAllowed):
        take_down("preparer")
    with pytest.raises(ReasonMissing):
        take_down(reason="")

    take_down()

    table.refresh_from_db()
    assert table.state == "draft"
    assert PublicTable.objects.get().version is None
    with pytest.raises(ActionNotAllowed):
        take_down()
    assert AuditEntry.objects.filter(action="table.retract").count() == 1


def test_a_failing_entry_leaves_nothing_public(office, approve, disclose, monkeypatch):
    table = approve(office.furnished)

    def dies(**_):
        raise RuntimeError("killed")

    monkeypatch.setattr("jixiao.web.records.services.tables.audit_record", dies)
    with pytest.raises(RuntimeError):
        disclose(table)

    table.refresh_from_db()
    assert table.state == "approved"
    assert not PublicTable.objects.exists()
    assert not table.versions.filter(is_public=True).exists()
