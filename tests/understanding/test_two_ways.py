"""A sound cell read the short way and the long way gives the same record."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model import Indicator, RawCell, Subject
from jixiao.text import fold
from jixiao.understanding.context import Context
from jixiao.understanding.damaged_entries import read_damaged
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.indicator_list import read_indicators
from jixiao.understanding.ledger import Claims
from jixiao.understanding.notes import Notes
from jixiao.understanding.passage import Passage
from tests.understanding.builders import entry

SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
WORDS = st.text("培训人数完成率及时≥>90%5次（）、。-1 ", min_size=1, max_size=12).filter(
    lambda text: text.strip("。 ") == text and text.strip("；;，,：:")
)


def both_ways(text: str) -> None:
    readings = []
    for read in (read_indicators, read_damaged):
        claims, notes, dialect = Claims(), Notes(), Dialect()
        cell = RawCell(text, 0, 1, 1)
        found = read(Passage.of(cell), Context(claims, notes, Subject(0)), dialect)
        readings.append((found, claims.settle(text), notes.repairs, dialect.name()))

    assert readings[0] == readings[1]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_printed_cell_reads_the_same_both_ways(sample: str) -> None:
    text = (resources.files("jixiao") / "samples" / f"{sample}.txt").read_text("utf-8")
    cells = [cell for line in text.split("\n") for cell in line.split("\t") if "指标值" in cell]

    assert len(cells) > 3
    for cell in cells:
        both_ways(cell)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=5))
def test_any_sound_cell_reads_the_same_both_ways(entries: list[tuple[str, str, str]]) -> None:
    both_ways(
        "".join(
            f"{n}、1-产出指标；11-数量指标；{name}；实施周期指标值：{period}；年度指标值：{annual}。"
            for n, (name, period, annual) in enumerate(entries, start=1)
        )
    )


@given(st.lists(st.sampled_from(["", " ", "\u3000"]), min_size=60, max_size=60))
def test_white_space_between_the_characters_changes_no_record(gaps: list[str]) -> None:
    text = entry(1, name="会议 次数", period="5。", annual="≥90%") + entry(2)
    spread = "".join(
        character + (gap if character not in "12" else "")
        for character, gap in zip(text, gaps * 2, strict=False)
    )
    both_ways(spread)
    assert [folded(one) for one in read_plainly(spread)] == [
        folded(one) for one in read_plainly(text)
    ]


def read_plainly(text: str) -> tuple[Indicator, ...]:
    context = Context(Claims(), Notes(), Subject(0))
    return tuple(read_indicators(Passage.of(RawCell(text, 0, 1, 1)), context, Dialect()))


def folded(one: Indicator) -> tuple[object, ...]:
    targets = tuple(fold(target.text) for target in one.targets)
    return one.number, one.class_, fold(one.name or ""), targets


DAMAGED = [
    entry(2).replace("；年度指标值：5人", ""),
    entry(2).replace("指标值", "指标伯"),
    entry(2).replace("2、", ""),
    entry(2).replace("1-产出指标；", ""),
    entry(2) + entry(2),
]


@pytest.mark.parametrize("damaged", DAMAGED)
def test_the_sound_entries_of_a_damaged_cell_are_read_as_in_a_sound_one(damaged: str) -> None:
    alone = read_cell(entry(1, "会议", "3次", "4次") + entry(2) + entry(3, "满意度", "90%", "95%"))
    found = read_cell(entry(1, "会议", "3次", "4次") + damaged + entry(3, "满意度", "90%", "95%"))

    assert described(found[0]) == described(alone[0])
    assert described(found[-1]) == described(alone[-1])


def read_cell(text: str) -> tuple[Indicator, ...]:
    context = Context(Claims(), Notes(), Subject(0))
    found = read_indicators(Passage.of(RawCell(text, 0, 1, 1)), context, Dialect())
    context.claims.settle(text)
    return found


def described(indicator: Indicator) -> tuple[object, ...]:
    """All but the places, which differ with the text before."""
    targets = [target.text for target in indicator.targets]
    levels = (indicator.level1, indicator.level2, indicator.class_)
    return (indicator.number, indicator.text, levels, indicator.name, targets, indicator.doubts)
