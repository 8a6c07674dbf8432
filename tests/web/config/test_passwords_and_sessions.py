"""Passwords as people choose them, and how long a log-in lasts."""

import datetime
import hashlib
import re

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import OperationalError
from django.test import Client
from tests.web.conftest import NOW, PASSWORD

from jixiao.web.accounts.passwords import Breached
from jixiao.web.accounts.services import user_reset_password, user_set_active

HOST = {"host": "127.0.0.1"}
LONG = "长 口令 with spaces-and 标点！" * 4


@pytest.fixture
def client():
    return Client(headers=HOST)


def _log_in(client, username="preparer", password=PASSWORD):
    return client.post("/account/login/", {"login": username, "password": password})


def _change(client, new, old=PASSWORD):
    given = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/account/password/change/", given)


@pytest.mark.parametrize(
    "weak",
    [
        "kurz-9-xy",
        "password123",
        "1234567890",
        "4815162342",
        "13800138000",
        "020-83123456",
        "19870412jx",
        "110105198704120017",
        "1987-04-12",
        "preparer1",
    ],
)
def test_a_weak_password_is_not_taken(office, client, weak):
    _log_in(client)

    assert _change(client, weak).status_code == 200
    assert _log_in(Client(headers=HOST)).status_code == 302


@pytest.mark.parametrize(
    "fine", ["7360914285", "只有汉字组成的一句话就行", "onlysmallletters", "????!!!!#*&%"]
)
def test_a_password_may_be_of_one_kind_of_signs(office, client, fine):
    _log_in(client)

    assert _change(client, fine).status_code == 302
    assert _log_in(Client(headers=HOST), password=fine).status_code == 302


def test_passwords_that_are_known_from_breaches_are_not_taken(office, client, settings, tmp_path):
    leaked = [f"Leck-{number}-wasser" for number in range(200)]
    lines = sorted(
        hashlib.sha1(one.encode(), usedforsecurity=False).hexdigest().upper() for one in leaked
    )
    list_ = tmp_path / "pwned.txt"
    list_.write_bytes(b"".join(f"{one}:{n}\r\n".encode() for n, one in enumerate(lines)))
    _log_in(client)
    settings.BREACHED_PASSWORDS = str(list_)

    known = Breached()
    for one in leaked:
        with pytest.raises(ValidationError, match="泄露"):
            known.validate(one)
    for number in range(200):
        known.validate(f"Dicht-{number}-wasser")
    assert _change(client, leaked[7]).status_code == 200
    assert _change(client, "Dicht-7-wasser").status_code == 302


@pytest.mark.parametrize("content", [b"", b"\n", b"0" * 40 + b":1\n", b"F" * 40 + b":1\n"])
def test_an_empty_list_and_one_of_one_line_are_looked_through(settings, tmp_path, content):
    list_ = tmp_path / "pwned.txt"
    list_.write_bytes(content)
    settings.BREACHED_PASSWORDS = str(list_)

    assert Breached().validate("Dicht-7-wasser") is None  # not refused


def test_the_old_password_is_asked_for(office, client):
    _log_in(client)

    _change(client, "Ganz-neu-77-bei", old="falsch-falsch")

    assert _log_in(Client(headers=HOST)).status_code == 302


def test_a_password_may_be_long_and_of_any_signs_and_counts_to_its_end(office, client):
    assert len(LONG) >= 64
    _log_in(client)
    assert _change(client, LONG).status_code == 302

    assert _log_in(Client(headers=HOST), password=LONG[:-1]).status_code == 200
    assert _log_in(Client(headers=HOST), password=LONG.upper()).status_code == 200
    assert _log_in(Client(headers=HOST), password=LONG).status_code == 302


def test_a_short_password_is_refused_in_the_language_of_the_page(office, log_in):
    client = log_in(office.preparer)
    typed = {"oldpassword": PASSWORD, "password1": "Kx9!", "password2": "Kx9!"}

    page = client.post("/account/password/change/", typed).content.decode()
    assert "密码太短，至少要 10 个字符" in page
    client.post("/language/", {"language": "en"})
    page = client.post("/account/password/change/", typed).content.decode()
    assert "at least 10 characters" in page


