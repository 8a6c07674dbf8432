"""What somebody sends who means harm: no fault of the server, nothing stored that should not be."""

import csv
import io
import json

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.web.conftest import NOW, brought_in

from jixiao.web.accounts.services import membership_remove
from jixiao.web.records.forms_out import OUTS
from jixiao.web.records.models import Import, Project

FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1")
ODD = ("\x01", "\x1b[31m", "\ufffe", "\u202e", "\U000e0001", "a\u2028b", "𝒜")


def _json(client, address, body):
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(address, text, content_type="application/json")


def furnish_once(office):
    return brought_in(office)


@pytest.fixture
def project(office):
    return office.furnished.projects.first()


@pytest.fixture
def client(office, log_in):
    return log_in(office.preparer)


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000, '{"revision":1,"project":' + '{"a":' * 50_000, "null", "[]", '"x"', "1e999", "",
        '{"revision": 1e400}', '{"revision": -1}', '{"revision": 99999999999999999999}',
        '{"revision": 1, "project": {"objective": "\\ud800"}}', '{"revision": 1, "indicators": [[]]}',
        '{"revision": 1, "project": {"objective": {"a": [1]}}, "indicators": [{"key": {}}]}',
        '{"revision": 1, "touched": [["a"]]}', "\x00", "\ufeff{}",
    ],
)  # fmt: skip
def test_an_autosave_of_any_shape_is_refused_and_changes_nothing(client, project, body):
    answer = _json(client, f"/projects/{project.key}/save/", body)

    assert answer.status_code in (200, 400, 409), answer.content
    assert Project.objects.get(pk=project.pk).revision == project.revision
    assert _json(client, f"/projects/{project.key}/prose/", body).status_code == 400


def test_an_autosave_larger_than_allowed_is_refused(client, project):
    text = "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    body = {"revision": project.revision, "project": {"objective": text}}

    assert _json(client, f"/projects/{project.key}/save/", body).status_code == 400


def test_more_files_and_more_fields_than_allowed_are_refused(client, office):
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(60)]
    given = {"department": office.department.pk, "year": "2030", "files": files}
    before = Import.objects.count()

    answer = client.post("/imports/", given)

    assert answer.status_code == 400
    assert "请求有误" in answer.content.decode()
    assert Import.objects.count() == before
    fields = {f"f{n}": "x" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert client.post("/imports/", fields).status_code == 400


@pytest.mark.parametrize(
    "year", ["0000020261111111111", "9" * 5000, "二〇二六", "2026\0", "-2026", "１９８９"]
)
def test_a_year_is_four_digits_and_nothing_else(client, office, project, year):
    given = {"department": office.department.pk, "year": year}
    page = client.post("/imports/", given | {"files": SimpleUploadedFile("a.txt", b"x")})

    assert page.status_code == 200
    assert not Import.objects.filter(source__name="a.txt").exists()
    body = {"revision": project.revision, "project": {"start_year": year}}
    answer = _json(client, f"/projects/{project.key}/save/", body)
    assert answer.json()["errors"]
    project.refresh_from_db()
    assert project.start_year is None


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "0", "-1", "²", "１", "\0", "1e3", ""])
def test_numbers_in_addresses_and_forms_may_be_anything(client, office, project, number):
    table = project.table
    source = table.imports.get()
    asked = [
        client.get(f"/imports/{source.pk}/source/", {"page": number}),
        client.get(f"/imports/{source.pk}/", {"table": number}),
        client.get(f"/tables/{table.pk}/findings/", {"page": number}),
        client.get(f"/tables/{table.pk}/downloads/json/", {"version": number}),
        client.get("/", {"page": number}), client.get("/search/", {"q": "项目", "page": number}),
        client.post(f"/tables/{table.pk}/findings/reopen/", {"accepted": number}),
        client.post("/imports/", {"department": number, "files": SimpleUploadedFile("a", b"x")}),
        client.post(f"/projects/{project.key}/move/", {"step": number, "unit": number}),
        client.post(f"/tables/{table.pk}/copy/", {"unit": number, "key": number}),
        client.post(f"/projects/{project.key}/history/restore/", {"revision": number}),
        client.post("/tables/new/", {"department": number, "year": number}),
    ]  # fmt: skip
    # An address of its own number that no database holds.
    asked.append(client.get(f"/tables/{'9' * 25}/"))

    for one in asked:
        one.close()
    assert {one.status_code for one in asked} <= {200, 302, 400, 403, 404, 409, 422}


