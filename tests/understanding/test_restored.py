"""What was kept comes back whole: sums and values found anew, answers of a person replayed."""

from importlib import resources

import pytest
from msgspec.structs import replace

from jixiao.keeping import to_json
from jixiao.model import Correction, Reading, UnreadableDocument
from jixiao.pipeline import read
from jixiao.publishing import csv_file
from jixiao.understanding.arithmetic import sums_of

SAMPLES = ("baiyun", "huadu", "kaifaqu", "tianhe", "zengcheng")


def sample(name: str) -> Reading:
    content = (resources.files("jixiao") / "samples" / f"{name}.txt").read_bytes()
    return read(content, f"{name}.txt")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sums_of_records_are_those_of_the_rows(name: str) -> None:
    table = sample(name).table

    assert sums_of(replace(table, arithmetic=())) == table.arithmetic


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reading_comes_back_as_it_was_made(name: str) -> None:
    reading = sample(name)

    assert read(to_json(reading), "x.json") == reading


def test_values_left_out_are_found_when_it_is_read_again() -> None:
    content = (resources.files("jixiao") / "samples" / "kaifaqu.txt").read_bytes()
    bare = read(content, "kaifaqu.txt", values=False)

    assert read(to_json(bare), "x.json") == read(content, "kaifaqu.txt")
    assert read(to_json(bare), "x.json", values=False) == bare


def test_the_year_of_the_caller_goes_first_and_a_conflict_is_asked_about() -> None:
    reading = sample("kaifaqu")
    once = read(csv_file([reading]), "x", year=2024)
    twice = read(csv_file([once]), "x", year=2025)

    assert (once.table.budget_year, once.table.origins.budget_year) == (2024, "caller")
    assert once.questions == ()
    assert twice.table.budget_year == 2025
    assert [one.kind for one in twice.questions] == ["year_conflict"]


def test_a_question_is_confirmed_and_other_answers_are_named_as_not_used() -> None:
    reading = sample("zengcheng")
    (question,) = reading.questions
    answers = (
        Correction("confirm", key=question.key),
        Correction("undo", key=reading.repairs[0].key),
    )

    back = read(to_json(reading), "x.json", corrections=answers)

    assert [one.kind for one in back.questions] == ["correction_unused"]
    assert back.corrections == answers[:1]


def test_repairs_that_are_in_the_records_cannot_be_left_out() -> None:
    with pytest.raises(UnreadableDocument, match="修复已经做在里面"):
        read(to_json(sample("zengcheng")), "x.json", repair=False)
    sound = sample("tianhe")
    assert read(to_json(sound), "x.json", repair=False) == sound
