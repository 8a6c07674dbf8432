"""The findings of a table as the pages show them, for whom, and how many questions they ask."""

import re
import uuid
from html import unescape

import pytest
from tests.web.records.drafting import (
    NO_SATISFACTION,
    WIDTH,
    drafted,
    indicator_named,
    project_named,
)

from jixiao.checking import CATALOGUE
from jixiao.pipeline import check
from jixiao.web.records.assembly import reading_of
from jixiao.web.records.models import BudgetYear
from jixiao.web.records.selectors.findings import findings, remarks_of


@pytest.fixture
def table(office):
    return drafted(office)


def test_the_verdict_is_the_librarys_own(office, bring_in):
    table = bring_in("huadu")

    judgement = findings(for_user=office.preparer, table=table)
    own = check(reading_of(table), stage="draft")

    assert [(one.rule, one.message, len(one.spots)) for one in judgement.remarks] == [
        (one.rule, one.message, one.count) for one in own.findings
    ]
    assert judgement.score == own.score


def test_every_place_of_a_finding_is_the_row_it_is_about(office, bring_in):
    table = bring_in("huadu")
    rows = {str(one.key): one for one in table.projects.prefetch_related("indicators")}

    for remark in findings(for_user=office.preparer, table=table).remarks:
        for spot in remark.spots:
            if spot.project:
                row = rows[spot.project]
                assert (row.name or "（未命名项目）") == spot.project_name
            if spot.indicator:
                one = next(i for i in row.indicators.all() if str(i.key) == spot.indicator)
                assert (one.name, one.number) == (spot.indicator_name, spot.number)


def test_a_finding_names_the_cell_it_is_about(office, table):
    judgement = findings(for_user=office.preparer, table=table)
    fields = {
        (one.rule, spot.indicator_name, spot.field)
        for one in judgement.remarks
        for spot in one.spots
    }

    assert (WIDTH, "参加活动人数", "period_target") in fields
    assert ("IND104", "参加活动人数", "level") in fields
    assert (NO_SATISFACTION, "", "indicators") in fields


def test_the_stage_follows_the_state(office, table):
    stages = []
    for state in ("draft", "returned", "submitted", "approved", "disclosed"):
        table.state = state
        stages.append(findings(for_user=office.preparer, table=table).ruleset.stage)

    assert stages == ["draft", "draft", "review", "approved", "disclosed"]


def test_last_years_table_is_compared_with(office, table):
    lacking = {rule.code for rule, _ in findings(for_user=office.preparer, table=table).not_run}
    assert "LIB003" in lacking

    drafted(office, year=2025)

    judgement = findings(for_user=office.preparer, table=table)
    assert "LIB003" not in {rule.code for rule, _ in judgement.not_run}
    assert "LIB003" in {one.rule for one in judgement.remarks}


def test_rules_without_a_verdict_are_listed_and_not_as_passed(office, table, log_in):
    page = log_in(office.preparer).get(f"/tables/{table.pk}/findings/").content.decode()

    assert "没有结论（不算通过）" in page
    assert "CON008" in page
    assert "--narrative" not in page
    assert "--earlier" not in page


def test_a_units_preparer_sees_his_unit_only_and_which_rules_did_not_run(office, table, log_in):
    client = log_in(office.unit_preparer)
    page = client.get(f"/tables/{table.pk}/findings/").content.decode()

    assert "招商活动经费" in page
    assert "会展" not in page
    assert "跨项目、跨年度的规则没有运行" in page


def test_a_profile_that_does_not_exist_is_told_and_nothing_passes(office, table, log_in):
    BudgetYear.objects.filter(department=office.department).update(profile="no-such")

    page = log_in(office.preparer).get(f"/tables/{table.pk}/findings/").content.decode()

    assert "没有检查" in page
    assert "没有发现问题" not in page


def test_filters_narrow_what_is_listed(office, table, log_in):
    client, key = log_in(office.preparer), project_named("会展运行经费").key

    by_rule = client.get(f"/tables/{table.pk}/findings/?rule={WIDTH}").content.decode()
    by_project = client.get(f"/tables/{table.pk}/findings/?only={key}").content.decode()
    by_severity = client.get(f"/tables/{table.pk}/findings/?severity=error").content.decode()

    assert by_rule.count('class="finding finding-') == 1
    assert f'data-rule="{NO_SATISFACTION}"' not in by_project
    assert "没有符合筛选条件的问题" in by_severity


