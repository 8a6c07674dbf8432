"""A full disk, and a database that another process holds: said so on the page, and nothing is lost.

The server is the real one, in a process of its own, and without the rights that only root has. Its disk
is full when the system lets it write no file.
"""

import json
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import expect
from tests.web.imports import serving

resource = pytest.importorskip("resource", reason="limits of a process are of POSIX only")
pytestmark = pytest.mark.skipif(
    not hasattr(resource, "prlimit"), reason="limits of another process are of Linux only"
)

ROOT = Path(__file__).parents[2]
FULL, LOCKED = "full", "locked"
SAID = {FULL: (507, "服务器的磁盘已满或不能写入"), LOCKED: (503, "数据库正忙，没有排上队")}
TOKEN = "t" * 32
# Takes from root what lets it write where it may not; nobody else has such rights.
_DROP = """
import ctypes, os, sys
PR_CAPBSET_DROP = 24
if os.geteuid() == 0:
    for right in range(64):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
_WITHOUT_RIGHTS = (sys.executable, "-c", _DROP)


@pytest.fixture(scope="module")
def office(tmp_path_factory, begin_home):
    home = begin_home(tmp_path_factory.mktemp("trouble") / "home")
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.troubled_office", str(home)], cwd=ROOT, check=True,
        env=serving.environment(home), capture_output=True,
    )  # fmt: skip
    process, address = serving.start_server(
        home, settings="tests.web.served_settings", through=_WITHOUT_RIGHTS
    )
    yield SimpleNamespace(
        home=home, process=process, address=address, **json.loads(done.stdout.splitlines()[-1])
    )
    serving.stop(process)


def test_the_server_has_no_more_rights_than_anybody(office):
    status = Path(f"/proc/{office.process.pid}/status").read_text()
    assert re.search(r"^CapEff:\s+0+$", status, re.MULTILINE)


@contextmanager
def _full(office):
    limit = resource.RLIMIT_FSIZE
    usual = resource.prlimit(office.process.pid, limit)
    resource.prlimit(office.process.pid, limit, (0, usual[1]))
    try:
        yield
    finally:
        resource.prlimit(office.process.pid, limit, usual)


@contextmanager
def _locked(office):
    with closing(sqlite3.connect(office.home / "jixiao.sqlite3", isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield
        held.execute("ROLLBACK")


TROUBLES = {FULL: _full, LOCKED: _locked}


def _ask(office, method, path, body=None, who="preparer", **headers):
    connection = HTTPConnection(urlsplit(office.address).netloc, timeout=60)
    with closing(connection):
        headers = {
            "Cookie": f"sessionid={office.sessions[who]}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body and body.encode(), headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace"), answer.headers


def _rows(office):
    """What the database says, table by table, but for sessions and what the worker reads meanwhile."""
    with closing(sqlite3.connect(office.home / "jixiao.sqlite3")) as database:
        named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: database.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608
            for (name,) in named
            if name.startswith(("records_", "audit_", "accounts_"))
            and "grams" not in name
            and name != "records_import"
        }


def _form(**fields):
    return urlencode(fields), "application/x-www-form-urlencoded"


def _file(office, trouble, size=0):
    part = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    parts = [
        part.format("department", "", office.department),
        part.format("year", "", 2023),
        part.format(
            "files", '; filename="a.txt"', f"项目名称\t总计\n{trouble}\t1\n{chr(10) * size}"
        ),
    ]
    return "".join(
        f"--x\r\n{one}" for one in parts
    ) + "--x--\r\n", "multipart/form-data; boundary=x"


def _step(action, by="preparer", **said):
    return lambda o, _: (f"/tables/{o.table}/act/{action}/", *_form(**{"reason": "", **said}), by)


ACTS = {
    "project": lambda o, _: (f"/units/{o.unit}/projects/", *_form(name="新的项目“甲”")),
    "comment": lambda o, _: (f"/tables/{o.table}/comments/", *_form(text="请看<第二行>\n再说")),
    "upload": lambda o, trouble: ("/imports/", *_file(o, trouble)),
    "template": lambda o, _: (f"/tables/{o.table}/template/", *_form()),
    "submit": _step("submit"),
    "withdraw": _step("withdraw", reason="还要改"),
    "submit again": _step("submit"),
    "approve": _step("approve", by="head"),
    "disclose": _step("disclose", by="head", reason="已核对"),
    "adjust": _step("adjust", reason="下半年调整"),
}
"""Each can be done after those before it; the last one leaves the table as it was."""


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
def test_each_act_says_what_to_do_changes_nothing_and_can_be_sent_again(office, trouble):
    status, message = SAID[trouble]
    for name, made in ACTS.items():
        path, body, kind, *by = made(office, trouble)
        who = by[0] if by else "preparer"
        before = _rows(office)
        with TROUBLES[trouble](office):
            got = _ask(office, "POST", path, body, who, Content_Type=kind)
            assert got[0] == status, (name, got)
            assert message in got[1]
            assert int(got[2]["Retry-After"]) > 0
            assert _ask(office, "GET", f"/tables/{office.table}/")[0] == 200  # reading goes on
        assert _rows(office) == before, name
        if kind.startswith("multipart"):
            assert "重新选择" in got[1]
            sent = body
        else:
            sent = urlencode(_again(got[1], path))
            without = [one for one in parse_qsl(sent, True) if one[0] != "csrfmiddlewaretoken"]
            assert without == parse_qsl(body, True)
        done = _ask(office, "POST", path, sent, who, Content_Type=kind)
        assert done[0] in (200, 302), (name, done)
        assert _rows(office) != before, name


def _again(page, path):
    """The form of the page: what its hidden fields hold."""
    assert f'action="{path}"' in page
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return [(unescape(name), unescape(value)) for name, value in found]


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
def test_a_part_of_a_page_gets_a_part(office, trouble):
    status, message = SAID[trouble]
    path, body, kind = ACTS["comment"](office, trouble)
    with TROUBLES[trouble](office):
        got = _ask(office, "POST", path, body, Content_Type=kind, HX_Request="true")

    assert got[0] == status
    assert got[2]["HX-Retarget"] == "#messages"
    assert message in got[1]
    assert "<html" not in got[1]


@pytest.mark.parametrize("size", [600_000, 3_000_000], ids=["server's file", "site's file"])
@pytest.mark.parametrize("part", [{}, {"HX_Request": "true"}], ids=["page", "part"])
def test_a_file_that_is_spooled_is_answered_too(office, size, part):
    body, kind = _file(office, FULL, size)
    before = _rows(office)
    with _full(office):
        got = _ask(office, "POST", "/imports/", body, Content_Type=kind, **part)

    assert got[0] == SAID[FULL][0]
    assert SAID[FULL][1] in got[1]
    assert ("<html" in got[1]) is not bool(part)
    assert _rows(office) == before
    assert _ask(office, "POST", "/imports/", body, Content_Type=kind, **part)[0] == 200


def test_a_folder_that_cannot_be_written_is_told_of(office):
    body, kind = _file(office, "shut")
    files = office.home / "files"
    usual = files.stat().st_mode
    places = [one for one in (files, *files.rglob("*")) if one.is_dir()]
    for one in places:
        one.chmod(0o500)
    try:
        got = _ask(office, "POST", "/imports/", body, Content_Type=kind)
    finally:
        for one in places:
            one.chmod(usual)

    assert (got[0], SAID[FULL][1] in got[1]) == (SAID[FULL][0], True)


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
def test_a_password_is_not_sent_back(office, trouble):
    body, kind = _form(login="preparer", password="Geheim-123-wort")  # noqa: S106
    with TROUBLES[trouble](office):
        got = _ask(office, "POST", "/account/login/", body, who="preparer", Content_Type=kind)

    assert "Geheim-123-wort" not in got[1]
    assert got[0] < 500 or SAID[trouble][1] in got[1]


@pytest.mark.parametrize("trouble", [FULL, LOCKED])
def test_what_was_typed_is_kept_and_saved_later(office, trouble, browser):
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    cookie = {"name": "sessionid", "value": office.sessions["preparer"], "url": office.address}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{office.address}/projects/{office.project}/")
    expect(page.locator(".tabulator-row").first).to_be_visible(timeout=30_000)
    typed = f"{trouble}时写的目标"
    state = page.locator("[data-state]")
    with TROUBLES[trouble](office):
        page.locator("#f-objective").fill(typed)
        expect(state).to_contain_text(SAID[trouble][1], timeout=30_000)
        expect(state).to_contain_text("暂存在本机")
        assert page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('desk:'))")
        assert typed not in str(_rows(office)["records_project"])

    expect(state).to_contain_text("已保存", timeout=60_000)  # nobody pressed anything
    context.close()
    assert typed in str(_rows(office)["records_project"])


def test_a_person_comes_in_beside_many_open_browsers(office):
    """Each keeps several connections for minutes."""
    name, port = urlsplit(office.address).netloc.split(":")
    with ExitStack() as idle:
        for _ in range(150):
            idle.enter_context(closing(socket.create_connection((name, int(port)), timeout=10)))
        assert _ask(office, "GET", "/")[0] == 200
