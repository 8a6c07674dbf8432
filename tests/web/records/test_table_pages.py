"""The pages of tables and projects: who sees and does what, and how much they ask of the database."""

import json
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.web.conftest import NOW, brought_in

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import ObjectiveTable, Project, TableUnit
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action

JSON = "application/json"


def furnish_once(office):
    return brought_in(office, "zengcheng")


@pytest.fixture
def table(office):
    return office.furnished


@pytest.fixture
def project(table):
    return table.projects.first()


def _post(client, view, /, *args, **data):
    return client.post(reverse(view, args=args), data, follow=True)


def _save(client, one, /, **body):
    body = {"revision": one.revision} | body
    return client.post(reverse("project_save", args=[one.key]), json.dumps(body), content_type=JSON)


def test_the_first_page_lists_what_waits(office, log_in, table):
    page = log_in(office.preparer).get("/").content.decode()
    assert "某某市商务局" in page
    assert "待我处理" in page
    assert "77,452.62" in page

    head = log_in(office.head)
    assert "现在没有要您处理的目标表" in head.get("/").content.decode()
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    assert "待我处理" in head.get("/").content.decode()
    done = log_in(office.preparer).get("/?tab=done").content.decode()
    assert "某某市商务局" in done


def test_what_came_back_stands_first_with_its_reason(office, log_in, bring_in, table):
    bring_in("kaifaqu", 2025)
    for action, who, reason in (
        (Action.SUBMIT, office.preparer, ""), (Action.RETURN, office.head, "早先的理由"),
        (Action.SUBMIT, office.preparer, ""), (Action.RETURN, office.head, "第 3 行没有 <单位>"),
    ):  # fmt: skip
        table_act(table_id=table.pk, action=action, actor=who, at=NOW, reason=reason)
    page = log_in(office.preparer).get("/").content.decode()
    assert page.index("已退回", page.index("<tbody>")) < page.index("填报中", page.index("<tbody>"))
    assert "第 3 行没有 &lt;单位&gt;" in page
    assert "早先的理由" not in page


@pytest.mark.parametrize(
    "query",
    ["?tab=x&year=abc&page=0&state=no", "?page=99999999999", "?year=2024&state=draft&department=商务",
     "?page=3", "?year=9999999999999999999"],
)  # fmt: skip
def test_any_filter_gives_a_page(office, log_in, table, query):
    assert log_in(office.preparer).get(f"/{query}").status_code == 200


def test_the_list_asks_little_however_many_tables(
    office, log_in, table, django_assert_max_num_queries
):
    client = log_in(office.preparer)
    for year in range(2000, 2022):
        ObjectiveTable.objects.create(
            department=office.department, year=year, created_at=NOW, changed_at=NOW
        )
    with django_assert_max_num_queries(10):
        page = client.get("/?tab=all")
    assert "下一页" in page.content.decode()


def test_a_table_says_what_does_not_add_up(office, log_in, table):
    text = log_in(office.preparer).get(reverse("table", args=[table.pk])).content.decode()
    assert "各项目相加 77,452.62，差 0.01，是四舍五入造成的" in text
    assert text.count("操作</button>") == 42 + 2


def test_what_does_not_add_up_is_told_as_printed(office, log_in, project):
    project.total, project.fiscal_appropriation = Decimal("60"), Decimal("50")
    project.save()
    project.refresh_from_db()

    notes = log_in(office.preparer).get(f"/projects/{project.key}/").context["data"]["notes"]

    assert notes["total"] == "总计 60.00，各资金来源相加 50.00，总计多 10.00。"


def test_the_sums_round_a_project_are_in_sight_and_follow_what_is_saved(office, log_in, table):
    first, second = (unit.projects.first() for unit in table.units.all())
    client = log_in(office.preparer)
    before = client.get(reverse("project_rows", args=[second.key])).json()["sums"]
    assert before == (
        "本单位 4 个项目总计 54.61 万元；全表 42 个项目总计 77,452.62 万元；合计行填写 77,452.61 万元"
    )
    assert before in client.get(reverse("project", args=[second.key])).content.decode()

    after = _save(client, second, project={"total": str(second.total + 1000)}).json()["sums"]
    assert "本单位 4 个项目总计 1,054.61 万元；全表 42 个项目总计 78,452.62 万元" in after

    first.unit.org = office.unit
    first.unit.save()
    own = log_in(office.unit_preparer).get(reverse("project_rows", args=[first.key])).json()
    assert own["sums"] == "本单位 38 个项目总计 77,398.01 万元"


def test_saving_asks_little(office, log_in, project, django_assert_max_num_queries):
    client = log_in(office.preparer)
    with django_assert_max_num_queries(32):
        answer = _save(client, project, project={"basis": "依据"})
    assert answer.json()["status"] == "saved"


