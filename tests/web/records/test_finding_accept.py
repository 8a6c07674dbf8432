"""Letting a finding stand with a reason, and raising it again."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.records.drafting import NO_SATISFACTION, WIDTH, drafted, project_named

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import AcceptedFinding
from jixiao.web.records.selectors.findings import findings
from jixiao.web.records.services.findings import finding_accept, finding_reopen
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action


@pytest.fixture
def table(office):
    return drafted(office)


def remarks(office, table, rule, who="preparer"):
    found = findings(for_user=getattr(office, who), table=table)
    return [one for one in found.remarks if one.rule == rule]


def accept(office, table, rule=NO_SATISFACTION, who="preparer", reason="没有服务对象", **more):
    (one,) = remarks(office, table, rule)
    return finding_accept(
        table_id=table.pk, finding=one.id, reason=reason, actor=getattr(office, who),
        at=more.pop("at", NOW), **more,
    )  # fmt: skip


def test_an_accepted_finding_stays_marked_and_takes_no_points(office, table):
    def score():
        parts = findings(for_user=office.preparer, table=table).score.parts
        return next(one.score for one in parts if one.name == "招商活动经费")

    before = score()

    accept(office, table)

    (one,) = remarks(office, table, NO_SATISFACTION)
    assert not one.counts
    assert (one.suppressed.reason, one.suppressed.author) == ("没有服务对象", "测试preparer")
    assert float(score()) > float(before)


def test_accepting_leaves_one_entry_with_the_reason(office, table):
    before = AuditEntry.objects.count()

    accept(office, table)

    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == before + 1
    assert (entry.action, entry.reason, entry.actor) == (
        "finding.accept", "没有服务对象", office.preparer,
    )  # fmt: skip
    assert entry.after["entries"] == [[NO_SATISFACTION, "招商活动经费", ""]]


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_needed(office, table, reason):
    with pytest.raises(ValidationError, match="理由"):
        accept(office, table, reason=reason)


def test_a_last_day_in_the_past_is_refused(office, table):
    with pytest.raises(ValidationError, match="不能早于今天"):
        accept(office, table, until=dt.date(2026, 3, 1))


def test_after_its_last_day_it_is_open_again_and_can_be_accepted_anew(office, table):
    accept(office, table, until=dt.date(2026, 3, 2))
    assert timezone.localdate() > dt.date(2026, 3, 2)

    (one,) = remarks(office, table, NO_SATISFACTION)

    assert one.counts
    assert [e.rule for e in findings(for_user=office.preparer, table=table).unused] == [
        NO_SATISFACTION
    ]
    accept(office, table, reason="仍然没有", at=timezone.now())
    assert AcceptedFinding.objects.get().reason == "仍然没有"
    assert AuditEntry.objects.latest("pk").before["entries"][0]["reason"] == "没有服务对象"


def test_twice_is_told(office, table):
    (one,) = remarks(office, table, NO_SATISFACTION)
    accept(office, table)

    with pytest.raises(ValidationError, match="已经接受过"):
        finding_accept(
            table_id=table.pk, finding=one.id, reason="再来", actor=office.preparer, at=NOW
        )


def test_in_one_project_only(office, table):
    key = str(project_named("会展运行经费").key)

    accept(office, table, WIDTH, project_key=key)

    assert [one.project for one in AcceptedFinding.objects.all()] == ["会展运行经费"]
    counted = [one.counts for one in remarks(office, table, WIDTH)]
    assert sorted(counted) == [False, True]


def test_the_head_accepts_while_it_is_submitted_and_the_preparer_does_not(office, table):
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    with pytest.raises(PermissionDenied):
        accept(office, table)

    accept(office, table, who="head")

    assert AcceptedFinding.objects.get().author == office.head


def test_nobody_accepts_in_an_approved_table(office, table):
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    table_act(table_id=table.pk, action=Action.APPROVE, actor=office.head, at=NOW)

    with pytest.raises(PermissionDenied):
        accept(office, table, who="head")


@pytest.mark.parametrize("who", ["administrator", "auditor", "reader"])
def test_others_do_not_accept(office, table, who):
    with pytest.raises(PermissionDenied):
        accept(office, table, who=who)

    assert not AcceptedFinding.objects.exists()


def test_a_finding_of_another_unit_is_none_for_a_units_preparer(office, table):
    (one,) = remarks(office, table, "IND002")
    assert one.spots[0].project_name == "会展运行经费"

    with pytest.raises(ValidationError, match="已经不在了"):
        finding_accept(
            table_id=table.pk, finding=one.id, reason="x", actor=office.unit_preparer, at=NOW
        )

    assert not AcceptedFinding.objects.exists()


def test_raised_again_it_counts_and_leaves_an_entry(office, table):
    (entry,) = accept(office, table)

    finding_reopen(table_id=table.pk, accepted_ids=[entry.pk], actor=office.preparer, at=NOW)

    (one,) = remarks(office, table, NO_SATISFACTION)
    assert one.counts
    last = AuditEntry.objects.latest("pk")
    assert last.action == "finding.reopen"
    assert last.before["entries"] == [[NO_SATISFACTION, "招商活动经费", "", "没有服务对象"]]
    with pytest.raises(ValidationError, match="已经重新提出"):
        finding_reopen(table_id=table.pk, accepted_ids=[entry.pk], actor=office.preparer, at=NOW)


@pytest.mark.parametrize("who", ["administrator", "auditor", "reader"])
def test_others_do_not_raise_again(office, table, who):
    (entry,) = accept(office, table)

    with pytest.raises(PermissionDenied):
        finding_reopen(
            table_id=table.pk, accepted_ids=[entry.pk], actor=getattr(office, who), at=NOW
        )


def test_an_entry_of_another_table_is_not_touched(office, table):
    (entry,) = accept(office, table)
    other = drafted(office, year=2025)

    with pytest.raises(ValidationError):
        finding_reopen(table_id=other.pk, accepted_ids=[entry.pk], actor=office.preparer, at=NOW)

    assert AcceptedFinding.objects.filter(pk=entry.pk).exists()


def test_the_form_without_a_reason_says_what_is_missing(office, table, log_in):
    (one,) = remarks(office, table, NO_SATISFACTION)
    key = str(project_named("招商活动经费").key)

    answer = log_in(office.preparer).post(
        f"/tables/{table.pk}/findings/accept/",
        {"finding": one.id, "project": key, "reason": ""}, headers={"HX-Request": "true"},
    )  # fmt: skip

    assert "请写明接受的理由" in answer.content.decode()
    assert "HX-Trigger" not in answer.headers


@pytest.mark.parametrize("until", ["31.12.2026", "2026-13-40", "x" * 500])
def test_a_day_that_is_none_is_told(office, table, log_in, until):
    (one,) = remarks(office, table, NO_SATISFACTION)

    answer = log_in(office.preparer).post(
        f"/tables/{table.pk}/findings/accept/",
        {"finding": one.id, "reason": "x", "until": until}, follow=True,
    )  # fmt: skip

    assert "有效期请写成" in answer.content.decode()
