"""What the log keeps of what was refused, and how logs come to another machine."""

import json
import logging
import os
import socket
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.conftest import PASSWORD
from tests.web.records.drafting import drafted

from jixiao.web.audit.models import AuditEntry
from jixiao.web.config.addresses import syslog_address

SECRET = "geheimer-Text-4711"  # noqa: S105


@pytest.fixture
def refused(caplog):
    """The lines about what was refused; nothing that was typed may be in any line at all."""

    def lines():
        assert SECRET not in caplog.text
        return [one.getMessage() for one in caplog.records if one.name == "jixiao.refused"]

    return lines


def _password(client, table):
    typed = {"oldpassword": SECRET, "password1": SECRET, "password2": SECRET}
    client.post("/account/password/change/", typed)
    return "/account/password/change/"


def _accept(client, table):
    address = f"/tables/{table.pk}/findings/accept/"
    client.post(address, {"finding": SECRET, "reason": SECRET})
    return address


def _accept_beside_a_project(client, table):
    address = f"/tables/{table.pk}/findings/accept/"
    key = table.projects.first().key
    given = {"finding": SECRET, "reason": SECRET, "project": str(key)}
    client.post(address, given, headers={"HX-Request": "true"})
    return address


def _upload(client, table):
    given = {"department": "1", "year": SECRET, "files": SimpleUploadedFile(SECRET, b"x")}
    client.post("/imports/", given)
    return "/imports/"


@pytest.mark.parametrize("act", [_password, _accept, _accept_beside_a_project, _upload])
def test_a_form_that_is_not_taken_is_in_the_log(office, log_in, refused, act):
    table = drafted(office)

    address = act(log_in(office.preparer), table)

    assert refused() == [f"user {office.preparer.pk} POST {address}"]


def test_a_form_that_is_taken_is_not(office, log_in, refused):
    client = log_in(office.preparer)
    new = "Ganz-neu-77-bei"
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post("/account/password/change/", typed)
    client.post("/account/login/", {"login": "preparer", "password": new})

    assert refused() == []


def test_each_entry_of_the_trail_is_told_without_what_it_says(
    office, caplog, django_capture_on_commit_callbacks
):
    with (
        caplog.at_level(logging.INFO, "jixiao.audit"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        logging.getLogger("jixiao.audit").addHandler(caplog.handler)
        drafted(office)
    logging.getLogger("jixiao.audit").removeHandler(caplog.handler)

    told = [one.getMessage() for one in caplog.records if one.name == "jixiao.audit"]
    entry = AuditEntry.objects.latest("pk")
    assert told[-1].startswith(
        f"{entry.chain} {entry.number} {entry.action} user={entry.actor_id} "
    )
    assert told[-1].endswith(entry.digest)
    assert office.preparer.display_name not in "".join(told)


_LOGS = """
import json, logging, logging.config
from jixiao.web.config import settings
logging.config.dictConfig(settings.LOGGING)
logging.getLogger("jixiao.refused").warning("user 1 GET /")
logging.getLogger("jixiao.audit").info("org-1 7 table.submit")
"""


def test_logs_go_where_the_setting_says(tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
        there.bind(("127.0.0.1", 0))
        there.settimeout(10)
        address = f"127.0.0.1:{there.getsockname()[1]}"
        environment = os.environ | {"JIXIAO_HOME": str(tmp_path), "JIXIAO_SYSLOG": address}
        done = subprocess.run(
            [sys.executable, "-c", _LOGS], env=environment, check=True, capture_output=True
        )
        came = [there.recv(65536).decode() for _ in range(2)]

    assert "WARNING jixiao.refused user 1 GET /" in came[0]
    assert "INFO jixiao.audit org-1 7 table.submit" in came[1]
    assert b"jixiao.refused" in done.stderr  # here, too
    assert b"jixiao.audit" not in done.stderr


def test_where_nothing_is_set_logs_stay_here(tmp_path):
    code = "import json; from jixiao.web.config.settings import LOGGING; print(json.dumps(LOGGING))"
    environment = os.environ | {"JIXIAO_HOME": str(tmp_path), "JIXIAO_SYSLOG": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True
    )

    assert list(json.loads(done.stdout)["handlers"]) == ["console"]


@pytest.mark.parametrize(
    ("text", "address"),
    [("/dev/log", "/dev/log"), ("logs.example", ("logs.example", 514)), ("10.0.0.9:6514", ("10.0.0.9", 6514))],
)  # fmt: skip
def test_an_address_is_a_socket_or_a_host(text, address):
    assert syslog_address(text) == address


def test_what_a_person_may_not_do_is_one_line_without_a_traceback(office, log_in, caplog):
    assert log_in(office.administrator).get("/tables/new/").status_code == 403

    (one,) = [one for one in caplog.records if one.name == "django.request"]
    assert "/tables/new/" in one.getMessage()
    assert one.exc_info is None