def test_saving_answers_with_what_became_of_it(office, log_in, project):
    client = log_in(office.preparer)
    rows = client.get(reverse("project_rows", args=[project.key])).json()["indicators"]
    rows[0]["annual_target"] = "90%以上"

    answer = _save(client, project, project={"total": "约"}, indicators=rows).json()

    assert answer["revision"] == 2
    assert [(e["key"], e["field"]) for e in answer["errors"]] == [("", "total")]
    assert answer["indicators"][0]["parts"]["annual_target"] == {
        "comparator": "以上", "value": "90", "unit": "%", "behind": True,
    }  # fmt: skip
    late = _save(client, project, project={"total": "5"}, indicators=[{"key": rows[0]["key"]}])
    assert late.status_code == 409 or late.json()["status"] == "saved"


def test_a_conflict_answers_with_both_texts(office, log_in, project):
    client = log_in(office.preparer)
    _save(client, project, project={"objective": "先写的"})
    answer = _save(client, project, project={"objective": "后写的"})

    assert answer.status_code == 409
    (one,) = answer.json()["conflicts"]
    assert (one["mine"], one["theirs"]) == ("后写的", "先写的")
    assert answer.json()["by"] == "测试preparer"


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"revision": "x"}', '{"revision": -1}', '{"revision": 1e99}', "[" * 100_000,
     '{"revision": 1, "project": []}', '{"revision": 1, "indicators": [1]}', b"\xff",
     '{"revision": 1, "indicators": [{"key": "x"}]}', '{"revision": 1, "touched": [["a"]]}'],
)  # fmt: skip
def test_a_broken_save_is_refused(office, log_in, project, body):
    client = log_in(office.preparer)
    client.raise_request_exception = True
    for name in ("project_save", "project_prose"):
        answer = client.post(reverse(name, args=[project.key]), body, content_type=JSON)
        assert answer.status_code == 400


def test_a_locked_table_can_be_read_not_changed(office, log_in, table, project):
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    client = log_in(office.preparer)

    page = client.get(reverse("table", args=[table.pk])).content.decode()
    assert "现在只能查看" in page
    assert "操作</button>" not in page
    assert "readonly" in client.get(reverse("project", args=[project.key])).content.decode()
    assert _save(client, project, project={"basis": "x"}).status_code == 423
    assert "现在不能修改" in _post(client, "project_delete", project.key).content.decode()
    assert client.get(reverse("table_copy", args=[table.pk])).status_code == 404
    assert Project.objects.filter(pk=project.pk).exists()


def test_units_and_projects_are_added_moved_renamed_and_deleted(office, log_in, table):
    client = log_in(office.preparer)
    page = _post(client, "unit_add", table.pk, name="某某市招商中心")
    unit = table.units.last()
    assert (unit.name, unit.org) == ("某某市招商中心", office.unit)
    assert "已经有单位行" in _post(client, "unit_add", table.pk, name=unit.name).content.decode()
    assert "请填写单位名称" in _post(client, "unit_add", table.pk, name=" ").content.decode()
    _post(client, "unit_move", unit.pk, step="-1")
    assert [one.pk for one in table.units.all()][1] == unit.pk
    _post(client, "unit_rename", unit.pk, name="别的名字")
    unit.refresh_from_db()
    assert (unit.name, unit.org) == ("别的名字", None)

    page = _post(client, "project_create", unit.pk, name="新 项目")
    one = Project.objects.get(name="新 项目")
    assert "新 项目" in page.content.decode()
    first = table.projects.first()
    _post(client, "project_move", first.key, unit=unit.pk)
    first.refresh_from_db()
    assert (first.unit_id, first.position) == (unit.pk, 1)
    _post(client, "project_move", first.key, step="-1")
    assert [p.pk for p in unit.projects.order_by("position")] == [first.pk, one.pk]

    _post(client, "unit_delete", unit.pk)
    assert not TableUnit.objects.filter(pk=unit.pk).exists()
    assert {e.action for e in AuditEntry.objects.all()} >= {
        "unit.change", "project.create", "project.move",
    }  # fmt: skip
    page = client.get(reverse("table", args=[table.pk])).content.decode()
    assert "最近删除" in page


def test_a_deleted_project_comes_back_whole(office, log_in, table, project):
    from jixiao.web.records.services.revisions import content_of  # noqa: PLC0415

    client = log_in(office.preparer)
    before = content_of(project, list(project.indicators.all()))
    page = _post(client, "project_delete", project.key).content.decode()
    assert "已删除项目" in page
    (kept,) = table.project_revisions.filter(is_deletion=True)
    _post(client, "project_restore", kept.pk)

    again = Project.objects.get(key=project.key)
    assert content_of(again, list(again.indicators.all())) == before
    assert client.post(reverse("project_restore", args=[kept.pk])).status_code == 404
    assert [e.action for e in AuditEntry.objects.all()[:2]] == ["project.restore", "project.delete"]