def test_all_findings_are_on_some_page_in_the_same_order_as_on_one(office, bring_in, log_in):
    table = bring_in("huadu")
    client, address = log_in(office.preparer), f"/tables/{table.pk}/findings/"

    def ids(query):
        page = client.get(address + query).content.decode()
        return re.findall(r'id="(f-[0-9a-f]+)"', page)

    whole = ids("?whole=1")
    pages = [ids(f"?page={number}") for number in range(1, len(whole) // 20 + 2)]

    assert len(whole) == len(findings(for_user=office.preparer, table=table).remarks)
    assert [one for page in pages for one in page] == whole
    assert {len(page) for page in pages[:-1]} == {20}


def test_an_act_leads_back_to_what_was_asked_for_and_on_to_the_next(office, table, log_in):
    client, address = log_in(office.preparer), f"/tables/{table.pk}/findings/"
    judged = findings(for_user=office.preparer, table=table).remarks
    one, given = judged[0], {"reason": "已核定", "place": f"f-{judged[1].id}"}

    answer = client.post(
        f"{address}accept/?rule={one.rule}&page=1&next=//elsewhere", {"finding": one.id} | given
    )
    forged = client.post(f"{address}reopen/", {"place": "x\r\nSet-Cookie: a=b"})

    assert answer.url == f"{address}?rule={one.rule}&page=1#f-{judged[1].id}"
    assert forged.url == address


def test_each_deduction_leads_to_its_finding(office, bring_in, log_in):
    table = bring_in("huadu")
    client, address = log_in(office.preparer), f"/tables/{table.pk}/findings/"
    page = client.get(address).content.decode()
    links = re.findall(r'class="score-taken" lang="zh-hans" href="([^"]*)"', page)

    assert len(links) > 100
    for link in links[::25]:
        shown = client.get(unescape(link)).content.decode()
        assert f'data-rule="{re.search("rule=([A-Z0-9]+)", link)[1]}"' in shown


def test_accepted_findings_are_listed_apart(office, table, log_in):
    client, address = log_in(office.preparer), f"/tables/{table.pk}/findings/"
    one = findings(for_user=office.preparer, table=table).remarks[0]
    client.post(f"{address}accept/", {"finding": one.id, "reason": "上级已核定"})

    usual, accepted = (client.get(address + q).content.decode() for q in ("", "?accepted=1"))

    assert "1 个已接受的问题" in usual
    assert "上级已核定" not in usual
    assert "上级已核定" in accepted
    assert accepted.count('class="finding finding-') == 1


def test_the_part_beside_a_project_holds_its_own_findings(office, table, log_in):
    key = str(project_named("招商活动经费").key)
    part = log_in(office.preparer).get(f"/tables/{table.pk}/findings/?project={key}")
    page = part.content.decode()

    assert "<html" not in page
    assert f'data-project="{key}"' in page
    assert f'data-indicator="{indicator_named("参加活动人数").key}"' in page
    assert 'data-field="period_target"' in page
    # The other project's place is named where one finding has both, its own findings are not.
    assert "参展企业满意度" not in page


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_others_get_nothing(office, table, log_in, who):
    client, key = log_in(getattr(office, who)), project_named("招商活动经费").key

    assert client.get(f"/tables/{table.pk}/findings/").status_code == 404
    assert client.get(f"/tables/{table.pk}/findings/?project={key}").status_code == 404


def test_a_project_that_is_none_or_elsewhere_is_not_found(office, table, log_in):
    client, other = log_in(office.preparer), drafted(office, year=2025)
    elsewhere = other.projects.first().key

    for key in ("x", uuid.uuid4(), elsewhere):
        assert client.get(f"/tables/{table.pk}/findings/?project={key}").status_code == 404


def test_a_units_preparer_gets_no_part_of_another_units_project(office, table, log_in):
    key = project_named("会展运行经费").key

    answer = log_in(office.unit_preparer).get(f"/tables/{table.pk}/findings/?project={key}")

    assert answer.status_code == 404


def test_remarks_of_a_project_begin_with_its_own_place(office, table):
    judgement = findings(for_user=office.preparer, table=table)
    for name in ("招商活动经费", "会展运行经费"):
        key = str(project_named(name).key)
        assert {one.spots[0].project for one in remarks_of(judgement, key)} == {key}


def test_every_rule_has_its_page(office, log_in):
    client = log_in(office.reader)
    listed = client.get("/rules/").content.decode()

    for rule in CATALOGUE:
        assert f"/rules/{rule.code}/" in listed
    page = client.get("/rules/VAL004/").content.decode()
    assert "指标值重复指标名称" in page
    assert "二手" in page
    assert client.get("/rules/XXX001/").status_code == 404


def test_the_page_of_a_table_learns_how_many_findings_each_project_has(office, log_in, bring_in):
    table = bring_in("zengcheng")
    client = log_in(office.preparer)
    page = client.get(f"/tables/{table.pk}/").content.decode()
    assert "?tally=1" in page
    told = client.get(f"/tables/{table.pk}/findings/?tally=1").content.decode()
    judgement = findings(for_user=office.preparer, table=table)
    per_project = judgement.tally_by_project()
    for project in table.projects.all():
        own = per_project.get(str(project.key), {})
        assert f'id="found-{project.key}"' in page
        said = bool(own.get("error") or own.get("warning"))
        assert (f'id="found-{project.key}"' in told) == said
        shown = client.get(f"/tables/{table.pk}/findings/?project={project.key}").context["open"]
        assert sum(own.values()) == len(shown)
