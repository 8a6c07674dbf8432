"""Who opens the address of a button is told so; nothing happens."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_address_of_a_button_has_a_page(office, log_in):
    answer = log_in(office.administrator).get("/office/people/new/")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "这个地址不能直接打开" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_other_refusals_stay_as_short_as_they_are(office, log_in):
    answer = log_in(office.administrator).delete("/office/people/new/")

    assert (answer.status_code, answer.content) == (405, b"")
