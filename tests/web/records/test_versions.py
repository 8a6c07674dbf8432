"""Versions side by side, one version to cite, a project's history, and taking a revision back."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW
from tests.web.records.drafting import TABLE, drafted, indicator_named, project_named
from tests.web.records.test_finding_fix import fix

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import Indicator, Project, TableVersion
from jixiao.web.records.selectors.versions import history
from jixiao.web.records.services.changing import revision_restore
from jixiao.web.records.services.revisions import revision_keep
from jixiao.web.records.services.tables import table_act, version_keep
from jixiao.workflow import Action


@pytest.fixture
def table(office):
    made = drafted(office)
    version_keep(table=made, occasion=TableVersion.Occasion.IMPORTED, actor=office.preparer, at=NOW)
    return made


def test_two_sides_are_compared_as_the_library_does(office, table, log_in):
    Project.objects.filter(name="招商活动经费").update(total="45.50")
    row = indicator_named("招商活动场次")
    row.annual_target = "≥9场"
    row.save()
    project_named("会展运行经费").delete()

    page = (
        log_in(office.reader)
        .get(f"/tables/{table.pk}/versions/?before=1&after=now")
        .content.decode()
    )

    for words in ("取消", "会展运行经费", "30.00", "45.50", "+15.50", "≥6场", "≥9场", "更严"):
        assert words in page


def test_a_version_is_whole_and_cited_by_its_hash(office, table, log_in):
    client, version = log_in(office.reader), table.versions.get()
    project_named("会展运行经费").delete()

    page = client.get(f"/tables/{table.pk}/versions/1/").content.decode()
    content = client.get(f"/tables/{table.pk}/versions/1/content.json").content

    assert version.sha256 in page
    assert "会展运行经费" in page
    assert "内容与校验码相符" in page
    assert hashlib.sha256(content).hexdigest() == version.sha256


def test_a_version_that_was_tampered_with_says_so(office, table, log_in):
    TableVersion.objects.update(sha256="0" * 64)

    page = log_in(office.reader).get(f"/tables/{table.pk}/versions/1/").content.decode()

    assert "内容与校验码不符" in page


@pytest.mark.parametrize("who", ["stranger", "nobody", "unit_preparer"])
def test_who_does_not_see_the_whole_table_sees_no_version(office, table, log_in, who):
    client = log_in(getattr(office, who))

    for address in ("1/", "1/content.json", "?before=1&after=now"):
        assert client.get(f"/tables/{table.pk}/versions/{address}").status_code == 404


@pytest.mark.parametrize(
    "sides",
    ["before=2&after=now", "before=x&after=1", "before=²&after=1", "before=earlier&after=now"],
)
def test_a_side_that_is_none_is_not_found(office, table, log_in, sides):
    assert log_in(office.reader).get(f"/tables/{table.pk}/versions/?{sides}").status_code == 404


def test_a_table_is_compared_with_the_year_before_as_it_was_approved(
    office, bring_in, approve, log_in
):
    last, now = bring_in("kaifaqu", 2023), bring_in("kaifaqu", 2025)
    bring_in("kaifaqu", 2026)
    client, ask = log_in(office.preparer), f"/tables/{now.pk}/versions/?before=earlier&after=now"
    assert ask.replace("&", "&amp;") in client.get(f"/tables/{now.pk}/").content.decode()
    last.projects.filter(total="50").update(total="48.5")
    assert "+1.50" in client.get(ask).content.decode()
    approve(last)
    last.projects.filter(total="48.5").update(total="1")
    page = client.get(ask).content.decode()
    assert "2023 年的表" in page
    assert "+1.50" in page

    approval = f"/tables/{now.pk}/step/approve/"
    table_act(table_id=now.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    assert "看和 2023 年的表有哪些不同" in log_in(office.head).get(approval).content.decode()
    unit = log_in(office.unit_preparer)
    assert "before=earlier" not in unit.get(f"/tables/{now.pk}/").content.decode()


def test_submitting_leaves_a_version_in_the_list(office, table, log_in):
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)

    page = log_in(office.head).get(f"/tables/{table.pk}/versions/").content.decode()

    assert "第 2 版" in page
    assert "送审" in page


def test_the_years_of_a_project_are_found_by_copying_code_and_name(office, table):
    now = project_named("招商活动经费")
    names = {2022: "甲", 2023: "2023年招商活动经费", 2024: "乙", 2025: "丙"}
    for year, name in names.items():
        text = TABLE.replace("招商活动经费", name).replace("会展运行经费", f"会展{year}")
        drafted(office, text, year=year)
    Project.objects.filter(name="乙").update(code="440100" + "2" * 15)
    Project.objects.filter(pk=now.pk).update(
        code="440100" + "2" * 15, copied_from=project_named("丙").pk
    )
    Project.objects.filter(name="丙").update(copied_from=project_named("甲").pk)
    now.refresh_from_db()

    years = history(for_user=office.reader, project=now).years

    assert [(one.project.table.year, one.matched) for one in years] == [
        (2026, ""), (2025, "copied"), (2024, "code"), (2023, "name"), (2022, "copied"),
    ]  # fmt: skip


def test_the_history_says_who_changed_what(office, table, log_in):
    fix(office, table, "WRD005")

    page = log_in(office.reader).get(f"/projects/{project_named('招商活动经费').key}/history/")
    text = page.content.decode()

    assert "测试preparer" in text
    assert "参加活动人数 · 年度指标值" in text
    assert "<del>３０</del><ins>30</ins>" in text
    assert "恢复到" not in text


def test_a_revision_taken_back_says_again_what_it_said(office, table, log_in):
    before = _said("招商活动经费")
    fix(office, table, "WRD005")
    indicator_named("引进企业数量").delete()
    project = project_named("招商活动经费")
    entries = AuditEntry.objects.count()

    answer = log_in(office.preparer).post(
        f"/projects/{project.key}/history/restore/", {"revision": "1"}, follow=True
    )

    assert "已恢复到第 1 次修订" in answer.content.decode()
    assert _said("招商活动经费") == before
    assert project_named("招商活动经费").revision == project.revision + 1
    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == entries + 1
    assert (entry.action, entry.reason) == ("project.restore", "恢复第 1 次修订")


def test_many_revisions_come_in_pages_and_none_is_lost(office, table):
    project = project_named("招商活动经费")
    for number in range(120):
        project.objective = f"第{number}稿"
        revision_keep(project, list(project.indicators.all()), actor=None, at=NOW)
        project.revision += 1
    project.save()

    pages = [history(for_user=office.reader, project=project, page=n) for n in (1, 2, 3)]

    assert [one.has_next for one in pages] == [True, True, False]
    numbers = [one.number for page in pages for one in page.revisions]
    assert numbers == list(range(120, 0, -1))
    assert all(
        len(one.changes) == 1 for page in pages for one in page.revisions if not one.is_first
    )


@pytest.mark.parametrize("who", ["head", "administrator", "auditor", "reader"])
def test_who_does_not_fill_in_takes_nothing_back(office, table, who):
    fix(office, table, "WRD005")

    with pytest.raises(PermissionDenied):
        _restore(getattr(office, who), "招商活动经费", 1)


def test_a_units_preparer_takes_back_his_own_only(office, table):
    fix(office, table, "WRD005")

    _restore(office.unit_preparer, "招商活动经费", 1)

    with pytest.raises(PermissionDenied):
        _restore(office.unit_preparer, "会展运行经费", 1)


def test_what_cannot_be_taken_back_says_why(office, table):
    fix(office, table, "WRD005")

    with pytest.raises(ValidationError, match="没有第 9 次修订"):
        _restore(office.preparer, "招商活动经费", 9)
    with pytest.raises(ValidationError, match="就是现在"):
        _restore(office.preparer, "招商活动经费", 2)
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    with pytest.raises(ValidationError, match="待审"):
        _restore(office.preparer, "招商活动经费", 1)


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_others_see_no_history(office, table, log_in, who):
    key = project_named("招商活动经费").key
    client = log_in(getattr(office, who))

    assert client.get(f"/projects/{key}/history/").status_code == 404
    assert client.post(f"/projects/{key}/history/restore/", {"revision": "1"}).status_code == 404


def _restore(actor, name, revision):
    return revision_restore(
        project_key=str(project_named(name).key), revision=revision, actor=actor, at=NOW
    )


def _said(name):
    return list(
        Indicator.objects.filter(project__name=name).order_by("position").values_list(
            "key", "name", "number", "level2_code", "period_target", "annual_target"
        )
    )  # fmt: skip