def test_a_deleted_unit_row_comes_back_with_its_project(office, log_in, table, project):
    client = log_in(office.preparer)
    unit = project.unit
    stated = unit.total
    _post(client, "unit_delete", unit.pk)
    kept = table.project_revisions.get(is_deletion=True, project_key=project.key)
    _post(client, "project_restore", kept.pk)

    again = Project.objects.get(key=project.key).unit
    assert (again.name, again.total, again.totals_are_stated) == (unit.name, stated, True)


def test_sums_are_computed_anew(office, log_in, table):
    client = log_in(office.preparer)
    unit = table.units.first()
    _post(client, "sums_compute", table.pk, unit=unit.pk)
    page = _post(client, "sums_compute", table.pk).content.decode()
    assert "四舍五入" not in page
    assert "77,398.01" in page
    assert "77,452.62" in page


def test_a_unit_preparer_sees_and_changes_his_rows_only(office, log_in, table):
    own, other = table.units.all()
    own.org = office.unit
    own.save()
    client = log_in(office.unit_preparer)
    page = client.get(reverse("table", args=[table.pk])).content.decode()
    assert own.name in page
    assert other.name not in page
    assert "合计" not in page
    theirs = other.projects.first()
    for name in ("project", "project_rows"):
        assert client.get(reverse(name, args=[theirs.key])).status_code == 404
    for name in ("project_save", "project_delete", "project_move", "project_prose"):
        assert client.post(reverse(name, args=[theirs.key])).status_code == 404
    assert client.post(reverse("project_create", args=[other.pk])).status_code == 404
    assert client.post(reverse("unit_rename", args=[own.pk]), {"name": "x"}).status_code == 403
    assert _post(client, "project_create", own.pk, name="新的").status_code == 200
    assert Project.objects.filter(name="新的").exists()
    home = client.get("/").content.decode()
    assert "77,452.62" not in home

    log_in(office.preparer).post(reverse("project_delete", args=[theirs.key]))
    kept = table.project_revisions.get(is_deletion=True)
    assert theirs.name not in client.get(reverse("table", args=[table.pk])).content.decode()
    assert client.post(reverse("project_restore", args=[kept.pk])).status_code == 404


_OF_TABLE = ("table", "table_copy", "sums_compute", "template", "template_compare",
             "template_merge", "unit_add")  # fmt: skip
_OF_PROJECT = ("project", "project_rows", "project_save", "project_prose", "project_move",
               "project_delete")  # fmt: skip
_OF_UNIT = ("unit_rename", "unit_move", "unit_delete", "project_create")


def test_strangers_find_nothing_there(office, log_in, table, project):
    unit = table.units.first()
    for who in (office.stranger, office.nobody):
        client = log_in(who)
        for names, key in ((_OF_TABLE, table.pk), (_OF_PROJECT, project.key), (_OF_UNIT, unit.pk)):
            for name in names:
                address = reverse(name, args=[key])
                assert client.post(address).status_code in (404, 405), name
                assert client.get(address).status_code in (404, 405), name


@pytest.mark.parametrize("who", ["head", "administrator", "auditor", "reader"])
def test_others_of_the_office_read_and_change_nothing(office, log_in, table, project, who):
    client = log_in(getattr(office, who))
    unit, entries = table.units.first(), AuditEntry.objects.count()
    assert client.get(reverse("table", args=[table.pk])).status_code == 200
    assert client.get(reverse("project", args=[project.key])).status_code == 200
    for names, key in ((_OF_TABLE, table.pk), (_OF_PROJECT, project.key), (_OF_UNIT, unit.pk)):
        for name in names:
            if name in ("table", "project", "project_rows", "project_prose"):
                continue
            data = {"name": "改", "step": "1"}
            assert client.post(reverse(name, args=[key]), data).status_code in (403, 404, 400), name
    assert _save(client, project, project={"basis": "x"}).status_code == 403
    assert AuditEntry.objects.count() == entries


def test_only_a_post_changes(office, log_in, table, project):
    client = log_in(office.preparer)
    unit = table.units.first()
    for name, key in (
        ("project_save", project.key), ("project_delete", project.key), ("unit_delete", unit.pk),
        ("sums_compute", table.pk), ("template", table.pk), ("unit_add", table.pk),
    ):  # fmt: skip
        assert client.get(reverse(name, args=[key])).status_code == 405
    assert client.get(reverse("project", args=[uuid.uuid4()])).status_code == 404
