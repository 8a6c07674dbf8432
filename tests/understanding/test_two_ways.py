"""A sound cell read the short way and the long way gives the same record."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.model import RawCell, Subject
from jixiao.understanding.context import Context
from jixiao.understanding.damaged_entries import read_damaged
from jixiao.understanding.dialect import Dialect
from jixiao.understanding.indicator_list import read_indicators
from jixiao.understanding.ledger import Claims
from jixiao.understanding.notes import Notes
from jixiao.understanding.passage import Passage

SAMPLES = ("baiyun", "kaifaqu", "tianhe", "zengcheng")
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
