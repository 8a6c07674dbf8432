"""A password that somebody else told is good for changing it and for nothing else."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from tests.web.conftest import NOW

from jixiao.web.accounts.models import User
from jixiao.web.accounts.services import user_reset_password
from jixiao.web.first import first_administrator

HOST = {"host": "127.0.0.1"}
NEW = "qing-shan-7-lv-shui"


def _log_in(username, password):
    client = Client(headers=HOST)
    client.post("/account/login/", {"login": username, "password": password})
    return client


def _change(client, old, new=NEW):
    asked = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/account/password/change/", asked)


def _leads_to_the_change(client, address):
    answer = client.get(address)
    return answer.status_code == 302 and answer.url == "/account/password/change/"


def test_a_new_password_from_the_administrator_is_changed_first(office):
    told = user_reset_password(user_id=office.preparer.pk, actor=office.administrator, at=NOW)
    client = _log_in("preparer", told)

    for address in ("/", "/library/", "/imports/", "/account/2fa/"):
        assert _leads_to_the_change(client, address), address
    assert client.post("/tables/new/", {"year": "2030"}).status_code == 302
    assert "别人告诉您的" in client.get("/account/password/change/").content.decode()

    _change(client, told)

    client = _log_in("preparer", NEW)
    assert client.get("/library/").status_code == 200


def test_who_is_added_in_the_pages_changes_it_too(office, log_in):
    page = log_in(office.administrator).post(
        "/office/people/new/",
        {
            "username": "xinren",
            "display_name": "新人",
            "org": office.department.pk,
            "role": "reader",
        },
    )

    told = page.context["password"]
    assert User.objects.get(username="xinren").check_password(told)
    assert _leads_to_the_change(_log_in("xinren", told), "/library/")


def test_so_does_the_first_administrator_and_before_him_there_is_nobody(db):
    assert not User.objects.exists()

    found = first_administrator()

    assert _leads_to_the_change(_log_in(found.username, found.password), "/office/people/")


@pytest.mark.parametrize(
    "weak",
    ["jixiao2026", "JiXiao-2026!", "yusuan-jixiao-1", "caizhengju2025", "管理员口令管理员口令1"],
)
def test_words_of_the_office_make_no_password(weak):
    with pytest.raises(ValidationError, match="常用词"):
        validate_password(weak)


@pytest.mark.parametrize("good", [NEW, "jixiao und der blaue Bus", "2026-kamel-fahrrad"])
def test_among_other_words_they_may_stand(good):
    validate_password(good)