@pytest.mark.parametrize("form", OUTS)
def test_hostile_texts_go_out_as_texts_in_every_form(client, project, form):
    rows = list(project.indicators.all())
    texts = [*FORMULAS, *ODD]
    for number, text in enumerate(texts):
        row = rows[number % len(rows)]
        if number < len(rows):
            row.name = row.annual_target = row.period_target = text
            row.save()
    project.objective = "\n".join(texts)
    project.name = texts[0]
    project.save()
    table = project.table
    table.department.name = '=cmd"; filename="x.exe'
    table.department.save()

    answer = client.get(f"/tables/{table.pk}/downloads/{form}/")

    content = b"".join(answer) if answer.streaming else answer.content
    if answer.status_code == 422:  # what a form cannot carry is said on a page
        assert form in ("docx", "pdf")
        return
    assert "\n" not in answer.headers["Content-Disposition"]
    assert 'filename="x.exe"' not in answer.headers["Content-Disposition"]
    if OUTS[form].ending.endswith("xlsx"):
        for sheet in load_workbook(io.BytesIO(content)):
            cells = [one for row in sheet.iter_rows() for one in row]
            ours = [one for one in cells if one.data_type == "f" and "cmd" in str(one.value)]
            assert ours == []
    elif OUTS[form].ending.endswith("csv"):
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "@", "\t", "\r"))]


def test_who_lost_his_role_sees_nothing_from_the_next_request_on(office, client, project):
    assert client.get(f"/projects/{project.key}/").status_code == 200
    one = office.preparer.memberships.get()

    membership_remove(membership_id=one.pk, actor=office.administrator, at=NOW)

    body = {"revision": project.revision, "project": {"objective": "后门"}}
    assert client.get(f"/projects/{project.key}/").status_code == 404
    assert _json(client, f"/projects/{project.key}/save/", body).status_code == 404
    assert client.get(f"/tables/{project.table_id}/downloads/json/").status_code == 404
    assert client.get("/imports/1/").status_code == 404


def test_hidden_fields_of_anothers_make_nothing_happen(office, log_in):
    """A unit's preparer sends what a page of the whole department would send."""
    table = office.furnished
    client = log_in(office.unit_preparer)
    foreign = table.projects.exclude(unit__org=office.unit).first()
    comment = {
        "text": "x",
        "project": str(foreign.key),
        "line": f"{foreign.indicators.first().key}:name",
    }
    before = list(Project.objects.values_list("pk", "revision", "unit_id", "position"))

    answers = [
        client.post(f"/tables/{table.pk}/comments/", comment),
        client.post(f"/tables/{table.pk}/findings/fix/", {"finding": "x", "project": str(foreign.key)}),
        client.post(f"/tables/{table.pk}/copy/", {"key": str(foreign.key), "unit": foreign.unit_id}),
        client.get(f"/tables/{table.pk}/findings/", {"project": str(foreign.key)}),
        client.get(f"/tables/{table.pk}/comments/", {"project": str(foreign.key)}),
        client.get(f"/projects/{foreign.key}/history/"),
    ]  # fmt: skip

    assert {one.status_code for one in answers} <= {403, 404}
    assert list(Project.objects.values_list("pk", "revision", "unit_id", "position")) == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_do_nothing(client, project, method):
    for address in (f"/projects/{project.key}/save/", f"/tables/{project.table_id}/", "/imports/"):
        assert getattr(client, method)(address).status_code == 405


def test_a_method_or_a_host_in_a_header_is_not_believed(client, project):
    address = f"/projects/{project.key}/delete/"
    client.get(address, headers={"x-http-method-override": "POST", "x-http-method": "POST"})

    assert Project.objects.filter(pk=project.pk).exists()
    page = Client(headers={"host": "127.0.0.1", "x-forwarded-host": "evil.example"}).get("/public/")
    assert "evil.example" not in page.content.decode()
