"""What holds for every string: total, lossless, every numeral has a role, linear time."""

import random
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.understanding.target_value.labelled import labelled
from tests.understanding.target_value.lossless import check
from tests.understanding.target_value.real_values import real_values

from jixiao.model.target_value import print_value
from jixiao.understanding.target_value import parse_target
from jixiao.understanding.target_value.numbers import normalised
from jixiao.understanding.target_value.parse import read_generally
from jixiao.understanding.target_value.productions import LONGEST
from jixiao.understanding.target_value.simple import read_among_words, read_simple
from jixiao.understanding.target_value.simple_dates import read_simple_date

ALPHABET = (
    "0123456789０９.,，；;：:%％‰≥≤><=＝》《═年月日号季度前内后底以上下及含不少于低超过达到至每各约近"
    "一二三两十百千万亿几半多余个家次人项元天时分（）()“”[]/-~—+ \n\t\\$无是否提升及时按要求合同零"
)


def mutated(text: str, other: str, chance: random.Random) -> str:
    """The text with a few characters lost, doubled, changed, or taken from another value."""
    characters = list(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(characters) + 1)
        match chance.randrange(5):
            case 0:
                characters[at:at] = chance.choice(ALPHABET)
            case 1 if characters:
                del characters[min(at, len(characters) - 1)]
            case 2 if characters:
                characters[min(at, len(characters) - 1)] = chance.choice(ALPHABET)
            case 3:
                start = chance.randrange(len(other) + 1)
                characters[at:at] = other[start : start + chance.randint(1, 6)]
            case _:
                characters += characters[: chance.randint(0, 8)]
    return "".join(characters)


parse_target("")  # makes the tables, which would take longer than one example may


@st.composite
def mutated_values(draw: st.DrawFn) -> tuple[str, str, str | None]:
    values = real_values()
    one, other = draw(st.sampled_from(values)), draw(st.sampled_from(values))
    chance = draw(st.randoms(use_true_random=False))
    return mutated(one.text, other.text, chance), other.name, other.level2


@given(st.text(), st.text(), st.sampled_from([None, "11", "13", "41"]))
def test_any_text_gives_a_value_that_prints_as_it_was(
    text: str, name: str, level2: str | None
) -> None:
    check(parse_target(text, name, level2), text)


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_texts_of_the_characters_of_values_lose_nothing(text: str) -> None:
    check(parse_target(text), text)


@given(mutated_values())
def test_damaged_real_values_lose_nothing(case: tuple[str, str, str | None]) -> None:
    text, name, level2 = case

    check(parse_target(text, name, level2), text)


def test_every_real_value_loses_nothing() -> None:
    for value in real_values():
        check(parse_target(value.text, value.name, value.level2), value.text)


def test_the_short_ways_give_what_the_general_way_gives() -> None:
    chance = random.Random(20240901)
    values = real_values()
    names = [value.name for value in values]
    printed = sorted(
        {value.text for value in values} | {one.text for one in labelled("labelled.tsv")}
    )
    texts = set(printed)
    texts |= {mutated(text, chance.choice(printed), chance) for text in printed for _ in range(9)}
    ways: Counter[str] = Counter()
    for text in sorted(texts):
        for name, level2 in ((chance.choice(names), "11"), ("返贫风险", "22"), ("", None)):
            general = read_generally(text, name, level2, short=False)
            given_ = (text, normalised(text), name, level2)
            ways["plain"] += read_simple(text, name, level2) is not None
            ways["date"] += read_simple_date(given_) is not None
            ways["words"] += read_among_words(given_) is not None
            assert parse_target(text, name, level2) == general

    assert ways["plain"] > 1000
    assert ways["words"] > 1000
    assert ways["date"] > 50


def test_a_text_beyond_the_longest_is_not_understood_and_not_lost() -> None:
    text = "不少于5家，" * LONGEST
    value = parse_target(text)

    assert value.kind == "not_understood"
    assert value.confidence_reason is not None
    assert print_value(value) == text


@pytest.mark.parametrize(
    "piece",
    ["(", "1,", "1-", "不超", "不少于1", "每", "1:", "一", "十百几", "3个，", "2024年", "“", "《",
     "百分之", "1≤x≤", "A1", "1.1.", "①", "近3年", "(其中3个)", "1 2 ", "元/人/", "按要求", "同比", "稳步"],
)  # fmt: skip
def test_time_grows_with_the_length_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = 9.0
        for _ in range(5):
            start = time.process_time()
            parse_target(text, "完成时间")
            best = min(best, time.process_time() - start)
        return best

    assert seconds(LONGEST) < 8 * seconds(LONGEST // 4) + 0.005
