"""Search: words in projects and indicators, facets, pages; nothing that is typed breaks it."""

import random
from collections import Counter

import pytest
from django.test import Client
from tests.web.conftest import NOW, approved, brought_in

from jixiao.web.publicdata import selectors
from jixiao.web.publicdata.selectors import Asked, search, words_of
from jixiao.web.records.models import PublicIndicator, PublicProject, PublicTable
from jixiao.web.records.public_index import PROJECT
from jixiao.web.records.search_index import PUBLIC, last_in
from jixiao.web.records.services.disclosing import table_disclose
from jixiao.web.records.services.searching import reindex_all
from jixiao.web.records.services.tables import table_act
from jixiao.workflow import Action


def furnish_once(office):
    table = approved(office, brought_in(office, "tianhe"))
    table_disclose(table_id=table.pk, actor=office.head, at=NOW)


@pytest.fixture(autouse=True)
def public(office):
    """Each test begins with the table that is disclosed."""


def found(**asked):
    return search(Asked(**asked))


def test_words_of_two_characters_are_found_where_they_stand():
    expected = {
        one.pk
        for one in PublicProject.objects.all()
        if "满意" in one.searched or any("满意" in i.searched for i in one.indicators.all())
    }

    assert expected
    got = found(words=words_of("满意"))
    assert got.count == len(expected)
    assert all("满意" in i.name for hit in got.hits for i in hit.indicators)


def test_all_words_have_to_occur_and_width_makes_no_difference():
    name = PublicProject.objects.exclude(name="").first().name

    assert found(words=words_of(f"{name[:2]} {name[2:4]}")).count >= 1
    assert words_of("ＡＢc　满意") == ("abc", "满意")
    assert found(words=words_of(f"{name[:2]} 绝没有的词")).count == 0


def test_facets_narrow_and_count():
    everything = found()
    code, count = everything.facets["class"][0]

    narrowed = found(class_code=code)

    assert PublicIndicator.objects.filter(class_code=code).count() == count
    assert dict(narrowed.facets["class"]) == {code: count}
    assert all(i.class_code == code for hit in narrowed.hits for i in hit.indicators)
    yes, no = found(quantified=True), found(quantified=False)
    assert {kind for kind, _ in yes.facets["quantified"]} == {True}
    assert {kind for kind, _ in no.facets["quantified"]} == {False}
    assert found(year=1999).count == 0


def test_results_come_in_pages():
    first, second, far = found(), found(page=2), found(page=999)

    assert (first.count, first.pages) == (24, 2)
    keys = [hit.project.key for one in (first, second) for hit in one.hits]
    assert len(set(keys)) == 24
    assert [hit.project.key for hit in far.hits] == [hit.project.key for hit in second.hits]


@pytest.mark.parametrize(
    "query",
    ["?q=%25", "?q=_", "?q='\"<script>", "?year=x", "?year=²", "?year=99999999999", "?class=zz",
     "?quantified=maybe", "?page=-1", "?page=x", "?q=" + "字" * 5000, "?q=%00", "?unit=不存在"],
)  # fmt: skip
def test_nothing_that_is_asked_breaks_it(query):
    answer = Client(headers={"host": "127.0.0.1"}).get(f"/public/search/{query}")

    assert answer.status_code == 200
    assert "<script>'" not in answer.content.decode()
    if query in ("?q=%25", "?q=_"):
        assert answer.context["found"].count < 24  # a sign of the database is a letter here


def _plainly(asked):
    """What is asked for, by a look at every row: the projects, and the indicators that are meant."""
    projects, indicators = set(), []
    for one in PublicProject.objects.filter(is_current=True).select_related("public_table"):
        table = one.public_table
        if (
            asked.year not in (None, table.year)
            or asked.department not in ("", table.department)
            or asked.unit not in ("", one.unit)
        ):
            continue
        meant = [
            i
            for i in one.indicators.all()
            if asked.class_code in ("", i.class_code)
            and asked.quantified in (None, i.is_quantified)
            and all(word in i.searched or word in one.searched for word in asked.words)
        ]
        narrowed = asked.class_code or asked.quantified is not None
        if meant or (not narrowed and all(word in one.searched for word in asked.words)):
            projects.add(one.pk)
            indicators += meant
    return projects, indicators


