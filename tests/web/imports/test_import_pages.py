"""The pages: who sees what, what a POST does, how many queries a page takes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.conftest import NOW
from tests.web.imports.conftest import sample

from jixiao.web.records.assembly import unpack
from jixiao.web.records.models import Import, ReadingCorrection
from jixiao.web.records.services.corrections import Answer, answer
from jixiao.web.records.services.imports import import_start

SEES = ("preparer", "head", "administrator", "auditor", "reader")
SEES_NOT = ("unit_preparer", "stranger", "nobody")


@pytest.fixture
def pages(accepted):
    """All pages about one accepted import that are read with GET."""
    one = accepted("zengcheng")
    project = one.table.projects.order_by("position").last()
    return [
        reverse("import", args=[one.pk]),
        reverse("import_progress", args=[one.pk]),
        reverse("import_project", args=[one.pk, 3]),
        reverse("import_source", args=[one.pk]) + "?part=p3.total",
        reverse("import_changes", args=[one.pk]),
        reverse("project_source", args=[project.key]),
        reverse("project_source_page", args=[project.key]) + "?part=p0",
    ]


@pytest.mark.parametrize("who", SEES)
def test_who_sees_the_departments_records_sees_its_imports(office, log_in, pages, who):
    client = log_in(getattr(office, who))
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    assert "zengcheng.txt" in client.get(reverse("imports")).content.decode()


@pytest.mark.parametrize("who", SEES_NOT)
def test_for_others_there_is_nothing(office, log_in, pages, who):
    client = log_in(getattr(office, who))
    assert [client.get(page).status_code for page in pages] == [404] * len(pages)
    assert "zengcheng.txt" not in client.get(reverse("imports")).content.decode()


def test_without_a_log_in_there_is_only_the_log_in(client, pages):
    for page in (*pages, reverse("imports")):
        found = client.get(page, headers={"host": "127.0.0.1"})
        assert found.status_code == 302
        assert found["Location"].startswith("/account/login/")


ACTS = ("accept", "cancel", "undo", "redo", "again", "settle")


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_for_preparers_and_never_a_get(office, log_in, brought, act):
    one = brought()
    address = reverse("import_act", args=[one.pk, act])
    for who, status in (("head", 403), ("auditor", 403), ("stranger", 404), ("unit_preparer", 404)):
        given = {"department": office.department.pk, "year": "2024"}
        found = log_in(getattr(office, who)).post(address, given)
        # Who may not prepare anywhere cannot name a department either.
        assert found.status_code in ((status, 404) if act == "settle" else (status,)), (
            who,
            act,
        )
    assert log_in(office.preparer).get(address).status_code == 405
    one.refresh_from_db()
    assert one.state == "ready"
    assert Import.objects.count() == 1


def test_an_unknown_act_is_not_there(office, log_in, brought):
    address = reverse("import_act", args=[brought().pk, "drop"])
    assert log_in(office.preparer).post(address).status_code == 404


def upload(client, *files, **named):
    return client.post(reverse("imports"), {"files": list(files), **named})


def test_several_files_are_taken_and_each_is_answered(office, log_in):
    client = log_in(office.preparer)
    found = upload(
        client,
        SimpleUploadedFile("开发区.txt", sample("kaifaqu")),
        SimpleUploadedFile("空.txt", b""),
        department=office.department.pk, year="2024",
    ).content.decode()  # fmt: skip

    assert "已收下" in found
    assert "文件是空的" in found
    assert Import.objects.get().year == 2024


def test_the_same_content_is_pointed_out_with_a_way_to_read_it_again(office, log_in, brought):
    first = brought()
    found = upload(
        log_in(office.preparer), SimpleUploadedFile("又一份.txt", sample("kaifaqu")),
        department=office.department.pk,
    ).content.decode()  # fmt: skip

    assert "2026-03-02 已经导入过" in found
    assert reverse("import_act", args=[first.pk, "again"]) in found
    assert Import.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [({"year": "20二四"}, "四位数字"), ({"year": "1800"}, "四位数字"), ({"department": ""}, "请选择部门")],
)  # fmt: skip
def test_wrong_words_in_the_form_are_said(office, log_in, given, said):
    named = {"department": office.department.pk, **given}
    file = SimpleUploadedFile("a.txt", sample("kaifaqu"))
    page = upload(log_in(office.preparer), file, **named).content.decode()
    assert said in page
    assert f'data-form-problem="{next(iter(given))}"' in page
    assert not Import.objects.exists()


def test_no_file_is_brought_into_a_department_of_others(office, log_in):
    file = SimpleUploadedFile("a.txt", sample("kaifaqu"))
    other = office.stranger_department.pk
    assert upload(log_in(office.preparer), file, department=other).status_code == 404
    for who in ("head", "unit_preparer"):
        client = log_in(getattr(office, who))
        assert upload(client, file, department=office.department.pk).status_code == 404
    assert not Import.objects.exists()


def test_a_year_that_is_typed_is_kept_by_accepting(office, log_in, brought):
    one = brought(year=None)
    address = reverse("import_act", args=[one.pk, "accept"])
    given = {"table": "0", "department": office.department.pk, "amount_unit": ""}

    page = log_in(office.preparer).post(address, {**given, "year": ""}, follow=True)
    assert "预算年度" in page.content.decode()
    log_in(office.preparer).post(address, {**given, "year": "2025"})

    one.refresh_from_db()
    assert (one.state, one.table.year) == ("accepted", 2025)


def test_an_answer_through_the_page_and_back(office, log_in, brought):
    one = brought("zengcheng")
    client = log_in(office.preparer)
    (question,) = unpack(one.reading).questions
    where = client.post(
        reverse("import_answers", args=[one.pk]), {"action": "confirm", "key": question.key}
    )
    assert where.status_code == 302
    assert question.message not in client.get(where["Location"]).content.decode().split("更正")[0]
    row = ReadingCorrection.objects.get()
    client.post(reverse("import_answer", args=[one.pk, row.pk]))
    assert not ReadingCorrection.objects.exists()


def test_an_answer_of_another_department_is_out_of_reach(office, log_in, brought):
    one = brought("zengcheng")
    (question,) = unpack(one.reading).questions
    answer(import_id=one.pk, said=Answer("confirm", question.key), actor=office.preparer, at=NOW)
    row = ReadingCorrection.objects.get()
    theirs = import_start(
        department=office.stranger_department, name="a.txt", content=sample("zengcheng"),
        year=2024, actor=office.stranger, at=NOW,
    )  # fmt: skip
    client = log_in(office.stranger)
    client.post(reverse("import_answer", args=[theirs.pk, row.pk]))
    client.post(reverse("import_answer", args=[one.pk, row.pk]))
    assert ReadingCorrection.objects.filter(pk=row.pk).exists()


def test_what_was_changed_since_is_shown_before_an_undo(office, log_in, accepted):
    one = accepted()
    table = one.table
    table.revision += 1
    table.save()
    client = log_in(office.preparer)
    address = reverse("import_act", args=[one.pk, "undo"])

    asked = client.post(address)
    assert asked.status_code == 409
    assert "仍然撤销" in asked.content.decode()
    assert table.projects.count() == 4
    assert client.post(address, {"even_so": "1"}).status_code == 302
    assert table.projects.count() == 0


def test_the_open_points_of_a_table(office, log_in, accepted):
    table = accepted("huadu").table
    address = reverse("table_open", args=[table.pk])
    found = log_in(office.head).get(address).content.decode()
    assert "条目编号不连续" in found
    assert log_in(office.stranger).get(address).status_code == 404


def test_hostile_text_stays_text(office, log_in, brought):
    content = "\n".join((
        "部门名称：<script>alert(1)</script>局\t单位：万元",
        "项目名称\t总计\t财政拨款\t绩效目标\t绩效指标", "合计\t1.00\t1.00",
        "<img src=x onerror=alert(1)>\t1.00\t1.00\t{{ 7 }}\t1、1-产出指标;11-数量指标;<b>名</b>;实施周期指标值:1;年度指标值:1。",
    )).encode()  # fmt: skip
    one = brought("<i>名", content=content)
    client = log_in(office.preparer)
    for page in (
        reverse("import", args=[one.pk]), reverse("import_source", args=[one.pk]),
        reverse("import_project", args=[one.pk, 0]), reverse("imports"),
    ):  # fmt: skip
        found = client.get(page).content.decode()
        assert "<img src=x" not in found
        assert "<script>alert" not in found
        assert "<b>名" not in found
        assert "<i>名" not in found
