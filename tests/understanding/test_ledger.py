"""The ledger of the samples: a partition of the text, each piece of furniture of its kind."""

import re
from collections import Counter
from importlib import resources

import pytest

from jixiao.model import Document, RawCell
from jixiao.reading import read_raw
from jixiao.understanding import Understanding, understand
from jixiao.understanding.ledger import FIELDS, FURNITURE, UNREAD, Claims, OverlappingSpans
from jixiao.understanding.passage import Passage
from tests.understanding.builders import entry, row, text_of, total

SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")


def understood(sample: str) -> tuple[str, Understanding]:
    content = (resources.files("jixiao") / "samples" / f"{sample}.txt").read_bytes()
    raw = read_raw(Document(f"{sample}.txt", content))
    return raw.text, understand(raw)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_text_can_be_rebuilt_from_the_spans(sample: str) -> None:
    text, result = understood(sample)

    assert "".join(text[start:end] for start, end, _ in result.claims.settle(text)) == text


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_piece_of_furniture_matches_the_pattern_of_its_kind(sample: str) -> None:
    text, result = understood(sample)

    wrong = [
        (kind, text[start:end])
        for start, end, kind in result.claims.settle(text)
        if kind in FURNITURE and not re.fullmatch(FURNITURE[kind], text[start:end])
    ]
    assert wrong == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_span_is_a_field_furniture_or_unread(sample: str) -> None:
    text, result = understood(sample)

    assert {kind for _, _, kind in result.claims.settle(text)} <= {*FIELDS, *FURNITURE, UNREAD}


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_counts_add_up_to_the_text(sample: str) -> None:
    text, result = understood(sample)
    ledger = result.reading.ledger

    assert ledger.characters == len(text)
    assert ledger.fields + ledger.furniture + ledger.unread + ledger.outside == len(text)
    assert sum(ledger.by_kind.values()) == len(text)


@pytest.mark.parametrize("sample", [*SAMPLES, "large"])
def test_the_counts_are_those_of_the_spans(sample: str) -> None:
    if sample == "large":
        # More entries than are counted in one lot.
        text = text_of(
            total("合计", "1.00"), row("甲", "1.00", "".join(map(entry, range(1, 1500))))
        )
        result = understand(read_raw(Document("表.txt", text.encode())))
    else:
        text, result = understood(sample)
    counted: Counter[str] = Counter()
    for start, end, kind in result.claims.settle(text):
        counted[kind] += end - start

    assert result.reading.ledger.by_kind == dict(counted)


def test_what_was_not_read_is_named_one_by_one() -> None:
    unread = {
        (sample, rest.at.line, rest.text)
        for sample in SAMPLES
        for rest in understood(sample)[1].reading.ledger.remainder
    }

    assert unread == {
        ("huadu", 1, ". 间"),
        ("huadu", 1, "[1]"),
        ("huadu", 25, "专"),
        ("huadu", 30, "4"),
        ("huadu", 58, "4"),
        ("huadu", 72, "车度指标值:100%(通关上次数"),
        ("huadu", 75, "值:100%(安保工作保障天数/365天*100%)。5、1-产出指标; 12-质量"),
    }


def test_two_claims_on_one_character_are_a_fault() -> None:
    claims = Claims()
    passage = Passage.of(RawCell("合计", 0, 1, 1))
    claims.claim(passage, 0, 2, "label")
    claims.claim(passage, 1, 2, "label")

    with pytest.raises(OverlappingSpans):
        claims.settle("合计")


def test_what_nobody_claimed_is_furniture_by_pattern_or_unread() -> None:
    text = "合计\t<p>残</p> ；\r\n"

    spans = Claims().settle(text)

    assert [(text[start:end], kind) for start, end, kind in spans] == [
        ("合计", "unread"),
        ("\t", "separator"),
        ("<p>", "tag"),
        ("残", "unread"),
        ("</p>", "tag"),
        (" ", "white_space"),
        ("；", "separator"),
        ("\r\n", "line_end"),
    ]


PROSE = (
    "预算编制说明\n一、基本情况。本部门共有三个科室，人员二十名。\n\n附件一 一般公共预算支出表\n"
)
BUDGET = "科目名称\t合计\t基本支出\t项目支出\n教育支出\t100.00\t40.00\t60.00\n"


def test_passages_of_no_target_table_are_outside() -> None:
    sample = (resources.files("jixiao") / "samples" / "kaifaqu.txt").read_text("utf-8")
    text = (
        PROSE + BUDGET + "\n" * 3 + sample + "\n\n名词解释\n一、基本支出：为保障机构运转的支出。\n"
    )
    plain = understand(read_raw(Document("a.txt", sample.encode()))).reading
    around = understand(read_raw(Document("a.txt", text.encode()))).reading

    assert [t.grand_total for t in around.tables] == [t.grand_total for t in plain.tables]
    assert [i.name for t in around.tables for i in t.indicators] == [
        i.name for t in plain.tables for i in t.indicators
    ]
    assert around.ledger.fields == plain.ledger.fields
    kinds = [kind for kind in around.ledger.by_kind if kind.startswith("outside:")]
    assert kinds[0] == "outside:l1-6"
    assert len(kinds) == 2
    assert around.ledger.unread == plain.ledger.unread
