"""Points of the security standard that hold by how the program is made; each has its test here."""

import base64
import re
import ssl
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth
from django.apps import apps
from django.conf import settings
from django.core import signing
from django.test import Client
from tests.web.config.test_sources import SRC, WEB, _imported
from tests.web.conftest import NOW, PASSWORD

from jixiao.keeping import to_json
from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.assembly import reading_of
from jixiao.web.records.models import Project
from jixiao.web.records.sheet import PROJECT_FIELDS, ROW_FIELDS, titles

HOST = {"host": "127.0.0.1"}
ROOT = Path(__file__).parents[3]
NOTES = (ROOT / "docs/security.md").read_text("utf-8")
NGINX = (ROOT / "docs/guide/server.zh.md").read_text("utf-8").partition("```nginx")[2]


def _rows(heading):
    part = NOTES.partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return rows[1:]


def test_what_comes_in_is_decoded_once(office, log_in, bring_in):
    table = bring_in()
    client = log_in(office.preparer)
    odd = "%3Cb%3E &lt;i&gt; \\u003c"
    client.post(f"/units/{table.units.first().pk}/projects/", {"name": odd})

    assert Project.objects.filter(name=odd).exists()
    assert "“%25”" in client.get("/search/?q=%2525").content.decode()


def test_nothing_of_the_page_is_of_an_outdated_kind():
    old = re.compile(r"<(?:applet|object|embed|bgsound|frameset|marquee)\b|ActiveX|NSAPI", re.I)
    for file in [*WEB.glob("templates/**/*.html"), *WEB.glob("static/desk/*.js")]:
        assert not old.search(file.read_text("utf-8")), file


def test_nothing_reaches_out():
    """Neither the library nor the site asks anything of another machine, or sends mail."""
    ways = {"requests", "httpx", "aiohttp", "urllib3", "smtplib", "ftplib", "telnetlib", "paramiko"}
    assert not ways & _imported(SRC)
    for file in SRC.rglob("*.py"):
        text = file.read_text("utf-8")
        # The try-out asks its own front page, on this machine.
        assert "urllib.request" not in text or file == WEB / "serving.py", file
        assert "http.client" not in text, file
        assert not re.search(r"\.connect\(\(|create_connection\(|send_mail\(", text), file


def test_no_cryptography_of_our_own():
    used = _imported(WEB) & {
        "hashlib",
        "hmac",
        "secrets",
        "random",
        "ssl",
        "Crypto",
        "cryptography",
    }
    assert used <= {"hashlib", "hmac", "secrets"}


def test_keys_have_128_bits_and_more():
    """Each sign of them holds at least four bits, whether hexadecimal or of an alphabet."""
    for key in (settings.SECRET_KEY, settings.AUDIT_KEY):
        assert len(key) * 4 >= 128
        assert len(set(key)) > 8


def test_every_kind_of_data_has_its_level():
    told = re.findall(r"`(\w+)`", NOTES.partition("## 数据的等级")[2].partition("\n## ")[0])
    kept = {one.__name__ for one in apps.get_models() if one._meta.app_label not in _OF_DJANGO}
    assert sorted(told) == sorted(kept)
    for row in _rows("数据的等级"):
        assert len(row) == 5, row
        assert all(row), row


_OF_DJANGO = {"contenttypes", "auth", "django_q"}


def test_who_reads_and_writes_each_field_is_written_down(bring_in):
    told = _rows("各栏谁能读写")
    told = {name: row[3] for row in told for name in re.split("[：、]", row[0])[1:]}
    words = titles()
    assert set(words["project"].values()) | set(words["indicators"].values()) - {"整行"} <= set(
        told
    )

    table = bring_in()
    project = table.projects.first()
    row = project.indicators.first()
    texts = {}
    for one, names, kind in ((project, PROJECT_FIELDS, "project"), (row, ROW_FIELDS, "indicators")):
        for name in names:
            if name == "level" or one._meta.get_field(name).get_internal_type() != "TextField":
                continue
            setattr(one, name, f"某{kind}{name}某")
            texts[f"某{kind}{name}某"] = told[words[kind][name]]
        one.save()
    assert len(texts) > 8
    public = to_json(reading_of(table)).decode()
    for text, who in texts.items():
        assert (text in public) == (who == "所有人"), (text, who)


def test_no_password_or_token_is_in_an_address(office):
    for file in WEB.glob("templates/**/*.html"):
        for form in re.findall(r"<form\b.*?</form>", file.read_text("utf-8"), re.S):
            if 'method="post"' not in form:
                assert "csrf_token" not in form, file
                assert "password" not in form, file
    client = Client(headers=HOST)
    client.get("/account/login/", {"login": "preparer", "password": PASSWORD})
    assert client.get("/library/").status_code == 302


def test_a_password_does_not_grow_old(office, settings):
    office.preparer.date_joined = NOW.replace(year=2016)
    office.preparer.save()
    client = Client(headers=HOST)
    asked = {"login": "preparer", "password": PASSWORD}
    assert client.post("/account/login/", asked).headers["Location"] == "/"
    assert client.get("/library/").status_code == 200


def test_one_may_be_logged_in_at_several_places_as_the_guide_says(office):
    clients = [Client(headers=HOST) for _ in range(3)]
    for one in clients:
        one.post("/account/login/", {"login": "preparer", "password": PASSWORD})
    assert [one.get("/library/").status_code for one in clients] == [200] * 3
    guide = (ROOT / "docs/guide/administrator.zh.md").read_text("utf-8")
    assert "一个人可以同时在几处登录" in guide


