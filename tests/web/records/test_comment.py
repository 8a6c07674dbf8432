"""Comments on a line: said, accepted into the field, resolved, reopened; each by the right person."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW, brought_in

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import Comment
from jixiao.web.records.selectors.comments import comments
from jixiao.web.records.services.comments import (
    comment_accept,
    comment_add,
    comment_reopen,
    comment_resolve,
)
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action


def furnish_once(office):
    return brought_in(office, "tianhe")


@pytest.fixture
def table(office):
    return office.furnished


@pytest.fixture
def submitted(table, office):
    return table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)


@pytest.fixture
def project(table):
    return table.projects.filter(indicators__isnull=False).first()


@pytest.fixture
def say(office, table):
    def do(who="head", **more):
        more.setdefault("text", "请核对")
        return comment_add(table_id=table.pk, actor=getattr(office, who), at=NOW, **more)

    return do


@pytest.fixture
def suggested(say, submitted, project, office):
    """A head's suggestion for the value of the first indicator, in a table that was returned."""
    one = say(
        project_key=project.key, indicator_key=project.indicators.first().key,
        field="annual_target", suggested="≥9次", text="偏低",
    )  # fmt: skip
    table_act(table_id=submitted.pk, action=Action.RETURN, actor=office.head, at=NOW, reason="请改")
    return one


def deal(service, one, who):
    return service(comment_id=one.pk, actor=who, at=NOW)


def test_a_head_comments_on_a_field_with_what_he_would_write(say, submitted, project):
    one = say(project_key=project.key, field="name", suggested="新名称")

    assert (one.field, one.suggested, one.outcome) == ("name", "新名称", "")
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.after["suggested"]) == ("comment.add", "新名称")


@pytest.mark.parametrize("who", ["administrator", "auditor", "reader", "stranger", "nobody"])
def test_who_neither_prepares_nor_heads_says_nothing(say, submitted, who):
    with pytest.raises(PermissionDenied):
        say(who)


def test_a_unit_speaks_of_its_own_projects_alone(say, office, project, submitted):
    with pytest.raises(PermissionDenied):
        say("unit_preparer", project_key=project.key)

    project.unit.org = office.unit
    project.unit.save()

    assert say("unit_preparer", project_key=project.key).pk


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"text": " "}, "写明"),
        ({"suggested": "1"}, "哪一栏"),
        ({"field": "responsible_person"}, "不能批注"),
        ({"field": "total", "suggested": "很多"}, "只写数字"),
        ({"field": "total", "suggested": "NaN"}, "只写数字"),
        ({"project_key": "00000000-0000-0000-0000-000000000000"}, "不在表里"),
        ({"indicator_key": "00000000-0000-0000-0000-000000000000"}, "不在项目里"),
    ],
)
def test_a_comment_says_something_of_something(say, submitted, project, more, said):
    with pytest.raises(ValidationError, match=said):
        say(**{"project_key": project.key} | more)

    assert not Comment.objects.exists()


def test_a_project_of_another_table_is_not_spoken_of(say, bring_in, submitted):
    other = bring_in("kaifaqu", 2023).projects.first()

    with pytest.raises(ValidationError, match="不在表里"):
        say(project_key=other.key)


def test_what_is_approved_is_no_longer_discussed(say, submitted, office):
    one = say()
    table_act(table_id=submitted.pk, action=Action.APPROVE, actor=office.head, at=NOW)

    with pytest.raises(ValidationError, match="不再批注"):
        say()
    with pytest.raises(ValidationError, match="不再改动"):
        deal(comment_resolve, one, office.preparer)


def test_accepting_writes_the_value_and_resolves_the_comment(suggested, project, office, table):
    before = table.revision

    one = deal(comment_accept, suggested, office.preparer)

    assert (one.outcome, one.resolved_by) == ("accepted", office.preparer)
    assert project.indicators.first().annual_target == "≥9次"
    project.refresh_from_db()
    table.refresh_from_db()
    assert (project.changed_by, project.revision) == (office.preparer, 2)
    assert table.revision > before
    entry = AuditEntry.objects.get(action="comment.accept")
    assert entry.after["value"] == "≥9次"
    assert entry.before["value"]


def test_accepting_twice_changes_once(suggested, office):
    deal(comment_accept, suggested, office.preparer)

    with pytest.raises(ValidationError, match="已经处理"):
        deal(comment_accept, suggested, office.preparer)

    assert AuditEntry.objects.filter(action="comment.accept").count() == 1


@pytest.mark.parametrize(
    "who", ["head", "administrator", "auditor", "reader", "unit_preparer", "stranger", "nobody"]
)
def test_only_the_preparer_accepts(suggested, office, project, who):
    with pytest.raises(PermissionDenied):
        deal(comment_accept, suggested, getattr(office, who))

    assert project.indicators.first().annual_target != "≥9次"


def test_nothing_is_accepted_while_the_table_is_under_review(say, submitted, project, office):
    one = say(project_key=project.key, field="name", suggested="新名称")

    with pytest.raises(ValidationError, match="不能改"):
        deal(comment_accept, one, office.preparer)


def test_an_amount_is_accepted_as_an_amount(say, project, office):
    one = say(project_key=project.key, field="total", suggested="1,234.50")

    deal(comment_accept, one, office.preparer)

    project.refresh_from_db()
    assert project.total == Decimal("1234.5")


def test_what_is_gone_cannot_be_accepted_but_resolved(suggested, project, office):
    project.delete()

    with pytest.raises(ValidationError, match="不在表里"):
        deal(comment_accept, suggested, office.preparer)
    assert deal(comment_resolve, suggested, office.preparer).outcome == "resolved"


def test_a_resolved_comment_can_be_reopened(suggested, office):
    deal(comment_resolve, suggested, office.preparer)

    assert deal(comment_reopen, suggested, office.preparer).resolved_at is None
    with pytest.raises(ValidationError):
        deal(comment_reopen, suggested, office.preparer)
    assert AuditEntry.objects.first().action == "comment.reopen"


def test_who_resolves_a_comment_says_how(suggested, office):
    one = comment_resolve(
        comment_id=suggested.pk, actor=office.preparer, at=NOW, answer=" 与去年口径一致，不改 "
    )
    assert one.answer == "与去年口径一致，不改"
    assert AuditEntry.objects.first().after["answer"] == "与去年口径一致，不改"

    deal(comment_reopen, suggested, office.preparer)

    one.refresh_from_db()
    assert one.answer == ""
    assert AuditEntry.objects.first().before["answer"] == "与去年口径一致，不改"


def test_the_author_takes_his_comment_back(suggested, office):
    with pytest.raises(PermissionDenied):
        deal(comment_resolve, suggested, office.reader)

    assert deal(comment_resolve, suggested, office.head).outcome == "resolved"


def test_everybody_sees_what_is_said_of_his_projects_alone(
    suggested, say, project, office, table, django_assert_max_num_queries
):
    say("preparer", text="全表")

    with django_assert_max_num_queries(8):
        seen = comments(for_user=office.preparer, table=table)
    assert [one.comment.text for one in seen] == ["偏低", "全表"]
    assert (seen[0].may_accept, seen[0].field_title) == (True, "年度指标值")
    assert not comments(for_user=office.head, table=table)[0].may_accept
    assert comments(for_user=office.unit_preparer, table=table) == []

    project.unit.org = office.unit
    project.unit.save()

    mine = comments(for_user=office.unit_preparer, table=table)
    assert [one.comment.text for one in mine] == ["偏低"]
    assert mine[0].may_accept
