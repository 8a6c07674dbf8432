"""The index finds what stands in the texts, no more and no less."""

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.site.readings import indicator, project, reading, samples, table

from jixiao.model import Reading
from jixiao.publishing.site.search_index import pairs, search_files, searched
from jixiao.publishing.site.tallies import band_of, class_counts, form_counts
from jixiao.publishing.site.view import view_site


def shards(*readings: Reading) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, content in search_files(view_site(readings)):
        written = re.fullmatch(
            r'jixiao\.take\("([a-z0-9]+)",(.*)\);\n', content.decode(), re.DOTALL
        )
        assert written is not None
        assert name == f"data/{written[1]}.js"
        found[written[1]] = json.loads(written[2])
    return found


def postings(found: dict[str, object]) -> dict[str, list[int]]:
    """The index, decoded as the page decodes it."""
    docs = found["docs"]
    assert isinstance(docs, dict)
    index: dict[str, list[int]] = {}
    for number in range(docs["shards"]):
        shard = found[f"g{number}"]
        assert isinstance(shard, dict)
        for pair, written in shard.items():
            assert ord(pair[0]) % docs["shards"] == number
            at = 0
            index[pair] = [at := at + int(step, 36) for step in written.split(" ")]
    return index


def texts(*readings: Reading) -> list[list[str]]:
    """What each project and indicator says, in the order of the index."""
    listed = []
    for one in readings:
        for unit in one.table.spending_units:
            for each in unit.projects:
                own = [each.name, unit.name, each.objective, one.table.department]
                listed.append([searched(text or "") for text in own])
                listed += [
                    [searched(i.name or i.text), *(searched(t.text) for t in i.targets)]
                    for i in each.indicators
                ]
    return listed


def test_every_word_of_two_characters_is_found_where_it_stands_and_nowhere_else() -> None:
    everything = texts(*samples())
    index = postings(shards(*samples()))
    wanted: dict[str, list[int]] = {}
    for number, own in enumerate(everything):
        for pair in {text[i : i + 2] for text in own for i in range(len(text))}:
            wanted.setdefault(pair, []).append(number)

    assert index == wanted
    assert len(everything) == 165 + 732


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="满意度A\uff21 \u3000𠮷1", max_size=12), st.integers(0, 10), st.integers(1, 3)
)
def test_any_part_of_a_text_has_its_pairs_in_the_index(text: str, start: int, length: int) -> None:
    part = searched(text)[start : start + length]
    wanted = {part[i : i + 2] for i in range(len(part) - 1)}

    assert wanted <= pairs(text)
    assert len(part) != 1 or any(pair.startswith(part) for pair in pairs(text))


def test_the_records_are_what_the_results_show() -> None:
    found = shards(
        reading(table(project("甲", "1,234.50".replace(",", ""), "目标", [indicator()])))
    )

    records = found["r0"]
    assert isinstance(records, list)
    (record,) = records
    assert record[1:5] == ["甲", "某某局本级", "目标", "1,234.50"]
    assert record[5][0][1:] == ["1", "走访企业数量", "不少于300家", ""]


def test_the_facets_say_class_form_band_and_order_by_money() -> None:
    found = shards(
        reading(table(project("小", "1.00"), project("无", None), project("大", "5000.00"))),
        reading(table(project("元", "20000000.00"), department="乙", money="元")),
    )
    docs = found["docs"]
    assert isinstance(docs, dict)

    assert docs["rank"] == [2, 3, 0, 1]
    bands = [docs["bands"][int(digit, 36)] for digit in docs["band"]]
    assert bands == ["below_10", "none", "above", "above"]
    assert [docs["classes"][int(digit, 36)] for digit in docs["class"]] == ["11"] * 4
    assert [docs["forms"][int(digit, 36)] for digit in docs["form"]] == ["missing"] * 4


def test_the_charts_count_what_the_facets_hold() -> None:
    docs = shards(*samples())["docs"]
    assert isinstance(docs, dict)
    indicators = [one for each in samples() for one in each.table.indicators]
    for name, counts, values in (
        ("class", class_counts(indicators), docs["classes"]),
        ("form", form_counts(indicators), docs["forms"]),
    ):
        found: dict[str, int] = {}
        for digit in docs[name]:
            key = values[int(digit, 36)]
            found[key] = found.get(key, 0) + 1
        assert found == counts
        assert sum(counts.values()) == 732


def test_every_project_has_a_band() -> None:
    for one in samples():
        for each in one.table.projects:
            assert band_of(each.funding.total, one.table.amount_unit) not in ("none", "unknown")
