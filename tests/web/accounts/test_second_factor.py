"""Two-step verification: switched on and off, codes that get one in, what the trail keeps."""

import base64
import hashlib
import hmac
import re
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from tests.web.conftest import NOW, PASSWORD

from jixiao.web.accounts.services import user_release_factor
from jixiao.web.audit.models import AuditEntry

HOST = {"host": "127.0.0.1"}


def code_of(secret: str, step: int = 0) -> str:
    """The code of RFC 6238 for the moment, or some steps of thirty seconds from it."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def _log_in(client, username="preparer"):
    asked = {"login": username, "password": PASSWORD}
    return client.post("/account/login/", asked, follow=True)


def _switch_on(client):
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page)[1]
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)  # or the code grows old on its way
    asked = {"code": code_of(secret)}
    return secret, client.post("/account/2fa/totp/activate/", asked, follow=True)


@pytest.fixture
def client(office):
    client = Client(headers=HOST)
    _log_in(client)
    return client


@pytest.fixture
def secret(client):
    """Of a person who is logged out again."""
    found, _page = _switch_on(client)
    client.post("/account/logout/")
    return found


def _acts():
    return list(
        AuditEntry.objects.filter(action__startswith="user.factor").values_list("action", flat=True)
    )


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("zh-hans", "现在没有开启", "用恢复码登录"),
        ("en", "It is off", "log in with a recovery code"),
    ],
)
def test_it_is_switched_on_and_off_in_both_languages(
    client, language, before, after, django_capture_on_commit_callbacks
):
    client.post("/language/", {"language": language})
    assert before in client.get("/account/2fa/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        _secret, page = _switch_on(client)

    assert after in page.content.decode()
    assert Authenticator.objects.filter(user__username="preparer").count() == 2  # and its codes
    client.post("/account/2fa/totp/deactivate/", follow=True)
    assert not Authenticator.objects.exists()
    assert before in client.get("/account/2fa/").content.decode()
    assert _acts() == ["user.factor_off", "user.factor_on"]


def test_the_password_alone_opens_nothing_then_and_the_code_does(client, secret):
    page = _log_in(client)
    assert page.redirect_chain[-1][0].startswith("/account/2fa/authenticate/")
    assert client.get("/library/").status_code == 302

    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    kept = AuditEntry.objects.first()
    assert (kept.action, kept.actor.username) == ("user.code_failed", "preparer")
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})

    assert client.get("/library/").status_code == 200


def test_a_code_is_good_once(client, secret):
    code = code_of(secret)
    _log_in(client)
    client.post("/account/2fa/authenticate/", {"code": code})
    other = Client(headers=HOST)
    _log_in(other)

    again = other.post("/account/2fa/authenticate/", {"code": code})

    assert again.status_code == 200
    assert other.get("/library/").status_code == 302


def test_a_code_of_the_half_minute_before_is_worth_nothing(client, secret):
    _log_in(client)

    client.post("/account/2fa/authenticate/", {"code": code_of(secret, -1)})

    assert client.get("/library/").status_code == 302


def _shown(page):
    return re.findall(r"<li><code>(\d+)</code></li>", page.content.decode())


def test_recovery_codes_are_shown_once_and_kept_as_passwords_are(client):
    _secret, page = _switch_on(client)
    codes = _shown(page)
    again = client.get("/account/2fa/recovery-codes/")

    assert len(set(codes)) == 10
    assert all(len(one) >= 8 for one in codes)
    assert _shown(again) == []
    assert "还有 10 个没有用过" in again.content.decode()
    assert client.get("/account/2fa/recovery-codes/download/").status_code == 404
    kept = Authenticator.objects.get(type="recovery_codes").data
    assert not [one for one in codes if one in str(kept)]
    assert "seed" not in kept
    digests = kept["migrated_codes"]
    assert [check_password(a, b) for a, b in zip(codes, digests, strict=True)] == [True] * 10
    assert len(set(digests)) == 10


def test_a_recovery_code_gets_one_in_once(client):
    _secret, page = _switch_on(client)
    code, *others = _shown(page)
    client.post("/account/logout/")
    for typed, status in ((f" {code[:4]} {code[4:]} ", 200), (code, 302), (others[3], 200)):
        one = Client(headers=HOST)
        _log_in(one)
        one.post("/account/2fa/authenticate/", {"code": typed})
        assert one.get("/library/").status_code == status

    assert len(Authenticator.objects.get(type="recovery_codes").data["migrated_codes"]) == 8


def test_codes_that_nobody_looked_at_are_sealed_by_the_next_log_in(client, secret):
    kept = Authenticator.objects.get(type="recovery_codes")
    kept.data = {"seed": "5f" * 40, "used_mask": 1}
    kept.save()
    first, second, *_ = kept.wrap().generate_codes()

    for typed, status in ((first, 302), (second, 200)):
        one = Client(headers=HOST)
        _log_in(one)
        one.post("/account/2fa/authenticate/", {"code": typed})
        assert one.get("/library/").status_code == status

    kept.refresh_from_db()
    assert "seed" not in kept.data


def test_what_is_kept_of_a_code_gets_nobody_in(client, secret):
    digest = Authenticator.objects.get(type="recovery_codes").data["migrated_codes"][0]
    _log_in(client)

    client.post("/account/2fa/authenticate/", {"code": digest})

    assert client.get("/library/").status_code == 302


def test_new_codes_make_the_old_ones_worthless(client):
    _secret, page = _switch_on(client)
    old = _shown(page)[0]
    page = client.post("/account/2fa/recovery-codes/generate/", follow=True)
    new = _shown(page)[0]
    client.post("/account/logout/")

    for typed, status in ((old, 302), (new, 200)):
        one = Client(headers=HOST)
        _log_in(one)
        one.post("/account/2fa/authenticate/", {"code": typed})
        assert one.get("/library/").status_code == status


def test_codes_are_not_guessed_for_long(client, secret):
    _log_in(client)
    for number in range(10):
        client.post("/account/2fa/authenticate/", {"code": f"{number:06}"})

    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})

    assert client.get("/library/").status_code == 302


def test_an_administrator_releases_who_lost_it(office, client, secret):
    user_release_factor(user_id=office.preparer.pk, actor=office.administrator, at=NOW)

    _log_in(client)

    assert client.get("/library/").status_code == 200
    assert AuditEntry.objects.filter(action="user.factor_release").count() == 1
    with pytest.raises(ValidationError, match="没有开启"):
        user_release_factor(user_id=office.preparer.pk, actor=office.administrator, at=NOW)


def test_nobody_else_releases_it_and_no_administrator_his_own(office, secret):
    for who in (office.head, office.preparer, office.stranger):
        with pytest.raises(PermissionDenied):
            user_release_factor(user_id=office.preparer.pk, actor=who, at=NOW)
    with pytest.raises(ValidationError, match="自己"):
        user_release_factor(user_id=office.administrator.pk, actor=office.administrator, at=NOW)


def test_where_the_office_asks_for_it_administration_waits_for_it(office, settings):
    settings.ADMINISTRATORS_NEED_MFA = True
    client = Client(headers=HOST)
    _log_in(client, "administrator")

    page = client.get("/office/people/", follow=True)
    assert page.redirect_chain[-1][0] == "/account/2fa/"
    assert "请先开启" in page.content.decode()
    _switch_on(client)

    assert client.get("/office/people/").status_code == 200


def test_where_the_office_asks_for_it_everybody_switches_it_on_first(office, settings):
    settings.EVERYBODY_NEEDS_MFA = True
    client = Client(headers=HOST)
    _log_in(client)

    for address in ("/", "/library/", "/tables/new/", "/account/sessions/"):
        assert client.get(address).headers["Location"] == "/account/2fa/", address
    assert "请先开启" in client.get("/library/", follow=True).content.decode()
    assert client.post("/tables/new/", {"year": "2030"}).headers["Location"] == "/account/2fa/"
    _secret, page = _switch_on(client)

    assert page.status_code == 200
    assert client.get("/library/").status_code == 200
    assert Client(headers=HOST).get("/public/").status_code == 200
