"""Files for people inside: of the working copy or a version, named in Chinese, large ones as a job."""

from urllib.parse import unquote

import pytest
from django_q.models import OrmQ, Task

from jixiao import read
from jixiao.web.records.forms_out import OUTS
from jixiao.web.records.services import files


@pytest.mark.parametrize("form", OUTS)
def test_every_form_of_the_working_copy_and_of_a_version(form, bring_in, office, log_in):
    table = bring_in("kaifaqu")
    client = log_in(office.reader)
    address = f"/tables/{table.pk}/downloads/{form}/"

    now, version = client.get(address), client.get(f"{address}?version=1")

    assert (now.status_code, version.status_code) == (200, 200)
    assert now["Content-Type"] == OUTS[form].media_type
    name = unquote(version["Content-Disposition"].split("''")[1])
    assert name.startswith("某某市商务局2024年项目支出绩效目标表")
    assert name.endswith(f"（第1版）{OUTS[form].ending}")
    assert "某某市商务局" not in version["Content-Disposition"]


def test_what_is_downloaded_reads_back(bring_in, office, log_in):
    table = bring_in("kaifaqu")

    content = log_in(office.preparer).get(f"/tables/{table.pk}/downloads/xlsx/").content

    names = [project.name for project in read(content, "表.xlsx").table.projects]
    assert names == list(table.projects.values_list("name", flat=True))


def test_a_unit_has_its_own_rows_alone(bring_in, office, log_in):
    table = bring_in("tianhe")
    unit = table.units.last()
    unit.org = office.unit
    unit.save()
    client = log_in(office.unit_preparer)

    content = client.get(f"/tables/{table.pk}/downloads/json/").content.decode()

    mine = set(unit.projects.values_list("name", flat=True))
    for name in table.projects.values_list("name", flat=True):
        assert (name in content) == (name in mine)
    assert client.get(f"/tables/{table.pk}/downloads/json/?version=1").status_code == 404


def test_nobody_else_has_anything(bring_in, office, log_in):
    table = bring_in("kaifaqu")

    for who in (office.stranger, office.nobody):
        client = log_in(who)
        assert client.get(f"/tables/{table.pk}/downloads/").status_code == 404
        assert client.get(f"/tables/{table.pk}/downloads/xlsx/").status_code == 404
    client = log_in(office.reader)
    assert client.get(f"/tables/{table.pk}/downloads/exe/").status_code == 404
    for bad in ("x", "99", "²", "-1"):
        answer = client.get(f"/tables/{table.pk}/downloads/xlsx/", {"version": bad})
        assert answer.status_code == 404


def test_a_large_one_is_left_to_the_worker(bring_in, office, log_in, monkeypatch):
    monkeypatch.setattr(files, "AT_ONCE", 1)
    table = bring_in("kaifaqu")
    client = log_in(office.reader)

    answer = client.get(f"/tables/{table.pk}/downloads/csv/")
    assert answer.status_code == 302
    waiting = client.get(answer["Location"])
    assert "正在做文件" in waiting.content.decode()
    (queued,) = OrmQ.objects.all()
    task = queued.task
    result = files.file_job(*task["args"])
    Task.objects.create(
        id=task["id"], name=task["name"], func=task["func"], group=task["group"],
        started=table.created_at, stopped=table.created_at, success=True, result=result,
    )  # fmt: skip
    OrmQ.objects.all().delete()

    made = client.get(answer["Location"])
    assert b"".join(made.streaming_content).startswith(b"\xef\xbb\xbf")
    assert log_in(office.head).get(answer["Location"]).status_code == 404  # not his job


def test_what_a_form_cannot_carry_is_said(bring_in, office, log_in):
    table = bring_in("kaifaqu")
    project = table.projects.first()
    project.objective = "印不出的字\U0002fa1d"
    project.save()

    answer = log_in(office.reader).get(f"/tables/{table.pk}/downloads/pdf/")

    assert answer.status_code == 422
    assert "文件做不成" in answer.content.decode()
