"""The search finds every word, of one character too, and only in his scope."""

import random

import pytest
from django.db import connection
from tests.web.conftest import NOW
from tests.web.records.drafting import drafted, indicator_named, project_named

from jixiao.text import fold
from jixiao.web.records import search_index
from jixiao.web.records.models import Comment, Indicator, Project, SearchEntry
from jixiao.web.records.selectors.searching import marked, search
from jixiao.web.records.services.searching import (
    forget_project,
    reindex_all,
    reindex_comment,
    reindex_project,
    reindex_table,
)


def counts(user, query, **more):
    found = search(for_user=user, query=query, **more).counts
    return {name: number for name, number in found.items() if number}


def titles(user, query, section, **more):
    hits = search(for_user=user, query=query, section=section, **more).hits
    return ["".join(piece.text for piece in hit.title) for hit in hits]


def test_words_of_two_characters_are_found_in_every_kind_of_text(office):
    drafted(office)

    assert counts(office.preparer, "招商") == {
        "project": 1, "objective": 1, "indicator": 1, "unit": 1,
    }  # fmt: skip
    assert counts(office.preparer, "30") == {"value": 2}
    assert titles(office.preparer, "≥９０％", "value") == ["会展运行经费 › 参展企业满意度"]


@pytest.mark.parametrize("sample", ["huadu", "tianhe"])
def test_what_is_found_is_what_contains_the_words(office, bring_in, sample):
    bring_in(sample)
    names = {one.pk: fold(one.name).casefold() for one in Indicator.objects.all()}
    source = random.Random(7)
    words = [w[at : at + size] for w in source.sample([*names.values()], 40) if w
             for size in (1, 2, 3, 5) for at in [source.randrange(max(1, len(w) - size + 1))]]  # fmt: skip

    for word in words:
        ids = search_index.find(
            (word,), "indicator", [(f"o{office.department.pk}",)], start=0, most=9999
        )
        rows = set(SearchEntry.objects.filter(pk__in=ids).values_list("row", flat=True))
        assert rows == {pk for pk, name in names.items() if word in name}, word


@pytest.mark.parametrize(
    "query",
    ['"', "*", "AND", "a OR b", "name:", "(", "';--", "-", "^", "\x00", "𠮷", "％", "' OR 1=1"],
)
def test_signs_of_the_index_are_only_characters(office, query):
    drafted(
        office,
        "项目：甲𠮷项目AND％ | 1.00\n1、1-产出指标；11-数量指标；会议；实施周期指标值：2次；年度指标值：2次。",
    )

    found = counts(office.preparer, query)

    assert ("project" in found) == (query in ("AND", "𠮷", "％"))


def test_all_words_must_be_there(office):
    drafted(office)

    assert titles(office.preparer, "参加 人数", "indicator") == ["会展运行经费", "招商活动经费"]
    assert titles(office.preparer, "参加 活动", "indicator") == ["招商活动经费"]
    assert counts(office.preparer, "参加 没有的词") == {}


def test_a_name_and_its_value_are_found_together(office):
    drafted(office)

    assert counts(office.preparer, "满意度 90%") == {"objective": 1, "indicator": 1, "value": 1}
    assert titles(office.preparer, "企业满意度 ≥90%", "value") == ["会展运行经费 › 参展企业满意度"]


def test_white_space_that_a_page_put_in_does_not_hide_a_word(office):
    drafted(office)
    row = indicator_named("引进企业数量")
    row.name = "引进 企\u3000业数量"
    row.save()
    reindex_project(project_named("招商活动经费"))

    (hit,) = search(for_user=office.preparer, query="进企业", section="indicator").hits

    assert [piece.text for piece in hit.text if piece.marked] == ["进 企\u3000业"]


def test_a_units_preparer_finds_his_unit_only(office):
    drafted(office)

    assert titles(office.unit_preparer, "经费", "project") == ["招商活动经费"]
    assert counts(office.unit_preparer, "会展") == {}
    assert counts(office.unit_preparer, "某某市") == {"unit": 1}


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_others_find_nothing(office, who):
    drafted(office)

    assert counts(getattr(office, who), "经费") == {}


