"""One's own log-ins: seen, and those elsewhere ended, after the password was typed again."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from tests.web.conftest import PASSWORD

from jixiao.web.audit.models import AuditEntry

ADDRESS = "/account/sessions/"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0"


def _log_in(username="preparer", **more):
    client = Client(headers={"host": "127.0.0.1", "user-agent": EDGE}, **more)
    client.post("/account/login/", {"login": username, "password": PASSWORD})
    return client


@pytest.fixture
def two(office):
    """The same person at two places."""
    return _log_in(), _log_in(REMOTE_ADDR="10.1.2.3")


def test_each_place_is_listed_with_browser_and_address(two):
    here, _ = two
    other = _log_in("stranger", REMOTE_ADDR="10.9.9.9")

    page = here.get(ADDRESS).content.decode()

    assert page.count("Edge · Windows") == 2
    assert "127.0.0.1" in page
    assert "10.1.2.3" in page
    assert "10.9.9.9" not in page
    assert other.get(ADDRESS).content.decode().count("Edge · Windows") == 1


def test_ending_those_elsewhere_leaves_this_one_and_a_trace(two):
    here, there = two
    before = AuditEntry.objects.filter(action="user.sessions_end").count()

    asked = here.post(ADDRESS, follow=True)
    assert asked.redirect_chain[0][0].startswith("/account/reauthenticate/")
    assert there.get("/imports/").status_code == 200
    answer = here.post(asked.redirect_chain[0][0], {"password": PASSWORD}, follow=True)

    assert "别处的登录都已结束" in answer.content.decode()
    assert there.get("/imports/").status_code == 302
    assert here.get("/imports/").status_code == 200
    assert UserSession.objects.count() == 1
    entry = AuditEntry.objects.filter(action="user.sessions_end").latest("pk")
    assert AuditEntry.objects.filter(action="user.sessions_end").count() == before + 1
    assert entry.actor.username == "preparer"


def test_changing_the_password_ends_them_too(two):
    here, there = two
    new = "Bie-de-kou-ling-7"
    here.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    assert there.get("/imports/").status_code == 302