def test_any_question_is_answered_and_counted_as_a_look_at_every_row_would(
    bring_in, approve, disclose
):
    disclose(approve(bring_in("huadu", year=2023)), override="核对过")
    chance = random.Random(20)
    rows = list(PublicProject.objects.select_related("public_table").exclude(name=""))
    for _ in range(60):
        one = chance.choice(rows)
        texts = [one.name, *one.indicators.values_list("searched", flat=True)]
        words = [chance.choice(texts)[:9][-2:] for _ in range(chance.randrange(3))]
        asked = Asked(
            words=words_of(" ".join(words)),
            year=chance.choice((None, one.public_table.year)),
            department=chance.choice(("", one.public_table.department)),
            unit=chance.choice(("", one.unit)),
            class_code=chance.choice(("", "", "11", "31", "other")),
            quantified=chance.choice((None, None, True, False)),
        )
        projects, indicators = _plainly(asked)

        pages = [search(asked._replace(page=n + 1)) for n in range(search(asked).pages)]

        assert {hit.project.pk for page in pages for hit in page.hits} == projects, asked
        for page in pages:
            assert (page.count, page.more) == (len(projects), False)
            assert dict(page.facets["class"]) == Counter(i.class_code for i in indicators), asked
            assert dict(page.facets["quantified"]) == Counter(i.is_quantified for i in indicators)
            assert sum(dict(page.facets["year"]).values()) == len(projects)


def test_of_too_much_a_part_is_listed_and_no_number_is_told(
    monkeypatch, bring_in, approve, disclose
):
    disclose(approve(bring_in("huadu", year=2023)), override="核对过")
    monkeypatch.setattr(selectors, "MOST_LISTED", 21)

    some = found(words=words_of("率"))
    text = Client(headers={"host": "127.0.0.1"}).get("/public/search/?q=率").content.decode()

    assert (some.count, some.more, some.pages) == (21, True, 2)
    assert {count for many in some.facets.values() for _, count in many} == {None}
    assert dict(some.facets["year"]).keys() == {2024, 2023}
    assert set(dict(some.facets["department"])) == set(
        PublicTable.objects.values_list("department", flat=True)
    )
    assert "21 个以上项目" in text
    assert "只列出其中 21 个" in text
    assert len(found(words=words_of("率"), page=99).hits) == 1
    for name, (value, _) in {n: many[0] for n, many in some.facets.items() if many}.items():
        asked = {"class": "class_code"}.get(name, name)
        assert found(**{asked: value}).hits, name
    department = some.facets["department"][0][0]
    units = dict(found(department=department).facets["unit"])
    assert units.keys() <= set(PublicProject.objects.values_list("unit", flat=True))
    unit = next(iter(units))
    of_unit = found(department=department, unit=unit, words=words_of("率"))
    assert {hit.project.unit for hit in of_unit.hits} <= {unit}


def _holding(word):
    """What a plain look into every public text finds."""
    return {
        one.pk
        for one in PublicProject.objects.filter(is_current=True)
        if word in one.searched or any(word in i.searched for i in one.indicators.all())
    }


def _found(word):
    first = found(words=words_of(word))
    pages = [found(words=words_of(word), page=n + 1) for n in range(first.pages)]
    return {hit.project.pk for page in pages for hit in page.hits}


def test_the_index_finds_what_a_look_into_every_text_finds():
    texts = [one.searched for one in PublicProject.objects.all()[:6]]
    texts += [one.searched for one in PublicIndicator.objects.all()[:30:6]]
    lines = [line for text in texts for line in text.split("\n") if line]
    words = {line[start : start + size] for line in lines for start in (0, 3) for size in (1, 2, 5)}

    assert words
    assert {word: _found(word) for word in words if word} == {
        word: _holding(word) for word in words if word
    }


def test_words_of_a_project_and_of_its_indicator_may_stand_in_both():
    one = PublicIndicator.objects.exclude(searched="").first()
    word, beside = one.searched[:2], one.project.searched[:2]

    hits = found(words=words_of(f"{word} {beside}")).hits

    assert one.project_id in {hit.project.pk for hit in hits}


def test_what_is_taken_down_is_found_no_more_and_a_new_index_says_the_same(office):
    before = {word: _found(word) for word in ("满意", "经费", "率")}
    reindex_all()
    assert {word: _found(word) for word in before} == before

    table = PublicTable.objects.get().table
    table_act(table_id=table.pk, action=Action.RETRACT, actor=office.head, at=NOW, reason="更正")

    assert {word: _found(word) for word in before} == {word: set() for word in before}
    for asked in ({"words": ("率",)}, {"words": (), "marks": [[PROJECT]]}):
        assert last_in(PUBLIC, **asked, most=1) == []  # not only hidden: nothing is left in it


def test_a_gap_of_a_line_break_makes_no_other_unit_to_choose(office, bring_in, approve, disclose):
    table = bring_in("huadu", year=2023)
    approve(table)

    disclose(table, override="核对过")

    units = set(PublicProject.objects.values_list("unit", flat=True))
    assert "广州市花都区科技工业商务和信息化局" in units
    assert not any(" " in one for one in units)
