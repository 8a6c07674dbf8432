"""What a curious or hostile visitor learns and reaches: as little as possible."""

import logging
import os
import re
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import include, path
from tests.web.conftest import PASSWORD

from jixiao.web.audit.models import AuditEntry
from jixiao.web.config.home import secret
from jixiao.web.records.models import Import, Project

HOST = {"host": "127.0.0.1"}
ROOT = Path(__file__).parents[3]


@pytest.fixture
def client():
    return Client(headers=HOST, raise_request_exception=False)


def _broken(request: HttpRequest):
    geheim = "geheimer Wert"
    raise RuntimeError(geheim)


@pytest.fixture
def broken_site():
    urls = types.ModuleType("tests_broken_urls")
    urls.urlpatterns = [path("broken/", _broken), path("", include("jixiao.web.config.urls"))]
    sys.modules[urls.__name__] = urls
    with override_settings(ROOT_URLCONF=urls.__name__):
        yield
    del sys.modules[urls.__name__]


def test_a_fault_is_told_without_details(office, log_in, broken_site):
    client = log_in(office.preparer)
    client.raise_request_exception = False

    answer = client.get("/broken/")

    page = answer.content.decode()
    assert answer.status_code == 500
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for inside in ("geheim", "Traceback", "RuntimeError", "_broken", "site-packages"):
        assert inside not in page


def test_a_fault_is_in_the_log(office, log_in, broken_site, caplog):
    client = log_in(office.preparer)
    client.raise_request_exception = False

    client.get("/broken/")

    assert [one.exc_info[0] for one in caplog.records if one.exc_info] == [RuntimeError]


def test_what_is_not_there_names_no_other_address(office, log_in):
    answer = log_in(office.preparer).get("/nirgends/")

    assert answer.status_code == 404
    assert "tables/" not in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/static/", "/static/desk/", "/files/", "/.git/config", "/.env"]
)
def test_no_folder_is_listed(client, db, address):
    assert client.get(address).status_code in (302, 404)
    assert client.get(address, follow=True).status_code in (200, 404)


@pytest.mark.parametrize("address", ["/", "/public/", "/account/login/", "/health/"])
def test_trace_is_not_answered(client, db, address):
    assert client.trace(address).status_code in (302, 405)


def test_texts_say_their_encoding(office, log_in, client):
    desk = log_in(office.preparer)
    for answer in (client.get("/public/"), desk.get("/"), client.get("/account/login/")):
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_no_other_site_may_read_answers(office, log_in):
    answer = log_in(office.preparer).get("/", headers={"origin": "https://evil.example"})

    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_log_in_page_tells_no_name_and_no_number_of_a_version(client, db):
    assert "Server" not in client.get("/account/login/").headers


@pytest.mark.parametrize("way", ["/language/", "/public/language/", "/account/logout/"])
@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_no_redirect_leads_elsewhere(office, client, way, target):
    answer = client.post(way, {"next": target, "language": "en"}, headers={"referer": ""})

    assert answer.status_code in (200, 302)
    assert "evil" not in answer.headers.get("Location", "")


def test_fields_that_no_form_has_are_not_stored(office, log_in, bring_in):
    project = bring_in("kaifaqu").projects.first()
    said = {"objective": "新", "id": 1, "table": 1, "key": "0" * 32, "doubts": [], "position": 99}
    body = {"revision": project.revision, "project": said}
    log_in(office.preparer).post(
        f"/projects/{project.key}/save/", body, content_type="application/json"
    )

    after = Project.objects.get(pk=project.pk)
    assert (after.table_id, after.key, after.position) == (
        project.table_id, project.key, project.position,
    )  # fmt: skip
    person = office.reader
    client = log_in(office.administrator)
    client.post(
        f"/office/people/{person.pk}/change/",
        {"display_name": "新名", "is_superuser": "1", "is_staff": "1", "username": "root"},
    )
    person.refresh_from_db()
    assert (person.display_name, person.username) == ("新名", "reader")
    assert not person.is_superuser
    assert not person.is_staff


