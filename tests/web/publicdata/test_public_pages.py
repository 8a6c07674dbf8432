"""Public pages: what is disclosed, from its version alone, with links that stay."""

import io
import re
import zipfile
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.test import Client
from tests.web.conftest import NOW, brought_in

from jixiao import read
from jixiao.model import Redaction
from jixiao.publishing.site.view import view_site
from jixiao.web.publicdata.selectors import TABLES_PER_PAGE
from jixiao.web.records.assembly import unpack
from jixiao.web.records.models import Comment, Project, PublicTable
from jixiao.web.records.services.tables import table_act, table_create
from jixiao.workflow import Action

SECRETS = {
    "responsible": "机密负责人", "comment": "机密批注", "suggested": "机密建议", "accepted": "机密接受",
    "reason": "机密理由", "covered": "机密公司", "basis": "机密依据", "scoring": "机密评分",
    "evidence": "机密佐证", "data_source": "机密来源", "override": "机密越过", "why": "机密遮蔽",
}  # fmt: skip


def furnish_once(office):
    return brought_in(office, "tianhe")


@pytest.fixture
def anybody():
    return Client(headers={"host": "127.0.0.1"})


@pytest.fixture
def public(office, approve, disclose):
    disclose(approve(office.furnished))
    return PublicTable.objects.get()


@pytest.fixture
def full_of_secrets(office, disclose):
    """A table that holds something internal everywhere, disclosed with a passage covered."""
    table = office.furnished
    first = table.projects.filter(indicators__isnull=False).first()
    Project.objects.filter(pk=first.pk).update(
        responsible_person=SECRETS["responsible"], basis=SECRETS["basis"],
        objective=f"由{SECRETS['covered']}承办", category="机密类别",
    )  # fmt: skip
    first.indicators.update(
        basis=SECRETS["basis"], scoring_standard=SECRETS["scoring"],
        evidence=SECRETS["evidence"], data_source=SECRETS["data_source"],
    )  # fmt: skip
    table.accepted_findings.create(
        rule="IND101", project=first.name, reason=SECRETS["accepted"], author=office.head, at=NOW
    )
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    Comment.objects.create(
        table=table, project_key=first.key, field="name", text=SECRETS["comment"],
        suggested=SECRETS["suggested"], author=office.head, at=NOW,
    )  # fmt: skip
    table_act(
        table_id=table.pk, action=Action.APPROVE, actor=office.head, at=NOW,
        reason=SECRETS["reason"],
    )  # fmt: skip
    covered = Redaction(SECRETS["covered"], SECRETS["why"], "机密作者")
    missing = Redaction("没有的字", SECRETS["why"], "机密作者")
    disclose(table, redactions=[covered, missing], override=SECRETS["override"])
    return table


def reached(client, start="/public/"):
    """Every public address that can be reached by links, with its answer."""
    seen, queue = {}, [start, "/", "/public/search/?q=的"]
    while queue:
        address = queue.pop()
        if address in seen or not address.startswith(("/public", "/")):
            continue
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[address] = (answer, body)
        if "html" not in answer["Content-Type"] or len(seen) > 600:
            continue
        found = re.findall(r'href="(/public/[^"#]*)', body.decode())
        found += [
            f"/public/search/{one}" for one in re.findall(r'href="(\?[^"]*)"', body.decode())
        ][:6]
        queue += [one.replace("&amp;", "&") for one in found]
    return seen