def test_an_index_that_is_behind_lets_nobody_in(office):
    drafted(office)
    project = project_named("会展运行经费")
    SearchEntry.objects.filter(project=project.pk).update(project=None)
    entries = SearchEntry.objects.filter(row=project.pk, kind="project")
    search_index.drop(entries)
    for one in entries:
        one.marks = f"kproject o{office.unit.pk}"
    search_index.put(entries)

    assert search(for_user=office.unit_preparer, query="会展", section="project").hits == ()


def test_a_changed_project_is_found_by_what_it_says_now(office):
    drafted(office)
    project = project_named("会展运行经费")
    project.name = "展馆维护经费"
    project.save()

    reindex_project(project)

    assert titles(office.preparer, "会展运行", "project") == []
    assert titles(office.preparer, "展馆维护", "project") == ["展馆维护经费"]


def test_nothing_is_written_where_nothing_changed(office, django_assert_num_queries):
    drafted(office)
    before = list(SearchEntry.objects.values_list("pk", flat=True))

    reindex_project(project_named("会展运行经费"))

    assert list(SearchEntry.objects.values_list("pk", flat=True)) == before


def test_a_deleted_project_is_not_found(office):
    drafted(office)
    project = project_named("会展运行经费")
    forget_project(project.pk)
    project.delete()

    assert titles(office.preparer, "会展运行", "project") == []
    assert _stored() == SearchEntry.objects.count()


def test_open_comments_are_found_and_resolved_ones_are_not(office):
    table = drafted(office)
    comment = Comment.objects.create(
        table=table, project_key=project_named("招商活动经费").key, text="请补充测算依据",
        author=office.head, at=NOW,
    )  # fmt: skip
    reindex_comment(comment)
    assert counts(office.unit_preparer, "测算依据") == {"comment": 1}

    comment.resolved_at = NOW
    comment.save()
    reindex_comment(comment)

    assert counts(office.preparer, "测算依据") == {}


def test_the_responsible_person_is_not_found(office):
    table = drafted(office)
    Project.objects.update(responsible_person="赵某某某")
    reindex_table(table)

    assert counts(office.preparer, "赵某某某") == {}


def test_bringing_in_again_leaves_no_old_words(office, bring_in):
    table = bring_in("kaifaqu")
    before = SearchEntry.objects.count()

    reindex_table(table)
    reindex_all()

    assert SearchEntry.objects.count() == _stored() == before


def test_the_year_narrows(office):
    drafted(office)
    drafted(office, year=2025)

    assert counts(office.preparer, "会展", section="project", year=2025)["project"] == 1
    assert counts(office.preparer, "会展", section="project")["project"] == 2


def test_pages_hold_everything_once(office):
    entries = "".join(
        f"{n}、1-产出指标；11-数量指标；会议{n}号；实施周期指标值：2次；年度指标值：2次。\n"
        for n in range(1, 51)
    )
    drafted(office, f"项目：甲 | 1.00\n{entries}")

    pages = [
        search(for_user=office.preparer, query="会议", section="indicator", page=n)
        for n in (1, 2, 3, 4)
    ]

    names = [hit.indicator.name for page in pages for hit in page.hits]
    assert len(names) == len(set(names)) == 50
    assert [page.has_next for page in pages] == [True, True, False, False]


def test_marks_stand_on_the_printed_text():
    assert [p.text for p in marked("服务对象满 意度≥９０％", ("满意度", "90%")) if p.marked] == [
        "满 意度", "９０％",
    ]  # fmt: skip
    assert "".join(p.text for p in marked("㎡ﬁ满意", ("满意",))) == "㎡ﬁ满意"


def test_the_page_marks_words_and_escapes_what_was_typed(office, bring_in, log_in):
    bring_in("huadu")
    client = log_in(office.preparer)

    page = client.get("/search/", {"q": "满意"}).content.decode()

    assert "<mark>满意</mark>" in page
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "没有找到" in page
    for odd in ("year=x", "page=-1", "page=99999999999999", "in=%00", "year=²"):
        assert client.get(f"/search/?q=满意&{odd}").status_code == 200


def _stored() -> int:
    """How many rows the index holds."""
    kinds = " OR ".join(f"k{kind}" for kind in SearchEntry.Kind.values)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM records_searchgrams WHERE records_searchgrams MATCH %s",
            [f"marks : ({kinds})"],
        )
        return cursor.fetchone()[0]
