"""What the security notes say is what the program does."""

import re
from datetime import timedelta
from pathlib import Path

from django.conf import global_settings
from django.test import Client

from jixiao.reading import EXTENSIONS
from jixiao.web.config import settings

ROOT = Path(__file__).parents[3]
NOTES = (ROOT / "docs/security.md").read_text("utf-8")


def _rows(heading):
    part = NOTES.partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return [row for row in rows if "`" in row[-1] or "`" in row[0]]


def test_the_limits_are_those_of_the_settings():
    rows = _rows("限额")
    assert len(rows) > 8
    for what, told, name in rows:
        setting, _, key = name.strip("`").partition(".")
        value = getattr(settings, setting)
        value = value[key] if key else value
        if isinstance(value, timedelta):
            value = int(value.total_seconds())
        assert value == int(told) * (1_000_000 if "MB" in what else 1), what


def test_every_algorithm_is_listed():
    sources = "\n".join(p.read_text("utf-8") for p in (ROOT / "src/jixiao").rglob("*.py"))
    used = set(re.findall(r"hashlib\.(\w+)\(|\b(hmac)\.\w+\(", sources))
    names = {one or other for one, other in used} - {"file_digest", "new"}
    assert {"sha256", "hmac"} <= names
    told = {row[0].strip("`") for row in _rows("密钥和密码算法")}
    assert names <= told
    assert global_settings.PASSWORD_HASHERS[0].endswith(".PBKDF2PasswordHasher")
    assert not hasattr(settings, "PASSWORD_HASHERS")
    assert "pbkdf2_sha256" in told
    for name in re.findall(r'secret\("([a-z.]+)"', sources):
        assert name in told


def test_nothing_else_writes_a_log():
    assert {one["class"] for one in settings.LOGGING["handlers"].values()} == {
        "logging.StreamHandler"
    }
    writers = {
        path.relative_to(ROOT / "src/jixiao").as_posix()
        for path in (ROOT / "src/jixiao").rglob("*.py")
        if re.search(r"FileHandler|SysLogHandler", path.read_text("utf-8"))
    }
    assert writers == {"web/config/settings.py"}
    assert "JIXIAO_SYSLOG" in NOTES


def test_the_time_limits_for_mending_are_written_down():
    told = (ROOT / "SECURITY.md").read_text("utf-8")
    days = [int(one) for one in re.findall(r"^\| .* \| (\d+) days \|$", told, re.M)]

    assert days == [7, 30, 90]
    chinese = told.partition("修复时限")[2]
    assert all(f"{one} 天" in chinese for one in days)
    locked = re.search(r"-r (requirements/\S+\.lock)", told)[1]
    assert (ROOT / locked).is_file()


def test_what_may_be_uploaded_is_written_down():
    told = re.findall(r"`(\.[a-z]+)`", NOTES)
    assert told == sorted(EXTENSIONS)


def test_there_is_one_way_in(db):
    client = Client(headers={"host": "127.0.0.1"})
    closed = ("password/reset/", "login/code/confirm/", "email/", "confirm-email/x/")
    for path in closed:
        assert client.get(f"/account/{path}").status_code == 404, path
    page = client.get("/account/login/").content.decode()
    assert set(re.findall(r'name="(\w+)"', page.partition("<main")[2])) <= {
        "csrfmiddlewaretoken", "login", "password", "next", "viewport", "language",
    }  # fmt: skip


def test_foreign_text_is_no_format(office, log_in, bring_in):
    table = bring_in()
    text = "{subject.__class__}{0} %(name)s %s"
    client = log_in(office.preparer)
    client.post(f"/units/{table.units.first().pk}/projects/", {"name": text})

    trail = log_in(office.auditor).get("/audit/").content.decode()

    assert re.search(r"新增项目“(?:<[^>]*>)?" + re.escape(text), trail)
    assert text in client.get(f"/tables/{table.pk}/").content.decode()


def test_nothing_for_tests_is_in_the_package():
    package = ROOT / "src/jixiao"
    assert not [p for p in package.rglob("*") if p.name in ("tests", "conftest.py")]
    assert settings.DEBUG is False
