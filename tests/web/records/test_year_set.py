"""A year of a department: who sets it, what its gates stop, and what closing it stops."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from tests.web.conftest import NOW

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import BudgetYear, Project
from jixiao.web.records.services.access import Locked
from jixiao.web.records.services.import_undo import import_undo
from jixiao.web.records.services.opening import year_set
from jixiao.web.records.services.rows import project_create, unit_add
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action


@pytest.fixture
def table(bring_in):
    return bring_in()


def _set(office, actor="administrator", year=2024, **more):
    given = {"profile": "", "submit_gate": "", "disclosure_gate": "error", "is_open": True} | more
    return year_set(
        department=office.department, year=year, actor=getattr(office, actor), at=NOW, **given
    )


def test_an_administrator_sets_a_year_and_the_trail_tells_before_and_after(office):
    _set(office)
    one = _set(office, submit_gate="warning", disclosure_gate="info", is_open=False)

    assert (one.submit_gate, one.disclosure_gate, one.is_open) == ("warning", "info", False)
    entry = AuditEntry.objects.first()
    assert entry.action == "year.change"
    assert entry.before["submit_gate"] == ""
    assert entry.after["submit_gate"] == "warning"


@pytest.mark.parametrize("who", ["preparer", "head", "auditor", "reader", "stranger"])
def test_nobody_else_sets_it(office, who):
    with pytest.raises(PermissionDenied):
        _set(office, actor=who)

    assert not BudgetYear.objects.exists()


@pytest.mark.parametrize("gate", [{"submit_gate": "grave"}, {"disclosure_gate": ""}])
def test_an_unknown_gate_is_refused(office, gate):
    with pytest.raises(ValidationError):
        _set(office, **gate)

    assert not BudgetYear.objects.exists()


def test_the_page_of_years_sets_both_gates(office, log_in, table):
    client = log_in(office.administrator)
    address = reverse("year_change", args=[office.department.pk])
    asked = {"year": "2024", "profile": "", "submit_gate": "error", "disclosure_gate": "warning"}

    client.post(address, asked)

    one = BudgetYear.objects.get()
    assert (one.submit_gate, one.disclosure_gate, one.is_open) == ("error", "warning", False)
    page = client.get(reverse("years")).content.decode()
    assert page.count('<option value="error" selected>') == 2  # this year's, and a new one's usual
    assert '<option value="warning" selected>' in page


def test_in_a_closed_year_nothing_is_filled_in_until_it_is_opened_again(office, table):
    project = table.projects.first()
    _set(office, is_open=False)
    tries = (
        lambda: unit_add(table_id=table.pk, name="新单位", actor=office.preparer, at=NOW),
        lambda: project_create(
            unit_id=project.unit_id, name="新项目", actor=office.preparer, at=NOW
        ),
        lambda: import_undo(import_id=table.imports.get().pk, actor=office.preparer, at=NOW),
    )

    for attempt in tries:
        with pytest.raises(Locked, match="停止填报"):
            attempt()

    _set(office, is_open=True)
    tries[0]()
    assert table.units.filter(name="新单位").exists()


def test_a_closed_year_says_so_on_its_pages_and_keeps_what_is_typed(office, log_in, table):
    project = table.projects.first()
    _set(office, is_open=False)
    client = log_in(office.preparer)

    for page in (reverse("table", args=[table.pk]), reverse("project", args=[project.key])):
        assert "2024 年度已经停止填报" in client.get(page).content.decode()
    saved = client.post(
        reverse("project_save", args=[project.key]),
        json.dumps({"revision": project.revision, "project": {"name": "改名"}}),
        content_type="application/json",
    )

    assert saved.status_code == 423
    assert "停止填报" in saved.json()["message"]
    assert Project.objects.get(pk=project.pk).name == project.name


def test_what_is_filled_in_is_still_submitted_and_approved(office, table):
    _set(office, is_open=False)

    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    done = table_act(table_id=table.pk, action=Action.APPROVE, actor=office.head, at=NOW)

    assert done.state == "approved"
