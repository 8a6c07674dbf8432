"""The indicator library: what it tells, to whom, kept in step; and taking from it."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.web.conftest import NOW
from tests.web.records.drafting import drafted, indicator_named, project_named

from jixiao.web.audit.models import AuditEntry
from jixiao.web.records.models import Indicator, LibraryIndicator, LibraryUse
from jixiao.web.records.selectors.library import alike_to, library, uses
from jixiao.web.records.services.disclosing import table_disclose
from jixiao.web.records.services.library import library_insert
from jixiao.web.records.services.library_index import library_empty
from jixiao.web.records.services.searching import forget_project, reindex_all, reindex_project
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action

SEVERAL = """
单位：某某市招商中心 | 3.00
项目：甲项目 | 1.00
1、1-产出指标；11-数量指标；2026年补贴企业的数量；实施周期指标值：≥8家；年度指标值：≥8家。
2、1-产出指标；11-数量指标；补贴企业数量；实施周期指标值：≥3家；年度指标值：≥3家。
3、1-产出指标；12-质量指标；补贴企业数量；实施周期指标值：≥1家；年度指标值：≥1家。
单位：某某市会展中心 | 2.00
项目：乙项目 | 1.00
1、1-产出指标；11-数量指标；补贴企业数；实施周期指标值：1,000.5家；年度指标值：1,000.5家。
2、1-产出指标；11-数量指标；补贴企业数量；实施周期指标值：10万元；年度指标值：10万元。
3、1-产出指标；11-数量指标；补贴小微企业数量；实施周期指标值：按时完成；年度指标值：按时完成。
"""


def entry_of(user, name, class_code="11"):
    return next(
        one
        for one in library(for_user=user, words=name).entries
        if one.class_code == class_code and name in dict(one.wordings)
    )


def _disclose(office, table):
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)
    table_act(table_id=table.pk, action=Action.APPROVE, actor=office.head, at=NOW)
    table_disclose(table_id=table.pk, actor=office.head, at=NOW, override="核对过")


def test_the_same_indicator_in_other_words_is_one_entry(office):
    drafted(office, SEVERAL)

    one = entry_of(office.preparer, "补贴企业数量")

    assert one.name == "补贴企业数量"
    assert dict(one.wordings) == {"补贴企业数量": 2, "2026年补贴企业的数量": 1, "补贴企业数": 1}
    assert (one.times, one.projects) == (4, 2)
    assert dict(one.comparators) == {"at_least": 2, "exactly": 2}
    assert dict(one.units) == {"家": 3, "万元": 1}


def test_the_spread_is_exact_and_of_one_unit(office):
    drafted(office, SEVERAL)

    spreads = {
        one.measure_unit: one[1:] for one in entry_of(office.preparer, "补贴企业数量").spreads
    }

    assert spreads["家"] == (3, Decimal(3), Decimal(8), Decimal("1000.5"))
    assert spreads["万元"] == (1, Decimal(10), Decimal(10), Decimal(10))


def test_another_class_is_another_entry_and_likeness_alone_joins_nothing(office):
    drafted(office, SEVERAL)

    assert entry_of(office.preparer, "补贴企业数量", "12").times == 1
    mine = entry_of(office.preparer, "补贴企业数量")
    near = {one.name for one in alike_to(for_user=office.preparer, pk=mine.pk)}
    assert "补贴小微企业数量" in near


def test_a_units_preparer_counts_his_unit_only(office):
    drafted(office, SEVERAL)

    one = entry_of(office.unit_preparer, "补贴企业数量")

    assert one.times == 2
    assert library(for_user=office.unit_preparer, words="小微").entries == ()


def test_others_see_what_is_disclosed_as_it_was_disclosed(office, log_in):
    table = drafted(office, SEVERAL)
    assert library(for_user=office.stranger).entries == ()
    _disclose(office, table)

    one = entry_of(office.stranger, "补贴企业数量")
    assert one.times == 4
    assert entry_of(office.preparer, "补贴企业数量").times == 4
    page = log_in(office.stranger).get(f"/library/{one.pk}/").content.decode()
    assert "公开的第" in page
    assert str(project_named("甲项目").key) not in page

    table_act(table_id=table.pk, action=Action.ADJUST, actor=office.preparer, at=NOW, reason="调整")
    row = Indicator.objects.get(name="补贴企业数")
    row.name, row.annual_target = "补贴企业数目标", "≥5家"
    row.save()
    reindex_project(row.project)
    assert entry_of(office.stranger, "补贴企业数量").times == 4
    assert entry_of(office.preparer, "补贴企业数量").times == 3


def test_taken_back_from_the_public_it_is_gone_for_others(office):
    table = drafted(office, SEVERAL)
    _disclose(office, table)
    table_act(table_id=table.pk, action=Action.RETRACT, actor=office.head, at=NOW, reason="x")

    assert library(for_user=office.stranger).entries == ()


def test_a_disclosed_table_does_not_push_its_indicators_ahead(office):
    one, other = (
        "项目：甲项目 | 1.00\n1、1-产出指标；11-数量指标；办展场次；实施周期指标值：8场；年度指标值：8场。\n",
        "项目：甲项目 | 1.00\n1、1-产出指标；11-数量指标；培训场次；实施周期指标值：8场；年度指标值：8场。\n"
        "项目：乙项目 | 1.00\n1、1-产出指标；11-数量指标；培训场次；实施周期指标值：8场；年度指标值：8场。\n",
    )
    _disclose(office, drafted(office, f"单位：某某市招商中心 | 1.00\n{one}"))
    drafted(office, f"单位：某某市招商中心 | 2.00\n{other}", year=2027)

    listed = library(for_user=office.preparer).entries

    assert [(entry.name, entry.times) for entry in listed] == [("培训场次", 2), ("办展场次", 1)]


def test_filters_by_words_class_and_where_it_is_used(office):
    drafted(office, SEVERAL)
    names = lambda **more: {one.name for one in library(for_user=office.preparer, **more).entries}  # noqa: E731

    assert names(words="补贴 小微") == {"补贴小微企业数量"}
    assert {one.class_code for one in library(for_user=office.preparer, class_code="1").entries} == {
        "11", "12",
    }  # fmt: skip
    assert names(class_code="31") == set()
    assert names(where="乙项目", words="小微") == {"补贴小微企业数量"}
    assert names(where="招商中心", words="小微") == set()


def test_it_keeps_in_step_with_the_records(office):
    drafted(office, SEVERAL)
    row = Indicator.objects.get(name="补贴企业数")
    row.annual_target = "9家"
    row.save()
    row.project.indicators.filter(annual_target="10万元").delete()

    reindex_project(row.project)

    one = entry_of(office.preparer, "补贴企业数量")
    assert {s.measure_unit: s.most for s in one.spreads} == {"家": Decimal(9)}
    assert LibraryIndicator.objects.get(pk=one.pk).uses == 3
    forget_project(row.project.pk)
    assert LibraryIndicator.objects.get(pk=one.pk).uses == 2


def test_made_anew_it_says_the_same(office, bring_in):
    bring_in("huadu")
    before = _content()

    reindex_all()
    assert _content() == before
    library_empty()
    reindex_all()

    assert _content() == before


def test_work_grows_with_the_project_not_with_the_library(
    office, bring_in, django_assert_max_num_queries
):
    bring_in("huadu")
    project = bring_in("kaifaqu", 2025).projects.first()
    Indicator.objects.filter(project=project).update(name="全新的指标")

    with django_assert_max_num_queries(25):
        reindex_project(project)

    renamed = LibraryUse.objects.filter(source__project=project, name="全新的指标")
    assert renamed.count() == project.indicators.count() > 0


def test_taking_one_adds_it_at_the_end_marked_for_ever(office):
    drafted(office, SEVERAL)
    project = project_named("乙项目")
    one = entry_of(office.preparer, "补贴企业数量")
    before = AuditEntry.objects.count()

    row = library_insert(
        project_key=str(project.key), entry_id=one.pk, actor=office.preparer, at=NOW
    )

    assert (row.name, row.number, row.suggested) == ("补贴企业数量", 4, True)
    assert (row.level1_code, row.level2_code, row.level2_label) == ("1", "11", "数量指标")
    assert (row.period_target, row.annual_target) == (None, None)
    assert list(project.indicators.order_by("position"))[-1] == row
    entry = AuditEntry.objects.latest("pk")
    assert AuditEntry.objects.count() == before + 1
    assert entry.action == "indicator.suggest"
    assert entry.after["indicators"][str(row.key)]["name"] == "补贴企业数量"
    assert project_named("乙项目").revision == project.revision + 1


def test_taking_a_use_takes_its_values(office):
    drafted(office, SEVERAL)
    one = entry_of(office.preparer, "补贴企业数量")
    use = uses(for_user=office.preparer).get(annual_target="1,000.5家")

    row = library_insert(
        project_key=str(project_named("甲项目").key), entry_id=one.pk, use_id=use.pk,
        actor=office.preparer, at=NOW,
    )  # fmt: skip

    assert (row.name, row.annual_target) == ("补贴企业数", "1,000.5家")


def test_what_he_does_not_see_he_cannot_take(office):
    drafted(office, SEVERAL)
    hidden = entry_of(office.preparer, "补贴小微企业数量")
    other = uses(for_user=office.preparer).get(annual_target="1,000.5家")
    mine = entry_of(office.unit_preparer, "补贴企业数量")
    key = str(project_named("甲项目").key)

    for entry, use in ((hidden.pk, None), (mine.pk, other.pk), (10**6, None)):
        with pytest.raises(ValidationError, match="已经没有这一条"):
            library_insert(
                project_key=key, entry_id=entry, use_id=use, actor=office.unit_preparer, at=NOW
            )


@pytest.mark.parametrize("who", ["head", "administrator", "auditor", "reader"])
def test_who_does_not_fill_in_takes_nothing(office, who):
    drafted(office, SEVERAL)
    one = entry_of(office.preparer, "补贴企业数量")

    with pytest.raises(PermissionDenied):
        library_insert(
            project_key=str(project_named("甲项目").key), entry_id=one.pk,
            actor=getattr(office, who), at=NOW,
        )  # fmt: skip


def test_in_a_submitted_table_nothing_is_taken(office):
    table = drafted(office, SEVERAL)
    one = entry_of(office.preparer, "补贴企业数量")
    table_act(table_id=table.pk, action=Action.SUBMIT, actor=office.preparer, at=NOW)

    with pytest.raises(ValidationError, match="待审"):
        library_insert(
            project_key=str(project_named("甲项目").key), entry_id=one.pk, actor=office.preparer,
            at=NOW,
        )  # fmt: skip


def test_the_pages_offer_taking_for_a_project_in_his_scope(office, log_in):
    drafted(office, SEVERAL)
    one = entry_of(office.preparer, "补贴企业数量")
    mine, other = project_named("甲项目").key, project_named("乙项目").key
    client = log_in(office.unit_preparer)

    assert "插入" in client.get(f"/library/?project={mine}").content.decode()
    assert "插入" not in client.get("/library/").content.decode()
    assert client.get(f"/library/?project={other}").status_code == 404
    assert client.get("/library/?project=x").status_code == 404
    assert client.post(f"/library/{one.pk}/take/", {"project": str(other)}).status_code == 404
    assert client.get(f"/library/{one.pk}/take/").status_code == 405
    answer = client.post(
        f"/library/{one.pk}/take/", {"project": str(mine)}, headers={"HX-Request": "true"}
    )
    assert "desk:changed" in answer.headers["HX-Trigger"]
    assert indicator_count(mine) == 4


def indicator_count(key) -> int:
    return Indicator.objects.filter(project__key=key).count()


def _content():
    return sorted(
        LibraryUse.objects.values_list(
            "entry__class_code", "entry__key", "entry__uses", "name", "source__name",
            "comparator", "measure_unit", "number",
        )
    )  # fmt: skip


def test_an_unnamed_indicator_is_none(office):
    drafted(office, SEVERAL)
    row = indicator_named("补贴小微企业数量")
    row.name = ""
    row.save()

    reindex_project(row.project)

    assert not LibraryUse.objects.filter(indicator=row).exists()
