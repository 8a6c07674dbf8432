"""Where a visitor comes from, behind a server of the office's own and without one."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from tests.web.conftest import PASSWORD

from jixiao.web.config.addresses import networks, visitor

PROXY = networks("127.0.0.1, 10.0.0.0/8")


def _try(address, password, username="preparer"):
    client = Client(headers={"host": "127.0.0.1", "x-forwarded-for": address})
    return client.post("/account/login/", {"login": username, "password": password})


def test_who_tries_behind_a_trusted_proxy_locks_out_nobody_elsewhere(office, settings):
    settings.TRUSTED_PROXIES = PROXY
    for _ in range(5):
        _try("192.0.2.7", "falsch-falsch")

    assert _try("192.0.2.7", PASSWORD).status_code == 429
    assert _try("192.0.2.8", PASSWORD).status_code == 302


def test_only_a_trusted_server_says_that_it_was_https(office, settings):
    settings.TRUSTED_PROXIES = PROXY
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    said = {"host": "127.0.0.1", "x-forwarded-proto": "https"}
    addresses = ("127.0.0.1", "192.0.2.7")

    answers = [Client(headers=said).get("/account/login/", REMOTE_ADDR=one) for one in addresses]

    assert [one.wsgi_request.is_secure() for one in answers] == [True, False]


def test_an_invented_address_helps_nobody_where_no_proxy_is_trusted(office):
    for number in range(5):
        _try(f"192.0.2.{number}", "falsch-falsch")

    assert _try("192.0.2.9", PASSWORD).status_code == 429


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("127.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "6.6.6.6, 192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, 10.1.1.1", "192.0.2.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("192.0.2.7", "6.6.6.6", "192.0.2.7"),
        ("", "6.6.6.6", ""),
        ("127.0.0.1", "<b>", "<b>"),
    ],
)
def test_only_the_word_of_a_trusted_server_counts(peer, forwarded, found):
    assert visitor(peer, forwarded, PROXY) == found


def test_a_setting_that_is_no_address_is_said():
    with pytest.raises(ImproperlyConfigured, match="JIXIAO_TRUSTED_PROXIES"):
        networks("nginx")
