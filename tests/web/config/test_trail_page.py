"""The trail as a page and as a file."""

import csv
import io

from jixiao.web.audit.models import AuditEntry


def _rows(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_what_was_found_is_taken_along_as_a_file(office, log_in, bring_in):
    table = bring_in()
    log_in(office.preparer).post(f"/units/{table.units.first().pk}/projects/", {"name": "=1+1 <b>"})
    client = log_in(office.auditor)
    every = _rows(client.get("/audit/?csv=1"))
    assert len(every) == client.get("/audit/").context["page"].paginator.count
    entry = AuditEntry.objects.get(action="project.create")
    (row,) = _rows(client.get("/audit/?csv=1&action=project.create"))
    assert row["操作"].startswith("新增项目“=1+1 <b>")
    assert "=1+1" in row["之后"]
    assert not any(cell.startswith("=") for cell in row.values())
    assert row["校验码"] == entry.digest


def test_the_file_is_for_whom_the_trail_is(office, log_in):
    assert log_in(office.preparer).get("/audit/?csv=1").status_code == 403


def test_a_file_of_days_that_there_are_not_is_not_made(office, log_in):
    answer = log_in(office.auditor).get("/audit/?since=2024-02-31&csv=1")

    assert answer.headers["Content-Type"].startswith("text/html")
    assert "2024-02-31" in answer.content.decode()
