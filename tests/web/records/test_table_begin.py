"""Beginning a year, and taking projects over: all is there, and all is marked."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.conftest import NOW, brought_in

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import BudgetYear, Project, ProjectRevision
from jixiao.web.records.services.tables import table_act
from jixiao.web.records.services.years import projects_copy, table_begin, version_copy
from jixiao.web.records.sheet import sheet_of
from jixiao.workflow import Action


def furnish_once(office):
    return brought_in(office, "zengcheng")


@pytest.fixture
def table(office):
    return office.furnished


def _begin(office, source=None, year=2025, actor=None, department=None):
    return table_begin(
        department=department or office.department, year=year, source_id=source and source.pk,
        actor=actor or office.preparer, at=NOW,
    )  # fmt: skip


def _sheet(project):
    sheet = sheet_of(project, list(project.indicators.all()))
    for row in sheet["indicators"]:
        del row["key"]
    return sheet


def test_a_year_begins_empty(office):
    begun = _begin(office)
    assert (begun.table.year, begun.copied, begun.table.projects.count()) == (2025, 0, 0)
    assert AuditEntry.objects.first().action == "table.create"


def test_a_year_begins_as_the_last_one_with_everything_marked(office, table):
    first = table.projects.first()
    first.responsible_person = "某某"
    first.save()

    begun = _begin(office, table)

    assert begun.copied == 42
    old, new = list(table.projects.all()), list(begun.table.projects.all())
    assert [u.name for u in begun.table.units.all()] == [u.name for u in table.units.all()]
    for before, after in zip(old, new, strict=True):
        one, other = _sheet(before), _sheet(after)
        one["project"]["continuity"] = "continuing"
        assert one == other
        assert set(after.copied) == {n for n, text in other["project"].items() if text}
        for row, texts in zip(after.indicators.all(), other["indicators"], strict=True):
            assert set(row.copied) == {name for name, text in texts.items() if text}
        assert after.copied_from_id == before.pk
        assert after.key != before.key
    assert ProjectRevision.objects.filter(table=begun.table).count() == 42
    assert not begun.table.totals_are_stated
    assert [e.action for e in AuditEntry.objects.all()[:2]] == ["table.fill", "table.create"]


def test_what_has_ended_is_left_out_and_named(office, table):
    one = table.projects.first()
    one.end_year = 2024
    one.save()

    begun = _begin(office, table)

    assert begun.left_out == (one.name,)
    assert begun.copied == 41


def test_a_year_that_is_there_or_closed_is_refused(office, table):
    with pytest.raises(ValidationError):
        _begin(office, year=2024)
    BudgetYear.objects.create(department=office.department, year=2025, is_open=False)
    with pytest.raises(ValidationError, match="没有开放"):
        _begin(office)


@pytest.mark.parametrize("who", ["head", "administrator", "reader", "unit_preparer", "nobody"])
def test_only_a_preparer_of_the_department_begins(office, table, who):
    with pytest.raises((PermissionDenied, Http404)):
        _begin(office, table, actor=getattr(office, who))


def test_a_stranger_s_table_is_no_source(office, table):
    with pytest.raises(Http404):
        _begin(office, table, actor=office.stranger, department=office.stranger_department)


def test_a_similar_project_lends_its_words_only(office, table):
    source = table.projects.first()
    source.code, source.responsible_person, source.basis = "51000024T000000000001", "某某", "依据"
    source.save()
    there = table_begin(
        department=office.stranger_department, year=2025, source_id=None, actor=None, at=NOW
    ).table
    unit = there.units.create(name="水务站", position=0)
    office.stranger.memberships.create(org=office.department, role="reader")

    (made,) = projects_copy(
        table_id=there.pk, keys=[source.key], unit_id=unit.pk, actor=office.stranger, at=NOW
    )

    assert (made.name, made.basis, made.objective) == (source.name, "依据", source.objective)
    assert (made.code, made.responsible_person, made.total, made.continuity) == ("", "", None, "")
    assert made.implementing_unit == "水务站"
    assert made.indicators.count() == source.indicators.count()
    assert "implementing_unit" not in made.copied


def test_projects_out_of_sight_are_not_taken(office, table):
    there = table_begin(
        department=office.stranger_department, year=2025, source_id=None, actor=None, at=NOW
    ).table
    unit = there.units.create(name="水务站", position=0)
    keys = [table.projects.first().key]
    with pytest.raises(ValidationError):
        projects_copy(table_id=there.pk, keys=keys, unit_id=unit.pk, actor=office.stranger, at=NOW)
    assert not there.projects.exists()


def test_a_version_is_taken_up_again(office, table):
    version = table.versions.get()
    names = list(table.projects.values_list("name", flat=True))
    table.units.all().delete()

    made = version_copy(
        table_id=table.pk, version_id=version.pk, places=[0, 41], actor=office.preparer, at=NOW
    )

    assert [one.name for one in made] == [names[0], names[41]]
    assert made[0].indicators.first().copied
    assert table.units.count() == 2


def test_a_locked_table_takes_nothing(office, table):
    begun = _begin(office, table)
    table_act(table_id=begun.table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    with pytest.raises(ValidationError, match="不能修改"):
        projects_copy(
            table_id=begun.table.pk, keys=[table.projects.first().key], unit_id=None,
            actor=office.preparer, at=NOW,
        )  # fmt: skip


def test_the_pages_begin_a_year_and_take_projects(office, log_in, table):
    client = log_in(office.preparer)
    page = client.get(reverse("table_new")).content.decode()
    assert "2024 年的表（42 个项目）" in page
    assert 'value="2025"' in page
    data = {"department": office.department.pk, "year": "2025", "source": table.pk}
    page = client.post(reverse("table_new"), data, follow=True).content.decode()
    assert "带入 42 个项目" in page
    assert page.count(">有沿用未核对</span>") == 42
    assert "已经有 2025 年" in client.post(reverse("table_new"), data).content.decode()
    assert (
        "四位数的预算年度"
        in client.post(reverse("table_new"), data | {"year": "25"}).content.decode()
    )

    new = Project.objects.filter(table__year=2025).first().table
    keys = list(new.projects.values_list("key", flat=True))
    client.post(reverse("project_delete", args=[keys[0]]))
    page = client.get(reverse("table_copy", args=[new.pk])).content.decode()
    assert page.count("本表已有同名项目") == 41
    page = client.get(reverse("table_copy", args=[new.pk]), {"q": "信息化 专项"}).content.decode()
    assert "智慧增城信息化专项资金" in page
    assert (
        "没有找到"
        in client.get(reverse("table_copy", args=[new.pk]), {"q": "查无"}).content.decode()
    )
    key = table.projects.first().key
    page = client.post(reverse("table_copy", args=[new.pk]), {"key": [key]}, follow=True)
    assert "已带入 1 个项目" in page.content.decode()
    for wrong in ({}, {"key": ["x"]}, {"key": [uuid.uuid4()]}, {"key": [key], "unit": "99999"}):
        page = client.post(reverse("table_copy", args=[new.pk]), wrong)
        assert page.status_code == 200
    assert client.post(
        reverse("table_copy", args=[new.pk]), {"version": "99999", "place": ["0"]}
    ).status_code in (403, 404)


def _queries(office, source, year):
    with CaptureQueriesContext(connection) as asked:
        _begin(office, source, year)
    return len(asked)


def _rows(table):
    return table.projects.count() + sum(one.indicators.count() for one in table.projects.all())


def test_beginning_asks_little_however_many_projects(office, table):
    small = brought_in(office, "kaifaqu", 2020)

    few, many = _queries(office, small, 2021), _queries(office, table, 2025)

    # What is written goes in batches; one query more for each project would be as many as these are.
    assert table.projects.count() - small.projects.count() == 38
    assert 0 <= many - few < (_rows(table) - _rows(small)) / 10 < 20
