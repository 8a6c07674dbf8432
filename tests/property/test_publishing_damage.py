"""Samples damaged at random are published: refused is only what holds a head or a label inside."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.property.test_mutilated_samples import NAMES, SAMPLES, mutilate, mutilations
from tests.publishing.records import records

from jixiao.model import Document, Reading, UnreadableDocument
from jixiao.pipeline import printed, read
from jixiao.publishing.official.xlsx import form_xlsx
from jixiao.reading import read_raw
from jixiao.text import fold
from jixiao.understanding import understand

MARK = re.compile(
    r"[指标]值|(?:年度|周期)指标[:：]|(?:产出|效益|成本|满意度|数量|质量|时效)指标|服务对象满意度|(?:经济|社会|生态)效益|可持续影响"
    r"|\d[、.．､,，)）]|\d[-－—–一]|部门名称"
)
LINE_ACTS = st.tuples(
    st.sampled_from(["drop", "double", "exchange"]), st.floats(0, 1), st.floats(0, 1)
)


def rearranged(text: str, acts: list[tuple[str, float, float]]) -> str:
    """Whole rows lost, doubled or exchanged."""
    lines = text.split("\n")
    for act, one, two in acts:
        if not lines:
            break
        at, other = (min(int(place * len(lines)), len(lines) - 1) for place in (one, two))
        if act == "drop":
            del lines[at]
        elif act == "double":
            lines.insert(at, lines[at])
        else:
            lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def reading_of(text: str, *, repair: bool) -> Reading | None:
    try:
        raw = read_raw(Document("x.txt", text.encode()))
        return understand(raw, repair=repair, values=False).reading
    except UnreadableDocument:
        return None


def texts_of(reading: Reading) -> list[str]:
    found = []
    for table in reading.tables:
        found.append(table.department or "")
        for project in table.projects:
            found.append(project.objective or "")
            for one in project.indicators:
                found += [one.name or "", *(target.text for target in one.targets)]
    return [fold(text) for text in found]


damaged = st.tuples(
    st.sampled_from(NAMES), st.one_of(st.just([]), mutilations), st.lists(LINE_ACTS, max_size=4)
)


@settings(max_examples=250, deadline=None)
@given(damaged, st.booleans())
@example(
    ("kaifaqu", [("swap", 0.5, 0.015625), ("swap", 0.0, 0.5), ("swap", 0.0, 0.2109375)], []), False
)
@example(
    (
        "kaifaqu",
        [("cut", 0.5, 1), ("cut", 0.5, 31), ("swap", 0.5, 0.25), *[("swap", 0.0, 0.5)] * 3,
         ("cut", 0.3515625, 182), ("swap", 0.0, 0.5), ("double", 0.0, 5), ("insert", 0.43359375, "<p>")],
        [],
    ),
    False,
)  # fmt: skip
def test_only_heads_and_labels_inside_a_text_are_refused(
    made: tuple[str, list[tuple[str, float, object]], list[tuple[str, float, float]]],
    repair: bool,
) -> None:
    name, acts, lines = made
    reading = reading_of(rearranged(mutilate(SAMPLES[name], acts), lines), repair=repair)
    if reading is None:
        return

    nameless = any(
        one.name is None for t in reading.tables for p in t.projects for one in p.indicators
    )
    for problem in printed(reading).problems:
        if problem.what.endswith(" 张"):  # one whose only row has a name that looks like an entry
            names = [p.name or "" for t in reading.tables for p in t.projects]
            assert any(MARK.search(fold(one)) for one in names)
            continue
        if problem.what == "（没有名称）":  # an entry of a number alone is lost between others
            assert nameless
            continue
        assert MARK.search(fold(problem.what)), str(problem)
        assert any(fold(problem.what) in text for text in texts_of(reading)), str(problem)
        assert "第" in problem.where
        assert "请改写" in problem.why


@settings(max_examples=40, deadline=None)
@given(damaged)
def test_what_is_not_refused_reads_back_from_the_file(
    made: tuple[str, list[tuple[str, float, object]], list[tuple[str, float, float]]],
) -> None:
    name, acts, lines = made
    reading = reading_of(rearranged(mutilate(SAMPLES[name], acts), lines), repair=True)
    if reading is None:
        return

    forms, problems = printed(reading)
    if not problems:
        assert records(read(form_xlsx(forms), "a.xlsx")) == records(reading)