def test_after_a_change_one_logs_in_to_the_work_and_not_to_the_change(office, client):
    _log_in(client)
    new = "Xin-de-88-kou"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    answer = client.post("/account/password/change/", typed)

    assert answer.headers["Location"] == "/account/login/"
    again = client.post("/account/login/", {"login": "preparer", "password": new})
    assert again.headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/change/"])
def test_password_fields_are_masked_and_may_be_pasted_into(office, client, log_in, address):
    client = log_in(office.preparer) if "change" in address else client

    page = client.get(address).content.decode()

    assert 'type="password"' in page
    assert "onpaste" not in page
    assert 'autocomplete="off"' not in page


def _hours_ago(client, hours):
    """All that a session knows of time, as if its log-in and last request were so long ago."""
    store, row = client.session, Session.objects.get()
    for one in store["account_authentication_methods"]:
        one["at"] -= hours * 3600
    row.session_data = store.encode(dict(store.items()))
    row.expire_date -= datetime.timedelta(hours=hours)
    row.save()


def test_a_log_in_ends_where_nobody_asks_for_anything(office, client):
    _log_in(client)
    _hours_ago(client, 1.9)
    assert client.get("/library/").status_code == 200
    _hours_ago(client, 1.9)  # since that request
    assert client.get("/library/").status_code == 200
    _hours_ago(client, 2.1)

    assert client.get("/library/").status_code == 302


def test_a_log_in_ends_twelve_hours_later_whatever_was_done(office, client):
    _log_in(client)
    for _ in range(7):
        _hours_ago(client, 1.7)
        assert client.get("/library/").status_code == 200
    _hours_ago(client, 0.2)

    assert client.get("/library/").status_code == 302
    assert not Session.objects.filter(session_data__contains="_auth").exists()


def test_what_is_asked_for_again_at_once_writes_no_session(office, client):
    _log_in(client)
    before = Session.objects.get().expire_date

    client.get("/library/")

    assert Session.objects.get().expire_date == before


def test_a_log_in_stays_where_its_session_cannot_be_written(office, client, monkeypatch):
    _log_in(client)
    _hours_ago(client, 1)

    def full(self, must_create=False):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("jixiao.web.accounts.sessions.SessionStore.save", full)
    assert client.get("/library/").status_code == 200


def test_the_cookie_goes_with_the_browser(office, client):
    _log_in(client)

    assert client.cookies["sessionid"]["max-age"] == ""
    assert len(client.cookies["sessionid"].value) >= 32


@pytest.mark.parametrize("end", ["stopped", "new password"])
def test_an_administrator_ends_all_log_ins_of_a_person(office, client, end):
    clients = [client, Client(headers=HOST)]
    for one in clients:
        _log_in(one)
        assert one.get("/library/").status_code == 200

    who = {"user_id": office.preparer.pk, "actor": office.administrator, "at": NOW}
    if end == "stopped":
        user_set_active(is_active=False, **who)
    else:
        user_reset_password(**who)

    assert [one.get("/library/").status_code for one in clients] == [302, 302]


def test_every_page_has_the_way_out(office, log_in, bring_in):
    table = bring_in("kaifaqu")
    client = log_in(office.preparer)

    for address in ("/", "/imports/", "/library/", "/search/", f"/tables/{table.pk}/"):
        assert "/account/logout/" in client.get(address).content.decode()


def test_a_log_out_needs_a_form(office, client):
    _log_in(client)

    client.get("/account/logout/")

    assert client.get("/library/").status_code == 200


def test_a_second_factor_is_set_up_only_after_the_password_again(office, log_in):
    answer = log_in(office.preparer).get("/account/2fa/totp/activate/")

    assert answer.status_code == 302
    assert answer.url.startswith("/account/reauthenticate/")


@pytest.mark.parametrize(
    "address", ["/account/password/change/", "/account/reauthenticate/", "/account/2fa/"]
)
def test_pages_about_the_log_in_lead_only_to_what_is_there(office, log_in, address):
    client = log_in(office.preparer)

    page = client.get(address).content.decode()

    for link in set(re.findall(r'href="(/account/[^"]*)"', page)):
        assert client.get(link).status_code in (200, 302), link