def test_a_field_named_twice_or_in_the_address_changes_nothing_else(office, log_in):
    person = office.reader
    client = log_in(office.administrator)

    client.post(
        f"/office/people/{person.pk}/change/?display_name=Adresse", {"display_name": "Form"}
    )

    person.refresh_from_db()
    assert person.display_name == "Form"


@pytest.mark.parametrize(
    "name", ["../../../böse.txt", "..\\..\\böse.txt", "/etc/passwd.txt", "a\0b.txt"]
)
def test_the_name_of_an_upload_reaches_no_path(office, log_in, name, settings):
    log_in(office.preparer).post(
        "/imports/",
        {
            "department": office.department.pk, "year": "2030",
            "files": SimpleUploadedFile(name, "部门名称：某某局".encode()),
        },
    )  # fmt: skip

    for one in Import.objects.select_related("source"):
        assert not set("/\\\0") & set(one.source.name)
    assert not [*Path(settings.HOME).parent.glob("böse*"), *Path(settings.HOME).glob("böse*")]


def test_an_upload_of_another_kind_is_refused_in_words(office, log_in):
    client = log_in(office.preparer)
    file = SimpleUploadedFile("virus.exe", b"MZ\x90\x00" + bytes(range(256)) * 8)
    given = {"department": office.department.pk, "year": "2030", "files": file}

    page = client.post("/imports/", given).content.decode()

    assert "Traceback" not in page
    assert not Import.objects.filter(state=Import.State.ACCEPTED).exists()


def test_a_preview_that_was_tampered_with_is_not_taken(office, log_in, bring_in):
    table = bring_in("kaifaqu")
    client = log_in(office.preparer)
    token = signing.dumps(
        {"table": table.pk, "user": office.preparer.pk, "sha256": "0" * 64, "name": "x.xlsx",
         "issue": None, "revision": table.revision}, key="another key", salt="jixiao.returned-workbook",
    )  # fmt: skip

    page = client.post(f"/tables/{table.pk}/returned/merge/", {"token": token}, follow=True)

    assert "已经失效" in page.content.decode()
    assert not AuditEntry.objects.filter(action="template.merge").exists()


def test_a_preview_of_the_day_before_yesterday_is_not_taken(office, log_in, bring_in, monkeypatch):
    table = bring_in("kaifaqu")
    given = {"table": table.pk, "user": office.preparer.pk, "sha256": "0" * 64, "name": "x.xlsx",
             "issue": None, "revision": table.revision}  # fmt: skip
    then = time.time() - 2 * 24 * 3600
    with monkeypatch.context() as earlier:
        earlier.setattr(time, "time", lambda: then)
        token = signing.dumps(given, salt="jixiao.returned-workbook")
    other = signing.dumps(given, salt="another use")

    for one in (token, other):
        page = log_in(office.preparer).post(
            f"/tables/{table.pk}/returned/merge/", {"token": one}, follow=True
        )
        assert "已经失效" in page.content.decode()


def test_a_session_is_what_the_server_keeps(office, log_in):
    client = log_in(office.preparer)
    assert client.get("/library/").status_code == 200

    Session.objects.all().delete()

    assert client.get("/library/").status_code == 302


def test_an_address_without_https_is_not_silently_led_there(tmp_path):
    assert _settings("s.SECURE_SSL_REDIRECT", tmp_path, JIXIAO_HTTPS="1") == "False"


def test_logs_hold_no_password_and_no_name_of_a_person(office, client, caplog):
    caplog.set_level(logging.WARNING)
    for _ in range(6):
        client.post("/account/login/", {"login": "preparer", "password": f"{PASSWORD}x"})
    client.get("/office/people/")

    told = "\n".join(one.getMessage() for one in caplog.records)
    assert PASSWORD not in told
    assert office.preparer.display_name not in told


def test_a_refusal_is_in_the_log_with_who_and_what(office, log_in, caplog):
    log_in(office.reader).get("/office/people/\n2026 ERROR falsch/")
    log_in(office.reader).get("/office/people/")

    told = [one.getMessage() for one in caplog.records if one.name == "jixiao.refused"]
    assert told == [f"user {office.reader.pk} GET /office/people/"]


