"""Samples cut, shuffled and misread at random: only documented errors, and the ledger balances."""

import re
from collections import Counter
from importlib import resources

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from jixiao.model import Document, UnreadableDocument, Verdict
from jixiao.reading import read_raw
from jixiao.understanding import understand
from jixiao.understanding.ledger import FURNITURE

NAMES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")
SAMPLES = {
    n: (resources.files("jixiao") / "samples" / f"{n}.txt").read_text("utf-8") for n in NAMES
}
PIECES = st.sampled_from(
    ["\t", "\n", "\r", "\f", " ", ";", "；", "。", "：", "、", "1、", "2、1-产出指标；11-数量指标；", "年度指标值:",
     "实施周期指标值:", "合计", "项目名称\t总计\t财政拨款", "<p>", "</p>", "<", "\ufffd", "l00.00", "1,000.00",
     "部门名称：", "单位：万元", "----", "第 3 页", "𠮷", "\u3000", "1-产出指标"]
)  # fmt: skip

cuts = st.tuples(st.just("cut"), st.floats(0, 1), st.integers(1, 400))
swaps = st.tuples(st.just("swap"), st.floats(0, 1), st.floats(0, 1))
doubles = st.tuples(st.just("double"), st.floats(0, 1), st.integers(1, 120))
inserts = st.tuples(st.just("insert"), st.floats(0, 1), PIECES)
mutilations = st.lists(st.one_of(cuts, swaps, doubles, inserts), min_size=1, max_size=12)


def mutilate(text: str, acts: list[tuple[str, float, object]]) -> str:
    for act, where, what in acts:
        at = int(where * len(text))
        if act == "cut" and isinstance(what, int):
            text = text[:at] + text[at + what :]
        elif act == "double" and isinstance(what, int):
            text = text[: at + what] + text[at:]
        elif act == "insert" and isinstance(what, str):
            text = text[:at] + what + text[at:]
        elif act == "swap" and isinstance(what, float):
            low, high = sorted((at, int(what * len(text))))
            text = text[:low] + text[high : high + 40] + text[low:high] + text[high + 40 :]
    return text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
@given(st.sampled_from(NAMES), mutilations, st.booleans())
@example("zengcheng", [("cut", 0.0, 0)], False)
@example(
    "baiyun",
    [("cut", 0.67578125, 36), ("double", 0.6770235006416027, 36), ("double", 0.67578125, 36)],
    True,
)
@example("kaifaqu", [("cut", 0.0, 48), ("swap", 0.0, 0.75), ("insert", 0.703125, "\n")], True)
def test_a_mutilated_table_gives_a_balanced_ledger_or_a_documented_error(
    name: str, acts: list[tuple[str, float, object]], repair: bool
) -> None:
    text = mutilate(SAMPLES[name], acts)

    try:
        raw = read_raw(Document("x.txt", text.encode()))
        result = understand(raw, repair=repair)
    except UnreadableDocument as error:
        documented = bool(error.problem and error.advice)
        assert documented
        return

    ledger = result.reading.ledger
    spans = result.claims.settle(text)
    assert "".join(raw.text[a:b] for a, b, _ in spans) == raw.text == text
    assert (
        ledger.fields + ledger.furniture + ledger.unread + ledger.outside
        == ledger.characters
        == len(text)
    )
    for start, end, kind in spans:
        assert kind not in FURNITURE or re.fullmatch(FURNITURE[kind], text[start:end]), kind
    counted: Counter[str] = Counter()
    for start, end, kind in spans:
        counted[kind] += end - start
    assert ledger.by_kind == dict(sorted(counted.items()))
    if not repair:
        assert result.reading.repairs == ()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), mutilations)
def test_what_is_said_of_a_mutilated_table_stands_at_its_place(
    name: str, acts: list[tuple[str, float, object]]
) -> None:
    text = mutilate(SAMPLES[name], acts)
    try:
        raw = read_raw(Document("x.txt", text.encode()))
        reading = understand(raw).reading
    except UnreadableDocument:
        return
    cells = {(c.line, c.column): c.text for t in raw.tables for row in t.rows for c in row}

    for table in reading.tables:
        for indicator in table.indicators:
            for target in indicator.targets:
                shown = "".join(
                    cells[p.line or 0, p.column or 0][p.start : p.end] for p in target.at
                )
                assert squeezed(shown) == squeezed(target.text)
        for check in table.arithmetic:
            assert (check.verdict is Verdict.EXACT) <= (check.printed == check.computed)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\f]|</?p>", "", text)