def test_the_guide_tells_how_guessing_is_slowed():
    guide = (ROOT / "docs/guide/administrator.zh.md").read_text("utf-8")
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    assert (settings.AXES_FAILURE_LIMIT, minutes) == (5, 15)
    assert "密码连错五次锁十五分钟" in guide
    assert settings.AXES_LOCKOUT_PARAMETERS == [["username", "ip_address"]]
    assert "锁的是这个名称从这个地址来的登录" in guide


def test_a_token_signed_in_another_way_is_not_taken(office, log_in, bring_in):
    table = bring_in("kaifaqu")
    given = {"table": table.pk, "user": office.preparer.pk, "sha256": "0" * 64, "name": "x.xlsx",
             "issue": None, "revision": table.revision}  # fmt: skip
    salt = "jixiao.returned-workbook"
    weak = signing.TimestampSigner(salt=salt, algorithm="sha1").sign_object(given)

    page = log_in(office.preparer).post(
        f"/tables/{table.pk}/returned/merge/", {"token": weak}, follow=True
    )

    assert "已经失效" in page.content.decode()
    assert not AuditEntry.objects.filter(action="template.merge").exists()


def test_the_servers_settings_of_the_guide_speak_new_tls_with_strong_suites_alone():
    protocols = re.search(r"ssl_protocols\s+([^;]+);", NGINX)[1].split()
    assert set(protocols) == {"TLSv1.2", "TLSv1.3"}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers(re.search(r"ssl_ciphers\s+([^;]+);", NGINX)[1])
    suites = context.get_ciphers()
    assert suites
    for one in suites:
        assert one["aead"], one
        assert one["kea"] in ("kx-ecdhe", "kx-any"), one  # a key of its own each time
        assert one["strength_bits"] >= 128, one


def test_each_secret_says_where_it_lies_and_how_it_is_replaced():
    rows = _rows("密钥和密码算法")
    secrets = [row for row in rows if len(row) == 4]
    assert len(secrets) >= 3
    for row in secrets:
        assert all(cell.strip() for cell in row), row


@pytest.mark.parametrize(
    ("address", "typed", "status"),
    [
        ("/comments/999999/accept/", {}, 404),
        ("/office/people/", None, 403),
    ],
)
def test_what_is_refused_or_wrong_is_in_the_log(office, log_in, caplog, address, typed, status):
    client = log_in(office.preparer)
    answer = client.get(address) if typed is None else client.post(address, typed)

    assert answer.status_code == status
    assert address in caplog.text


def test_who_asks_too_often_or_without_a_token_is_in_the_log(office, log_in, caplog, settings):
    settings.MOST_A_MINUTE = {"search": 1, "download": 1}
    client = log_in(office.preparer)
    assert [client.get("/search/?q=甲").status_code for _ in range(2)] == [200, 429]
    assert "/search/" in caplog.text
    caplog.clear()

    forger = Client(headers=HOST, enforce_csrf_checks=True)
    forger.force_login(office.preparer, backend=settings.AUTHENTICATION_BACKENDS[1])
    answer = forger.post("/tables/new/", {"year": "2030"})
    assert answer.status_code == 403
    assert "这一页已经过时" in answer.content.decode()
    assert "/tables/new/" in caplog.text


def test_keys_of_a_foreign_record_reach_no_prototype(browser):
    """What comes as JSON may name `__proto__`; the scripts copy fields one by one by such names."""
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(path=WEB / "static/desk/sheet.js")
    found = page.evaluate(
        """() => {
        const bad = '{"project": {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}},'
          + ' "indicators": [{"key": "__proto__", "parts": {"__proto__": {"polluted": 1}}, "name": "x"}]}';
        const one = () => JSON.parse(bad), { sheet } = window.desk;
        sheet.settle(one(), one(), one(), []);
        sheet.newRow(one().indicators[0]);
        sheet.texts(one().indicators[0]);
        sheet.copy(one());
        return [({}).polluted, [].polluted, Object.prototype.polluted];
        }"""
    )
    page.close()
    assert found == [None, None, None]


def test_the_seed_of_codes_is_drawn_by_the_system(monkeypatch):
    drawn = []
    monkeypatch.setattr(auth.secrets, "token_bytes", lambda n: drawn.append(n) or bytes(range(n)))

    seed = base64.b32decode(auth.generate_totp_secret())

    assert drawn == [len(seed)]
    assert len(seed) * 8 >= 112


def test_the_servers_settings_of_the_guide_are_reached_over_tls_alone():
    guide = (ROOT / "docs/guide/server.zh.md").read_text("utf-8")

    assert re.findall(r"listen\s+([^;]+);", NGINX) == ["443 ssl"]
    assert set(re.findall(r"--bind (\S+)", guide)) == {"127.0.0.1:8000"}
    assert guide.count("ExecStart") - guide.count("ExecStartPre") == guide.count("JIXIAO_HTTPS=1 ")
    starting = (ROOT / "src/jixiao/cli/start.py").read_text("utf-8")
    assert re.findall(r"make_server\(([^,]+),", starting) == ['"127.0.0.1"']


def test_the_guide_asks_for_a_certificate_that_browsers_trust():
    for name, words in (
        ("zh", "证书用浏览器信任的机构签发的"),
        ("en", "an authority that browsers trust"),
    ):
        assert words in (ROOT / f"docs/guide/server.{name}.md").read_text("utf-8")
