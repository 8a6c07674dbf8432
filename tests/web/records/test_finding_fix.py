"""Taking a proposed fix."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW
from tests.web.records.drafting import (
    MISPLACED,
    NO_SATISFACTION,
    WIDTH,
    drafted,
    indicator_named,
    project_named,
)

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import ProjectRevision
from jixiao.web.records.selectors.findings import findings
from jixiao.web.records.services.findings import finding_fix
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action


@pytest.fixture
def table(office):
    return drafted(office)


def remark(office, table, rule, who="preparer"):
    found = findings(for_user=getattr(office, who), table=table)
    return next(one for one in found.remarks if one.rule == rule)


def fix(office, table, rule, who="preparer", **more):
    found = remark(office, table, rule).id
    return finding_fix(table_id=table.pk, finding=found, actor=getattr(office, who), at=NOW, **more)


def test_a_safe_fix_changes_every_place_that_says_it(office, table):
    projects = fix(office, table, WIDTH)

    assert {one.name for one in projects} == {"招商活动经费", "会展运行经费"}
    for name in ("参加活动人数", "参加展会人数"):
        row = indicator_named(name)
        assert (row.period_target, row.annual_target) == ("≥30人", "≥30人")
    assert WIDTH not in {
        one.rule for one in findings(for_user=office.preparer, table=table).remarks
    }


def test_a_fix_in_one_project_leaves_the_other_alone(office, table):
    key = str(project_named("会展运行经费").key)

    fix(office, table, WIDTH, project_key=key)

    assert indicator_named("参加展会人数").annual_target == "≥30人"
    assert indicator_named("参加活动人数").annual_target == "≥３０人"


def test_a_fix_is_one_entry_a_revision_and_a_new_number(office, table):
    before = AuditEntry.objects.count()
    project = project_named("会展运行经费")

    fix(office, table, WIDTH, project_key=str(project.key))

    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == before + 1
    assert (entry.action, entry.actor, entry.subject_id) == (
        "project.change", office.preparer, str(project.key),
    )  # fmt: skip
    key = str(indicator_named("参加展会人数").key)
    assert entry.before["indicators"][key]["period_target"] == "≥３０人"
    assert entry.after["indicators"][key]["period_target"] == "≥30人"
    now = project_named("会展运行经费")
    assert (now.revision, now.changed_by) == (project.revision + 1, office.preparer)
    revisions = ProjectRevision.objects.filter(project_key=project.key).order_by("revision")
    assert [one.content["indicators"][1]["annual_target"] for one in revisions] == [
        "≥３０人", "≥30人",
    ]  # fmt: skip
    old = table.revision
    table.refresh_from_db()
    assert table.revision > old


def test_a_fix_takes_the_mark_of_copying_off_the_cell(office, table):
    row = indicator_named("参加展会人数")
    row.copied = ["annual_target", "name"]
    row.save()

    fix(office, table, WIDTH)

    assert indicator_named("参加展会人数").copied == ["name"]


def test_a_change_of_wording_is_not_made_unseen(office, table):
    with pytest.raises(ValidationError, match="先看清"):
        fix(office, table, MISPLACED)
    assert indicator_named("参加活动人数").level2_code == "12"

    fix(office, table, MISPLACED, confirmed=True)

    row = indicator_named("参加活动人数")
    assert (row.level2_code, row.level2_label) == ("11", "数量指标")


def test_what_has_no_fix_says_so(office, table):
    with pytest.raises(ValidationError, match="没有现成的改法"):
        fix(office, table, NO_SATISFACTION)


def test_twice_is_told(office, table):
    found = remark(office, table, WIDTH).id
    finding_fix(table_id=table.pk, finding=found, actor=office.preparer, at=NOW)

    with pytest.raises(ValidationError, match="已经不在了"):
        finding_fix(table_id=table.pk, finding=found, actor=office.preparer, at=NOW)


@pytest.mark.parametrize("who", ["head", "administrator", "auditor", "reader"])
def test_who_does_not_fill_in_cannot_fix(office, table, who):
    with pytest.raises(PermissionDenied):
        fix(office, table, WIDTH, who)

    assert indicator_named("参加展会人数").annual_target == "≥３０人"


def test_a_units_preparer_fixes_his_own_project_only(office, table):
    mine, other = project_named("招商活动经费"), project_named("会展运行经费")
    found = remark(office, table, WIDTH, "unit_preparer")
    assert {spot.project for spot in found.spots} == {str(mine.key)}

    finding_fix(table_id=table.pk, finding=found.id, actor=office.unit_preparer, at=NOW)

    assert indicator_named("参加活动人数").annual_target == "≥30人"
    with pytest.raises(ValidationError):
        finding_fix(
            table_id=table.pk, finding=found.id, project_key=str(other.key),
            actor=office.unit_preparer, at=NOW,
        )  # fmt: skip
    assert indicator_named("参加展会人数").annual_target == "≥３０人"


def test_a_submitted_table_is_locked(office, table):
    found = remark(office, table, WIDTH).id
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)

    with pytest.raises(ValidationError, match="待审"):
        finding_fix(table_id=table.pk, finding=found, actor=office.preparer, at=NOW)


def test_nobody_of_another_department_gets_at_it(office, table, log_in):
    found = remark(office, table, WIDTH).id

    answer = log_in(office.stranger).post(f"/tables/{table.pk}/findings/fix/", {"finding": found})

    assert answer.status_code == 404
    assert indicator_named("参加展会人数").annual_target == "≥３０人"


def test_the_page_fixes_and_returns_to_itself(office, table, log_in):
    found = remark(office, table, WIDTH).id

    answer = log_in(office.preparer).post(
        f"/tables/{table.pk}/findings/fix/", {"finding": found}, follow=True
    )

    assert answer.redirect_chain == [(f"/tables/{table.pk}/findings/", 302)]
    assert "已改正" in answer.content.decode()


def test_beside_the_project_the_answer_tells_the_page_to_reload(office, table, log_in):
    found, project = remark(office, table, WIDTH).id, project_named("会展运行经费")

    answer = log_in(office.preparer).post(
        f"/tables/{table.pk}/findings/fix/", {"finding": found, "project": str(project.key)},
        headers={"HX-Request": "true"},
    )  # fmt: skip

    assert answer.status_code == 200
    assert json.loads(answer.headers["HX-Trigger"])["desk:changed"]["project"] == str(project.key)
    assert found not in answer.content.decode()
    assert indicator_named("参加活动人数").annual_target == "≥３０人"