def texts_of(body, media_type):
    """All texts of a file, also of what is packed in it."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "".join(
                archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
            )
    if body[:4] == b"%PDF":
        reading = read(body, "表.pdf")
        return str(reading)
    return body.decode("utf-8-sig")


def test_nothing_internal_is_in_any_public_answer(full_of_secrets, anybody, settings):
    settings.MOST_A_MINUTE = {"search": 10_000, "download": 10_000}
    answers = reached(anybody)

    assert len(answers) > 120
    kinds = {answer["Content-Type"].split(";")[0] for answer, _ in answers.values()}
    assert {"text/html", "application/pdf", "text/csv", "application/json"} <= kinds
    for address, (answer, body) in answers.items():
        assert answer.status_code in (200, 302), address
        text = texts_of(body, answer["Content-Type"])
        assert "机密" not in text, address
        assert "测试head" not in text, address
        assert "测试preparer" not in text, address
    every = "".join(texts_of(body, a["Content-Type"]) for a, body in answers.values())
    assert "由××承办" in every


def test_the_working_copy_and_what_is_only_approved_are_not_public(office, approve, anybody):
    approve(office.furnished)

    text = anybody.get("/public/").content.decode()

    assert "还没有公开的目标表" in text
    assert anybody.get("/public/search/").context["found"].count == 0


def test_changes_after_disclosing_do_not_show(public, office, anybody):
    table_act(
        table_id=public.table_id, action=Action.ADJUST, actor=office.preparer, at=NOW, reason="x"
    )
    Project.objects.all().update(name="改了的名称")

    base = f"/public/tables/{public.key}/"
    first = public.projects.first()
    for address in ("/public/", base, f"{base}print/", f"{base}projects/{first.key}/",
                    "/public/search/", "/public/search/?q=改了"):  # fmt: skip
        text = anybody.get(address).content.decode()
        assert "改了的名称" not in text, address
    assert first.name in anybody.get("/public/search/").content.decode()


def test_the_ids_are_those_of_the_static_site(public, anybody):
    (site,) = view_site((unpack(public.version.content),))

    assert public.key == site.key
    assert set(public.projects.values_list("key", flat=True)) == {p.key for p in site.projects}
    one = next(p for p in site.projects if p.indicators)
    address = f"/public/tables/{site.key}/projects/{one.key}/"
    assert anybody.get(address).status_code == 200
    page = anybody.get(f"{address}{one.indicators[0].key}/").content.decode()
    assert one.indicators[0].record.name in page
    assert "印在第" in page


def test_charts_say_amounts_as_printed_and_counts_as_counts(public, anybody):
    for address in ("/public/", f"/public/tables/{public.key}/"):
        text = anybody.get(address).content.decode()
        assert "6,087.40" in text
        assert ".000000" not in text


@pytest.mark.parametrize(
    "address",
    ["tables/000000000000/", "tables/{key}/projects/000000000000/", "tables/{key}/files/exe/",
     "tables/{key}/files/docx/", "tables/{key}/versions/1/", "tables/{key}/versions/999/"],
)  # fmt: skip
def test_what_never_was_public_is_not_found(public, anybody, address):
    assert anybody.get(f"/public/{address.format(key=public.key)}").status_code == 404


def test_a_retracted_table_says_so_everywhere(public, office, anybody):
    project = public.projects.exclude(indicators=None).first()
    base = f"/public/tables/{public.key}/"
    number = public.version.number
    addresses = [
        base, f"{base}print/", f"{base}projects/{project.key}/", f"{base}files/xlsx/",
        f"{base}projects/{project.key}/{project.indicators.first().key}/",
        f"{base}versions/{number}/",
    ]  # fmt: skip
    for one in addresses:
        answer = anybody.get(one)
        answer.close()
        assert answer.status_code == (302 if "versions" in one else 200), one

    table_act(
        table_id=public.table_id, action=Action.RETRACT, actor=office.head, at=NOW, reason="机密"
    )

    for one in addresses:
        answer = anybody.get(one)
        assert answer.status_code == 410, one
        # Browsers keep such an answer by themselves, and would show it when the table is back.
        assert answer.headers["Cache-Control"] == "no-cache", one
        text = answer.content.decode()
        assert "已经撤下" in text
        assert "2026-03-02" in text
        assert "机密" not in text
        assert "某某市商务局" not in text
    assert anybody.get("/public/search/").context["found"].count == 0


def test_a_replaced_version_leads_to_the_new_one(public, approve, disclose, office, anybody):
    old = public.version.number
    gone = public.projects.get(number=1).key
    table = public.table
    table_act(table_id=table.pk, action=Action.ADJUST, actor=office.preparer, at=NOW, reason="x")
    table.projects.first().delete()
    approve(table)
    disclose(table, override="合计已核")

    for address in (f"versions/{old}/", f"projects/{gone}/"):
        answer = anybody.get(f"/public/tables/{public.key}/{address}")
        assert answer.status_code == 410
        assert f"/public/tables/{public.key}/" in answer.content.decode()


def test_files_are_named_in_chinese_and_as_they_were_made(public, anybody):
    answer = anybody.get(f"/public/tables/{public.key}/files/xlsx/")

    body = b"".join(answer.streaming_content)
    name = unquote(answer["Content-Disposition"].split("''")[1])
    assert name == "广州市天河区商务和金融工作局2024年项目支出绩效目标表.xlsx"
    assert answer["ETag"].strip('"') == public.version.details["files"]["xlsx"]["sha256"]
    assert len(read(body, "表.xlsx").table.projects) == 24


def test_a_page_is_not_sent_twice_to_who_has_it(public, anybody, django_assert_max_num_queries):
    address = f"/public/tables/{public.key}/"
    etag = anybody.get(address)["ETag"]

    with django_assert_max_num_queries(1):
        answer = anybody.get(address, headers={"if-none-match": etag})

    assert answer.status_code == 304
    anybody.cookies["django_language"] = "en"
    english = anybody.get(address, headers={"if-none-match": etag})
    assert english.status_code == 200
    assert english["ETag"] != etag


def test_visitors_get_no_cookie(public, anybody):
    for address in ("/", "/public/", f"/public/tables/{public.key}/", "/public/search/?q=费"):
        assert not anybody.get(address).cookies, address


def test_public_pages_only_answer_reading(public, anybody):
    for address in ("/public/", f"/public/tables/{public.key}/", "/public/search/"):
        assert anybody.post(address).status_code == 405
        assert anybody.head(address).status_code == 200


def test_the_first_page_is_public_for_visitors_and_the_desk_for_people(
    public, office, log_in, anybody
):
    assert "工作人员登录" in anybody.get("/").content.decode()
    assert "我的工作" in log_in(office.reader).get("/").content.decode()


def test_namesakes_have_pages_of_their_own(public, office, disclose, approve, bring_in, anybody):
    """Another office may have a department of the same name."""
    from jixiao.web.accounts.services import org_create  # noqa: PLC0415

    twin = org_create(name="另一市", kind="department", actor=None, at=NOW)
    table = bring_in("kaifaqu", 2023)
    table.department = twin
    table.year = 2024
    table.department_printed = "广州市天河区商务和金融工作局"
    table.save()
    public.table.refresh_from_db()
    printed = unpack(public.version.content).table.department
    table.department_printed = printed
    table.save()
    from jixiao.web.records.assembly import reading_of  # noqa: PLC0415
    from jixiao.web.records.services.public_rows import public_rows_write  # noqa: PLC0415
    from jixiao.web.records.services.tables import version_keep  # noqa: PLC0415

    reading = reading_of(table)
    version = version_keep(
        table=table, occasion="disclosed", actor=None, at=NOW, reading=reading, is_public=True
    )
    other = public_rows_write(table, version, reading, NOW)

    assert other.key != public.key
    assert anybody.get(f"/public/tables/{other.key}/").status_code == 200
    first = other.projects.first()
    address = f"/public/tables/{other.key}/projects/{first.key}/"
    assert first.name in anybody.get(address).content.decode()


def test_the_first_page_shows_sixty_tables_and_leads_to_the_others(anybody, public, office):
    newest, oldest = 2100, 2100 - TABLES_PER_PAGE - 4
    for year in range(newest, oldest - 1, -1):
        table = table_create(department=office.stranger_department, year=year, actor=None, at=NOW)
        PublicTable.objects.create(
            table=table, key=f"key{year}", version=public.version, department="邻县水务局", year=year,
            amount_unit=public.amount_unit, total=Decimal(1), project_count=2, published_at=NOW,
        )  # fmt: skip

    def page(query):
        answer = anybody.get(f"/public/{query}")
        text = answer.content.decode()
        assert answer.status_code == 200
        listed = text.partition('class="pub-charts"')[0]
        keys = re.findall(r'<th scope="row"><a href="/public/tables/([^/"]+)/"', listed)
        return text, keys, answer["ETag"]

    everything = [f"key{year}" for year in range(newest, oldest - 1, -1)] + [public.key]
    everything.sort(key=lambda key: -PublicTable.objects.get(key=key).year)
    text, first, _ = page("")
    assert first == everything[:60]
    assert "第 1 页，共 2 页" in text
    assert 'href="?page=2"' in text
    assert 'href="?page=0"' not in text
    last_text, second, etag = page("?page=2")
    assert second == everything[60:]
    assert 'href="?page=1"' in last_text
    assert 'href="?page=3"' not in last_text
    for one in (text, last_text):  # sums are of all pages
        assert f"<dd>{len(everything)}</dd>" in one
        assert f"<dd>{2 * (len(everything) - 1) + public.project_count}</dd>" in one
    for beyond in ("?page=3", "?page=999999"):
        assert page(beyond)[1] == second
    for senseless in ("?page=0", "?page=-1", "?page=x", "?page=²", "?page=99999999999999999999"):
        assert page(senseless)[1] == first
    fresh = anybody.get("/public/?page=2", headers={"if-none-match": etag})
    assert fresh.status_code == 304
    assert anybody.get("/public/", headers={"if-none-match": etag}).status_code == 200


def test_on_the_page_to_print_each_indicator_begins_a_line(public, anybody):
    page = anybody.get(f"/public/tables/{public.key}/print/").content.decode()

    cell = next(one for one in re.findall(r"<td>(.*?)</td>", page, re.DOTALL) if "1、1-" in one)
    lines = cell.split("\n")
    assert [line.partition("、")[0] for line in lines] == ["1", "2"]
    assert all(line.endswith("。") for line in lines)