def _settings(expression: str, tmp_path: Path, **environment: str) -> str:
    """A value of the site's own settings, in a process of its own."""
    code = f"from jixiao.web.config import settings as s; print(repr({expression}))"
    inherited = {
        name: text for name, text in os.environ.items() if not name.startswith(("JIXIAO", "DJANGO"))
    }
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True,
        env=inherited | {"JIXIAO_HOME": str(tmp_path)} | environment,
    ).stdout.strip()  # fmt: skip


def test_behind_https_cookies_and_addresses_are_held_to_it(tmp_path):
    names = (
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE,"
        " s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS"
    )

    assert _settings(f"{{{names}}}", tmp_path, JIXIAO_HTTPS="1") == "{True}"


def test_behind_https_the_names_of_cookies_have_the_prefix(tmp_path):
    names = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME"
    told = _settings(f"({names})", tmp_path, JIXIAO_HTTPS="1")

    assert told == "('__Host-sessionid', '__Host-csrftoken', '__Host-django_language')"


def test_every_cookie_is_named_and_sent_as_the_prefix_asks(office, client, settings):
    settings.COOKIE_PREFIX = "__Host-"
    for kind in ("SESSION", "CSRF", "LANGUAGE"):
        name = getattr(settings, f"{kind}_COOKIE_NAME")
        setattr(settings, f"{kind}_COOKIE_NAME", f"__Host-{name}")
        setattr(settings, f"{kind}_COOKIE_SECURE", True)
    secure = {"secure": True}
    client.get("/account/login/", **secure)
    client.post("/account/login/", {"login": "administrator", "password": PASSWORD}, **secure)
    client.post("/language/", {"language": "en"}, **secure)
    client.post(
        f"/office/people/{office.reader.pk}/change/", {"display_name": "新名"}, **secure
    )  # says so on the next page

    assert {name.removeprefix("__Host-") for name in client.cookies} == {
        "sessionid", "csrftoken", "django_language", "messages",
    }  # fmt: skip
    for name, cookie in client.cookies.items():
        assert name.startswith("__Host-")
        assert (bool(cookie["secure"]), cookie["path"], cookie["domain"]) == (True, "/", ""), name
        assert cookie["samesite"] == "Lax"


def test_faults_are_never_shown_and_passwords_are_kept_as_django_advises(tmp_path):
    assert _settings("(s.DEBUG, hasattr(s, 'PASSWORD_HASHERS'))", tmp_path) == "(False, False)"


def test_secrets_are_made_for_each_home_and_read_by_its_owner_alone(tmp_path, monkeypatch):
    made = []
    for name in ("a", "b"):
        monkeypatch.setenv("JIXIAO_HOME", str(tmp_path / name))
        made.append(secret("secret.key", "JIXIAO_NOT_SET"))
        if os.name == "posix":
            assert (tmp_path / name / "secret.key").stat().st_mode & 0o077 == 0
        assert secret("secret.key", "JIXIAO_NOT_SET") == made[-1]

    assert made[0] != made[1]
    assert all(len(one) >= 64 for one in made)


def test_no_secret_is_in_the_sources():
    looks = re.compile(r"(SECRET_KEY|AUDIT_KEY|PASSWORD|TOKEN)\s*=\s*[\"'][^\"']{8,}")
    found = [
        file.name for file in (ROOT / "src").rglob("*.py") if looks.search(file.read_text("utf-8"))
    ]

    assert found == []


def test_no_script_runs_text():
    scripts = [*(ROOT / "src/jixiao/web/static/desk").rglob("*.js")]
    assert scripts
    for file in scripts:
        text = file.read_text("utf-8")
        assert not re.search(r"\beval\(|new Function\(|document\.write", text), file


def test_no_template_leaves_text_unescaped():
    templates = [*(ROOT / "src/jixiao/web/templates").rglob("*.html")]
    assert templates
    for file in templates:
        text = file.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape off|<script>|\son\w+=\"|style=\"", text), file
