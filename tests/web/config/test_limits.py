"""Who searches or downloads without end is asked to wait; nobody else notices."""

import pytest
from django.test import Client
from tests.web.conftest import NOW

from jixiao.web.accounts import limits


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Ten seconds into a minute; `clock[0]` moves on."""
    seconds = [NOW.timestamp() // 60 * 60 + 10]
    monkeypatch.setattr(limits.timezone, "now", lambda: NOW.fromtimestamp(seconds[0], NOW.tzinfo))
    return seconds


def visitor(address="192.0.2.1"):
    return Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR=address)


@pytest.fixture
def few(settings):
    settings.MOST_A_MINUTE = {"search": 3, "download": 2}


@pytest.mark.parametrize(
    ("kind", "address"), [("search", "/public/search/?q=甲"), ("download", "/public/tables/x/files/xlsx/")]
)  # fmt: skip
def test_an_address_waits_until_the_minute_is_over(db, few, settings, clock, kind, address):
    most = settings.MOST_A_MINUTE[kind]
    assert [visitor().get(address).status_code for _ in range(most)].count(429) == 0

    refused = visitor().get(address)

    assert (refused.status_code, refused["Retry-After"]) == (429, "50")
    assert "请过一分钟再试" in refused.content.decode()
    assert visitor("192.0.2.2").get(address).status_code != 429
    clock[0] += 50
    assert visitor().get(address).status_code != 429


def test_people_of_one_office_do_not_wait_for_one_another(office, log_in, few):
    one, other = log_in(office.preparer), log_in(office.head)
    for _ in range(3):
        assert one.get("/search/?q=甲").status_code == 200
    assert one.get("/library/").status_code == 429  # counts as a search too

    assert other.get("/search/?q=甲").status_code == 200
    assert one.get("/").status_code == 200


def test_a_table_is_not_made_into_files_without_end(office, log_in, few, bring_in):
    address = f"/tables/{bring_in().pk}/downloads/csv/"
    client = log_in(office.preparer)
    got = [client.get(address) for _ in range(3)]
    assert [one.status_code for one in got] == [200, 200, 429]
