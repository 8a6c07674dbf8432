"""What keeps strangers out, whatever page they try."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from tests.web.conftest import PASSWORD

from jixiao.web.audit.models import AuditEntry

HOST = {"host": "127.0.0.1"}
LOG_IN = "/account/login/"
WRONG = "falsch-falsch"


@pytest.fixture
def client():
    return Client(headers=HOST)


def _log_in(client, username="preparer", password=PASSWORD, **more):
    return client.post(LOG_IN, {"login": username, "password": password, **more})


def test_every_answer_says_what_the_browser_may_trust(office, client, log_in):
    static = client.get("/static/desk/desk.css")
    static.close()  # the file itself
    answers = [
        client.get(LOG_IN), client.get("/no/such/page/"), log_in(office.preparer).get("/"),
        static,
    ]  # fmt: skip

    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert "object-src 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_pages_of_persons_are_kept_by_no_cache(office, log_in):
    assert "no-store" in log_in(office.preparer).get("/").headers["Cache-Control"]


def test_a_log_in_makes_a_new_session(office, client):
    client.get(LOG_IN)
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted

    _log_in(client)

    assert client.session.session_key != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_a_log_out_ends_the_session_on_the_server(office, client):
    _log_in(client)
    key = client.session.session_key

    client.post("/account/logout/")

    assert not Session.objects.filter(pk=key).exists()
    assert AuditEntry.objects.filter(action="user.logout", actor=office.preparer).count() == 1


def test_a_form_without_its_token_is_refused(office):
    client = Client(headers=HOST, enforce_csrf_checks=True)

    assert _log_in(client).status_code == 403


def test_too_many_wrong_passwords_lock_the_name(office, client):
    for _ in range(5):
        _log_in(client, password=WRONG)

    answer = _log_in(client)

    assert answer.status_code == 429
    assert "暂时锁定" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert AuditEntry.objects.filter(action="user.login_failed").count() >= 4
    assert _log_in(Client(headers=HOST), "head").status_code == 302


def test_whether_a_name_exists_is_not_told(office):
    pages = [
        _log_in(Client(headers=HOST), name, WRONG).content.decode() for name in ("head", "niemand")
    ]
    messages = [page.split('role="alert">')[1].split("</div>")[0] for page in pages]

    assert messages[0] == messages[1]


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_a_log_in_leads_to_no_other_site(office, client, target):
    answer = _log_in(client, next=target)

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


def test_nobody_signs_up(client, db):
    assert "password1" not in client.get("/account/signup/").content.decode()
    client.post(
        "/account/signup/", {"username": "neu", "password1": PASSWORD, "password2": PASSWORD}
    )

    assert _log_in(client, "neu").status_code == 200


def test_a_wrong_host_is_refused(db):
    assert Client(headers={"host": "evil.example"}).get(LOG_IN).status_code == 400


def test_cookies_are_out_of_reach_of_scripts(office, client):
    _log_in(client)

    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_person_who_changes_his_password_is_logged_out_elsewhere(office, client, log_in):
    elsewhere = log_in(office.preparer)
    _log_in(client)

    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "Ganz-neu-77-bei", "password2": "Ganz-neu-77-bei"},
    )

    assert elsewhere.get("/library/").status_code == 302
    assert AuditEntry.objects.filter(action="user.password", actor=office.preparer).count() == 1
