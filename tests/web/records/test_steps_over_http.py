"""The running site does for each state, role and action what the office agreed on, and nothing else."""

import pytest
from tests.web.conftest import NOW, brought_in
from tests.workflow.test_life_cycle import AGREED, WITH_REASON

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import ObjectiveTable
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action, Role, State

REACHED = {
    State.DRAFT: (),
    State.SUBMITTED: (Action.SUBMIT,),
    State.RETURNED: (Action.SUBMIT, Action.RETURN),
    State.APPROVED: (Action.SUBMIT, Action.APPROVE),
    State.DISCLOSED: (Action.SUBMIT, Action.APPROVE, Action.DISCLOSE),
}


def furnish_once(office):
    return brought_in(office, "tianhe")


@pytest.fixture
def at_state(office, disclose):
    def make(state):
        table = office.furnished
        for action in REACHED[state]:
            if action is Action.DISCLOSE:
                disclose(table)
                continue
            actor = office.preparer if action is Action.SUBMIT else office.head
            table_act(table_id=table.pk, action=action, actor=actor, at=NOW, reason="x")
        return table

    return make


@pytest.mark.parametrize("state", State)
def test_the_site_does_what_was_agreed(state, at_state, office, log_in):
    table = at_state(state)
    clients = {role: log_in(getattr(office, role.value)) for role in Role}
    for role in Role:
        for action in Action:
            agreed = AGREED.get((state, role), {})
            reason = {"reason": "有理由"} if action in WITH_REASON else {}
            kept = ObjectiveTable.objects.get(pk=table.pk)
            entries = AuditEntry.objects.filter(action=f"table.{action}").count()

            shown = clients[role].get(f"/tables/{table.pk}/step/{action}/")
            if action in agreed:
                assert shown.status_code == 200, (state, role, action)
                continue
            assert shown.status_code in (403, 409), (state, role, action)
            answer = clients[role].post(f"/tables/{table.pk}/act/{action}/", reason)

            mine = answer.status_code == 302  # his own last act, clicked twice
            assert mine or answer.status_code in (403, 409), (state, role, action)
            table.refresh_from_db()
            assert (table.state, table.revision) == (kept.state, kept.revision)
            assert AuditEntry.objects.filter(action=f"table.{action}").count() == entries


@pytest.mark.parametrize(
    ("state", "role", "action"),
    [(state, role, action) for (state, role), steps in AGREED.items() for action in steps],
)
def test_each_agreed_step_is_taken_over_http(state, role, action, at_state, office, log_in):
    table = at_state(state)
    client = log_in(getattr(office, role.value))
    address = f"/tables/{table.pk}/act/{action}/"
    if action in WITH_REASON:
        assert client.post(address).status_code == 422
        table.refresh_from_db()
        assert table.state == state

    answer = client.post(address, {"reason": "有理由"})

    assert answer.status_code == 302
    table.refresh_from_db()
    assert table.state == AGREED[state, role][action]
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor) == (f"table.{action}", getattr(office, role.value))
    again = client.post(address, {"reason": "有理由"}, follow=True)
    assert again.status_code == 200  # a double click: told that it is done
    assert AuditEntry.objects.filter(action=f"table.{action}").count() == sum(
        one is action for one in (*REACHED[state], action)
    )


@pytest.mark.parametrize("action", Action)
def test_other_departments_learn_nothing(action, office, log_in):
    table = office.furnished
    for who in (office.stranger, office.nobody):
        client = log_in(who)

        assert client.get(f"/tables/{table.pk}/step/{action}/").status_code == 404
        assert client.post(f"/tables/{table.pk}/act/{action}/").status_code == 404
    unit = log_in(office.unit_preparer)
    assert unit.post(f"/tables/{table.pk}/act/{action}/").status_code == 403


def test_steps_are_taken_by_post_with_a_token_and_by_known_names(office, log_in):
    table = office.furnished
    client = log_in(office.preparer)

    assert client.get(f"/tables/{table.pk}/act/submit/").status_code == 405
    assert client.post(f"/tables/{table.pk}/act/destroy/").status_code == 404
    client.handler.enforce_csrf_checks = True
    assert client.post(f"/tables/{table.pk}/act/submit/").status_code == 403
    table.refresh_from_db()
    assert table.state == "draft"


def test_a_stale_page_approves_nothing(at_state, office, log_in):
    table = at_state(State.SUBMITTED)
    client = log_in(office.head)
    seen = client.get(f"/tables/{table.pk}/step/approve/").context["approval"].version.sha256
    table_act(table_id=table.pk, action=Action.WITHDRAW, actor=office.preparer, at=NOW)
    table.projects.first().delete()
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)

    answer = client.post(f"/tables/{table.pk}/act/approve/", {"seen": seen})

    assert answer.status_code == 409
    assert "表的内容变了" in answer.content.decode()
    table.refresh_from_db()
    assert table.state == "submitted"


def test_a_late_second_head_is_told_who_was_first(at_state, office, log_in):
    table = at_state(State.SUBMITTED)
    table_act(table_id=table.pk, action=Action.RETURN, actor=office.head, at=NOW, reason="请改")
    office.preparer.memberships.create(org=office.department, role="head")

    answer = log_in(office.preparer).post(f"/tables/{table.pk}/act/approve/")

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "已退回" in text
    assert "测试head" in text


