"""Comments over HTTP."""

import pytest
from tests.web.conftest import NOW, brought_in

from jixiao.web.records.models import Comment
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action


def furnish_once(office):
    made = brought_in(office, "tianhe")
    table_act(table_id=made.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    return made


@pytest.fixture
def table(office):
    return office.furnished


def test_a_head_comments_and_the_preparer_accepts(table, office, log_in):
    project = table.projects.filter(indicators__isnull=False).first()
    row = project.indicators.first()
    head, preparer = log_in(office.head), log_in(office.preparer)
    address = f"/tables/{table.pk}/comments/"
    typed = {"project": str(project.key), "line": f"{row.key}:name", "text": "不清楚",
             "suggested": "新名称"}  # fmt: skip

    assert head.get(address).status_code == 200
    assert head.get(f"{address}?project={project.key}").status_code == 200
    assert head.post(address, typed).status_code == 302
    head.post(f"/tables/{table.pk}/act/return/", {"reason": "请改"})
    one = Comment.objects.get()
    assert "新名称" in preparer.get(address).content.decode()
    preparer.post(f"/comments/{one.pk}/accept/")

    row.refresh_from_db()
    assert row.name == "新名称"
    text = preparer.get(f"{address}?project={project.key}", headers={"hx-request": "true"})
    assert "<html" not in text.content.decode()
    assert "已采纳" in text.content.decode()


def test_the_answer_to_a_comment_is_read_by_who_wrote_it(table, office, log_in):
    head, preparer = log_in(office.head), log_in(office.preparer)
    address = f"/tables/{table.pk}/comments/"
    head.post(address, {"text": "数太小"})
    one = Comment.objects.get()

    preparer.post(f"/comments/{one.pk}/resolve/", {"answer": "按批复的数填，<不改>"})

    page = head.get(address).content.decode()
    assert "已处理" in page
    assert "按批复的数填，&lt;不改&gt;" in page


def test_what_is_wrong_is_said_and_what_was_typed_stays(table, office, log_in):
    project = table.projects.first()
    typed = {"project": str(project.key), "line": ":total", "text": "", "suggested": "很多"}

    answer = log_in(office.head).post(f"/tables/{table.pk}/comments/", typed)

    assert answer.status_code == 422
    assert "只写数字" in answer.content.decode()
    assert 'value="很多"' in answer.content.decode()


def test_other_peoples_tables_and_comments_are_not_there(table, office, log_in, bring_in):
    one = Comment.objects.create(table=table, text="x", author=office.head, at=NOW)
    stranger, unit = log_in(office.stranger), log_in(office.unit_preparer)
    other = bring_in("kaifaqu", 2023).projects.first()

    assert stranger.get(f"/tables/{table.pk}/comments/").status_code == 404
    assert stranger.post(f"/comments/{one.pk}/resolve/").status_code == 404
    assert unit.post(f"/comments/{one.pk}/resolve/").status_code == 404
    client = log_in(office.head)
    assert client.get(f"/tables/{table.pk}/comments/?project={other.key}").status_code == 404
    assert client.get(f"/tables/{table.pk}/comments/?project=x").status_code == 404
    assert client.get(f"/comments/{one.pk}/resolve/").status_code == 405
    assert client.post(f"/comments/{one.pk}/explode/").status_code == 404
    one.refresh_from_db()
    assert one.resolved_at is None


@pytest.mark.parametrize("who", ["administrator", "auditor", "reader"])
def test_who_only_looks_says_nothing(table, office, log_in, who):
    client = log_in(getattr(office, who))

    assert "<textarea" not in client.get(f"/tables/{table.pk}/comments/").content.decode()
    assert client.post(f"/tables/{table.pk}/comments/", {"text": "x"}).status_code == 403
    assert not Comment.objects.exists()


def test_the_project_tells_of_open_comments_on_it(table, office, log_in):
    about, other = table.projects.order_by("pk")[:2]
    client = log_in(office.head)
    client.post(f"/tables/{table.pk}/comments/", {"project": str(about.key), "text": "请补充"})
    said = Comment.objects.get()
    assert said.project_key == about.key

    def counted(project):
        return "条未处理" in client.get(f"/projects/{project.key}/").content.decode()

    assert counted(about)
    assert not counted(other)
    client.post(f"/comments/{said.pk}/resolve/")
    assert not counted(about)


def test_who_submits_and_who_approves_is_told_of_comments_left(table, office, log_in):
    head, preparer = log_in(office.head), log_in(office.preparer)
    comments = f'href="/tables/{table.pk}/comments/"'
    left = "还有 1 条批注没有处理"
    approving = f"/tables/{table.pk}/step/approve/"
    assert left not in head.get(approving).content.decode()

    head.post(f"/tables/{table.pk}/comments/", {"text": "数太小"})
    page = head.get(approving).content.decode()
    assert left in page
    assert comments in page

    head.post(f"/tables/{table.pk}/act/return/", {"reason": "请改"})
    submitting = f"/tables/{table.pk}/step/submit/"
    assert left in preparer.get(submitting).content.decode()
    preparer.post(f"/comments/{Comment.objects.get().pk}/resolve/")
    assert left not in preparer.get(submitting).content.decode()