def test_the_head_sees_the_difference_to_what_he_approved_before(at_state, office, log_in):
    table = at_state(State.APPROVED)
    table_act(table_id=table.pk, action=Action.ADJUST, actor=office.preparer, at=NOW, reason="x")
    project = table.projects.filter(indicators__isnull=False).first()
    one = project.indicators.first()
    one.annual_target = "≥987次"
    one.save()
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)

    text = log_in(office.head).get(f"/tables/{table.pk}/step/approve/").content.decode()

    assert "≥987次" in text
    assert text.count('class="wf-change') == 1


def test_the_due_day_is_shown_and_an_overdue_one_marked(at_state, office, log_in):
    table = at_state(State.APPROVED)

    text = log_in(office.reader).get(f"/tables/{table.pk}/steps/").content.decode()

    assert "2026-03-22" in text
    assert "wf-late" in text  # the cast approved in March; today is later
    assert "第十四条" in text


def test_the_page_of_a_version_cites_it_and_proves_it(at_state, office, log_in):
    table = at_state(State.APPROVED)
    version = table.versions.get(occasion="approved")
    address = f"/tables/{table.pk}/versions/{version.number}/"

    text = log_in(office.auditor).get(address).content.decode()

    assert version.sha256 in text
    assert "内容与校验码相符" in text
    assert log_in(office.unit_preparer).get(address).status_code == 404
    assert log_in(office.stranger).get(address).status_code == 404


def test_a_tampered_version_shows(at_state, office, log_in):
    table = at_state(State.APPROVED)
    version = table.versions.get(occasion="approved")
    table.versions.filter(pk=version.pk).update(sha256="0" * 64)

    text = log_in(office.auditor).get(f"/tables/{table.pk}/versions/{version.number}/").content

    assert "内容与校验码不符" in text.decode()


def test_what_can_never_be_disclosed_is_said_before_submitting(office, log_in, bring_in):
    table = bring_in(year=2023)
    row = table.projects.first().indicators.all()[1]
    row.name, row.period_target, row.annual_target = "", None, None
    row.save()

    page = log_in(office.preparer).get(f"/tables/{table.pk}/step/submit/").content.decode()

    assert "以后一定不能公开" in page
    assert "请填写名称，或者删去这一条" in page
    assert "（未命名指标）" in page


def test_why_a_table_came_back_is_said_until_it_is_submitted_again(at_state, office, log_in):
    table = at_state(State.SUBMITTED)
    log_in(office.head).post(f"/tables/{table.pk}/act/return/", {"reason": "少了效益指标"})

    client = log_in(office.preparer)
    for page in (f"/tables/{table.pk}/", f"/tables/{table.pk}/steps/"):
        assert "少了效益指标" in client.get(page).content.decode()
    client.post(f"/tables/{table.pk}/act/submit/")
    assert "少了效益指标" not in client.get(f"/tables/{table.pk}/steps/").content.decode()


def test_why_a_table_is_adjusted_and_was_taken_down_is_said_to_who_goes_on(
    at_state, office, log_in, disclose
):
    table = at_state(State.DISCLOSED)
    head, preparer = log_in(office.head), log_in(office.preparer)
    steps = f"/tables/{table.pk}/steps/"

    head.post(f"/tables/{table.pk}/act/retract/", {"reason": "金额有误"})
    assert '撤下公开：<strong class="wf-text">金额有误' in head.get(steps).content.decode()
    preparer.post(f"/tables/{table.pk}/act/adjust/", {"reason": "年中追加预算"})
    preparer.post(f"/tables/{table.pk}/act/submit/")
    assert '调整：<strong class="wf-text">年中追加预算' in head.get(steps).content.decode()
    head.post(f"/tables/{table.pk}/act/approve/")
    page = head.get(steps).content.decode()
    assert "年中追加预算" not in page
    assert "金额有误" not in page


@pytest.mark.parametrize(
    ("state", "who", "action", "said"),
    [
        (State.SUBMITTED, "preparer", "withdraw", "改好后要重新送审"),
        (State.DISCLOSED, "preparer", "adjust", "公开页面上仍是原来那一版"),
        (State.DISCLOSED, "head", "retract", "看不到内容"),
    ],
)
def test_a_step_says_beforehand_what_it_brings_about(
    at_state, office, log_in, state, who, action, said
):
    table = at_state(state)
    client = log_in(getattr(office, who))
    assert said in client.get(f"/tables/{table.pk}/step/{action}/").content.decode()


def test_what_was_carried_over_and_not_checked_is_said_before_submitting(office, log_in, bring_in):
    table = bring_in("kaifaqu", 2023)
    first, second, third, _ = table.projects.order_by("pk")
    first.copied = ["name"]
    first.save()
    row = second.indicators.first()
    row.copied = ["annual_target"]
    row.save()

    page = log_in(office.preparer).get(f"/tables/{table.pk}/step/submit/").content.decode()

    assert "2 个项目还有沿用、没有核对的内容" in page
    named = page.partition("没有核对的内容")[2].partition("</details>")[0]
    assert first.name in named
    assert second.name in named
    assert third.name not in named
